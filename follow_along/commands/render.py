"""The command `render`: a session as a file, to be heard as WAV, or to be seen as MP4."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from follow_along.adapters.paths import Paths, find_paths
from follow_along.adapters.sound.rendering import Soundtrack
from follow_along.adapters.sound.samples import write_wav
from follow_along.commands.arguments import SESSION, first_side_option, load_session
from follow_along.commands.errors import exit_if_asked, fail
from follow_along.commands.extra import extra
from follow_along.commands.lacking import lacking
from follow_along.commands.new_file import new_file
from follow_along.core.cues.plan import plan
from follow_along.core.durations import clock_text, parse_duration
from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure
from follow_along.core.palette import PALETTES
from follow_along.core.run.player import Action, Player, new_player
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import Timeline, build_timeline
from follow_along.core.settings import Settings
from follow_along.core.text import visible
from follow_along.wiring import in_language, library, load_settings, speaker

LONGEST_MS = 6 * 60 * 60 * 1000
"""The longest recording, of 2 GB; a WAV file holds at most twice as much."""

_LONGEST_REPS_MS = 60 * 60 * 1000

_Writer = Callable[[Soundtrack, Path], list[str]]
"""Writes a file, and returns sentences on what is missing in it."""

_FRIBIDI = "Letters written from the right need FriBiDi; on Debian: apt install libfribidi0"

_FULL_HD = (1920, 1080)
_LEAST, _MOST = 160, 3840
"""The size of a video in pixels, each way: no player shows more."""


def _size(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """Return the width and height that `--size` says. Fails for odd numbers and for huge ones."""
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{1,5})[xX]([0-9]{1,5})", value)
    sides = tuple(map(int, match.groups())) if match else ()
    if len(sides) != 2 or any(side % 2 or not _LEAST <= side <= _MOST for side in sides):
        bounds = f"even numbers from {_LEAST} to {_MOST}"
        raise click.BadParameter(f"{value!r} is not WIDTHxHEIGHT in {bounds}, such as 1280x720.")
    return sides


def _length(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    """Return the milliseconds that `--reps-last` says. Fails for what is no length of a block."""
    if value is None:
        return None
    try:
        ms = parse_duration(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r}: {error}.") from None
    if not 1000 <= ms <= _LONGEST_REPS_MS:
        raise click.BadParameter(f"{value!r} is not from 1 second to 1 hour.")
    return ms


@click.command()
@SESSION
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.option("--voice/--no-voice", default=True, help="With or without spoken phrases.")
@click.option("--force", is_flag=True, help="Replace an existing FILE.")
@click.option(
    "--reps-last",
    callback=_length,
    metavar="DURATION",
    help="How long a block lasts that would end by a key, such as 30s.",
)
@click.option(
    "--size",
    callback=_size,
    metavar="WIDTHxHEIGHT",
    help="The size of a video in pixels; 1920x1080 by default.",
)
@click.option(
    "--look",
    type=click.Choice(["dark", "light"]),
    help="The colours of a video; by default those of the settings, or else dark.",
)
@first_side_option("that of the session, or else left")
def render(  # noqa: PLR0913, PLR0917 - one for each option
    session: str,
    file: Path,
    voice: bool,
    force: bool,
    reps_last: int | None,
    size: tuple[int, int] | None,
    look: str | None,
    first_side: str | None,
) -> None:
    """Write SESSION into FILE, as a soundtrack or as a video to follow.

    A FILE that ends in .wav is all that is heard, to practise without a screen. One that ends in
    .mp4 is a video with chapters and subtitles, for a television, a phone or somebody else. An
    exercise that ends by a key, as those with `reps` and no `tempo` do, needs --reps-last.
    """
    film = file.name.lower().endswith(".mp4")
    if not film:
        _check_sound(file, size, look)
    paths = find_paths()
    settings, _ = load_settings(paths)
    listed = load_session(session)
    content = in_language(listed.require_session(), settings)
    timeline = build_timeline(content, Side(first_side or content.first_side or "left"))
    begun = _begun(listed.name, timeline, reps_last)
    length = clock_text(begun.timeline.total_ms)
    write: _Writer = _write_sound
    if film:
        figures = library(paths).figures(listed)
        write = _video_writer(begun, figures, size or _FULL_HD, look or settings.look)
    # An existing file is refused before the work, not after it.
    with new_file(file, force=force) as part:
        notices = write(_soundtrack(begun, paths, settings, voice=voice), part)
    for notice in notices:
        click.echo(visible(notice), err=True)
    click.echo(visible(f"Wrote {length} of {'video' if film else 'sound'} to {file}."))


def _check_sound(file: Path, size: tuple[int, int] | None, look: str | None) -> None:
    """Exit with a sentence if a file cannot be WAV, or an option is of a video alone."""
    if file.suffix.lower() not in {"", ".wav"}:
        endings = ".wav for sound or in .mp4 for a video"
        fail(visible(f"{file} is not written: its name must end in {endings}."))
    for option, value in (("--size", size), ("--look", look)):
        if value:
            fail(visible(f"{option} is for a video, and {file} does not end in .mp4."))


def _begun(name: str, timeline: Timeline, reps_last: int | None) -> Player:
    """Return the run that is rendered, begun at 0. Exits with a sentence if it cannot be."""
    for block in timeline.blocks:
        if block.work_ms is None and reps_last is None:
            exercise = block.exercise.name
            fail(
                f"{name} cannot be rendered to a file: {exercise} ends by a key, not by time."
                " With --reps-last 30s it lasts 30 seconds."
            )
    timeline = timeline.with_time_limit(reps_last or 0)
    if timeline.total_ms > LONGEST_MS:
        length, most = clock_text(timeline.total_ms), clock_text(LONGEST_MS)
        fail(f"{name} takes {length}, and at most {most} can be rendered to a file.")
    return act(new_player(timeline), Action.BIG_KEY, 0.0).player


def _soundtrack(begun: Player, paths: Paths, settings: Settings, *, voice: bool) -> Soundtrack:
    language = begun.timeline.session.language
    return Soundtrack(
        plan(begun, 0.0),
        cue_folders=(paths.sounds, paths.shipped_sounds),
        say=partial(speaker(paths, settings).samples, language=language) if voice else None,
    )


def _write_sound(soundtrack: Soundtrack, part: Path) -> list[str]:
    write_wav(part, soundtrack.blocks())
    return soundtrack.notices


def _video_writer(
    begun: Player, figures: Mapping[str, Figure], size: tuple[int, int], look: str
) -> _Writer:
    """Return what writes a video. Exits with a sentence without the libraries that make it."""
    with extra("video", "video"):
        from follow_along.adapters.picture.fonts import lack_fribidi  # noqa: PLC0415
        from follow_along.adapters.video.painter import Painter  # noqa: PLC0415
        from follow_along.adapters.video.rendering import Film, render_video  # noqa: PLC0415

    def write(soundtrack: Soundtrack, part: Path) -> list[str]:
        palette = PALETTES["light" if look == "light" else "dark"]
        painter = Painter(*size, palette, begun.timeline)
        with _progress(begun.timeline.total_ms) as show:

            def on_progress(at_ms: int) -> None:
                exit_if_asked()
                show(at_ms)

            render_video(Film(begun, figures, soundtrack), part, painter, on_progress)
        exit_if_asked()
        undrawn = "".join(painter.undrawable)
        fribidi = _FRIBIDI if lack_fribidi(undrawn) else ""
        return [*soundtrack.notices, *filter(None, [lacking(undrawn), fribidi])]

    return write


@contextmanager
def _progress(total_ms: int) -> Iterator[Callable[[int], None]]:
    """Show a bar with the time that is left, on a terminal alone; yield what moves it."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _: None
        return
    with click.progressbar(length=total_ms, label="Rendering", file=sys.stderr) as bar:
        yield lambda at_ms: bar.update(at_ms - bar.pos)
