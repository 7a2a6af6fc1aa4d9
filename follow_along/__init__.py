"""follow-along: a full-screen terminal player for exercise sessions."""

__version__ = "0.1.0"
