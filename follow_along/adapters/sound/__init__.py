"""Sound: cues and phrases played at their moments by a process of its own.

Nothing is imported here, so that the sound process loads only what it needs.
"""
