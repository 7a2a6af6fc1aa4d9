"""What a session is, and its timeline."""
