"""Examines what sound works on this machine, and plays every cue by its name."""

import os
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

from follow_along.adapters.sound.client import SoundClient
from follow_along.adapters.sound.clock import now as read_clock
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from follow_along.ports import Sound

OPENING_S = 5.0
MEASURED_S = 4.0
"""The latency is measured three seconds after the device has opened."""
CHECK_S = 0.05
CUE_S = 2.2
PACKAGES = {
    "miniaudio": ("miniaudio",),
    "simpleaudio": ("simpleaudio", "simpleaudio-patched"),
}


def examine(sound: Sound) -> Iterator[str]:
    """Give, as sentences, what plays on this machine and what to install.

    Waits up to nine seconds for the device to open and its latency to be measured, and says so
    first.
    """
    yield from (_version(library, packages) for library, packages in PACKAGES.items())
    if isinstance(sound, SoundClient):
        yield from _device(sound)
    else:
        yield "The sound is off: no device is opened."
    if "SSH_CONNECTION" in os.environ:
        yield "You are connected by SSH: the sound plays on the remote machine."


def play_cues(sound: Sound, announce: Callable[[CueName], None]) -> None:
    """Play every cue, one after another; `announce` is given each just before it is heard."""
    for cue in CueName:
        announce(cue)
        sound.plan([ScheduledCue(read_clock() + 0.2, cue=cue)])
        _wait(CUE_S)


def _version(library: str, packages: tuple[str, ...]) -> str:
    """Return which version of a library is installed."""
    for package in packages:
        try:
            return f"{package} {version(package)} is installed."
        except PackageNotFoundError:
            continue
    return f"{library} is not installed."


def _device(sound: SoundClient) -> Iterator[str]:
    """Give what plays and its latency, or why nothing does."""
    yield f"Opening the sound device, which may take up to {OPENING_S:g} seconds ..."
    end = read_clock() + OPENING_S
    while not sound.audible and read_clock() < end:
        _wait(CHECK_S)
    if sound.audible:
        yield f"Measuring its latency for {MEASURED_S:g} seconds ..."
        _wait(MEASURED_S)
    status = sound.status
    notices = list(iter(sound.notice, None))
    yield from notices
    if status.audible:
        yield (
            f"Sound plays through {status.backend}, "
            f"with a latency of {status.latency * 1000:.0f} ms, which is made up for."
        )
    elif not notices:
        yield f"No sound device opened within {OPENING_S:g} seconds."


def _wait(seconds: float) -> None:
    """Let real time pass, in which the device opens and cues are heard."""
    threading.Event().wait(seconds)
