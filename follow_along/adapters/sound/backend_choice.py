"""Which output plays: what was asked for, or else the next best."""

from collections.abc import Callable

from follow_along.adapters.sound.backend import Backend, NoBackendError
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.miniaudio_backend import MiniaudioBackend
from follow_along.adapters.sound.simpleaudio_backend import SimpleaudioBackend

AUTO = "auto"
MINIAUDIO = "miniaudio"
SIMPLEAUDIO = "simpleaudio"
BELL = "bell"
NONE = "none"
"""What `Settings.audio` may be. BELL: the terminal's, rung by the screen; NONE: silence."""


def choose(backend: str, desk: SoundEngine, say: Callable[[str], None]) -> Backend | None:
    """Return the output asked for, or the other if it is not installed; None if neither is.

    `say` is given a sentence for what was asked for and is not there.
    """
    order: list[Callable[[], Backend]] = [
        lambda: MiniaudioBackend(desk.render),
        lambda: SimpleaudioBackend(desk),
    ]
    if backend == SIMPLEAUDIO:
        order.reverse()
    said = False
    for make in order:
        try:
            return make()
        except NoBackendError as why:
            if not said:
                say(str(why))
            said = True
    return None
