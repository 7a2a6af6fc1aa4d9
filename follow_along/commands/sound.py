"""The commands `render` and `doctor`."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.paths import find_paths
from follow_along.adapters.sound.doctor import examine, play_cues
from follow_along.adapters.sound.languages import system_language
from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.sound.rendering import render as render_plan
from follow_along.adapters.sound.voice_report import play_voices, voices
from follow_along.commands.arguments import AUDIO, SESSION, first_side_option, load_session
from follow_along.commands.errors import fail
from follow_along.core.cues.plan import plan
from follow_along.core.durations import clock_text
from follow_along.core.enums import Side
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.settings import Audio
from follow_along.core.text import visible
from follow_along.wiring import in_language, load_settings, speaker

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
    paths = find_paths()
    settings, _ = load_settings(paths)
    name, content = listed.name, in_language(listed.require_session(), settings)
    timeline = build_timeline(content, Side(first_side or content.first_side or "left"))
    for block in timeline.blocks:
        if block.work_ms is None:
            exercise = block.exercise.name
            fail(f"{name} cannot be rendered to a file: {exercise} ends by a key, not by time.")
    length = clock_text(timeline.total_ms)
    if timeline.total_ms > LONGEST_MS:
        most = clock_text(LONGEST_MS)
        fail(f"{name} takes {length}, and at most {most} can be rendered to a file.")
    begun = act(new_player(timeline), Action.BIG_KEY, 0.0).player
    try:
        with atomic_write(file, replace=force) as part:
            notices = render_plan(
                plan(begun, 0.0),
                part,
                cue_folders=(paths.sounds, paths.shipped_sounds),
                say=partial(speaker(paths, settings).samples, language=content.language)
                if voice
                else None,
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
@click.option("--cues/--no-cues", default=True, help="Play each cue and voice by its name.")
def doctor(audio: Audio | None, cues: bool) -> None:
    """Report what sound works on this machine and who speaks, and play each cue and voice."""
    paths = find_paths()
    settings, problem = load_settings(paths)
    if problem:
        click.echo(problem, err=True)
    sound = open_sound(
        replace(settings, audio=audio) if audio else settings,
        cue_folders=(paths.sounds, paths.shipped_sounds),
        voice_folder=paths.phrases,
        recorded_folder=paths.shipped_phrases,
    )
    try:
        for sentence in examine(sound):
            click.echo(visible(sentence))
        if words := settings.words():
            click.echo(f"Your settings say: {words}.")
        language = settings.language or system_language()
        for sentence in voices(settings.voices, paths.shipped_phrases, language):
            click.echo(visible(sentence))
        if cues and sound.audible:
            play_cues(sound, _name)
            play_voices(sound, language, _name)
    finally:
        sound.close()


def _name(sound: str) -> None:
    click.echo(f"  {sound}")
