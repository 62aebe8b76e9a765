"""Which system is better, and how certain that is."""
