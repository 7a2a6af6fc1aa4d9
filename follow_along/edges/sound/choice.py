"""Which output plays: what was asked for, or else the next best."""

from collections.abc import Callable

from follow_along.edges.sound.desk import Desk
from follow_along.edges.sound.miniaudio_output import MiniaudioOutput
from follow_along.edges.sound.outputs import NoOutputError, Output
from follow_along.edges.sound.simpleaudio_output import SimpleaudioOutput

AUTO = "auto"
MINIAUDIO = "miniaudio"
SIMPLEAUDIO = "simpleaudio"
BELL = "bell"
NONE = "none"
"""What `Settings.audio` may be. BELL: the terminal's, rung by the screen; NONE: silence."""


def choose(backend: str, desk: Desk, say: Callable[[str], None]) -> Output | None:
    """Return the output asked for, or the other if it is not installed; None if neither is.

    `say` is given a sentence for what was asked for and is not there.
    """
    order: list[Callable[[], Output]] = [
        lambda: MiniaudioOutput(desk.render),
        lambda: SimpleaudioOutput(desk),
    ]
    if backend == SIMPLEAUDIO:
        order.reverse()
    said = False
    for make in order:
        try:
            return make()
        except NoOutputError as why:
            if not said:
                say(str(why))
            said = True
    return None
