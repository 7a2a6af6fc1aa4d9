"""The totals of the done screen."""

import pytest

from follow_along.core.enums import Side
from follow_along.core.history.totals import Totals
from follow_along.core.run.player import Action
from follow_along.ui.screens.done_table import totals_text
from tests.builders import a_run, after, an_exercise, at_work
from tests.ui.app_harness import AppHarness
from tests.ui.scenes import stopped
from tests.ui.visible_cells import screen_words


def test_exercises_with_the_same_name_have_separate_rows() -> None:
    """Two exercises with different ids have their own stops and recent level."""
    exercises = [an_exercise(i, name="Stand", id=f"stand-{i}", work=60_000) for i in (1, 2)]
    player, now = at_work(a_run(*exercises))
    player, _ = after(player, 300.0, begin=now)
    levels = {("stand-2", Side.BOTH): Totals(4, 120_000, 0, 30_000)}
    headings, first, second, level = str(totals_text(player.record, levels, 80)).splitlines()
    assert headings.startswith("Exercise")
    rows = [" ".join(line.split()) for line in (first, second, level)]
    assert rows == ["Stand 0 in 1 min 1 min"] * 2 + ["recent runs 2 in 1 min 30 s"]


@pytest.mark.parametrize("columns", range(20, 161, 7))
def test_the_totals_hold_every_text_at_every_width(columns: int) -> None:
    """Table or list, the totals hold all names, counts and levels and are no wider than given."""
    names = ("One-leg stand", "Bent-knee heel raise, two feet, off the edge of a step")
    exercises = [
        an_exercise(i, name=name, sides="each", work=99_000) for i, name in enumerate(names)
    ]
    player, now = at_work(a_run(*exercises))
    player, now = after(player, 95.0, Action.NEXT, begin=now)
    player, _ = after(player, 400.0, begin=now)
    levels = {("move-0", Side.LEFT): Totals(4, 120_000, 0, 30_000)}
    text = totals_text(player.record, levels, columns)
    words = " ".join(str(text).split())
    for part in (*names, "0 in 1 min 35 s", "cut short", "recent runs", "3.2 in 1 min 35 s"):
        assert part in words
    is_table = str(text).startswith("Exercise")
    assert not is_table or all(line.cell_length <= columns for line in text.split("\n"))
    assert is_table == (columns > 110)


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (60, 16), (80, 24)])
async def test_scrolling_reaches_every_text(size) -> None:
    """At any size, ↓ leads to the end of the totals."""
    harness = AppHarness()
    async with harness.play(size) as pilot:
        await stopped(harness, pilot)
        await harness.press(pilot, "space")
        harness.sound.notices.append("No sound device, and so on.")
        await harness.pass_time(pilot, 500)
        whole = (
            "DONE" if size[1] < 22 else "",
            "2 stops in 2 min 24 s of steady work: 2 on the left, 0 on the right.",
            "Longest unbroken stretch in balance: 30 s (One-leg stand, right foot).",
            "No sound device, and so on. One-leg stand Heel raise, two feet 42 s",
        )
        unseen = set(" ".join(whole).split()) - set(screen_words(pilot.app.screen))
        for _ in range(30):
            if unseen:
                await pilot.press("down")
                unseen -= set(screen_words(pilot.app.screen))
        assert not unseen
