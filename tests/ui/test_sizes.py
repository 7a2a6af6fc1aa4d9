"""The play screen at every size: nothing is cut without a sign, and nothing overlaps."""

from itertools import combinations

import pytest

from follow_along.ui.app import HistoryApp
from follow_along.ui.screens.resume_dialog import ResumeDialog
from tests.ui.app_harness import RAISE, SHORT, STAND, AppHarness, session_of
from tests.ui.fake_history import FakeHistory
from tests.ui.made_history import weeks_of_runs
from tests.ui.screens.test_resume_dialog import stage as resumable_run
from tests.ui.test_history_snapshots import SCENES as HISTORY
from tests.ui.test_snapshots import (
    changing_sides,
    count_in,
    done,
    help_page,
    last_seconds,
    leaving,
    offers,
    paused,
    ready,
    stopped,
    title_card,
    working,
)
from tests.ui.visible_cells import WORDY, cells, leaves, scrolled, told_whole_or_with_a_sign

SIZES = [
    (30, 8),
    (30, 16),
    (40, 12),
    (50, 30),
    (69, 16),
    (80, 12),
    (80, 24),
    (119, 36),
    (160, 50),
]
MANY_SIZES = [
    (columns, rows) for columns in range(30, 171, 7) for rows in range(8 + columns % 11, 56, 11)
]
"""Every seventh width with a few heights, others for each: all pairs would take half an hour."""

LONG = "Standing heel raise with a very slow lowering, off the edge of a step, wall in reach"
WIDE = "体幹トレーニング片足立ち ゆっくり目を閉じて"
LONG_MOVE = RAISE.model_copy(
    update={"name": LONG, "setup": f"{LONG}. " * 4, "cues": (f"{LONG}. " * 3,), "easier": LONG * 2}
)
WIDE_MOVE = STAND.model_copy(update={"name": WIDE, "setup": WIDE * 3, "cues": (WIDE * 4,)})
SESSIONS = {
    "usual": SHORT,
    "long": session_of(LONG_MOVE).model_copy(
        update={"title": LONG, "safety": f"{LONG}. " * 5, "kit": tuple(LONG.split())}
    ),
    "wide": session_of(WIDE_MOVE).model_copy(update={"title": WIDE, "safety": WIDE * 8}),
}


async def tempo_of_the_first(stage, pilot):
    """In step with a tempo, where the first exercise has one."""
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, 15 + 9)


SCENES = [
    title_card,
    ready,
    working,
    last_seconds,
    stopped,
    paused,
    count_in,
    changing_sides,
    tempo_of_the_first,
]


def overlapping(screen):
    """Pairs of widgets that share a cell, and widgets that leave the screen."""
    shown = [widget for widget in leaves(screen) if widget.region.area and not scrolled(widget)]
    pairs = [(a, b) for a, b in combinations(shown, 2) if a.region.overlaps(b.region)]
    return pairs + [widget for widget in shown if widget.region not in screen.region]


async def sweep(pilot, sizes):
    """Take the screen through sizes; nothing may overlap or be cut without a sign at any."""
    for size in sizes:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        screen = pilot.app.screen
        picture = cells(screen)
        assert overlapping(screen) == [], size
        for widget in leaves(screen):
            if isinstance(widget, WORDY) and not scrolled(widget):
                assert told_whole_or_with_a_sign(picture, widget), (size, widget)


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_play_screen(scene, session):
    """Whatever the size, from 30x8 on, and however long the words."""
    stage = AppHarness(session=SESSIONS[session], badge=" rehearsal ")
    async with stage.play() as pilot:
        await scene(stage, pilot)
        await sweep(pilot, SIZES)


@pytest.mark.parametrize("scene", [help_page, leaving, done], ids=lambda scene: scene.__name__)
async def test_dialogs_and_the_end(scene):
    """The questions, the keys, and what the run came to."""
    stage = AppHarness(badge=" rehearsal ")
    async with stage.play() as pilot:
        await scene(stage, pilot)
        await sweep(pilot, SIZES)


@pytest.mark.parametrize("session", SESSIONS)
async def test_going_on(session):
    """The question after a run was broken off, over the choice, however long the words."""
    async with resumable_run(SESSIONS[session]).choosing().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResumeDialog)
        await sweep(pilot, SIZES)


@pytest.mark.parametrize("session", SESSIONS)
async def test_going_on_with_what_was_asked_for(session):
    """The same question over the session that was named."""
    async with resumable_run(SESSIONS[session]).play() as pilot:
        assert isinstance(pilot.app.screen, ResumeDialog)
        await sweep(pilot, SIZES)


async def test_choice():
    """The list of sessions."""
    app = AppHarness(offers=offers()).choosing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await sweep(pilot, SIZES)


@pytest.mark.parametrize("scene", HISTORY)
async def test_history(scene):
    """The weeks, the chart, the runs, one run."""
    weeks, keys = HISTORY[scene]
    app = HistoryApp(FakeHistory(weeks_of_runs(weeks)))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
        await sweep(pilot, SIZES)
