"""The commands `render` and `doctor`."""

from dataclasses import replace
from pathlib import Path

import click

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.paths import find_paths
from follow_along.adapters.sound.doctor import examine, play_cues
from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.sound.rendering import render as render_plan
from follow_along.commands.arguments import AUDIO, SESSION, first_side_option, load_session
from follow_along.commands.errors import fail
from follow_along.core.cues.plan import plan
from follow_along.core.durations import clock_text
from follow_along.core.enums import CueName, Side
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.settings import Audio
from follow_along.core.text import visible
from follow_along.wiring import load_settings

LONGEST_MS = 6 * 60 * 60 * 1000
"""The longest recording, of 2 GB; a WAV file holds at most twice as much."""


@click.command()
@SESSION
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.option("--voice/--no-voice", default=True, help="With or without spoken phrases.")
@click.option("--force", is_flag=True, help="Replace an existing FILE.")
@first_side_option("that of the session, or else left")
def render(session: str, file: Path, voice: bool, force: bool, first_side: str | None) -> None:
    """Write the whole soundtrack of SESSION into FILE, to practise without a screen.

    FILE is a WAV file. A session cannot be written if one of its exercises ends by a key, as those
    with `reps` and no `tempo` do.
    """
    if file.suffix.lower() not in {"", ".wav"}:
        fail(visible(f"{file} is not written: this is a WAV file, so its name must end in .wav."))
    listed = load_session(session)
    name, content = listed.name, listed.require_session()
    timeline = build_timeline(content, Side(first_side or content.first_side or "left"))
    for block in timeline.blocks:
        if block.work_ms is None:
            exercise = block.exercise.name
            fail(f"{name} cannot be rendered to a file: {exercise} ends by a key, not by time.")
    length = clock_text(timeline.total_ms)
    if timeline.total_ms > LONGEST_MS:
        most = clock_text(LONGEST_MS)
        fail(f"{name} takes {length}, and at most {most} can be rendered to a file.")
    paths = find_paths()
    begun = act(new_player(timeline), Action.BIG_KEY, 0.0).player
    try:
        with atomic_write(file, replace=force) as partial:
            notices = render_plan(
                plan(begun, 0.0),
                partial,
                cue_folders=(paths.sounds, paths.shipped_sounds),
                voice_folder=paths.cache / "phrases" if voice else None,
            )
    except CannotReplaceError as error:
        hint = "" if force else "; --force replaces it"
        fail(visible(f"{file} {error}{hint}."))
    except OSError as error:
        fail(visible(f"{file} could not be written: {error.strerror or error}."))
    for notice in notices:
        click.echo(visible(notice), err=True)
    click.echo(visible(f"Wrote {length} of sound to {file}."))


@click.command()
@AUDIO
@click.option("--cues/--no-cues", default=True, help="Play each cue and print its name.")
def doctor(audio: Audio | None, cues: bool) -> None:
    """Report what sound works on this machine, and play each cue."""
    paths = find_paths()
    settings, problem = load_settings(paths)
    if problem:
        click.echo(problem, err=True)
    sound = open_sound(
        replace(settings, audio=audio) if audio else settings,
        cue_folders=(paths.sounds, paths.shipped_sounds),
        voice_folder=paths.cache / "phrases",
    )
    try:
        for sentence in examine(sound):
            click.echo(visible(sentence))
        if words := settings.words():
            click.echo(f"Your settings say: {words}.")
        if cues and sound.audible:
            play_cues(sound, _name)
    finally:
        sound.close()


def _name(cue: CueName) -> None:
    click.echo(f"  {cue}")
