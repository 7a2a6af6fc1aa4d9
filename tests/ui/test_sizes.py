"""Every screen at many sizes: no text is cut without an ellipsis, and nothing overlaps."""

from dataclasses import replace
from itertools import combinations, count

import pytest

from follow_along.ui.app import HistoryApp
from follow_along.ui.screens.resume_dialog import ResumeDialog
from tests.ui.app_harness import RAISE, SHORT, STAND, AppHarness, resized, session_of
from tests.ui.fake_history import FakeHistory
from tests.ui.generated_history import weeks_of_runs
from tests.ui.history_harness import open_history, settle
from tests.ui.scenes import history_scenes, listed_sessions, run_scenes, session_scenes, tempo
from tests.ui.screens.test_resume_dialog import resumable_harness
from tests.ui.visible_cells import TEXT_WIDGETS, cells, is_whole_or_clipped, leaves, scrolled

SIZES = [(30, 8), (50, 30), (80, 12), (160, 50)]
MANY_SIZES = [
    *((30, 16), (40, 12), (69, 16), (80, 24), (119, 36)),
    # All pairs would take hours: every seventh width with two heights, others for each.
    *((columns, rows) for columns in range(30, 171, 7) for rows in range(8 + columns % 23, 54, 23)),
]

LONG = "Standing heel raise with a very slow lowering, off the edge of a step, wall in reach"
WIDE = "体幹トレーニング片足立ち ゆっくり目を閉じて"
LONG_MOVE = replace(
    RAISE, name=LONG, setup=f"{LONG}. " * 4, cues=(f"{LONG}. " * 3,), easier=LONG * 2
)
WIDE_MOVE = replace(STAND, name=WIDE, setup=WIDE * 3, cues=(WIDE * 4,))
SESSIONS = {
    "usual": SHORT,
    "long": replace(
        session_of(LONG_MOVE), title=LONG, safety=f"{LONG}. " * 5, kit=tuple(LONG.split())
    ),
    "wide": replace(session_of(WIDE_MOVE), title=WIDE, safety=WIDE * 8),
}


at_sizes = pytest.mark.parametrize(
    "sizes",
    [
        pytest.param(SIZES, id="sizes"),
        pytest.param(MANY_SIZES, id="many-sizes", marks=pytest.mark.slow),
    ],
)


def overlapping(screen):
    """Return pairs of overlapping widgets, and widgets outside the screen."""
    shown = [widget for widget in leaves(screen) if widget.region.area and not scrolled(widget)]
    pairs = [(a, b) for a, b in combinations(shown, 2) if a.region.overlaps(b.region)]
    return pairs + [widget for widget in shown if widget.region not in screen.region]


async def test_a_timer_of_the_app_fires_on_a_stalling_machine(monkeypatch):
    """Such a timer puts a resize off, and while it runs no other resize is shown."""
    fired, seconds = [], count()
    async with AppHarness().play((80, 24)) as pilot:
        with monkeypatch.context() as stalling:
            stalling.setattr("textual._time.get_time", lambda: float(next(seconds)))
            pilot.app.set_timer(1 / 120, lambda: fired.append(True))
            await pilot.pause()
    assert fired == [True]


async def sweep(pilot, sizes):
    """Check the screen at each size."""
    async for size in resized(pilot, sizes):
        screen = pilot.app.screen
        picture = cells(screen)
        assert overlapping(screen) == [], size
        for widget in leaves(screen):
            if isinstance(widget, TEXT_WIDGETS) and not scrolled(widget):
                assert is_whole_or_clipped(picture, widget), (size, widget)


@at_sizes
@pytest.mark.parametrize("session", SESSIONS)
async def test_a_run_and_its_dialogs(session, sizes):
    """A run and its dialogs fit from 30x8 on, with texts of any length."""
    harness = AppHarness(session=SESSIONS[session], badge=" rehearsal ")
    # The rating shows no text of the session.
    scenes = run_scenes if session == "usual" else session_scenes
    async with harness.play() as pilot:
        async for _ in scenes(harness, pilot):
            await sweep(pilot, sizes)


@at_sizes
async def test_a_tempo(sizes):
    """The tempo and the repetitions fit."""
    harness = AppHarness(badge=" rehearsal ")
    async with harness.play() as pilot:
        await tempo(harness, pilot)
        await sweep(pilot, sizes)


@at_sizes
@pytest.mark.parametrize("session", SESSIONS)
async def test_resuming(session, sizes):
    """The resume dialog fits, with texts of any length."""
    async with resumable_harness(SESSIONS[session]).choosing().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResumeDialog)
        await sweep(pilot, sizes)


@at_sizes
async def test_resuming_a_named_session(sizes):
    """The resume dialog for a named session fits."""
    async with resumable_harness(SESSIONS["long"]).play() as pilot:
        assert isinstance(pilot.app.screen, ResumeDialog)
        await sweep(pilot, sizes)


@at_sizes
async def test_choose(sizes):
    """The list of sessions fits."""
    app = AppHarness(listed=listed_sessions()).choosing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await sweep(pilot, sizes)


@at_sizes
async def test_history(sizes):
    """Every history screen fits."""
    async with open_history(FakeHistory(weeks_of_runs(8))) as pilot:
        async for _ in history_scenes(pilot):
            await sweep(pilot, sizes)


@at_sizes
@pytest.mark.parametrize("weeks", [0, 1])
async def test_short_history(weeks, sizes):
    """A history of no week or one week fits."""
    async with HistoryApp(FakeHistory(weeks_of_runs(weeks))).run_test() as pilot:
        await settle(pilot)
        await sweep(pilot, sizes)


@at_sizes
async def test_long_history(sizes):
    """The chart of five years fits."""
    async with open_history(FakeHistory(weeks_of_runs(260)), "w", "w", "enter") as pilot:
        await sweep(pilot, sizes)
