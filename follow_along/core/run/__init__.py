"""A run of a session: the state machine, its rules, its record and its summary."""
