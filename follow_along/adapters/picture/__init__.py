"""Pictures in pixels: colours, letters and the figure, for the video and the sheet. An extra."""
