"""One clock, up to four panes, and proof of what was shown."""
