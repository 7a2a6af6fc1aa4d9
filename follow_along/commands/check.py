"""The command `check`: every mistake in session and figure files."""

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.sessions.comments import texts_cut_short
from follow_along.adapters.sessions.errors import NotFoundError, SessionFileError
from follow_along.adapters.sessions.figure_file import is_figure_text, load_figure
from follow_along.adapters.sessions.file_names import as_spelt
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_text
from follow_along.adapters.sessions.session_file import load_session
from follow_along.commands.arguments import complete_session
from follow_along.commands.exit_codes import MISTAKES_FOUND, OK, UNUSABLE
from follow_along.commands.streams import standard_input
from follow_along.core.cues.lead_in_fit import Shortened, shortened
from follow_along.core.sessions.idle_keys import idle_keys
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.text import plural, visible
from follow_along.core.validation.problem import Problem
from follow_along.wiring import in_language, library, load_settings, speaker


@click.command()
@click.argument("files", nargs=-1, required=True, shell_complete=complete_session)
def check(files: tuple[str, ...]) -> None:
    """Check session and figure FILES and report every mistake with its line.

    A file is a path, the name of a session that `list` shows, or - for standard input. A warning is
    no mistake.
    """
    paths = find_paths()
    exit_code = OK
    for given in files:
        file = _file(given, library(paths))
        try:
            stream = standard_input() if given == "-" else None
            contains, *notes = file_report(read_text(file, stream=stream), file, paths)
            click.echo(f"{visible(str(file))}: good, {contains}")
            for note in notes:
                click.echo(note)
        except SessionFileError as error:
            exit_code = max(exit_code, UNUSABLE if error.unreadable else MISTAKES_FOUND)
            click.echo(error)
    sys.exit(exit_code)


def _file(given: str, sessions: Library) -> Path:
    """The file of a path or, where there is none, of a session's name."""
    path = as_spelt(Path(given))
    if given != "-" and not os.path.lexists(path):
        with contextlib.suppress(NotFoundError):
            return Path(sessions.find(given).path)
    return path


def file_report(text: str, file: Path, paths: Paths) -> Iterator[str]:
    """Yield what a valid file contains, in words; then its warnings, and what is too long to say.

    Raises SessionFileError with every mistake of any other file.
    """
    warnings = list(texts_cut_short(text, str(file)))
    if is_figure_text(text):
        yield f"a figure of {plural(len(load_figure(text, file).poses), 'pose')}"
    else:
        settings, _ = load_settings(paths)
        session = in_language(load_session(text, file, paths.shipped_figures, None), settings)
        timeline = build_timeline(session)
        yield f"{plural(len(session.all_exercises), 'exercise')}, {timeline.length}"
        length_of = partial(speaker(paths, settings).length_of, language=session.language)
        for each in shortened(timeline, length_of):
            yield visible(f"{file}: {_shortened(each)}")
        warnings += _idle_keys(text, file)
    yield from (f"{warning} (a warning)" for warning in sorted(warnings))


def _shortened(each: Shortened) -> str:
    phrase, spoken = (text.replace("\n", " ") for text in (each.phrase, each.spoken))
    instead = f"only “{spoken}” is spoken" if spoken else "it is not spoken"
    room = f"{each.room_s:g} s" if each.room_s else "no time"
    return (
        f"“{phrase}” takes {each.length_s:g} s and has {room} before the ticks: {instead};"
        f" {each.more_s} s more of `{each.key}`, or fewer words, would help"
    )


def _idle_keys(text: str, file: Path) -> tuple[Problem, ...]:
    from follow_along.adapters.sessions.parsing import find_in  # noqa: PLC0415 - imports pydantic
    from follow_along.adapters.sessions.shipped_exercises import expanded  # noqa: PLC0415 - PyYAML

    return find_in(text, str(file), lambda data: idle_keys(data, expanded(data)))
