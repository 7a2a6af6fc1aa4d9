"""Digits that round up, and how long a picture is true."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from follow_along.core.run.player import Action, Phase, Player, new_player
from follow_along.core.run.rules import advance
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Timeline, build_timeline
from follow_along.core.view import View, digits, duration_words, view
from tests.builders import BEGIN, a_run, a_session, after, an_exercise, at_work
from tests.scripted_run import Press, play_script
from tests.strategies import MOMENTS, scripts, timelines

BIG_KEY, PAUSE = Action.BIG_KEY, Action.PAUSE


def seconds_shown(text: str) -> int:
    """The digits as seconds again."""
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


def picture(seen: View) -> View:
    """The view without its progress bar, which always changes."""
    return replace(seen, progress=0.0, next_change_s=None)


def seconds_left(player: Player, now: float) -> float | None:
    """The seconds that the digits count down; None when they count up."""
    if player.phase in {Phase.LEAD_IN, Phase.WORKING, Phase.COUNT_IN}:
        return None if player.length is None else player.origin + player.length - now
    if player.phase is Phase.PAUSED:
        return (player.length or 0.0) - player.position
    work_ms = player.block.work_ms
    return None if work_ms is None else work_ms / 1000 - player.position


@given(timelines(), scripts(), MOMENTS, st.floats(0.0, 200.0))
def test_whole_seconds_are_rounded_up(
    timeline: Timeline, script: list[Press], begin: float, wait: float
) -> None:
    """0 shows only at the end."""
    run = play_script(new_player(timeline), script, begin)
    run.tick(run.now + wait)
    assume(run.player.phase not in {Phase.WAITING, Phase.DONE, Phase.LEFT})
    shown = seconds_shown(view(run.player, run.now).digits)
    left = seconds_left(run.player, run.now)
    if left is None:
        assert shown <= run.player.work_position(run.now) + 2e-6 < shown + 1 + 4e-6
    else:
        assert shown - 1 - 2e-6 < left <= shown + 2e-6
        assert (shown == 0) == (left <= 1e-6)


@given(timelines(), scripts(), MOMENTS, st.floats(0.0, 200.0), st.floats(0.0, 1.0))
def test_a_picture_is_true_until_it_is_stale(
    timeline: Timeline, script: list[Press], begin: float, wait: float, share: float
) -> None:
    """Nothing changes before `next_change_s`, or ever while the clock is stopped."""
    run = play_script(new_player(timeline), script, begin)
    run.tick(run.now + wait)
    seen = view(run.player, run.now)
    assert (seen.next_change_s is not None) == run.player.running
    if seen.next_change_s is None:
        assert view(run.player, run.now + 1000.0) == seen
        return
    assert 0 < seen.next_change_s <= 1.001
    later = run.now + share * max(0.0, seen.next_change_s - 2e-3)
    assert advance(run.player, later).player == run.player
    assert picture(view(run.player, later)) == picture(seen)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0"),
        (9, "9"),
        (59, "59"),
        (60, "1:00"),
        (65, "1:05"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (36_061, "10:01:01"),
    ],
)
def test_digits_are_as_short_as_they_can_be(seconds: int, shown: str) -> None:
    """No leading zeros but those within."""
    assert digits(seconds) == shown


@pytest.mark.parametrize(("seconds", "words"), [(9, "9 s"), (59, "59 s"), (65, "1:05 min")])
def test_a_length_in_words_has_its_unit(seconds: int, words: str) -> None:
    """It cannot be mistaken for a count."""
    assert duration_words(seconds) == words


def test_the_digits_of_a_stop_are_what_is_left_of_the_work() -> None:
    """During the count-in they show the count-in."""
    player, now = at_work(a_run())
    player, now = after(player, 10.2, BIG_KEY, 5.0, begin=now)
    assert view(player, now).digits == "20"
    player, now = after(player, BIG_KEY, 0.5, begin=now)
    assert view(player, now).digits == "3"


def test_a_block_that_waits_counts_up() -> None:
    """In whole seconds; during a stop they stay."""
    player, now = at_work(a_run(an_exercise(reps=8)))
    assert view(player, now).digits == "0"
    player, now = after(player, 61.5, BIG_KEY, 5.0, begin=now)
    assert view(player, now).digits == "1:01"


def test_before_the_beginning_the_whole_length_is_shown() -> None:
    """The total time of the first screen."""
    seen = view(a_run(), BEGIN)
    assert (seen.digits, seen.session_left, seen.count) == ("45", "0:45", 0)


def test_a_plus_says_that_a_block_waits_for_the_key() -> None:
    """As in the list of sessions; it goes when the last such block is done."""
    timeline = build_timeline(a_session(an_exercise(1, reps=8), an_exercise(2)))
    waiting = view(new_player(timeline), BEGIN).session_left
    assert waiting == timeline.length
    assert waiting.endswith("+")
    assert not view(new_player(timeline, exercise_number=2), BEGIN).session_left.endswith("+")


def test_a_run_from_a_later_exercise_shows_the_length_that_is_left() -> None:
    """Without the exercises before it."""
    timeline = build_timeline(a_session(an_exercise(1), an_exercise(2)))
    seen = view(new_player(timeline, exercise_number=2), BEGIN)
    assert (seen.digits, seen.session_left) == ("45", "0:45")


@pytest.mark.parametrize(
    ("waited", "urgent"), [(0.0, False), (19.999, False), (20.0, True), (25.0, True)]
)
@pytest.mark.parametrize("begin", [0.0, BEGIN, 12_345.678, 1_000_000.1])
def test_the_last_ten_seconds_are_urgent(waited: float, urgent: bool, begin: float) -> None:
    """From the moment the digits show 10, whatever the rounding."""
    player, now = at_work(a_run(), begin)
    player, now = after(player, waited, begin=now)
    seen = view(player, now)
    assert seen.urgent is urgent
    assert seen.urgent == (seconds_shown(seen.digits) <= 10)


@given(MOMENTS, st.floats(0.0, 29.99))
def test_urgent_and_the_digits_agree(begin: float, waited: float) -> None:
    """A 10 is always urgent, an 11 never."""
    player, now = at_work(a_run(), begin)
    player, now = after(player, waited, begin=now)
    seen = view(player, now)
    assert seen.urgent == (seconds_shown(seen.digits) <= 10)


@pytest.mark.parametrize("way", [(), (1.0, BIG_KEY), (1.0, BIG_KEY, 5.0, BIG_KEY, 1.0)])
def test_only_running_work_is_urgent(way: tuple[Action | float, ...]) -> None:
    """Not a rest, a stop or a count-in."""
    player, now = after(a_run(get_ready=20_000), BIG_KEY, 15.0)
    assert not view(player, now).urgent
    player, now = after(player, 26.0, *way, begin=now)
    assert view(player, now).urgent == (not way)


def test_a_form_cue_makes_the_picture_stale() -> None:
    """It is shown at its moment, not at the next second."""
    player, now = at_work(a_run(an_exercise(cues=("Tall", "Soft knee", "Look up"))))
    player, now = after(player, 7.25, begin=now)
    assert view(player, now).next_change_s == pytest.approx(0.25)


def test_a_step_of_the_tempo_makes_the_picture_stale() -> None:
    """`down` begins at 1.5 s, between two seconds."""
    tempo = [TempoStep(word="up", ms=1500), TempoStep(word="down", ms=2500)]
    player, now = at_work(a_run(an_exercise(tempo=tempo)))
    player, now = after(player, 1.25, begin=now)
    seen = view(player, now)
    assert seen.tempo == "up"
    assert seen.next_change_s == pytest.approx(0.25, abs=1e-5)
    player, now = after(player, 0.25, begin=now)
    assert view(player, now).tempo == "down"


def test_the_rest_of_the_session_is_shown_rounded_up() -> None:
    """Stops do not shorten it."""
    player, now = at_work(a_run())
    player, now = after(player, 10.4, begin=now)
    assert view(player, now).session_left == "0:20"
    player, now = after(player, BIG_KEY, 60.0, begin=now)
    assert view(player, now).session_left == "0:20"


@given(st.integers(0, 200_000))
def test_digits_count_down_without_a_gap(seconds: int) -> None:
    """Minutes and hours are of one rounding."""
    assert seconds_shown(digits(seconds)) == seconds
    assert math.ceil(seconds_shown(digits(seconds + 1)) - 1) == seconds


def test_the_end_of_a_stretch_is_never_slept_through() -> None:
    """Just before the end the view shows 0 and changes again at once."""
    player, now = at_work(a_run(), begin=0.0)
    player, now = after(player, 30.0 - 1e-7, begin=now)
    seen = view(player, now)
    assert (seen.digits, seen.next_change_s) == ("0", 0.001)


def test_urgent_comes_with_the_ten() -> None:
    """Just before that moment the view already shows both."""
    player, now = at_work(a_run(), begin=0.0)
    player, now = after(player, 20.0 - 5e-7, begin=now)
    seen = view(player, now)
    assert (seen.digits, seen.urgent) == ("10", True)
