"""Pictures of the screens that matter, compared cell by cell.

After a change that is meant: `pytest tests/ui/test_snapshots.py --snapshot-update`, and look at
each picture that changed. They belong to the version of Textual that pyproject.toml pins for tests.
"""

import pytest

from follow_along.core.session_list import Offer
from tests.ui.app_harness import DRAWN, RAISE, SHORT, AppHarness, figures, session_of
from tests.ui.screens.test_resume_dialog import stage as resumable_run

WIDE = (80, 24)


def offers() -> list[Offer]:
    """A programme of two weeks, a session of one's own, and a file with a mistake."""
    week_2 = SHORT.model_copy(update={"title": "Week 2: Stand taller", "week": 2})
    mine = session_of(RAISE).model_copy(
        update={"title": "Ten minutes for the calves", "programme": "", "week": None}
    )
    problem = "wobbly.yaml:3:1: unknown key `exercices`, did you mean `exercises`?"
    return [
        Offer("foot-ankle-1", yours=False, shadows=False, session=SHORT),
        Offer("foot-ankle-2", yours=False, shadows=False, session=week_2),
        Offer("calves", yours=True, shadows=False, session=mine),
        Offer("wobbly", yours=True, shadows=False, session=None, problem=problem),
    ]


async def title_card(stage, pilot):
    """Nothing pressed yet."""


async def ready(stage, pilot):
    """Three seconds into the lead-in."""
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 3)


async def working(stage, pilot):
    """Eleven seconds into the first block."""
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 26)


async def last_seconds(stage, pilot):
    """Seven seconds before the end of the first block."""
    await working(stage, pilot)
    await stage.pass_time(pilot, 12)


async def stopped(stage, pilot):
    """Balance lost, twice."""
    await working(stage, pilot)
    await stage.press(pilot, "t")
    await stage.pass_time(pilot, 4)
    await stage.press(pilot, "space")


async def paused(stage, pilot):
    """The phone rang."""
    await working(stage, pilot)
    await stage.press(pilot, "p")


async def count_in(stage, pilot):
    """Going on after a stop."""
    await stopped(stage, pilot)
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 1)


async def changing_sides(stage, pilot):
    """Between left and right, with a count to correct and no sound."""
    stage.sound.notices.append("No sound device was found: the terminal's bell rings instead.")
    await stopped(stage, pilot)
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 21)


async def tempo(stage, pilot):
    """Repetitions by a tempo, on both feet."""
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 15 + 70 + 15 + 14)


async def help_page(stage, pilot):
    """The keys."""
    await working(stage, pilot)
    await stage.press(pilot, "question_mark")


async def leaving(stage, pilot):
    """The question."""
    await working(stage, pilot)
    await stage.press(pilot, "q")


async def done(stage, pilot):
    """The end of a run with three stops on the left."""
    await stopped(stage, pilot)
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 500)


SCENES = [
    (title_card, WIDE, "dark"),
    (ready, WIDE, "dark"),
    (working, WIDE, "dark"),
    (last_seconds, WIDE, "dark"),
    (stopped, WIDE, "dark"),
    (paused, WIDE, "dark"),
    (count_in, WIDE, "dark"),
    (changing_sides, WIDE, "dark"),
    (help_page, WIDE, "dark"),
    (leaving, WIDE, "dark"),
    (done, WIDE, "dark"),
    (tempo, (160, 50), "dark"),
    (stopped, (160, 50), "light"),
    (tempo, (50, 30), "light"),
    (working, (80, 12), "light"),
    (stopped, (40, 12), "dark"),
    (working, (30, 8), "dark"),
]


def told_apart(value):
    """A name for a scene, a size or a look."""
    if isinstance(value, tuple):
        return "x".join(map(str, value))
    return getattr(value, "__name__", value)


@pytest.mark.parametrize(("scene", "size", "look"), SCENES, ids=told_apart)
def test_play(scene, size, look, snap_compare):
    """The screens of a run look as they did when they were last looked at."""
    badge = " 20x rehearsal: not logged " if scene is ready else ""
    stage = AppHarness(session=DRAWN, figures=figures(), badge=badge)

    async def run_before(pilot):
        await pilot.pause()
        await scene(stage, pilot)

    assert snap_compare(stage.playing(look), terminal_size=size, run_before=run_before)


@pytest.mark.parametrize("size", [WIDE, (40, 12)], ids=["wide", "small"])
def test_choose(size, snap_compare):
    """The choose screen looks as it did when it was last looked at."""
    assert snap_compare(AppHarness(offers=offers()).choosing(), terminal_size=size)


@pytest.mark.parametrize("size", [WIDE, (40, 12)], ids=["wide", "small"])
def test_going_on(size, snap_compare):
    """The question after a run was broken off looks as it did when it was last looked at."""
    assert snap_compare(resumable_run().choosing(), terminal_size=size)
