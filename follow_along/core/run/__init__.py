"""One run of a session: the state machine, its rules and its record."""
