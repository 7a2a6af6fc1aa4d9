"""Session, figure and settings files."""
