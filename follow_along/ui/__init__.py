"""The user interface: the Textual apps, their screens and widgets."""
