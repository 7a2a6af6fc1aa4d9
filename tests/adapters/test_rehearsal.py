"""A rehearsal: a faster clock, a sound at the machine's moments, and nothing kept."""

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
    """A machine so busy that seconds pass between one reading of a clock and the next."""
    readings = count(1000.0, step)
    monkeypatch.setattr(time, "monotonic", lambda: next(readings))
    if hasattr(time, "CLOCK_BOOTTIME"):
        monkeypatch.setattr(time, "clock_gettime", lambda _: next(readings) + 500.0)
    monkeypatch.setattr(time, "time", lambda: next(readings) + 1e9)


def test_a_rehearsal_runs_as_much_faster_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's seconds fly, the person's do not."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    clock = RehearsalClock(20.0)
    assert (clock.now(), clock.pressed()) == (1000.0, 1000.0)
    monkeypatch.setattr(time, "monotonic", lambda: 1003.0)
    assert (clock.now(), clock.pressed()) == (1060.0, 1003.0)


@pytest.mark.parametrize("speed", [0.5, 1.0, 20.0, 1000.0])
@pytest.mark.parametrize("later", [0.0, 0.25, 3600.0])
def test_a_rehearsal_knows_the_machines_moment_of_its_own(
    monkeypatch: pytest.MonkeyPatch, speed: float, later: float
) -> None:
    """So that a cue due in the session's time is heard at the right moment of the machine's."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    clock = RehearsalClock(speed)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0 + later)
    assert clock.real(clock.now()) == pytest.approx(1000.0 + later)


def test_haste_is_not_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour of a session in three minutes: the machine was awake all the time."""
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
    """Held up a twentieth of a second between two readings, a rehearsal must not notice a sleep."""
    calm = RehearsalClock(speed)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "time", lambda: 1e9 + 1000.0)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 1500.0, raising=False)
    asleep = calm.asleep()
    every_reading_advances(monkeypatch, 0.05)
    assert calm.asleep() - asleep == pytest.approx(0.0, abs=1.0)


def test_a_rehearsed_cue_is_handed_over_with_the_machines_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A minute ahead in the session is three seconds ahead; phrases and tones are left out."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    clock, heard = RehearsalClock(20.0), FakeSound()
    sound = RehearsalSound(heard, clock)
    sound.prepare(["Tall"])
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


def test_a_rehearsed_sound_is_otherwise_the_other() -> None:
    """Muted, asked and closed like it."""
    heard = FakeSound(audible=False, notices=["No sound here."])
    sound = RehearsalSound(heard, RehearsalClock(20.0))
    sound.tune(Settings(muted=True))
    assert (heard.settings.muted, sound.audible) == (True, False)
    assert (sound.notice(), sound.notice()) == ("No sound here.", None)
    sound.close()
    assert heard.closed


def test_nothing_of_a_rehearsal_is_kept() -> None:
    """Nor is anything said about it."""
    log = NoLog()
    log.write([Stamped(RunBegan(0.0), WallTime(0, 0))])
    assert log.notice() is None
    log.close()
