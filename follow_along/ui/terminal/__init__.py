"""The terminal: its driver, its input and its window title."""
