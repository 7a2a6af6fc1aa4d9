"""What is seen and pressed: the Textual app, one screen a file."""
