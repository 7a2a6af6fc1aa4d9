"""An output is opened, watched, and opened anew."""

import threading

import pytest

from follow_along.adapters.sound import device_watchdog
from follow_along.adapters.sound.backend import NoBackendError
from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.device_watchdog import BROKEN, NO_ANSWER, WENT_AWAY, DeviceWatchdog
from tests.adapters.sound.pulse_server import wait_until


class FakeOutput:
    """An output that does what the test says."""

    name = "fake"
    latency = 0.0

    def __init__(self):
        self.calls = []
        self.silent = False
        self.missing = 0
        self.hangs = threading.Event()
        self.hangs.set()

    def open(self):
        """Open at once, or hang, or fail for as often as the test says."""
        self.calls.append("open")
        self.hangs.wait()
        if self.missing:
            self.missing -= 1
            raise NoBackendError("There is no device.")
        self.silent = False

    def settle(self):
        """Find out that it takes 200 ms."""
        self.latency = 0.2

    def stalled(self, now):
        """Stalled when the test says so."""
        return self.silent

    def close(self):
        """Close."""
        self.calls.append("close")
        self.hangs.wait()


@pytest.fixture
def output(monkeypatch):
    """An output that opens at once; retries come quickly."""
    monkeypatch.setattr(device_watchdog, "RETRY_S", 0.01)
    monkeypatch.setattr(device_watchdog, "LOOK_S", 0.01)
    return FakeOutput()


@pytest.fixture
def said():
    """The sentences for the person."""
    return []


@pytest.fixture
def latencies():
    """The latencies that were said."""
    return []


@pytest.fixture
def attendant(output, said, latencies):
    """An attendant at work."""
    attendant = DeviceWatchdog(output, said.append, latencies.append)
    attendant.start()
    yield attendant
    output.hangs.set()
    attendant.end(1.0)


def test_an_output_is_opened_and_closed(attendant, output, said):
    """The ordinary run of things has nothing to say."""
    assert wait_until(lambda: attendant.audible(now()))
    attendant.end(1.0)
    assert output.calls == ["open", "close"]
    assert said == []
    assert not attendant.audible(now())


def test_a_silent_output_is_opened_anew(attendant, output, said):
    """A device that went away is said, closed, and opened until it is back."""
    assert wait_until(lambda: attendant.audible(now()))
    output.missing = 3
    output.silent = True
    assert not attendant.audible(now())
    assert wait_until(lambda: attendant.audible(now()))
    assert output.calls == ["open", "close", "open", "open", "open", "open"]
    assert said == [WENT_AWAY, *["There is no device."] * 3]


def test_a_server_that_does_not_answer_is_said(attendant, output, said):
    """Opening that takes longer than two seconds is no secret, and ends when it ends."""
    assert wait_until(lambda: attendant.audible(now()))
    output.hangs.clear()
    output.silent = True
    assert wait_until(lambda: output.calls[-1] == "close")
    assert not attendant.audible(now() + 1.0)
    assert NO_ANSWER not in said
    assert not attendant.audible(now() + 2.1)
    assert said[-1] == NO_ANSWER
    output.hangs.set()
    assert wait_until(lambda: attendant.audible(now()))


def test_the_end_does_not_wait_for_a_hanging_output(attendant, output):
    """Ending takes no longer than it is given."""
    assert wait_until(lambda: attendant.audible(now()))
    output.hangs.clear()
    before = now()
    attendant.end(0.05)
    assert now() - before < 0.25


@pytest.mark.usefixtures("attendant")
def test_the_latency_is_measured_once_it_plays(latencies):
    """First what was reckoned, then what was measured."""
    assert wait_until(lambda: latencies == [0.0, 0.2])


@pytest.mark.parametrize("call", ["open", "settle", "stalled", "close"])
def test_a_library_that_raises_is_said_and_tried_again(output, said, latencies, monkeypatch, call):
    """Whatever it raises and wherever: one sentence, and it plays as soon as it can."""
    works, broken = getattr(output, call), threading.Event()
    broken.set()

    def breaks(*arguments):
        if broken.is_set():
            output.silent = False
            raise RuntimeError("out\nof\x1b[31m tune")
        return works(*arguments)

    monkeypatch.setattr(output, call, breaks)
    attendant = DeviceWatchdog(output, said.append, latencies.append)
    attendant.start()
    try:
        if call == "close":
            assert wait_until(lambda: attendant.audible(now()))
            output.silent = True
        assert wait_until(lambda: said)
        assert said[-1] == BROKEN.format("RuntimeError('out\\nof\\x1b[31m tune')")
        broken.clear()
        assert wait_until(lambda: attendant.audible(now()))
    finally:
        attendant.end(1.0)
