"""Chooses the audio backend: the one asked for, or else the other."""

from collections.abc import Callable

from follow_along.adapters.sound.backend import Backend, NoLibraryError
from follow_along.adapters.sound.engine import SoundEngine


def choose_backend(
    wanted: str, engine: SoundEngine, notify: Callable[[str], None]
) -> Backend | None:
    """Return the backend `wanted`, or the other if its library cannot be used; None if neither can.

    `wanted` is a value of the setting `audio`. `notify` is given one sentence if the library
    wanted cannot be used.
    """
    candidates = {"miniaudio": _miniaudio, "simpleaudio": _simpleaudio}
    problem: NoLibraryError | None = None
    backend: Backend | None = None
    playing = "the screen and the bell"
    for library in sorted(candidates, key=lambda library: library != wanted):
        try:
            backend = candidates[library](engine)
        except NoLibraryError as error:
            problem = problem or error
        else:
            playing = library
            break
    if problem:
        notify(f"{problem}: using {playing}. {problem.advice}")
    return backend


def _miniaudio(engine: SoundEngine) -> Backend:
    # Imported here: a process loads only the backend that it plays through.
    from follow_along.adapters.sound.miniaudio_backend import MiniaudioBackend  # noqa: PLC0415

    return MiniaudioBackend(engine.render)


def _simpleaudio(engine: SoundEngine) -> Backend:
    from follow_along.adapters.sound.simpleaudio_backend import (  # noqa: PLC0415 - as above
        SimpleaudioBackend,
    )

    return SimpleaudioBackend(engine)
