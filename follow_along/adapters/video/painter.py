"""Paints a shot: the one place where what is to be seen becomes pixels."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import av
from PIL import Image, ImageDraw

from follow_along.adapters.picture.figure import Area
from follow_along.adapters.picture.fonts import undrawable
from follow_along.adapters.picture.text import Align, TextStyle, draw_text, set_text
from follow_along.adapters.video.layout import layout
from follow_along.adapters.video.planes import Planes, copy_planes, draw_figure_on, in_yuv, part_of
from follow_along.adapters.video.shots import Shot
from follow_along.adapters.video.words import Title, Words
from follow_along.core.palette import Palette
from follow_along.core.sessions.timeline import Timeline


class Painter:
    """Paints the pictures of one video, of `width` by `height` pixels."""

    def __init__(self, width: int, height: int, palette: Palette, timeline: Timeline) -> None:
        self.size = width, height
        self.undrawable: dict[str, None] = {}
        """The characters that no font has, so far."""
        self.palette = palette
        self._begins = _begins(timeline)
        self._layouts = {
            figured: layout(width, height, figured=figured) for figured in (False, True)
        }
        self._page = lru_cache(maxsize=1)(self._new_page)
        """Returns the page of some words; while the figure moves, it is the last one."""

    def paint(self, shot: Shot) -> av.VideoFrame:
        """Return the picture of a shot. The next one may be painted into the same frame."""
        page = self._page(shot.words, shot.says, figured=shot.drawing is not None)
        if shot.drawing is not None:
            # An encoder may still read the picture before.
            page.frame.make_writable()
            planes = draw_figure_on(page.ground, shot.drawing, self.palette)
            copy_planes(planes, page.frame, self._layouts[True].figure)
        return page.frame

    def _new_page(self, words: Title | Words, says: str, *, figured: bool) -> "_Page":
        frame = in_yuv(self._image(words, says, figured=figured))
        return _Page(frame, part_of(frame, self._layouts[True].figure))

    def _image(self, words: Title | Words, says: str, *, figured: bool) -> Image.Image:
        image = Image.new("RGB", self.size, self.palette.ground)
        pixels = ImageDraw.Draw(image)
        if isinstance(words, Title):
            self._title(pixels, words)
        else:
            self._words(pixels, words, figured=figured)
            if figured:
                at, colour = self._layouts[True], self.palette.secondary
                text = _Text(says, at.says, at.styles.strong, colour, "centre")
                self._draw(pixels, [text])
            self._progress(pixels, words.progress, self._layouts[figured].progress)
        return image

    def _words(self, pixels: ImageDraw.ImageDraw, words: Words, *, figured: bool) -> None:
        at, colours = self._layouts[figured], self.palette
        style = at.styles
        align: Align = "left" if figured else "centre"
        above: Align = "left" if at.upright else "right"
        counting = colours.primary if words.working else colours.secondary
        side = colours.ink if words.working else colours.secondary
        digits = colours.accent if words.urgent else counting
        detail = style.strong if words.working else style.small
        texts = (
            _Text(words.exercise, at.exercise, style.name, colours.ink),
            _Text(words.position, at.position, style.place, colours.muted, above),
            _Text(words.heading, at.heading, style.strong, counting, align),
            _Text(words.side, at.side, style.large, side, align),
            _Text(words.digits, at.digits, style.huge, digits, align),
            _Text(words.detail, at.detail, detail, colours.ink, align),
            _Text(words.instruction, at.instruction, style.plain, colours.ink),
            _Text(words.footer, at.footer, style.small, colours.muted),
            _Text(words.left, at.left, style.small, colours.muted, "right"),
        )
        self._draw(pixels, texts)

    def _draw(self, pixels: ImageDraw.ImageDraw, texts: Iterable["_Text"]) -> None:
        for text in texts:
            text.draw(pixels)
            self.undrawable |= dict.fromkeys(undrawable(text.text))

    def _title(self, pixels: ImageDraw.ImageDraw, title: Title) -> None:
        width, height = self.size
        at, colours = self._layouts[False], self.palette
        margin, style = at.exercise.left, at.styles
        rows = [(title.title, 0.24, style.large, colours.ink)]
        rows.append((title.length, 0.1, style.strong, colours.primary))
        # A long line, such as what to mind, gets more room than a short one.
        letters = sum(30 + len(line) for line in title.lines)
        for line in title.lines:
            part = 0.52 * (30 + len(line)) / letters
            rows.append((line, part, style.plain, colours.secondary))
        top, texts = 0.05, []
        for text, part, largest, colour in rows:
            size = max(1, width - 2 * margin), max(1, round(part * height))
            area = Area(margin, round(top * height), *size)
            smaller = largest._replace(lines=12, least=style.plain.least)
            texts.append(_Text(text, area, smaller, colour, "centre"))
            top += part + 0.01
        self._draw(pixels, texts)

    def _progress(self, pixels: ImageDraw.ImageDraw, progress: float, area: Area) -> None:
        """Draw how far the session is, with a gap where an exercise begins."""
        left, top, right, bottom = area.box
        pixels.rectangle((left, top, right, bottom), fill=self.palette.panel)
        done = left + round(progress * area.width)
        if done > left:
            pixels.rectangle((left, top, done - 1, bottom), fill=self.palette.primary)
        gap = max(1, round(area.height / 5))
        for begin in self._begins:
            x = left + round(begin * area.width)
            pixels.rectangle((x - gap, top, x, bottom), fill=self.palette.ground)


class _Page(NamedTuple):
    """What is to be seen beside the figure, and what is below it."""

    frame: av.VideoFrame
    ground: Planes


class _Text(NamedTuple):
    """A text of a picture, and how it is drawn."""

    text: str
    area: Area
    style: TextStyle
    colour: str
    align: Align = "left"

    def draw(self, pixels: ImageDraw.ImageDraw) -> None:
        """Draw it as large as fits; nothing where there is no text."""
        if self.text:
            as_set = set_text(self.text, self.area.width, self.area.height, self.style)
            draw_text(pixels, as_set, self.area, self.colour, self.align)


def _begins(timeline: Timeline) -> tuple[float, ...]:
    """Return where exercises begin, but for the first, as parts of the session."""
    total = max(1, timeline.total_ms)
    return tuple(at_ms / total for at_ms, block in timeline.exercises_begin() if block.index)
