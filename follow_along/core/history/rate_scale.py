"""The scale of stops per minute: its steps, and a rate as a short text."""

BOUNDS = (1.0, 2.0, 4.0, 8.0)
"""The highest rate of each step between no stop and the last one, in stops per minute."""


def step_of(per_minute: float) -> int:
    """Return the step of a rate: 0 without a stop, up to one more than there are bounds."""
    if not per_minute:
        return 0
    return 1 + sum(per_minute > bound for bound in BOUNDS)


def rate_text(per_minute: float) -> str:
    """Return a rate in at most four characters: `0` (no stop), `<0.1`, `0.3`, `12`."""
    if not per_minute:
        return "0"
    if per_minute < 0.05:
        return "<0.1"
    return f"{per_minute:.1f}" if per_minute < 9.95 else f"{per_minute:.0f}"
