"""The sheet of a session: the option `--sheet` of the command `show`."""

from pathlib import Path
from typing import TYPE_CHECKING

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sheet.content import sheet
from follow_along.adapters.sheet.paper import PAPER_NAMES, Paper, usual_paper
from follow_along.commands.arguments import load_session
from follow_along.commands.errors import fail
from follow_along.commands.extra import extra
from follow_along.commands.lacking import lacking
from follow_along.commands.new_file import new_file
from follow_along.core.text import plural, visible
from follow_along.wiring import in_language, library, load_settings

if TYPE_CHECKING:
    from follow_along.adapters.sheet.pages import Format, SheetFile

_FORMATS: "dict[str, Format]" = {".pdf": "pdf", ".png": "png"}


def write_sheet(session: str, file: Path, paper: Paper | None, *, force: bool) -> str:
    """Write the sheet of a session to a file, and return what was written in a sentence.

    Exits with a sentence when that fails.
    """
    form = _FORMATS.get(file.suffix.lower())
    if form is None:
        fail(visible(f"{file} is not written: the name of a sheet must end in .pdf or .png."))
    listed = load_session(session)
    paths = find_paths()
    settings, _ = load_settings(paths)
    figures = library(paths).figures(listed)
    with extra("sheet", "sheet"):
        from follow_along.adapters.sheet.pages import (  # noqa: PLC0415 - an extra
            MOST_PAGES,
            TooLongError,
            sheet_file,
        )
    content = sheet(in_language(listed.require_session(), settings), figures)
    paper = paper or usual_paper()
    # An existing file is refused before the work, not after it.
    with new_file(file, force=force) as part:
        try:
            made = sheet_file(content, paper, form)
        except TooLongError as error:
            fail(
                f"No sheet: it has {error} pages, and a picture at most {MOST_PAGES}."
                " Write it as a PDF."
            )
        part.write_bytes(made.data)
    return _said(made, file, PAPER_NAMES[paper], form)


def _said(made: "SheetFile", file: Path, paper: str, form: "Format") -> str:
    sheets = f"a sheet of {plural(made.pages, 'page')}" if form == "pdf" else "a sheet"
    if form == "png" and made.pages > 1:
        sheets = f"a sheet as long as {made.pages} pages"
    wrote = f"Wrote {sheets} ({paper}) to {file}."
    return visible(" ".join(filter(None, (wrote, lacking(made.undrawable)))))
