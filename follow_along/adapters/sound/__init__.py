"""The sound side: cues and phrases heard at their moment, from a process of its own.

Nothing is imported here, so that the process starts with no more than it needs.
"""
