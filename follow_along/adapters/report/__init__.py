"""The report to print or send: its content, its charts, and the page."""
