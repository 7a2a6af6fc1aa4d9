"""A rehearsal: a faster clock, cues at the machine's time, and no log."""

import time
from itertools import count

import pytest

from follow_along.adapters.rehearsal import NoLog, RehearsalClock, RehearsalSound
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from follow_along.core.run.record import RunBegan
from follow_along.core.settings import Settings
from follow_along.core.wall_time import WallTime
from follow_along.ports import Stamped
from tests.fakes import FakeSound


def every_reading_advances(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    """Make each reading of a clock return `step` seconds more than the one before."""
    readings = count(1000.0, step)
    monkeypatch.setattr(time, "monotonic", lambda: next(readings))
    if hasattr(time, "CLOCK_BOOTTIME"):
        monkeypatch.setattr(time, "clock_gettime", lambda _: next(readings) + 500.0)
    monkeypatch.setattr(time, "time", lambda: next(readings) + 1e9)


def test_a_rehearsal_runs_faster_by_its_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session time runs faster; the time of key presses does not."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    clock = RehearsalClock(20.0)
    assert (clock.now(), clock.pressed()) == (1000.0, 1000.0)
    monkeypatch.setattr(time, "monotonic", lambda: 1003.0)
    assert (clock.now(), clock.pressed()) == (1060.0, 1003.0)


@pytest.mark.parametrize("speed", [0.5, 1.0, 20.0, 1000.0])
@pytest.mark.parametrize("later", [0.0, 0.25, 3600.0])
def test_a_session_time_is_converted_to_the_machines_time(
    monkeypatch: pytest.MonkeyPatch, speed: float, later: float
) -> None:
    """So a cue due at a session time is heard at the right machine time."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    clock = RehearsalClock(speed)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0 + later)
    assert clock.real(clock.now()) == pytest.approx(1000.0 + later)
    assert clock.session(1000.0 + later) == pytest.approx(clock.now())


def test_a_faster_clock_is_not_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour of a session in three minutes is not an hour of sleep."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "time", lambda: 1e9)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 1500.0, raising=False)
    clock = RehearsalClock(20.0)
    asleep = clock.asleep()
    monkeypatch.setattr(time, "monotonic", lambda: 1180.0)
    monkeypatch.setattr(time, "time", lambda: 1e9 + 180.0)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 1680.0, raising=False)
    assert clock.asleep() == pytest.approx(asleep)


@pytest.mark.parametrize("speed", [1.0, 100.0])
def test_a_busy_machine_is_not_asleep(monkeypatch: pytest.MonkeyPatch, speed: float) -> None:
    """A delay of 50 ms between two readings of the clock does not look like sleep."""
    calm = RehearsalClock(speed)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "time", lambda: 1e9 + 1000.0)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 1500.0, raising=False)
    asleep = calm.asleep()
    every_reading_advances(monkeypatch, 0.05)
    assert calm.asleep() - asleep == pytest.approx(0.0, abs=1.0)


def test_a_cue_of_a_rehearsal_is_planned_at_the_machines_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A cue in a minute of the session is due in three seconds; phrases and tones are left out."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    clock, heard = RehearsalClock(20.0), FakeSound()
    sound = RehearsalSound(heard, clock)
    sound.prepare(["Tall"], "en")
    due = [
        ScheduledCue(1060.0, CueName.GO),
        ScheduledCue(1061.0, phrase="Tall"),
        ScheduledCue(1063.0, CueName.HOLD),
    ]
    sound.plan(due, hush=True)
    assert heard.prepared == []
    assert heard.plans[0].cues == [(1003.0, CueName.GO)]
    assert heard.plans[0].words == []
    assert heard.plans[0].hush


def test_the_sound_of_a_rehearsal_passes_the_rest_on() -> None:
    """Muting, notices and closing are passed on."""
    heard = FakeSound(audible=False, notices=["No sound here."])
    sound = RehearsalSound(heard, RehearsalClock(20.0))
    sound.tune(Settings(muted=True))
    assert (heard.settings.muted, sound.audible) == (True, False)
    assert (sound.notice(), sound.notice()) == ("No sound here.", None)
    sound.close()
    assert heard.closed


def test_a_rehearsal_writes_no_log() -> None:
    """Writing gives no notice."""
    log = NoLog()
    log.write([Stamped(RunBegan(0.0), WallTime(0, 0))])
    assert log.notice() is None
    log.close()
