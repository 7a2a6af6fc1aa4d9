"""What answers a key at once, and what is said."""

from follow_along.core.cues.plan import answer, plan
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.cues.spoken_words import ENGLISH
from follow_along.core.enums import CueName
from follow_along.core.run.player import Action, Phase, Player
from follow_along.core.run.rules import act
from tests.builders import BEGIN, a_run, after, an_exercise, at_work

GO, REST, SWITCH, STOP = CueName.GO, CueName.REST, CueName.SWITCH, CueName.STOP
HALF, TEN, FINISH, TICK = CueName.HALF, CueName.TEN, CueName.FINISH, CueName.TICK
BIG_KEY, PAUSE = Action.BIG_KEY, Action.PAUSE


def said(player: Player, now: float) -> list[tuple[float, str]]:
    """The planned phrases, with the seconds until each."""
    return [(round(each.at - now, 3), each.phrase) for each in plan(player, now) if each.phrase]


def answered(player: Player, action: Action, now: float) -> list[tuple[float, CueName | str]]:
    """The cues that answer an action, with the seconds until each."""
    due = answer(player, action, act(player, action, now).player, now)
    return [(round(each.at - now, 3), each.cue or each.phrase or "") for each in due]


def test_a_stop_is_answered_at_once_and_kindly() -> None:
    """A sound at once; after a loss of balance also a phrase."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, begin=now)
    assert answered(player, BIG_KEY, now) == [(0.0, STOP), (0.8, ENGLISH.take_your_time)]
    assert answered(player, PAUSE, now) == [(0.0, STOP)]
    assert answered(player, Action.SLEPT, now) == [(0.0, STOP)]


def test_a_count_is_answered_by_a_tick_in_every_phase() -> None:
    """Also undoing during a stop, and correcting in a paused rest."""
    working, now = at_work(a_run(an_exercise(1, sides="each"), an_exercise(2)))
    working, now = after(working, 10.0, begin=now)
    assert answered(working, Action.TOUCH, now) == [(0.0, TICK)]
    stopped, then = after(working, BIG_KEY, 1.0, begin=now)
    assert answered(stopped, Action.UNDO, then) == [(0.0, TICK)]
    resting, now = after(working, 25.0, begin=now)
    held, then = after(resting, BIG_KEY, begin=now)
    assert held.phase is Phase.PAUSED
    for player in (resting, held):
        for action in (Action.PLUS, Action.MORE_REST):
            assert answered(player, action, now) == [(0.0, TICK)]


def test_a_key_that_changes_the_block_is_answered_by_the_change() -> None:
    """`switch` to the other side; `finish` after the last block."""
    player, now = at_work(a_run(an_exercise(sides="each")))
    assert answered(player, Action.NEXT, now + 5.0) == [(0.0, SWITCH)]
    player, now = after(player, 5.0, Action.NEXT, 10.0, begin=now)
    assert answered(player, Action.NEXT, now) == [(0.0, FINISH), (2.0, ENGLISH.finished)]


def test_going_back_is_answered_when_it_leads_to_an_exercise() -> None:
    """Within an exercise the ticks are enough, and so they are after a restart."""
    player, now = at_work(a_run(an_exercise(sides="each")))
    assert answered(player, Action.BACK, now + 5.0) == [(0.0, REST)]
    assert answered(player, Action.RESTART, now + 5.0) == []
    player, now = after(player, Action.NEXT, 30.0, begin=now)
    assert answered(player, Action.BACK, now + 5.0) == []


def test_being_ready_early_is_not_answered() -> None:
    """The ticks that follow are enough."""
    player, now = after(a_run(), BIG_KEY, 3.0)
    assert answered(player, Action.ENTER, now) == []


def test_a_waiting_block_ended_by_the_key_is_answered_by_the_change() -> None:
    """As at the end of a timed block."""
    player, now = at_work(a_run(an_exercise(sides="each", reps=8)))
    assert answered(player, Action.ENTER, now + 5.0) == [(0.0, SWITCH)]


def test_holding_a_lead_in_is_answered_by_a_stop() -> None:
    """Silence would not tell that the key worked."""
    player, now = after(a_run(), BIG_KEY, 3.0)
    assert answered(player, BIG_KEY, now) == [(0.0, STOP)]


def test_beginning_and_going_on_are_answered_by_the_plan() -> None:
    """The ticks that follow are enough."""
    assert answered(a_run(), BIG_KEY, BEGIN) == []
    player, now = at_work(a_run())
    player, now = after(player, 5.0, BIG_KEY, 5.0, begin=now)
    assert answered(player, BIG_KEY, now) == []


def test_the_words_of_a_session_come_at_their_moments() -> None:
    """Each phrase begins when the cue before it has ended."""
    player, now = after(
        a_run(an_exercise(setup="Stand.", cues=("Tall", "Soft knee", "Look up"))), BIG_KEY
    )
    assert said(player, now) == [
        (1.0, "Next: Move 1.\n30 seconds."),
        (4.5, "Stand."),
        (16.5, "Tall"),
        (22.5, "Soft knee"),
        (30.6, ENGLISH.half_way),
        (37.5, "Look up"),
        (47.0, ENGLISH.finished),
    ]


def test_words_must_be_over_before_the_count_down() -> None:
    """In the lead-in and in the work."""
    player, now = after(a_run(an_exercise(cues=("Tall",))), BIG_KEY)
    untils = {each.phrase: each.until for each in plan(player, now) if each.until is not None}
    assert untils["Next: Move 1.\n30 seconds."] == now + 12.0
    assert untils["Tall"] == now + 42.0


def test_words_that_could_never_be_in_time_are_not_planned() -> None:
    """A lead-in of three seconds is too short for the setup; side and name are never dropped."""
    player, now = after(a_run(an_exercise(setup="Stand."), get_ready=3000), BIG_KEY)
    (announcement, *others) = (each for each in plan(player, now) if each.phrase)
    assert announcement.forms == ("Next: Move 1.\n30 seconds.", "Next: Move 1.", "Both feet.")
    assert [each.phrase for each in others] == [ENGLISH.half_way, ENGLISH.finished]


def test_words_are_not_said_again_after_a_stop() -> None:
    """Phrases before the stop are not repeated."""
    player, now = at_work(a_run(an_exercise(cues=("Tall",))))
    player, now = after(player, 10.0, BIG_KEY, 5.0, BIG_KEY, begin=now)
    assert [words for _, words in said(player, now)] == [ENGLISH.half_way, ENGLISH.finished]


def test_a_due_knows_whether_it_is_in_time() -> None:
    """At the limit itself it is too late."""
    assert ScheduledCue(1.0, phrase="Tall", until=1.1).in_time
    assert not ScheduledCue(1.0, phrase="Tall", until=1.0).in_time
    assert ScheduledCue(1.0, cue=GO).in_time


def test_a_form_cue_that_was_just_spoken_is_not_spoken_again() -> None:
    """Stopped at its very moment, the work resumes after it."""
    player, now = at_work(a_run(an_exercise(cues=("Tall",)), settle=0))
    player, now = after(player, 1.5, BIG_KEY, 5.0, BIG_KEY, begin=now)
    assert "Tall" not in [phrase for _, phrase in said(player, now)]
