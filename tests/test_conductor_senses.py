"""How the conductor handles sleep, held keys, inaudible sound, switches and dialogs."""

import pytest

from follow_along.conductor import WAKING_S
from follow_along.core.enums import CueName, InterruptionKind
from follow_along.core.run.player import Action, Phase
from follow_along.core.run.record import (
    Interrupted,
    InterruptionEnded,
)
from tests.builders import a_run, an_exercise
from tests.conductor_harness import ConductorHarness
from tests.fakes import FakeSound

BIG_KEY, TOUCH, PAUSE = Action.BIG_KEY, Action.TOUCH, Action.PAUSE


def test_a_tick_detects_a_sleep() -> None:
    """The run is stopped, uncounted and silent."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    harness.clock.sleep(600.0)
    harness.conductor.tick()
    assert harness.phase is Phase.STOPPED
    stop = harness.log.events[-1]
    assert isinstance(stop, Interrupted)
    assert (stop.kind, stop.counted, stop.offset_ms) == (InterruptionKind.SLEEP, False, 5000)
    assert harness.sound.plans[-1].cues == [(1020.0, CueName.STOP)]
    assert harness.sound.plans[-1].hush


def test_a_key_press_detects_a_sleep() -> None:
    """The key that woke the machine neither counts a stop nor resumes the run."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    harness.clock.sleep(600.0)
    assert not harness.conductor.act(BIG_KEY)
    assert harness.phase is Phase.STOPPED
    stops = [event for event in harness.log.events if isinstance(event, Interrupted)]
    assert [stop.kind for stop in stops] == [InterruptionKind.SLEEP]
    assert harness.conductor.snapshot().view.count == 0


def test_a_sleep_pauses_a_lead_in() -> None:
    """The lead-in keeps its position."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 5.0)
    harness.clock.sleep(600.0)
    harness.conductor.tick()
    assert harness.phase is Phase.PAUSED


@pytest.mark.parametrize("naps", [[2.0], [1.9] * 50])
def test_short_sleeps_are_ignored(naps: list[float]) -> None:
    """Many short sleeps do not add up to a long one."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 16.0)
    for nap in naps:
        harness.clock.sleep(nap)
        harness.conductor.tick()
    assert harness.phase is Phase.WORKING


def test_a_sleep_stops_the_run_once() -> None:
    """After resuming, the same sleep does not stop the run again."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    harness.clock.sleep(600.0)
    harness.conductor.tick()
    harness.act(WAKING_S, BIG_KEY, 5.0)
    harness.conductor.tick()
    assert harness.phase is Phase.WORKING


@pytest.mark.parametrize(
    ("after_s", "phase", "refusal"),
    [
        (0.9 * WAKING_S, Phase.STOPPED, "it woke the computer"),
        (1.1 * WAKING_S, Phase.COUNT_IN, ""),
    ],
)
def test_the_key_that_woke_the_machine_may_come_after_a_tick(
    after_s: float, phase: Phase, refusal: str
) -> None:
    """A tick that notices the sleep first does not let it resume the run."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    harness.clock.sleep(600.0)
    harness.conductor.tick()
    harness.clock.advance(after_s)
    harness.conductor.press(BIG_KEY)
    assert (harness.phase, harness.conductor.refusal) == (phase, refusal)


@pytest.mark.parametrize(
    ("steps", "phase"),
    [((), Phase.LEAD_IN), ((BIG_KEY, 20.0, BIG_KEY), Phase.COUNT_IN)],
    ids=["waiting", "stopped"],
)
def test_a_key_after_a_sleep_that_stopped_nothing_is_not_refused(
    steps: tuple[Action | float, ...], phase: Phase
) -> None:
    """The run was waiting already, so that the key does what it says."""
    harness = ConductorHarness()
    harness.act(*steps)
    harness.clock.sleep(600.0)
    harness.clock.advance(1.5)
    assert harness.conductor.press(BIG_KEY)
    assert (harness.phase, harness.conductor.refusal) == (phase, "")


@pytest.mark.parametrize("steps", [(), (BIG_KEY, 20.0, BIG_KEY), (BIG_KEY, 60.0)])
def test_a_sleep_while_the_clock_is_stopped_changes_nothing(
    steps: tuple[Action | float, ...],
) -> None:
    """A waiting, stopped or finished run stays as it is."""
    harness = ConductorHarness()
    harness.act(*steps)
    harness.conductor.tick()
    before, plans = harness.conductor.player, len(harness.sound.plans)
    harness.clock.sleep(600.0)
    harness.conductor.tick()
    assert harness.conductor.player == before
    assert len(harness.sound.plans) == plans


def test_a_key_held_down_is_one_press() -> None:
    """Five seconds of the big key are one stop."""
    harness = ConductorHarness()
    harness.act(BIG_KEY, 20.0)
    answers = [harness.conductor.press(BIG_KEY)]
    harness.clock.advance(0.4)
    for _ in range(150):
        answers.append(harness.conductor.press(BIG_KEY))
        harness.clock.advance(0.03)
    assert answers == [True] + [False] * 150
    assert harness.phase is Phase.STOPPED


def test_key_repeat_is_detected_in_real_time() -> None:
    """A rehearsal at twenty times the speed does not shorten the interval."""
    harness = ConductorHarness(a_run(an_exercise(work=600_000)))
    harness.act(BIG_KEY, 20.0)
    assert harness.conductor.press(BIG_KEY)
    harness.clock.session_s += 0.5 * 20
    harness.clock.finger_s += 0.5
    assert not harness.conductor.press(BIG_KEY)
    harness.clock.session_s += 1.1 * 20
    harness.clock.finger_s += 1.1
    assert harness.conductor.press(BIG_KEY)


@pytest.mark.parametrize(
    ("audible", "muted", "rings"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_the_bell_replaces_inaudible_sound(audible: bool, muted: bool, rings: bool) -> None:
    """It rings once per event, and never when sound is audible or muted."""
    harness = ConductorHarness(sound=FakeSound(audible=audible))
    if muted:
        harness.conductor.switch("muted")
    assert not harness.conductor.bell_due()
    harness.act(BIG_KEY)
    assert not harness.conductor.bell_due()
    harness.act(15.0)
    harness.conductor.tick()
    assert harness.conductor.bell_due() == rings
    assert not harness.conductor.bell_due()
    harness.act(5.0, BIG_KEY)
    assert harness.conductor.bell_due() == rings


def test_the_bell_rings_when_work_resumes() -> None:
    """Without sound the bell marks the end of the count-in."""
    harness = ConductorHarness(sound=FakeSound(audible=False))
    harness.act(BIG_KEY, 20.0, BIG_KEY, 5.0, BIG_KEY)
    harness.conductor.bell_due()
    harness.act(3.0)
    harness.conductor.tick()
    assert isinstance(harness.log.events[-1], InterruptionEnded)
    assert harness.conductor.bell_due()


@pytest.mark.parametrize("name", ["muted", "cues", "tempo", "voice"])
def test_a_switch_toggles_a_setting_and_changes_no_plan(name: str) -> None:
    """A held key toggles once, and the plan stays."""
    harness = ConductorHarness()
    begin = harness.conductor.settings
    harness.act(BIG_KEY)
    harness.conductor.switch(name)
    harness.conductor.switch(name)
    assert harness.conductor.settings == begin.switched(name) != begin
    assert harness.sound.settings == harness.conductor.settings
    harness.clock.advance(2.0)
    harness.conductor.switch(name)
    assert harness.sound.settings == harness.conductor.settings == begin
    assert len(harness.sound.plans) == 1


@pytest.mark.parametrize(
    ("steps", "ran", "phase"),
    [
        ((), False, Phase.WAITING),
        ((BIG_KEY, 5.0), True, Phase.PAUSED),
        ((BIG_KEY, 20.0), True, Phase.STOPPED),
        ((BIG_KEY, 20.0, BIG_KEY, 5.0), False, Phase.STOPPED),
        ((BIG_KEY, 20.0, BIG_KEY, 5.0, BIG_KEY, 1.0), True, Phase.STOPPED),
        ((BIG_KEY, 60.0), False, Phase.DONE),
    ],
)
def test_a_dialog_pauses_the_run_uncounted(
    steps: tuple[Action | float, ...], ran: bool, phase: Phase
) -> None:
    """The result says whether the clock was running."""
    harness = ConductorHarness()
    harness.act(*steps)
    counts = sum(row.count for row in harness.conductor.player.record)
    assert harness.conductor.pause_for_dialog() is ran
    assert harness.phase is phase
    assert sum(row.count for row in harness.conductor.player.record) == counts


def test_the_display_is_kept_awake_while_the_clock_runs_or_balance_is_lost() -> None:
    """Not before the run and after it, and not in a pause, which may last for hours."""
    harness = ConductorHarness()
    awake = []
    steps = {
        "begin": (BIG_KEY, True),
        "pause the lead-in": (PAUSE, False),
        "resume it": (PAUSE, True),
        "work": (20.0, True),
        "stop": (BIG_KEY, True),
        "take time": (60.0, True),
        "resume": (BIG_KEY, True),
        "work on": (5.0, True),
        "break": (PAUSE, False),
        "resume after it": (PAUSE, True),
        "leave": (Action.LEAVE, False),
    }
    for step, _ in steps.values():
        harness.act(step)
        harness.conductor.tick()
        awake.append(harness.awake[-1])
    assert dict(zip(steps, awake, strict=True)) == {name: on for name, (_, on) in steps.items()}


def test_the_display_may_sleep_before_a_run_and_after_it() -> None:
    """A run that is over by itself lets it sleep as well."""
    harness = ConductorHarness(a_run(an_exercise(work=1000)))
    harness.conductor.tick()
    assert not any(harness.awake)
    harness.act(BIG_KEY, 10_000.0)
    harness.conductor.tick()
    assert harness.phase is Phase.DONE
    assert not harness.awake[-1]
