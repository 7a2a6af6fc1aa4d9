"""What touches the world: files, the log, sound, places and the clock."""
