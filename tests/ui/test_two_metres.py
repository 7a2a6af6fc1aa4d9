"""Digits, side and stop are readable from two metres."""

from itertools import combinations, product
from pathlib import Path

import pytest
from textual.content import Content
from textual.geometry import Region

import follow_along
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.enums import Side
from follow_along.core.run.player import Phase
from follow_along.core.sessions.dose import dose_words
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Block, build_timeline
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.exercise_figure import ExerciseFigure
from follow_along.ui.widgets.large_label import LargeLabel
from follow_along.ui.widgets.pages import PAGE_S, pages
from tests.ui.app_harness import DRAWN, AppHarness, figures, resized, run_of, session_of
from tests.ui.contrast import luminance
from tests.ui.scenes import run_scenes, session_scenes, stopped, working
from tests.ui.visible_cells import cells, rows_in


def harness_for(*, drawn: bool) -> AppHarness:
    """A harness whose exercises have figures, or none."""
    return AppHarness(session=DRAWN, figures=figures()) if drawn else AppHarness()


def screen_text(pilot) -> str:
    """Return all text on the screen."""
    screen = pilot.app.screen
    return "\n".join(rows_in(cells(screen), screen.region))


def letter_rows(pilot, widget_id: str) -> int:
    """Return the rows of the large letters of a widget; 0 for plain text."""
    text = pilot.app.screen.query_one(f"#{widget_id}", BigText)
    return len(text.large or ())


DIGITS = {"ready", "working", "last seconds", "count-in"}
"""The scenes that show seconds."""


@pytest.mark.parametrize("drawn", [True, False], ids=["figure", "bare"])
async def test_digits_grow_with_the_terminal(drawn):
    """Digits take at least 9 rows at 80x24 and 20 at 160x50, with or without a figure."""
    harness = harness_for(drawn=drawn)
    seen_in, least_rows = set(), {(160, 50): 20, (80, 24): 9}
    async with harness.play() as pilot:
        async for scene in session_scenes(harness, pilot):
            if scene not in DIGITS:
                continue
            seen_in.add(scene)
            async for size in resized(pilot, least_rows):
                assert letter_rows(pilot, "big") >= least_rows[size], (scene, size)
                assert letter_rows(pilot, "side") >= 4, scene
                assert pilot.app.screen.query_one(ExerciseFigure).display == drawn
    assert seen_in == DIGITS


@pytest.mark.parametrize("size", [(120, 36), (160, 50), (200, 60)])
async def test_setup_and_cues_grow_with_the_window(size):
    """Both are large before and during the work, in pages, and the digits stay the largest."""
    harness = harness_for(drawn=True)
    async with harness.play(size) as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1)
        for seconds in (0, 15, 15):
            await harness.pass_time(pilot, seconds)
            message = pilot.app.screen.query_one("#message", LargeLabel)
            assert message.words.plain
            assert len(message.large or ()) >= 4
            assert letter_rows(pilot, "big") >= 2 * 4


def shipped() -> list[tuple[Session, Block]]:
    """Return the first block of each exercise of the shipped sessions, with its session."""
    folder = Path(follow_along.__file__).parent.parent / "sessions"
    sessions = [read_record(file, Session) for file in sorted(folder.glob("*.yaml"))]
    blocks = {s.title: build_timeline(s).blocks for s in sessions}
    return [(s, b) for s in sessions for b in blocks[s.title] if b.begins_exercise]


def test_every_shipped_setup_is_read_to_its_end_in_a_small_window():
    """At 40x12 all pages of the dose and the setup have their turn before the work begins."""
    for session, block in shipped():
        dose = dose_words(block.exercise, Side.LEFT)
        parts = pages(Content(f"{dose} · {block.exercise.setup}"), 36, 1)
        assert len(parts) * PAGE_S <= block.lead_in_s, (session.title, block.exercise.name)


async def test_the_lead_in_pages_dose_and_setup_at_40x12():
    """Neither is cut: the pages one after the other are the whole text."""
    harness = harness_for(drawn=True)
    async with harness.play((40, 12)) as pilot:
        await harness.press(pilot, "space")
        seen = []
        for _ in range(12):
            seen.append(str(pilot.app.screen.query_one("#message", LargeLabel).render()))
            await harness.pass_time(pilot, 1)
        read = " ".join(dict.fromkeys(page.removesuffix(" …") for page in seen))
        assert " ".join(read.split()).startswith(
            "30 s left, then 30 s right · Wall in arm's reach."
        )
        assert "Stand on one foot." in " ".join(read.split())


SIZES = [(160, 50), (80, 24), (50, 30), (80, 12)]


async def test_a_stop_its_count_and_the_side_are_large():
    """The word STOP, the count and the side are large."""
    harness = harness_for(drawn=True)
    async with harness.play() as pilot:
        await stopped(harness, pilot)
        async for size in resized(pilot, SIZES):
            assert all(letter_rows(pilot, place) >= 4 for place in ("big", "side", "count")), size


def ink(screen) -> dict[str, Region]:
    """Return the cells between the first and the last drawn one of each text in large letters."""
    picture, regions = cells(screen), {}
    for text in screen.query(BigText):
        if text.large and text.region.area:
            rows = rows_in(picture, text.region)
            y = [y for y, row in enumerate(rows) if row.strip()]
            left = min(len(row) - len(row.lstrip()) for row in rows if row.strip())
            right = max(len(row.rstrip()) for row in rows)
            corners = text.region.x + left, text.region.y + y[0]
            regions[text.id] = Region(*corners, right - left, y[-1] + 1 - y[0])
    return regions


@pytest.mark.parametrize("scene", [working, stopped])
async def test_large_letters_do_not_touch_and_stop_is_the_largest(scene):
    """Between two texts in large letters are two columns or a row; none is higher than STOP."""
    harness = harness_for(drawn=True)
    async with harness.play() as pilot:
        await scene(harness, pilot)
        sizes = product((30, 40, 47, 48, 56, 69, 80, 160), (8, 12, 16, 22, 36))
        async for size in resized(pilot, sizes):
            regions = ink(pilot.app.screen)
            for first, second in combinations(regions.values(), 2):
                assert not first.grow((0, 1, 0, 1)).overlaps(second.grow((0, 0, 1, 0))), size
            if scene is stopped:
                highest = max(region.height for region in regions.values())
                assert regions["big"].height == highest, size


async def test_both_feet_are_large_too():
    """BOTH FEET is large beside a figure and with a tempo."""
    harness = AppHarness(session=session_of(DRAWN.exercises[1]), figures=figures())
    async with harness.play() as pilot:
        await working(harness, pilot)
        async for size in resized(pilot, SIZES):
            assert letter_rows(pilot, "side") >= 4, size


async def test_40x12_keeps_digits_side_and_stops():
    """40x12 shows large digits, the side and the stops."""
    harness = harness_for(drawn=True)
    async with harness.play((40, 12)) as pilot:
        await working(harness, pilot)
        await harness.press(pilot, "t")
        assert letter_rows(pilot, "big") >= 7
        assert letter_rows(pilot, "side") >= 4
        assert "1 stop" in screen_text(pilot)
        await harness.pass_time(pilot, 4)
        await harness.press(pilot, "space")
        assert letter_rows(pilot, "big") >= 4
        assert letter_rows(pilot, "side") >= 4
        assert "2 STOPS" in screen_text(pilot)


@pytest.mark.parametrize("size", [(25, 6), (29, 40), (160, 7), (1, 1)])
async def test_too_small_says_so_and_loses_nothing(size):
    """A too small window shows the size it needs, keys work, and the text returns with room."""
    harness = harness_for(drawn=True)
    async with harness.play() as pilot:
        await working(harness, pilot)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        said = " ".join(screen_text(pilot).split())
        assert said == f"30x8 at least: this window is {size[0]}x{size[1]}" or said == "…"
        await harness.press(pilot, "space")
        assert run_of(pilot.app).player.phase is Phase.STOPPED
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert letter_rows(pilot, "big") >= 4
        assert pilot.app.screen.query_one("#count", BigText).text == "1 STOP"


@pytest.mark.parametrize("look", ["dark", "light"])
async def test_a_stop_inverts_the_screen_and_says_so(look):
    """A stop inverts the brightness of the screen, and says STOP."""
    harness = AppHarness()
    async with harness.play(look=look) as pilot:
        await working(harness, pilot)
        before = luminance(pilot.app.screen.styles.background)
        await harness.press(pilot, "space")
        after = luminance(pilot.app.screen.styles.background)
        assert (before < 0.18) != (after < 0.18)
        assert pilot.app.screen.query_one("#big", BigText).text == "STOP"


async def test_each_phase_has_its_own_words():
    """Each phase shows a sentence that no other phase shows."""
    harness = AppHarness()
    async with harness.play() as pilot:
        said = {scene: screen_text(pilot) async for scene in run_scenes(harness, pilot)}
    words = {
        "ready": "Get ready",
        "last seconds": "The last seconds.",
        "stopped": "Take your time.",
        "paused": "Paused.",
        "count-in": "Steady ...",
    }
    for scene, word in words.items():
        assert [other for other, screen in said.items() if word in screen] == [scene]
