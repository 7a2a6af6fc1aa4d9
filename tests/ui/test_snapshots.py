"""Snapshots of the most important screens.

CONTRIBUTING.md says how to review and accept a snapshot. The snapshots belong to the version of
Textual that pyproject.toml pins for tests.
"""

import pytest

from follow_along.core.history.logged_run import SessionPast
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.ui.app import HistoryApp
from tests.logged_runs import a_past_block, a_past_run
from tests.ui.app_harness import DRAWN, NOW, AppHarness, figures
from tests.ui.fake_history import FakeHistory
from tests.ui.generated_history import rated_weeks, weeks_of_runs
from tests.ui.history_harness import press, settle
from tests.ui.scenes import (
    changing_sides,
    done,
    help_page,
    listed_sessions,
    pain,
    stopped,
    tempo,
    title_card,
    working,
)
from tests.ui.screens.test_resume_dialog import resumable_harness

WIDE = (80, 24)


SCENES = [
    (title_card, WIDE, "dark"),
    (working, WIDE, "dark"),
    (stopped, WIDE, "dark"),
    (changing_sides, WIDE, "dark"),
    (help_page, WIDE, "dark"),
    (done, WIDE, "dark"),
    (pain, WIDE, "dark"),
    (pain, (40, 12), "light"),
    (stopped, (160, 50), "light"),
    (tempo, (50, 30), "light"),
    (working, (30, 8), "dark"),
]
HISTORY = {
    "weeks": (),
    "ratings": ("up",),
    "chart": ("enter",),
    "run": ("r", "enter", *["down"] * 8),
}
"""Keys that lead to a screen of the history."""


def scene_id(value):
    """Return a test id for a scene, a size or a look."""
    if isinstance(value, tuple):
        return "x".join(map(str, value))
    return getattr(value, "__name__", value)


@pytest.mark.parametrize(("scene", "size", "look"), SCENES, ids=scene_id)
def test_play(scene, size, look, snap_compare):
    """The screens of a run match their snapshots."""
    harness = AppHarness(session=DRAWN, figures=figures())

    async def run_before(pilot):
        await pilot.pause()
        await scene(harness, pilot)

    assert snap_compare(harness.playing(look), terminal_size=size, run_before=run_before)


def test_choose(snap_compare):
    """The choose screen matches its snapshot, two runs into the week."""
    began = tuple(WallTime(NOW.utc_ms - days * DAY_MS, NOW.offset_minutes) for days in (0, 1))
    run = a_past_run(a_past_block(0, 3), began=began[0])
    harness = AppHarness(
        listed=listed_sessions(), past={run.session: SessionPast(2, run, run, began)}
    )
    assert snap_compare(harness.choosing(), terminal_size=WIDE)


def test_resuming(snap_compare):
    """The resume dialog matches its snapshot."""
    assert snap_compare(resumable_harness().choosing(), terminal_size=WIDE)


@pytest.mark.parametrize("scene", HISTORY)
def test_history(scene, snap_compare):
    """The history screens match their snapshots."""

    async def run_before(pilot):
        await settle(pilot)
        await press(pilot, *HISTORY[scene])

    runs = rated_weeks(8) if scene == "ratings" else weeks_of_runs(8)
    app = HistoryApp(FakeHistory(runs))
    assert snap_compare(app, terminal_size=WIDE, run_before=run_before)
