"""What sound works here, in sentences, and every cue by its name."""

import os
import threading
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from follow_along.adapters.sound.client import SoundClient
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.voice import INSTALL, find_voice_command
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from follow_along.ports import Sound

OPENING_S = 5.0
MEASURED_S = 1.8
"""The latency is measured a second after the device was opened."""
LOOK_S = 0.05
CUE_S = 2.2
PACKAGES = {
    "miniaudio": ("miniaudio",),
    "simpleaudio": ("simpleaudio", "simpleaudio-patched"),
}


def examine(sound: Sound) -> list[str]:
    """Return what plays and speaks here, and what to install, as sentences.

    Waits up to five seconds for the device to open.
    """
    sentences = [_installed(library, PACKAGES[library]) for library in PACKAGES]
    if isinstance(sound, SoundClient):
        sentences += _opened(sound)
    else:
        sentences.append("The sound is off, so nothing is opened.")
    if "SSH_CONNECTION" in os.environ:
        sentences.append("You are connected by SSH: the sound plays on the far machine.")
    engine = find_voice_command()
    sentences.append(INSTALL if engine is None else f"The voice is {engine.name}.")
    return sentences


def play_cues(sound: Sound, name: Callable[[CueName], None]) -> None:
    """Play every cue, one after another; `name` is told which, just before it is heard."""
    for cue in CueName:
        name(cue)
        sound.plan([ScheduledCue(read_clock() + 0.2, cue=cue)])
        _wait(CUE_S)


def _installed(library: str, packages: tuple[str, ...]) -> str:
    """Say which version of a library is installed."""
    for package in packages:
        try:
            return f"{package} {version(package)} is installed."
        except PackageNotFoundError:
            continue
    return f"{library} is not installed."


def _opened(sound: SoundClient) -> list[str]:
    """Say what plays and how long it takes, or why nothing does."""
    end = read_clock() + OPENING_S
    while not sound.audible and read_clock() < end:
        _wait(LOOK_S)
    if sound.audible:
        _wait(MEASURED_S)
    state = sound.state
    notices = list(iter(sound.notice, None))
    if not state.audible:
        return notices or ["No sound device opened within five seconds."]
    return [
        *notices,
        f"Sound plays through {state.through}; "
        f"it takes {state.latency * 1000:.0f} ms to be heard, and is sent ahead by as much.",
    ]


def _wait(seconds: float) -> None:
    """Let real time pass: the person is listening."""
    threading.Event().wait(seconds)
