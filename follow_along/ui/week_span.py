"""The number of weeks that the history screens show."""

from follow_along.core.history.totals import DEFAULT_WEEKS

SPANS: tuple[int | None, ...] = (4, DEFAULT_WEEKS, 12, None)
"""The numbers of weeks that the key cycles through; None means all weeks."""


def next_span(weeks: int | None) -> int | None:
    """Return the number of weeks after `weeks` in the cycle."""
    return SPANS[(SPANS.index(weeks) + 1) % len(SPANS)]


def span_text(weeks: int | None) -> str:
    """Return a number of weeks as text: `8 weeks`, `all weeks`."""
    return f"{weeks} weeks" if weeks else "all weeks"
