"""The sheet as a PDF or a picture: Typst sets it from a template, which says how it looks."""

import json
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import fontpkg
import typst

from follow_along.adapters.sheet.content import Sheet
from follow_along.adapters.sheet.paper import Paper
from follow_along.adapters.sheet.undrawable import drawable, undrawable_in
from follow_along.core.language import primary

Format = Literal["pdf", "png"]

MOST_PAGES = 10
"""In a picture; more would take hundreds of megabytes to draw."""

DOTS_PER_INCH = 200
"""Of a picture: fine enough for print."""

_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Of the letters, in points, the largest first."""

_FEW_PAGES = 2
"""As many are fitted; of more, one more or less does not matter, and each size takes its time."""

_TEMPLATE = Path(__file__).with_name("sheet.typ").read_bytes()


class TooLongError(Exception):
    """A sheet has too many pages for one picture. The message is their number."""


class SheetFile(NamedTuple):
    """A sheet as it is written to a file."""

    data: bytes
    pages: int
    undrawable: str
    """The characters that no font has: U+FFFD stands for each of them."""


def sheet_file(sheet: Sheet, paper: Paper, form: Format) -> SheetFile:
    """Return the sheet on one or two pages if possible, in letters as large as there is room for.

    A PDF has pages. A PNG is one picture: the page, or several as one that is as long as it must
    be. Raises TooLongError for a picture of more than `MOST_PAGES`.
    """
    inputs = {"sheet": _json(sheet), "paper": _PAPERS[paper], "long": "no"}
    undrawable = undrawable_in(
        inputs["sheet"],
        lambda text: _compiled(inputs | {"sheet": text}, _SIZES[0], strictly=True),
    )
    inputs["sheet"] = drawable(inputs["sheet"], undrawable)
    size, pages = _setting(inputs)
    if form == "pdf":
        return SheetFile(_compiled(inputs, size), pages, undrawable)
    if pages > MOST_PAGES:
        raise TooLongError(f"{pages}")
    inputs["long"] = "yes" if pages > 1 else "no"
    return SheetFile(_compiled(inputs, size, form="png"), pages, undrawable)


def _setting(inputs: dict[str, str]) -> tuple[float, int]:
    """Return the size of the letters, and how many pages there are with it.

    It is the largest with which there are as few pages as with the smallest, if these are few.
    """
    largest, *between, least = _SIZES
    pages = _pages(inputs, largest)
    if pages == 1:
        return largest, pages
    fewest = _pages(inputs, least)
    if pages == fewest or fewest > _FEW_PAGES:
        return largest, pages
    found = bisect_left(between, True, key=lambda size: _pages(inputs, size) == fewest)
    return _SIZES[1 + found], fewest


def _pages(inputs: dict[str, str], size: float) -> int:
    found = typst.query(
        _TEMPLATE,
        "<pages>",
        field="value",
        one=True,
        font_paths=_fonts(),
        sys_inputs=inputs | {"size": str(size)},
    )
    pages: int = json.loads(found)
    return pages


def _compiled(
    inputs: dict[str, str], size: float, *, form: Format = "pdf", strictly: bool = False
) -> bytes:
    """Return the document. `strictly` raises TypstError if a font lacks a character."""
    made: bytes = typst.compile(
        _TEMPLATE,
        font_paths=_fonts(),
        sys_inputs=inputs | {"size": str(size)},
        format=form,
        ppi=DOTS_PER_INCH,
        pdf_standards=["a-2b"] if strictly else [],
    )
    return made


def _json(sheet: Sheet) -> str:
    said = {**_plain(sheet), "language": primary(sheet.language) or "en"}
    return json.dumps(said, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Return named tuples as mappings by the names of their fields, however deep."""
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


@cache
def _fonts() -> typst.Fonts:
    """Return Open Sans, and for scripts that it lacks the fonts of the system and of Typst."""
    return typst.Fonts(font_paths=[fontpkg.path("Open Sans").parent])
