"""The command `doctor`."""

from dataclasses import replace

import click

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sound.doctor import examine, play_cues
from follow_along.adapters.sound.languages import system_language
from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.sound.voice_report import play_voices, voices
from follow_along.commands.arguments import AUDIO
from follow_along.core.settings import Audio
from follow_along.core.text import visible
from follow_along.wiring import load_settings


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
