"""The table of the done screen."""

from follow_along.core.enums import Side
from follow_along.core.history.totals import Totals
from follow_along.ui.screens.done_table import totals_table
from tests.builders import a_run, after, an_exercise, at_work


def test_exercises_with_the_same_name_have_separate_rows() -> None:
    """Two exercises with different ids have their own stops and recent level."""
    exercises = [an_exercise(i, name="Stand", id=f"stand-{i}", work=60_000) for i in (1, 2)]
    player, now = at_work(a_run(*exercises))
    player, _ = after(player, 300.0, begin=now)
    levels = {("stand-2", Side.BOTH): Totals(4, 120_000, 0, 30_000)}
    headings, first, second, level = str(totals_table(player.record, levels)).splitlines()
    assert headings.startswith("Exercise")
    rows = [" ".join(line.split()) for line in (first, second, level)]
    assert rows == ["Stand 0 in 1 min 1 min"] * 2 + ["recent runs 2 in 1 min 30 s"]
