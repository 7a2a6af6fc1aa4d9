"""Every text has a contrast of at least 7 to 1 (WCAG 2) in both looks."""

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color

from follow_along.ui.app import FollowAlongApp, HistoryApp
from follow_along.ui.screens.resume_dialog import ResumeDialog
from follow_along.ui.themes import THEMES, theme_for, theme_name
from tests.ui.app_harness import DRAWN, AppHarness, figures
from tests.ui.contrast import contrast
from tests.ui.fake_history import FakeHistory
from tests.ui.generated_history import weeks_of_runs
from tests.ui.history_harness import settle
from tests.ui.scenes import history_scenes, listed_sessions, run_scenes, tempo
from tests.ui.screens.test_resume_dialog import resumable_harness

LOOKS = ("dark", "light")
MIN_CONTRAST = 7.0


def contrasts(app: App) -> dict[tuple[str, str], tuple[float, str]]:
    """Return the contrast of each pair of colours on the screen, and a text in those colours."""
    contrast_by_colours: dict[tuple[str, str], tuple[float, str]] = {}
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or not segment.text.strip():
                continue
            assert not style.dim, segment.text
            ink, ground = style.color, style.bgcolor
            assert ink is not None, segment.text
            assert ground is not None, segment.text
            if style.reverse:
                ink, ground = ground, ink
            inks = Color.from_rich_color(ink), Color.from_rich_color(ground)
            contrast_by_colours[inks[0].hex, inks[1].hex] = (
                contrast(*inks),
                segment.text.strip()[:40],
            )
    return contrast_by_colours


def too_faint(app: App) -> list[tuple[tuple[str, str], tuple[float, str]]]:
    """Return the texts with too little contrast."""
    return [(inks, text) for inks, text in contrasts(app).items() if text[0] < MIN_CONTRAST]


@pytest.mark.parametrize("look", LOOKS)
async def test_play_dialogs_and_done(look):
    """Every phase of a run, its dialogs and the done screen have enough contrast."""
    harness = AppHarness(session=DRAWN, figures=figures(), badge=" rehearsal ")
    async with harness.play(look=look) as pilot:
        async for scene in run_scenes(harness, pilot):
            assert too_faint(pilot.app) == [], scene


@pytest.mark.parametrize("look", LOOKS)
async def test_tempo(look):
    """The tempo has enough contrast."""
    harness = AppHarness(session=DRAWN, figures=figures())
    async with harness.play(look=look) as pilot:
        await tempo(harness, pilot)
        assert too_faint(pilot.app) == []


@pytest.mark.parametrize("look", LOOKS)
async def test_resuming(look):
    """The resume dialog has enough contrast."""
    async with resumable_harness().play(look=look) as pilot:
        assert isinstance(pilot.app.screen, ResumeDialog)
        assert too_faint(pilot.app) == []


@pytest.mark.parametrize("look", LOOKS)
async def test_choose(look):
    """Every row of the list, highlighted or not, and the details have enough contrast."""
    app = FollowAlongApp(AppHarness(listed=listed_sessions()), look=look)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(4):
            await pilot.pause()
            assert too_faint(app) == []
            await pilot.press("down")
        await pilot.press("enter")
        await pilot.pause()
        assert too_faint(app) == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("weeks", [0, 8])
async def test_history(weeks, look):
    """Every history screen has enough contrast, with and without runs."""
    app = HistoryApp(FakeHistory(weeks_of_runs(weeks)), look=look)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        async for scene in history_scenes(pilot):
            assert too_faint(app) == [], scene


@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_with_few_colours_each_state_has_a_ground_of_its_own(theme, system):
    """Working, stopped, paused and counting in are told apart in 16 and in 256 colours."""
    states = ("stop-ground", "paused-ground", "count-in-ground")
    grounds = [theme.background, *(theme.variables[state] for state in states)]
    shown = {RichColor.parse(ground).downgrade(system).number for ground in grounds}
    assert len(shown) == len(grounds)


def test_auto_follows_colorfgbg():
    """The look is light for a light background, the last number of COLORFGBG; else dark."""
    dark, light = (theme.name for theme in THEMES)
    themes = {
        "0;15": light,
        "0;default;15": light,
        "15;0": dark,
        "12;8": dark,
        "odd": dark,
        "": dark,
    }
    for value, name in themes.items():
        assert theme_name("auto", {"COLORFGBG": value}) == name
    assert theme_name("auto", {}) == dark
    assert theme_name("light", {"COLORFGBG": "15;0"}) == light
    assert theme_name("dark", {"COLORFGBG": "0;15"}) == dark


@pytest.mark.parametrize("look", LOOKS)
async def test_without_colours(look, monkeypatch):
    """NO_COLOR shows greys alone, with enough contrast."""
    monkeypatch.setenv("NO_COLOR", "1")
    harness = AppHarness(session=DRAWN, figures=figures())
    async with harness.play(look=look) as pilot:
        async for scene in run_scenes(harness, pilot):
            inks = contrasts(pilot.app)
            assert all(len(set(Color.parse(ink).rgb)) == 1 for pair in inks for ink in pair), scene
            assert too_faint(pilot.app) == [], scene


@pytest.mark.parametrize(
    ("colour", "look"),
    [
        ("rgb:ffff/ffff/ffff", "light"),
        ("rgb:fd/f6/e3", "light"),
        ("rgba:f/f/f/0", "light"),
        ("rgb:0000/0000/0000", "dark"),
        ("RGB:1E1E/1e1e/2e2e", "dark"),
        ("rgb:00/2b/36", "dark"),
        ("rgb:/1/2", None),
        ("#ffffff", None),
        ("", None),
    ],
)
def test_auto_follows_the_background_that_a_terminal_reports(colour, look):
    """Light where black text has more contrast than white."""
    assert theme_for(colour) == (look and f"follow-along-{look}")
