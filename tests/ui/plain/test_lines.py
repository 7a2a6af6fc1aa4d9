"""The lines of the plain player, from the states of a run."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.run.player import Action, Player, new_player
from follow_along.core.sessions.timeline import Timeline
from follow_along.ui.keys import DEFAULT_KEY_MAP, EVERYWHERE, PLAY
from follow_along.ui.plain.lines import (
    Moment,
    hint_line,
    key_lines,
    news,
    summary_lines,
    title_lines,
)
from tests.builders import BEGIN, a_run, after, an_exercise
from tests.scripted_run import Press, ScriptedRun
from tests.strategies import MOMENTS, scripts, timelines

BIG, TOUCH, UNDO, PLUS = Action.BIG_KEY, Action.TOUCH, Action.UNDO, Action.PLUS


def stand(**fields: object) -> Player:
    """A run of one exercise on both sides, with what a session file may say."""
    details = {"sides": "each", "setup": "Wall in reach", "cues": ("Grow tall", "Soft knee")}
    exercise = an_exercise(**details | {"easier": "Hold on", "work": 40_000, "rest": 5000} | fields)
    return a_run(exercise, kit=("wall", "chair"), safety="Clear floor.")


def told(*steps: Action | float, player: Player | None = None) -> list[str]:
    """The lines of the last step of a run."""
    run = player or stand()
    *earlier, last = steps
    before, now = after(run, *earlier)
    later, then = after(before, last, begin=now)
    return list(news(Moment(before, now), Moment(later, then)))


def test_title():
    """What the session is, how long it takes, what it needs, and the keys, one line each."""
    assert list(title_lines(Moment(stand(), BEGIN))) == [
        "A session. 1 exercise, 1:40.",
        "You need: wall, chair.",
        "Clear floor.",
        "First: Move 1, left foot.",
        "Space: begin. Question mark: keys. Q: leave.",
    ]


HINTS = "Space: count-in, then resume. U: undo the count. Question mark: keys."
BEGUN = (BIG, 15.0)
LINES = {
    "get ready": ((BIG,), [
        "Get ready: Move 1. Left foot. Exercise 1 of 1. 15 s, then 40 s.",
        "Wall in reach.",
        "40 s left, then 40 s right.",
        "Easier: Hold on.",
    ]),
    "work": (BEGUN, ["Go: Left foot, 40 s to go.", "Grow tall."]),
    "a form cue": ((*BEGUN, 11.0), ["Soft knee."]),
    "half way": ((*BEGUN, 11.0, 10.0), ["Half way."]),
    "ten seconds left": ((*BEGUN, 21.0, 10.0), ["Ten."]),
    "a stop": ((*BEGUN, 9.5, BIG), [
        "Stop at 9.5 s: 1 stop. Take your time. Left foot, 31 s to go.", HINTS,
    ]),
    "a pause in a block": ((*BEGUN, 9.5, Action.PAUSE), [
        "Paused. Not counted. At 9.5 s. Left foot, 31 s to go.",
        "Space: count-in, then resume. Question mark: keys.",
    ]),
    "a count-in": ((*BEGUN, 9.5, BIG, 4.0, BIG), ["Steady ... 3."]),
    "resumed": ((*BEGUN, 9.5, BIG, 4.0, BIG, 3.0), ["Go: Left foot, 31 s to go."]),
    "not yet": ((*BEGUN, 9.5, BIG, 4.0, BIG, 1.0, BIG), [
        "Take your time. Left foot, 31 s to go.", HINTS,
    ]),
    "a touch": ((*BEGUN, 12.0, TOUCH), ["Touch at 12.0 s: 1 stop."]),
    "undo": ((*BEGUN, 12.0, TOUCH, UNDO), ["This block: no stops."]),
    "switch": ((*BEGUN, 12.0, TOUCH, 28.0), [
        "Move 1, left foot: 1 stop in 40 s.",
        "Change sides: Move 1. Right foot. Exercise 1 of 1. 5 s, then 40 s.",
    ]),
    "correction": ((*BEGUN, 40.0, PLUS), ["Last block: 1 stop."]),
    "more rest": ((*BEGUN, 40.0, Action.MORE_REST), ["Change sides: Move 1. 15 s."]),
    "start now": ((BIG, Action.ENTER), ["Get ready: Move 1. 3 s."]),
    "a pause in a lead-in": ((BIG, 5.0, BIG), [
        "Paused. Nothing is counted. 10 s before it begins.",
        "Space: resume. Question mark: keys. Q: leave.",
    ]),
    "no longer paused": ((BIG, 5.0, BIG, BIG), ["Get ready: Move 1. 10 s."]),
    "cut short": ((*BEGUN, 9.0, Action.NEXT), [
        "Move 1, left foot: no stops in 9 s, cut short.",
        "Change sides: Move 1. Right foot. Exercise 1 of 1. 5 s, then 40 s.",
    ]),
    "skipped": ((BIG, Action.NEXT), [
        "Move 1, left foot: skipped.",
        "Change sides: Move 1. Right foot. Exercise 1 of 1. 5 s, then 40 s.",
    ]),
    "a night of sleep": ((*BEGUN, 9.0, Action.SLEPT), [
        "The computer was asleep. Not counted. At 9.0 s. Left foot, 31 s to go.",
        "Space: count-in, then resume. Question mark: keys.",
    ]),
    "all that a stalled machine missed": ((BIG, 500.0), [
        "Move 1, left foot: no stops in 40 s.",
        "Move 1, right foot: no stops in 40 s.",
        "That's it. Session done.",
    ]),
    "nothing new": ((*BEGUN, 3.0, 1.0), []),
}  # fmt: skip


@pytest.mark.parametrize("steps", LINES)
def test_line_of_each_event(steps):
    """Each event has its line: what, which side, how long, at which second."""
    given_steps, lines = LINES[steps]
    assert told(*given_steps) == lines


def test_block_with_a_tempo_and_without_a_limit():
    """The lead-in says the tempo; a block that waits for a key says that it has no limit."""
    exercise = an_exercise(reps=7, tempo=("up 2s", "down 1.5s"), sets=2, rest=20_000)
    first, *_ = told(BIG, player=a_run(exercise))
    assert first.endswith("Exercise 1 of 1, set 1 of 2. 15 s, then 25 s (up 2s, down 1.5s).")
    untimed = a_run(an_exercise(reps=7))
    assert told(BIG, player=untimed)[0].endswith("15 s, then no time limit.")
    assert told(*BEGUN, player=untimed) == ["Go: Both feet, 7 reps. Enter when done."]


def test_summary_has_a_line_for_each_exercise_and_side():
    """With the counts, the time and the longest stretch."""
    player, _ = after(stand(), *BEGUN, 12.0, TOUCH, 28.0, 5.0, 9.0, Action.NEXT)
    assert list(summary_lines(player.record)) == [
        "Move 1, left foot: 1 stop in 40 s; longest stretch 28 s.",
        "Move 1, right foot: no stops in 9 s, cut short; longest stretch 9 s.",
    ]


def test_keys_have_names_that_are_read_out():
    """A screen reader passes over signs such as ? and +, and over arrows."""
    lines = [
        *key_lines(DEFAULT_KEY_MAP, (*PLAY, *EVERYWHERE)),
        hint_line([("+ -", "correct the last block")]),
    ]
    assert "Question mark: This help; also F1" in lines
    assert lines[0].endswith("; also Page Down, Page Up, F5, Period")
    assert "Plus, Minus: correct the last block." in lines
    assert not any(sign in "".join(lines) for sign in "↑↓←→")


@given(timelines(), scripts(), MOMENTS, st.lists(st.floats(0.0, 1.0), max_size=4))
def test_every_stop_and_every_block_has_its_line(
    timeline: Timeline, script: list[Press], begin: float, ticks: list[float]
) -> None:
    """For any keys, however rarely the clock is read: none is missing, none told twice."""
    run = ScriptedRun(new_player(timeline), begin)
    moments = [Moment(run.player, begin)]
    for press in script:
        to = press.moment(run.player, run.now)
        for share in sorted(ticks):
            run.tick(max(run.now, begin + (to - begin) * share))
            moments.append(Moment(run.player, run.now))
        run.tick(to)
        moments.append(Moment(run.player, run.now))
        run.press(press.action)
        moments.append(Moment(run.player, run.now))
    lines = [line for pair in pairwise(moments) for line in news(*pair)]
    record = run.player.record
    stops = [stop for attempt in record for stop in attempt.interruptions]
    for kind, words in {
        InterruptionKind.WOBBLE: "Stop at ",
        InterruptionKind.TOUCH: "Touch at ",
    }.items():
        assert sum(line.startswith(words) for line in lines) == sum(s.kind is kind for s in stops)
    skipped = sum(attempt.outcome is BlockOutcome.SKIPPED for attempt in record)
    assert sum(line.endswith(": skipped.") for line in lines) == skipped
    ended = sum(attempt.outcome not in {None, BlockOutcome.SKIPPED} for attempt in record)
    assert sum(" foot: " in line or " feet: " in line for line in lines) == ended + skipped
    assert all(line.isprintable() and line for line in lines)
