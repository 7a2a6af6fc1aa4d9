"""Keeps an output open: it opens it again whenever it fell silent, for as long as it takes."""

import threading
from collections.abc import Callable
from contextlib import suppress

from follow_along.adapters.sound.backend import Backend, NoBackendError
from follow_along.adapters.sound.clock import now as read_clock

LOOK_S = 0.1
SETTLE_LOOKS = 30
"""The first correction comes soon, and others follow a device that changes."""
RETRY_S = 2.0
UNANSWERED_S = 2.0

WENT_AWAY = (
    "The sound device went away, so the screen and the bell stand in; "
    "the cues come back by themselves when it does."
)
NO_ANSWER = (
    "The sound server does not answer, so the screen and the bell stand in; "
    "restart it, and the cues come back by themselves."
)

BROKEN = (
    "The sound library failed ({}), so the screen and the bell stand in; "
    "`follow-along doctor` may say why."
)
MOST_SAID = 80
"""Letters of what a library says of its own failure."""


class DeviceWatchdog:
    """A thread that opens an output, watches it, and opens it anew.

    It has a thread of its own because opening and closing may hang with the sound server.
    `say` is given sentences for the person, `changed` the output's latency in seconds.
    """

    def __init__(
        self, output: Backend, say: Callable[[str], None], changed: Callable[[float], None]
    ) -> None:
        self._output = output
        self._say = say
        self._changed = changed
        self._open = False
        self._busy_since: float | None = None
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="attendant", daemon=True)

    def start(self) -> None:
        """Begin to open the output."""
        self._thread.start()

    def audible(self, now: float) -> bool:
        """Whether the output plays; says so if its server does not answer."""
        if self._busy_since is not None and now - self._busy_since > UNANSWERED_S:
            self._say(NO_ANSWER)
        return self._open and not self._output.stalled(now)

    def end(self, seconds: float) -> None:
        """Close the output, waiting no longer than `seconds` for it."""
        self._ending.set()
        self._thread.join(seconds)

    def _keep(self) -> None:
        """Open the output and watch it until the end."""
        pause = 0.0
        while not self._ending.wait(pause):
            pause = RETRY_S
            try:
                self._serve()
                pause = 0.0
            except NoBackendError as why:
                self._say(str(why))
            except Exception as why:  # noqa: BLE001 - a library may raise anything
                self._say(BROKEN.format(repr(why)[:MOST_SAID]))
                with suppress(Exception):
                    self._output.close()
            self._open = False
            self._busy_since = None

    def _serve(self) -> None:
        """Open the output, watch it until it falls silent or the end, and close it.

        Raises NoBackendError, and whatever its library raises.
        """
        self._busy_since = read_clock()
        self._output.open()
        self._busy_since = None
        self._open = True
        self._changed(self._output.latency)
        self._watch()
        self._open = False
        self._busy_since = read_clock()
        self._output.close()

    def _watch(self) -> None:
        """Return when the output has fallen silent, or at the end."""
        looks = 0
        while not self._ending.wait(LOOK_S):
            if self._output.stalled(read_clock()):
                self._say(WENT_AWAY)
                return
            looks += 1
            if looks % SETTLE_LOOKS == 0:
                self._output.settle()
                self._changed(self._output.latency)
