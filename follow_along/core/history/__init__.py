"""Past runs: totals, the trend, the side flag, the suggestion."""
