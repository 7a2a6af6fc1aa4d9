"""The clocks of the machine, read from clocks that the tests control."""

import sys
import time
from collections.abc import Iterator

import pytest

from follow_along.adapters import clock as clock_module
from follow_along.adapters.clock import SystemClock
from tests.adapters.fake_machine import Machine, a_machine

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the time zone of a process is fixed here"
)

NOON_MS = 1_781_524_800_000
"""15 June 2026, 12:00 UTC."""


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A machine in Berlin, which has daylight saving, at noon UTC in June."""
    with a_machine("2026-06-15T12:00:00", "Europe/Berlin") as machine:
        yield machine


def test_without_a_rehearsal_all_times_are_monotonic_seconds(machine: Machine) -> None:
    """The session time, the time of key presses and the machine's time are the same."""
    machine.wait(1234.5)
    clock = SystemClock()
    assert (clock.now(), clock.pressed(), clock.real(77.0)) == (6234.5, 6234.5, 77.0)


def test_waiting_is_not_sleep(machine: Machine) -> None:
    """While the machine is awake, the time slept does not change."""
    clock = SystemClock()
    asleep = clock.asleep()
    machine.wait(3600.0)
    assert clock.asleep() == pytest.approx(asleep)


def test_sleep_is_what_only_one_clock_counts(machine: Machine) -> None:
    """A sleep of ten minutes, with a second awake before it, is ten minutes."""
    clock = SystemClock()
    asleep = clock.asleep()
    machine.wait(1.0)
    machine.sleep(600.0)
    assert clock.asleep() - asleep == pytest.approx(600.0)


def test_macos_names_the_clock_that_counts_sleep_differently(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There it is CLOCK_MONOTONIC_RAW."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(time, "CLOCK_MONOTONIC_RAW", 4, raising=False)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "clock_gettime", {4: 1600.0}.__getitem__)
    assert SystemClock().asleep() == pytest.approx(600.0)


def test_where_no_clock_counts_sleep_nothing_is_slept(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wall clock that is set forward does not look like sleep."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(clock_module.time, "CLOCK_BOOTTIME")
    clock = SystemClock()
    machine.sleep(3600.0)
    assert clock.asleep() == 0.0


@pytest.mark.parametrize("shift_s", [-86_400.0, -3600.0, 3600.0, 86_400.0])
def test_setting_the_wall_clock_is_no_sleep(machine: Machine, shift_s: float) -> None:
    """Set forward or back, it does not change the time slept."""
    clock = SystemClock()
    asleep = clock.asleep()
    machine.wall_s += shift_s
    assert clock.asleep() == pytest.approx(asleep)


def test_now_has_the_time_of_the_wall_clock(machine: Machine) -> None:
    """In whole UTC milliseconds, with the local offset."""
    clock = SystemClock()
    wall = clock.wall(clock.now())
    assert (wall.utc_ms, wall.offset_minutes) == (NOON_MS, 120)
    assert isinstance(wall.utc_ms, int)
    machine.wait(0.25)
    assert clock.wall(clock.now()).utc_ms == NOON_MS + 250


@pytest.mark.usefixtures("machine")
def test_a_past_moment_has_its_own_wall_time() -> None:
    """An event that is noticed an hour late is logged with the time when it happened."""
    clock = SystemClock()
    assert clock.wall(clock.now() - 3600.0).utc_ms == NOON_MS - 3_600_000


@pytest.mark.usefixtures("machine")
def test_the_offset_is_the_one_in_force_at_the_moment() -> None:
    """Over a year there is an hour of daylight saving."""
    clock = SystemClock()
    now = clock.now()
    offsets = {clock.wall(now - days * 86_400).offset_minutes for days in range(0, 360, 30)}
    assert offsets == {60, 120}


@pytest.mark.usefixtures("machine")
def test_a_changed_time_zone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone changes while the program is open, as on a traveller's machine."""
    clock = SystemClock()
    offsets = []
    for zone in ("Asia/Tokyo", "UTC", "Asia/Kolkata"):
        monkeypatch.setenv("TZ", zone)
        offsets.append(clock.wall(clock.now()).offset_minutes)
    assert offsets == [540, 0, 330]
