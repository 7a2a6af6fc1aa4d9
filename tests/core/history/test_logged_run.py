"""The count of a past block."""

from tests.logged_runs import a_past_block, a_past_stop


def test_a_count_is_presses_less_undone_plus_corrections() -> None:
    """Three losses, one of them the same and one undone, and a correction of two: three."""
    stops = (a_past_stop(1), a_past_stop(2, counted=False), a_past_stop(3, undone=True))
    assert a_past_block(interruptions=stops, correction=2).count == 3
