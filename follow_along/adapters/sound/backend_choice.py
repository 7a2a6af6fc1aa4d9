"""Chooses the audio backend: the one asked for, or else the other."""

from collections.abc import Callable

from follow_along.adapters.sound.backend import Backend, NoBackendError
from follow_along.adapters.sound.engine import SoundEngine


def choose_backend(
    wanted: str, engine: SoundEngine, notify: Callable[[str], None]
) -> Backend | None:
    """Return the backend `wanted`, or the other if it is not installed; None if neither is.

    `wanted` is a value of the setting `audio`. `notify` is given one sentence if the backend
    wanted is not installed.
    """
    candidates = [_miniaudio, _simpleaudio]
    if wanted == "simpleaudio":
        candidates.reverse()
    notified = False
    for create in candidates:
        try:
            return create(engine)
        except NoBackendError as error:
            if not notified:
                notify(str(error))
            notified = True
    return None


def _miniaudio(engine: SoundEngine) -> Backend:
    # Imported here: a process loads only the backend that it plays through.
    from follow_along.adapters.sound.miniaudio_backend import MiniaudioBackend  # noqa: PLC0415

    return MiniaudioBackend(engine.render)


def _simpleaudio(engine: SoundEngine) -> Backend:
    from follow_along.adapters.sound.simpleaudio_backend import (  # noqa: PLC0415 - as above
        SimpleaudioBackend,
    )

    return SimpleaudioBackend(engine)
