"""What a screen does as it opens, it does once."""

from collections import Counter

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests.ui.app_harness import DRAWN, AppHarness, figures


@pytest.fixture
def styled(monkeypatch: pytest.MonkeyPatch) -> Counter[DOMNode]:
    """Return how often the styles of each widget are computed."""
    counts: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def counting(self: Stylesheet, node: DOMNode, **options: object) -> None:
        counts[node] += 1
        apply(self, node, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "apply", counting)
    return counts


async def test_the_play_screen_is_styled_once(styled: Counter[DOMNode]):
    """Neither its opening nor its first refresh changes a style."""
    async with AppHarness(session=DRAWN, figures=figures()).play() as pilot:
        screen = pilot.app.screen
        assert {styled[node] for node in (screen, *screen.query("PlayScreen > *"))} == {1}
        assert {styled[node] for node in screen.query("#main *")} == {1}


async def test_a_screen_is_styled_again_when_a_dialog_has_closed(styled: Counter[DOMNode]):
    """What changed meanwhile, such as the theme, shows."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await harness.press(pilot, "question_mark")
        before = styled[pilot.app.screen_stack[-2]]
        await harness.press(pilot, "escape")
        assert styled[pilot.app.screen] > before


async def test_no_frame_is_drawn_in_vain(monkeypatch: pytest.MonkeyPatch):
    """In a batch of updates, as at the start, Textual draws frames and then drops them."""
    batches: list[int] = []
    render = Compositor.render_update
    harness = AppHarness()
    app = harness.playing()

    def counting(self: Compositor, **options: object) -> object:
        batches.append(app._batch_count)
        return render(self, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Compositor, "render_update", counting)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert batches
        assert not any(batches)
