"""The video of a session: its pictures and sound in one MP4 file. An extra."""
