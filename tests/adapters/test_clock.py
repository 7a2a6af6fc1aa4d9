"""The clocks of the machine."""

import sys
import time

import pytest

from follow_along.adapters.clock import SystemClock


@pytest.fixture(autouse=True)
def summer_in_berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A local time zone that is not UTC and knows daylight saving."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    if hasattr(time, "tzset"):
        time.tzset()


def test_time_goes_forward() -> None:
    """Never back."""
    clock = SystemClock()
    readings = [clock.now() for _ in range(100)]
    assert readings == sorted(readings)


def test_the_person_and_the_session_live_at_one_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a rehearsal both are the machine's own seconds."""
    monkeypatch.setattr(time, "monotonic", lambda: 1234.5)
    clock = SystemClock()
    assert (clock.now(), clock.pressed(), clock.real(77.0)) == (1234.5, 1234.5, 77.0)


def test_a_machine_awake_does_not_sleep() -> None:
    """What has been slept stays what it is, to well under the two seconds that would be noticed."""
    clock = SystemClock()
    asleep = clock.asleep()
    assert clock.asleep() == pytest.approx(asleep, abs=0.5)


def test_a_sleep_is_what_one_clock_counts_and_the_other_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten minutes pass on the clock that goes on asleep, a second on the one that stands."""
    clock = SystemClock()
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "time", lambda: 1e9)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 1500.0, raising=False)
    asleep = clock.asleep()
    monkeypatch.setattr(time, "monotonic", lambda: 1001.0)
    monkeypatch.setattr(time, "time", lambda: 1e9 + 601.0)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 2101.0, raising=False)
    assert clock.asleep() - asleep == pytest.approx(600.0)


def test_on_a_mac_the_clock_that_goes_on_asleep_has_another_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is asked for by that name."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(time, "CLOCK_MONOTONIC_RAW", 4, raising=False)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "clock_gettime", {4: 1600.0}.__getitem__)
    assert SystemClock().asleep() == pytest.approx(600.0)


def test_where_nothing_counts_a_sleep_none_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wall clock put forward an hour is no sleep."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    clock = SystemClock()
    asleep = clock.asleep()
    monkeypatch.setattr(time, "time", lambda: time.monotonic() + 3600.0)
    assert clock.asleep() == asleep


@pytest.mark.parametrize("shift_s", [-86_400.0, -3600.0, 3600.0, 86_400.0])
def test_setting_the_wall_clock_is_no_sleep(
    monkeypatch: pytest.MonkeyPatch, shift_s: float
) -> None:
    """Neither forward nor back."""
    clock = SystemClock()
    asleep = clock.asleep()
    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() + shift_s)
    assert clock.asleep() == pytest.approx(asleep, abs=0.5)


def test_the_wall_time_of_now_is_now() -> None:
    """To the second at least; whole milliseconds, and the local offset beside them."""
    clock = SystemClock()
    wall = clock.wall(clock.now())
    utc_s = time.time()
    assert wall.utc_ms == pytest.approx(utc_s * 1000, abs=2000)
    assert isinstance(wall.utc_ms, int)


def test_the_wall_time_of_a_moment_past_is_past() -> None:
    """An event noticed an hour late is written with its own time."""
    clock = SystemClock()
    now = clock.now()
    late, early = clock.wall(now), clock.wall(now - 3600.0)
    assert late.utc_ms - early.utc_ms == pytest.approx(3_600_000, abs=500)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process is fixed here")
def test_the_offset_is_the_one_in_force_at_the_moment() -> None:
    """Half a year apart they differ by the hour of daylight saving."""
    clock = SystemClock()
    now = clock.now()
    offsets = {clock.wall(now - days * 86_400).offset_minutes for days in range(0, 360, 30)}
    assert offsets == {60, 120}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process is fixed here")
def test_a_time_zone_changed_meanwhile_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A traveller's machine moves to another zone while the program is open."""
    clock = SystemClock()
    offsets = []
    for zone in ("Asia/Tokyo", "UTC", "Asia/Kolkata"):
        monkeypatch.setenv("TZ", zone)
        offsets.append(clock.wall(clock.now()).offset_minutes)
    assert offsets == [540, 0, 330]
