"""The drawing of an exercise: poses, motion and shapes."""
