"""The sheet to print and hand over: a session on paper."""
