"""The commands beside playing, by what they are about."""
