"""The table of the done screen: a row for each exercise, and its recent level."""

from follow_along.core.enums import Side
from follow_along.core.history.totals import Totals
from follow_along.ui.screens.done_table import totals_table
from tests.builders import a_run, after, an_exercise, at_work


def test_exercises_of_one_name_are_told_apart_by_their_ids() -> None:
    """Each has a row of its own, with its own stops and its own recent level."""
    moves = [an_exercise(i, name="Stand", id=f"stand-{i}", work=60_000) for i in (1, 2)]
    player, now = at_work(a_run(*moves))
    player, _ = after(player, 300.0, begin=now)
    levels = {("stand-2", Side.BOTH): Totals(4, 120_000, 0, 30_000)}
    heads, first, second, level = str(totals_table(player.record, levels)).splitlines()
    assert heads.startswith("Exercise")
    words = [" ".join(line.split()) for line in (first, second, level)]
    assert words == ["Stand 0 in 1 min 1 min"] * 2 + ["recent runs 2 in 1 min 30 s"]
