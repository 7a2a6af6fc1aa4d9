"""The plain player: lines in place of a screen. Nothing in it imports Textual."""
