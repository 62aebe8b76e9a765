"""A sample study whose clips are made by our own code."""
