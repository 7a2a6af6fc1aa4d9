"""Tempo by ear: which tone a phase has, when it is due, and what it gives way to."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.cues.plan import plan
from follow_along.core.enums import CueName
from follow_along.core.run.player import Action, Player, new_player
from follow_along.core.sessions.beat import beat_at, tempo_tones
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Block, Timeline
from tests.builders import a_block, a_run, after, an_exercise, at_work
from tests.scripted_run import Press, play_script
from tests.strategies import BEAT_MS, MOMENTS, scripts, timelines

UP, HOLD, DOWN = CueName.UP, CueName.HOLD, CueName.DOWN
BIG_KEY = Action.BIG_KEY
RAISE = (("up", 2000), ("hold", 1000), ("down", 3000))
DAY_MS = 24 * 3600 * 1000


def phases(*given: tuple[str, int]) -> list[TempoStep]:
    """A tempo of words and milliseconds."""
    return [TempoStep(word=word, ms=ms) for word, ms in given]


def tones_of(words: str) -> list[CueName]:
    """The tones of one repetition of phases of a second each."""
    written = words.split(", ")
    block = a_block(tempo=phases(*((word, 1000) for word in written)), work=90_000)
    return [tone for _, tone in tempo_tones(block, -1.0, float(len(written)))]


def tones(player: Player, now: float) -> list[tuple[float, CueName]]:
    """The tones planned, with the seconds until each."""
    due = plan(player, now)
    return [(round(each.at - now, 3), each.cue) for each in due if each.cue and each.is_tempo_tone]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("up, hold, down", [UP, HOLD, DOWN]),
        ("forward, hold, back", [UP, HOLD, DOWN]),
        ("forward, back", [UP, DOWN]),
        ("look left, look right", [UP, DOWN]),
        ("circle", [UP]),
        ("up, hold, down, rest", [UP, HOLD, DOWN, HOLD]),
        ("up, shift, down, rest", [UP, HOLD, DOWN, HOLD]),
        ("tip, open, return, rest", [UP, HOLD, DOWN, HOLD]),
        ("reach, return", [UP, DOWN]),
        ("ready, hop, hold", [HOLD, UP, HOLD]),
        ("hoch, halten, runter", [UP, HOLD, DOWN]),
        ("Hold still", [HOLD]),
        ("household, down", [UP, DOWN]),
    ],
)
def test_a_phase_has_its_tone_by_its_place(words: str, expected: list[CueName]) -> None:
    """The first movement `up`, the last `down`, all others `hold`, in any language."""
    assert tones_of(words) == expected


def test_every_change_of_phase_has_its_tone() -> None:
    """Four raises of six seconds: the first begins with `go`, the last ends with the ticks."""
    player, now = at_work(a_run(an_exercise(reps=4, tempo=phases(*RAISE))))
    assert tones(player, now) == [
        (2.0, HOLD),
        (3.0, DOWN),
        (6.0, UP),
        (8.0, HOLD),
        (9.0, DOWN),
        (12.0, UP),
        (14.0, HOLD),
        (15.0, DOWN),
        (18.0, UP),
        (20.0, HOLD),
    ]


@pytest.mark.parametrize(
    ("work", "beat", "missing"),
    [
        # `half` at 20, `ten` at 30, ticks at 37 and 38, the change at 39.
        (40_000, 1000, {20.0, 30.0, 37.0, 38.0, 39.0}),
        # Half a second from a cue is far enough.
        (20_000, 500, {17.0, 18.0, 19.0, 19.5}),
        (20_000, 750, {17.25, 18.0, 18.75, 19.5}),
    ],
)
def test_a_tone_gives_way_to_a_cue(work: int, beat: int, missing: set[float]) -> None:
    """No tone sounds close to a cue or after the change."""
    player, now = at_work(a_run(an_exercise(work=work, tempo=phases(("step", beat)))))
    begins = {i * beat / 1000 for i in range(1, work // beat)}
    assert {at for at, _ in tones(player, now)} == begins - missing


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((("hop", 499),), []),
        ((("hop", 500),), [0.5, 1.0, 1.5, 2.0]),
        ((("drop", 300), ("hold", 1200)), [0.3, 1.8]),
    ],
)
def test_a_phase_too_quick_to_follow_has_no_tone(
    given: tuple[tuple[str, int], ...], expected: list[float]
) -> None:
    """Shorter than half a second; the other steps keep theirs."""
    block = a_block(tempo=phases(*given), work=20_000)
    assert [position for position, _ in tempo_tones(block, 0.0, 2.25)] == expected


@pytest.mark.parametrize(
    ("worked", "expected"),
    [
        (6.5, [(4.5, HOLD), (5.5, DOWN)]),
        (7.5, [(3.5, HOLD), (4.5, DOWN)]),
        # `go` is still ringing when the hold would begin.
        (7.75, [(4.25, DOWN), (7.25, UP)]),
        (8.0, [(4.0, DOWN), (7.0, UP)]),
    ],
)
def test_after_a_stop_the_tempo_goes_on_where_it_stood(
    worked: float, expected: list[tuple[float, CueName]]
) -> None:
    """Not from the beginning of a repetition, and not within half a second of `go`."""
    player, now = at_work(a_run(an_exercise(reps=5, tempo=phases(*RAISE))))
    player, now = after(player, worked, BIG_KEY, 20.0, BIG_KEY, begin=now)
    assert tones(player, now)[:2] == expected


def test_a_plan_holds_six_hours_of_tones() -> None:
    """Counted from where the clock last started."""
    player, now = at_work(a_run(an_exercise(work=DAY_MS, tempo=phases(("step", 500)))))
    heard = tones(player, now)
    assert (len(heard), heard[-1][0]) == (2 * 6 * 3600 - 1, 6 * 3600 - 0.5)
    player, now = after(player, 17 * 3600.25, BIG_KEY, 20.0, BIG_KEY, begin=now)
    heard = tones(player, now)
    assert (heard[0][0], heard[-1][0]) == (3.75, 6 * 3600 + 2.75)


def without_tempo(timeline: Timeline) -> Timeline:
    """The same exercises without a tempo."""
    blocks = [
        replace(block, exercise=replace(block.exercise, tempo=())) for block in timeline.blocks
    ]
    return replace(timeline, blocks=tuple(blocks))


@given(timelines(), scripts(), MOMENTS)
def test_the_tones_leave_all_else_as_it_is(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """Every cue and phrase is due as without a tempo."""
    kept = play_script(new_player(timeline), script, begin)
    plain = play_script(new_player(without_tempo(timeline)), script, begin)
    for taken, other in zip(kept.taken, plain.taken, strict=True):
        due = [each for each in plan(taken.after, taken.now) if not each.is_tempo_tone]
        assert due == list(plan(other.after, other.now))


@given(timelines(), scripts(), MOMENTS)
def test_a_tone_keeps_away_from_every_other_sound(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """At least half a second from every cue and every other tone."""
    for taken in play_script(new_player(timeline), script, begin).taken:
        sounds = [each for each in plan(taken.after, taken.now) if each.cue]
        for one, other in pairwise(sounds):
            assert not (one.is_tempo_tone or other.is_tempo_tone) or other.at - one.at > 0.499


@given(st.lists(BEAT_MS, min_size=1, max_size=5), st.floats(0.0, 60.0), st.floats(0.0, 30.0))
def test_a_tone_begins_its_phase(lengths: list[int], first: float, length: float) -> None:
    """Each tone is at the beginning of a step, and no step is left out."""
    block = a_block(
        tempo=phases(*((f"phase {i}", ms) for i, ms in enumerate(lengths))), work=DAY_MS
    )
    heard = list(tempo_tones(block, first, first + length))
    assert [at for at, _ in heard] == [
        at for at in begins(block, first + length) if first < at < first + length
    ]
    for position, _ in heard:
        now, before = beat_at(block, position), beat_at(block, position - 0.01)
        assert now is not None
        assert before is not None
        assert (now.step, now.repetition) != (before.step, before.repetition)


def begins(block: Block, end: float) -> list[float]:
    """When each phase that is long enough begins, one after the other from the first."""
    ms, found = 0, []
    while ms < end * 1000:
        for phase in block.exercise.tempo:
            found += [ms / 1000] if phase.ms >= 500 else []
            ms += phase.ms
    return found
