"""The history: past runs, their totals, the trend, the side flag and the suggestion."""
