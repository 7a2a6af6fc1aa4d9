"""The cue plan: which sounds and phrases are due at which moments."""
