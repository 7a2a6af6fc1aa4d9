"""Pictures in pixels: colours, letters and the figure, for the video. An extra."""
