"""Pictures of the history, compared cell by cell. See test_pictures.py."""

import pytest

from follow_along.ui.app import HistoryApp
from tests.ui.fake_history import FakeHistory
from tests.ui.made_history import weeks_of_runs

SIZES = {"small": (50, 20), "usual": (80, 24), "large": (120, 40)}
SCENES = {
    "weeks": (8, ()),
    "sides": (8, ("down", "s")),
    "chart": (8, ("enter",)),
    "run": (8, ("r", "enter", *["down"] * 8)),
    "empty": (0, ()),
    "one": (1, ()),
    "years": (260, ("w", "w", "enter")),
}
PICTURES = [
    *(("weeks", size) for size in SIZES),
    *(("chart", size) for size in SIZES),
    ("sides", "usual"),
    ("run", "usual"),
    ("run", "small"),
    ("empty", "small"),
    ("one", "usual"),
    ("years", "usual"),
]


@pytest.mark.parametrize(("scene", "size"), PICTURES)
def test_history(scene, size, snap_compare):
    """The history looks as it did when it was last looked at."""
    weeks, keys = SCENES[scene]
    runs = weeks_of_runs(weeks)[: 1 if scene == "one" else None]

    async def run_before(pilot):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    app = HistoryApp(FakeHistory(runs))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=run_before)
