"""The figure view shows poses and repaints only changed cells."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.shapes import Box, Drawing, FilledShape, Line, Weight
from follow_along.ui import base_app
from follow_along.ui.widgets.figure_view import FigureView, Still, spread
from tests.core.figures.figures_by_hand import FLAT, HALF, UP, a_figure

FLOOR = Line(((0, 0), (100, 0)), Weight.PROP)
BOX = Box(0, 0, 100, 100)


def block(x: float) -> Drawing:
    """Return a drawing of a block on the floor at `x`."""
    corners = ((x, 0), (x + 10, 0), (x + 10, 60), (x, 60))
    return Drawing((FLOOR, FilledShape(corners, Weight.BOLD)), BOX)


class Watched(FigureView):
    """A view that records its refreshed regions."""

    def __init__(self) -> None:
        super().__init__(id="figure")
        self.painted: list[tuple[Region, ...]] = []

    def refresh(self, *regions: Region, **how: bool) -> "Watched":
        """Record the regions."""
        self.painted.append(regions)
        super().refresh(*regions, **how)
        return self


class Gallery(base_app.BaseApp[None]):
    """An app with one figure view."""

    CSS_PATH = Path(base_app.__file__).with_name("styles") / "figure.tcss"

    def compose(self) -> ComposeResult:
        """Yield the view."""
        yield Watched()

    @property
    def view(self) -> Watched:
        """The view."""
        return self.query_one(Watched)

    def rows(self) -> list[str]:
        """Return the rows of the view."""
        view = self.view
        return [view.render_line(y).text for y in range(view.size.height)]


@dataclass
class Stroll:
    """Key poses of a foot that rises."""

    words: Sequence[str] = ("flat", "half", "up")
    stills: list[Still] = field(init=False)

    def __post_init__(self) -> None:
        """Draw the poses."""
        figure = a_figure()
        self.stills = [
            Still(draw_figure(figure, joints, Side.RIGHT), words)
            for joints, words in zip((FLAT, HALF, UP), self.words, strict=True)
        ]


async def test_it_shows_a_drawing_and_nothing():
    """Poses are shown, and no poses clear the view."""
    async with Gallery().run_test(size=(40, 12)) as pilot:
        view = pilot.app.view
        view.show([Still(block(10))])
        await pilot.pause()
        assert any(row.strip() for row in pilot.app.rows())
        view.show([])
        await pilot.pause()
        assert not any(row.strip() for row in pilot.app.rows())


async def test_the_same_picture_is_not_painted_again():
    """A drawing with the same dots refreshes nothing."""
    async with Gallery().run_test(size=(40, 12)) as pilot:
        view = pilot.app.view
        view.show([Still(block(10))])
        view.painted.clear()
        view.show([Still(block(10))])
        view.show([Still(block(10.001))])
        assert view.painted == []


async def test_only_what_differs_is_painted():
    """A moved block refreshes its old and new cells only."""
    async with Gallery().run_test(size=(40, 12)) as pilot:
        view = pilot.app.view
        view.show([Still(block(5))])
        view.painted.clear()
        view.show([Still(block(85))])
        (regions,) = view.painted
        assert all(region.height == 1 and region.width <= 4 for region in regions)
        rows = {region.y for region in regions}
        assert len(regions) == 2 * len(rows)
        assert 0 not in rows


async def test_a_row_that_was_shown_before_is_not_rendered_again():
    """The rows of a repetition come back as they were; with a new theme in its colours."""
    async with Gallery().run_test(size=(40, 12)) as pilot:
        view = pilot.app.view

        async def shown(x: float) -> list[Strip]:
            view.show([Still(block(x))])
            await pilot.pause()
            return view.render_lines(Region(0, 0, *view.size))

        first, second, again = await shown(5), await shown(85), await shown(5)
        assert all(map(operator.is_, first, again))
        assert [strip.text for strip in first] != [strip.text for strip in second]
        pilot.app.follow_background("rgb:ffff/ffff/ffff")
        await pilot.pause()
        light = await shown(5)
        assert [strip.text for strip in light] == [strip.text for strip in first]
        assert all(map(operator.ne, first, light))


async def test_the_figure_grows_with_the_view():
    """After a resize it is as large as it fits."""
    async with Gallery().run_test(size=(30, 10)) as pilot:
        pilot.app.view.show([Still(block(10))])
        await pilot.pause()
        small = sum(row.count("⣿") for row in pilot.app.rows())
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert sum(row.count("⣿") for row in pilot.app.rows()) > 4 * small


async def test_poses_stand_side_by_side_with_their_words():
    """Each pose has its own columns and its caption below."""
    async with Gallery().run_test(size=(62, 12)) as pilot:
        pilot.app.view.show(Stroll().stills)
        await pilot.pause()
        *rows, words = pilot.app.rows()
        middles = [words.index(word) + len(word) / 2 for word in ("flat", "half", "up")]
        assert middles == [pytest.approx(middle, abs=1) for middle in (9.5, 30.5, 51.5)]
        for row in rows:
            assert row[19:21] == row[40:42] == "  "
        assert all(any(row[at : at + 19].strip() for row in rows) for at in (0, 21, 42))


async def test_a_pose_without_words_among_some_that_have_them_keeps_its_size():
    """The caption row stays empty; without captions it belongs to the drawing."""
    async with Gallery().run_test(size=(40, 12)) as pilot:
        view = pilot.app.view
        pictures = {}
        for words in ("up", "", None):
            view.show([Still(block(10), words)])
            await pilot.pause()
            pictures[words] = pilot.app.rows()
        assert pictures["up"][:-1] == pictures[""][:-1] != pictures[None][:-1]
        assert pictures["up"][-1].strip() == "up"
        assert not pictures[""][-1].strip()


async def test_words_that_are_too_long_are_cut_with_a_sign():
    """Wide characters count as two columns."""
    words = ("a word that goes on and on", "広い広い広い広い広い広い", "up")
    async with Gallery().run_test(size=(62, 12)) as pilot:
        pilot.app.view.show(Stroll(words).stills)
        await pilot.pause()
        strip = pilot.app.view.render_line(11)
        assert strip.cell_length == 62
        assert strip.text[:20] == "a word that goes o… "
        assert strip.text.count("…") == 2
        assert strip.text.rstrip().endswith("up")


async def test_words_are_plain_text():
    """Markup in captions is not interpreted."""
    async with Gallery().run_test(size=(62, 12)) as pilot:
        pilot.app.view.show(Stroll(("[b]flat", "[red]", "up")).stills)
        await pilot.pause()
        assert pilot.app.rows()[-1].split() == ["[b]flat", "[red]", "up"]


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (13, 3), (30, 1), (9, 40), (200, 60)])
async def test_any_size_will_do(size: tuple[int, int]):
    """At every size each row is as wide as the view."""
    async with Gallery().run_test(size=size) as pilot:
        for stills in ([], Stroll().stills[:1], Stroll().stills):
            pilot.app.view.show(stills)
            await pilot.pause()
            lines = [pilot.app.view.render_line(y) for y in range(size[1])]
            assert {line.cell_length for line in lines} == {size[0]}


def test_poses_that_do_not_all_fit_are_chosen_evenly():
    """The first and the last stay; a single one is the second."""
    eight = [Still(block(x), str(x)) for x in range(8)]
    assert [still.caption for still in spread(eight, 4)] == ["0", "2", "5", "7"]
    assert [still.caption for still in spread(eight, 1)] == ["1"]
    assert spread(eight[:3], 4) == eight[:3]
