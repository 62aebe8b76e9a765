"""The example at the end of each verb's help."""


def example(*lines: str) -> str:
    """Return command lines as the end of a help text, each on a line of its own."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
