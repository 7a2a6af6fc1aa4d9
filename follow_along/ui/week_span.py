"""How many weeks of the past are shown: the same choice on every screen of the history."""

from follow_along.core.history.totals import DEFAULT_WEEKS

SPANS: tuple[int | None, ...] = (4, DEFAULT_WEEKS, 12, None)
"""In the order in which the key goes through them; None is all weeks."""


def next_span(weeks: int | None) -> int | None:
    """The next number of weeks to show."""
    return SPANS[(SPANS.index(weeks) + 1) % len(SPANS)]


def span_text(weeks: int | None) -> str:
    """A number of weeks in words: `8 weeks`, `all weeks`."""
    return f"{weeks} weeks" if weeks else "all weeks"
