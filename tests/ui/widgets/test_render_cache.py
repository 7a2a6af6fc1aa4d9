"""The render cache never shows outdated lines."""

import pytest

from follow_along.ui.widgets.render_cache import RenderCache, RowCache
from tests.ui.app_harness import DRAWN, AppHarness, figures

STEPS = [
    *("space", 4.0, "e", 12.0, 13.0, 3.7, "t", 0.5, "space", "u", 30.0, "space", "space", "space"),
    *(3.0, 0.4, "p", 5.0, "p", 3.0, "m", "up", "question_mark", "space", 3.0, 14.0, 9.0, "plus"),
    *("space", 1.0, "space", "n", 2.0, 0.2, 0.2, "q", "space", 4.0, "b", "r", 16.0, 1.2, 21.0),
]


def rows(screen):
    """Return the lines sent to the terminal, with their styles."""
    return [list(strip) for strip in screen._compositor.render_strips()]


@pytest.mark.parametrize("size", [(40, 12), (120, 36)], ids=["least", "all"])
async def test_cached_lines_equal_newly_rendered_ones(size):
    """This holds after every key and time step, in every phase of a run."""
    harness = AppHarness(session=DRAWN, figures=figures())
    phases = set()
    async with harness.play(size) as pilot:
        for step in STEPS:
            if isinstance(step, str):
                await harness.press(pilot, step)
            else:
                await harness.pass_time(pilot, step)
            screen = pilot.app.screen
            phases.update(screen.classes)
            kept = rows(screen)
            for widget in screen.walk_children(RenderCache, with_self=True):
                widget._rendered = None
                if isinstance(widget, RowCache):
                    widget._rows = None
                widget._styles_cache.clear()
            assert rows(screen) == kept, step
    assert {"-lead-in", "-working", "-urgent", "-stopped", "-count-in", "-paused"} <= phases
