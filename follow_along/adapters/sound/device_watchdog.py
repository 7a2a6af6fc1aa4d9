"""Opens an audio device, watches it, and opens it again when it falls silent."""

import threading
from collections.abc import Callable
from contextlib import suppress

from follow_along.adapters.sound.backend import LONGEST_ERROR, Backend, NoBackendError
from follow_along.adapters.sound.clock import now as read_clock

CHECK_S = 0.1
STALLED_CHECKS = 3
"""A device is gone when it is stalled at this many checks in a row. Before the first, the whole
process may have stood still, on a busy machine."""
MEASURE_CHECKS = 30
"""The latency is measured, and silence looked for, every so many checks."""
RETRY_S = 2.0
UNANSWERED_S = 2.0

WENT_AWAY = "The sound device went away: using the screen and the bell until it is back."
NO_ANSWER = "The sound server does not answer: using the screen and the bell. Restart the server."
BROKEN = (
    "The sound library failed ({}): using the screen and the bell. "
    "`follow-along doctor` may say why."
)


class DeviceWatchdog:
    """A thread that keeps a backend open.

    Opening and closing happen in a thread because they may hang with the sound server. `notify` is
    given sentences for the user, `on_latency` the latency in seconds whenever it may have changed;
    `on_open` is called when the device has started, and with it perhaps a thread of the library's.
    """

    def __init__(
        self,
        backend: Backend,
        notify: Callable[[str], None],
        on_latency: Callable[[float], None],
        on_open: Callable[[], None] = lambda: None,
    ) -> None:
        self._backend = backend
        self._notify = notify
        self._on_latency = on_latency
        self._on_open = on_open
        self._open = False
        self._silenced = False
        self._waiting_since: float | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="device", daemon=True)

    def start(self) -> None:
        """Begin to open the device."""
        self._thread.start()

    def audible(self, now: float) -> bool:
        """Return whether the device plays and is heard.

        Notifies the user if its server does not answer.
        """
        waiting_since = self._waiting_since
        if waiting_since is not None and now - waiting_since > UNANSWERED_S:
            self._notify(NO_ANSWER)
        return self._open and not self._silenced and not self._backend.stalled(now)

    def close(self, seconds: float) -> None:
        """Close the device, waiting no longer than `seconds` for it."""
        self._closing.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        """Open and watch the device until `close` is called."""
        pause = 0.0
        while not self._closing.wait(pause):
            pause = RETRY_S
            try:
                self._open_and_watch()
                pause = 0.0
            except NoBackendError as error:
                self._notify(str(error))
            except Exception as error:  # noqa: BLE001 - a library may raise anything
                self._notify(BROKEN.format(repr(error)[:LONGEST_ERROR]))
                with suppress(Exception):
                    self._backend.close()
            self._open = False
            self._waiting_since = None

    def _open_and_watch(self) -> None:
        """Open the device, watch it until it falls silent or `close` is called, and close it.

        Raises NoBackendError, and whatever the library raises.
        """
        self._waiting_since = read_clock()
        self._backend.open()
        self._waiting_since = None
        self._look_for_silence()
        self._open = True
        self._on_latency(self._backend.latency)
        self._on_open()
        self._watch()
        self._open = False
        self._waiting_since = read_clock()
        self._backend.close()

    def _watch(self) -> None:
        """Return when the device has fallen silent or `close` is called."""
        self._look_for_silence()
        checks = stalled_checks = 0
        while not self._closing.wait(CHECK_S):
            stalled_checks = stalled_checks + 1 if self._backend.stalled(read_clock()) else 0
            if stalled_checks == STALLED_CHECKS:
                self._notify(WENT_AWAY)
                return
            checks += 1
            if checks % MEASURE_CHECKS == 0 and not stalled_checks:
                self._backend.measure_latency()
                self._on_latency(self._backend.latency)
                self._look_for_silence()

    def _look_for_silence(self) -> None:
        """Notify the user if the system lets nothing be heard."""
        sentence = self._backend.find_silence()
        self._silenced = bool(sentence)
        if sentence:
            self._notify(sentence)
