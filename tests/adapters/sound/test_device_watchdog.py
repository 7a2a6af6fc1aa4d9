"""The watchdog opens a device, watches it, and opens it again."""

import threading

import pytest

from follow_along.adapters.sound import device_watchdog
from follow_along.adapters.sound.backend import NoBackendError
from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.device_watchdog import (
    BROKEN,
    NO_ANSWER,
    STALLED_CHECKS,
    WENT_AWAY,
    DeviceWatchdog,
)
from tests.adapters.sound.pulse_server import wait_until


class FakeBackend:
    """A backend that does what the test says."""

    name = "fake"
    latency = 0.0

    def __init__(self):
        self.calls = []
        self.silent = False
        self.silence = ""
        self.missing = 0
        self.answers = threading.Event()
        self.answers.set()
        self.closed = threading.Event()

    def open(self):
        """Open at once, or hang, or fail as often as the test says."""
        self.calls.append("open")
        self.answers.wait()
        if self.missing:
            self.missing -= 1
            raise NoBackendError("There is no device.")
        self.silent = False

    def find_silence(self):
        """Return why nothing is heard."""
        return self.silence

    def measure_latency(self):
        """Find a latency of 200 ms."""
        self.latency = 0.2

    def stalled(self, now):
        """Stalled when the test says so."""
        return self.silent

    def close(self):
        """Close."""
        self.calls.append("close")
        self.answers.wait()
        self.closed.set()


@pytest.fixture
def backend(monkeypatch):
    """A backend that opens at once; the watchdog checks and retries quickly."""
    monkeypatch.setattr(device_watchdog, "RETRY_S", 0.01)
    monkeypatch.setattr(device_watchdog, "CHECK_S", 0.01)
    return FakeBackend()


@pytest.fixture
def notices():
    """The sentences for the user."""
    return []


@pytest.fixture
def latencies():
    """The latencies reported."""
    return []


@pytest.fixture
def watchdog(backend, notices, latencies):
    """A watchdog that has been started."""
    watchdog = DeviceWatchdog(backend, notices.append, latencies.append)
    watchdog.start()
    yield watchdog
    backend.answers.set()
    watchdog.close(1.0)


def test_a_device_is_opened_and_closed(watchdog, backend, notices):
    """Nothing is reported to the user."""
    assert wait_until(lambda: watchdog.audible(now()))
    watchdog.close(1.0)
    assert backend.calls == ["open", "close"]
    assert notices == []
    assert not watchdog.audible(now())


def test_a_device_that_stalls_for_a_moment_is_left_open(watchdog, backend, notices):
    """On a busy machine the whole process stands still, and goes on."""
    assert wait_until(lambda: watchdog.audible(now()))
    stalled_checks = iter([True] * (STALLED_CHECKS - 1))
    checks = []
    backend.stalled = lambda now: checks.append(now) or next(stalled_checks, False)
    assert wait_until(lambda: len(checks) > 2 * STALLED_CHECKS)
    assert watchdog.audible(now())
    assert backend.calls == ["open"]
    assert notices == []


def test_a_device_that_went_away_is_opened_again(watchdog, backend, notices):
    """It is reported, closed, and opened until it is back."""
    assert wait_until(lambda: watchdog.audible(now()))
    backend.missing = 3
    backend.silent = True
    assert not watchdog.audible(now())
    assert wait_until(lambda: watchdog.audible(now()))
    assert backend.calls == ["open", "close", "open", "open", "open", "open"]
    assert notices == [WENT_AWAY, *["There is no device."] * 3]


def test_a_server_that_does_not_answer_is_reported(watchdog, backend, notices):
    """It has two seconds; when it answers after all, the device is opened."""
    assert wait_until(lambda: watchdog.audible(now()))
    backend.answers.clear()
    backend.silent = True
    assert wait_until(lambda: backend.calls[-1] == "close")
    assert not watchdog.audible(now() + 1.0)
    assert NO_ANSWER not in notices
    assert not watchdog.audible(now() + 2.1)
    assert notices[-1] == NO_ANSWER
    backend.answers.set()
    assert wait_until(lambda: watchdog.audible(now()))


def test_closing_does_not_wait_for_a_device_that_hangs(watchdog, backend):
    """It returns before the device does, which hangs until the test ends."""
    assert wait_until(lambda: watchdog.audible(now()))
    backend.answers.clear()
    watchdog.close(0.05)
    assert not backend.closed.is_set()
    assert not watchdog.audible(now())


@pytest.mark.usefixtures("watchdog")
def test_the_latency_is_measured_once_it_plays(latencies):
    """The expected latency is reported first, then the measured one."""
    assert wait_until(lambda: latencies == [0.0, 0.2])


@pytest.mark.parametrize("call", ["open", "find_silence", "measure_latency", "stalled", "close"])
def test_a_library_that_raises_is_reported_and_tried_again(
    backend, notices, latencies, monkeypatch, call
):
    """Whatever it raises, and in which call: the device plays as soon as it can."""
    works, broken = getattr(backend, call), threading.Event()
    broken.set()

    def breaks(*arguments):
        if broken.is_set():
            backend.silent = False
            raise RuntimeError("out\nof\x1b[31m tune")
        return works(*arguments)

    monkeypatch.setattr(backend, call, breaks)
    watchdog = DeviceWatchdog(backend, notices.append, latencies.append)
    watchdog.start()
    try:
        if call == "close":
            assert wait_until(lambda: watchdog.audible(now()))
            backend.silent = True
        assert wait_until(lambda: notices)
        assert notices[-1] == BROKEN.format("RuntimeError('out\\nof\\x1b[31m tune')")
        broken.clear()
        assert wait_until(lambda: watchdog.audible(now()))
    finally:
        watchdog.close(1.0)


def test_a_muted_device_is_not_audible_until_it_is_unmuted(watchdog, backend, notices):
    """It stays open, and each reason is reported when it is found."""
    assert wait_until(lambda: watchdog.audible(now()))
    backend.silence = "The device is muted."
    assert wait_until(lambda: not watchdog.audible(now()))
    assert set(notices) == {"The device is muted."}
    backend.silence = ""
    assert wait_until(lambda: watchdog.audible(now()))
    assert backend.calls == ["open"]


def test_a_device_that_is_muted_from_the_start_is_never_audible(backend, notices):
    """It is known before the device is said to play."""
    backend.silence = "The device is muted."
    watchdog = DeviceWatchdog(backend, notices.append, lambda _: None)
    watchdog.start()
    audible = []
    assert wait_until(lambda: audible.append(watchdog.audible(now())) or notices)
    assert not any(audible)
    watchdog.close(1.0)
