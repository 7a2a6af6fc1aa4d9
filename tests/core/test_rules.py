"""The rules of a run: the table at their head, and the stories it stands for."""

import re

import pytest
from hypothesis import given

from follow_along.core import rules
from follow_along.core.player import Action, NotAllowedError, Phase, Player, start
from follow_along.core.record import BlockEnded, BlockSkipped, RunEnded
from follow_along.core.rules import act, advance
from follow_along.core.timeline import Timeline
from follow_along.core.words import BlockOutcome, RunOutcome, Side, StopKind
from tests.builders import BEGIN, a_run, after, an_exercise, at_work
from tests.performance import Deed, Press, perform
from tests.strategies import MOMENTS, scripts, timelines

BALANCE, TOUCH, PAUSE, ENTER = Action.BALANCE, Action.TOUCH, Action.PAUSE, Action.ENTER
NOTES = "¹²³⁴⁵"


def table() -> dict[tuple[Action, Phase], tuple[str, str]]:
    """The table in the rules' docstring: for an action in a phase the entry and its notes."""
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in (rules.__doc__ or "").splitlines()
        if re.match(r"\|\s*\w", line)
    ]
    phases = [Phase(name) for name in rows[0][1:]]
    entries = {}
    for name, *cells in rows[1:]:
        action = Action[name.rstrip(NOTES)]
        for phase, cell in zip(phases, cells, strict=True):
            notes = "".join(sorted(set(name + cell) & set(NOTES)))
            entries[action, phase] = (cell.rstrip(NOTES), notes)
    return entries


def excused(deed: Deed, notes: str) -> bool:
    """Whether a note under the table says that this deed is refused."""
    player = deed.before
    row = player.record[-1] if player.record else None
    at_hand = row is not None and row.outcome is not BlockOutcome.SKIPPED
    needed = 0 if deed.action is Action.PLUS else 1
    refused = {
        "¹": player.open_stop is StopKind.WOBBLE,
        "²": player.block.work_ms is not None,
        "³": not at_hand or row is None or row.count < needed,
        "⁵": deed.now - player.last_loss < 2.0,
    }
    # A count that was only corrected by hand has nothing to undo.
    nothing_pressed = deed.action is Action.UNDO and (row is None or row.last_pressed is None)
    return nothing_pressed or any(refused.get(note, False) for note in notes)


def agrees(deed: Deed, entry: str, notes: str = "") -> bool:
    """Whether an allowed deed led to what its entry and its notes say."""
    before, player = deed.before, deed.after
    if "⁴" in notes and before.block.exercise.after_stop == "restart":
        entry = "leading"
    if entry == "same":
        return (player.phase, player.index, player.origin, player.position) == (
            before.phase,
            before.index,
            before.origin,
            before.position,
        )
    return player.phase == entry or (
        # A lead-in or a count-in of no length is over as it begins; the last block leads to done.
        entry in {"leading", "settling"}
        and (player.phase is Phase.DONE or (player.phase is Phase.WORKING and _at_once(deed)))
    )


def _at_once(deed: Deed) -> bool:
    return deed.after.went_on_at == deed.before.position or deed.after.origin == deed.now


def test_the_table_names_every_action_and_phase() -> None:
    """No row is missing; `left` alone has no column, for it allows nothing."""
    assert set(table()) == {(a, p) for a in Action for p in Phase if p is not Phase.LEFT}


@given(timelines(), scripts(40), MOMENTS)
def test_the_rules_do_what_their_table_says(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """For any run: an entry is what the phase becomes, a dash refuses, a note says when."""
    entries = table()
    for deed in perform(start(timeline), script, begin).deeds:
        entry, notes = entries.get((deed.action, deed.before.phase), ("-", ""))
        allowed = entry != "-" and not excused(deed, notes)
        assert bool(deed.step) == allowed, (deed.action, deed.before.phase)
        assert not allowed or agrees(deed, entry, notes), (deed.action, deed.before.phase)


def standing(phase: Phase) -> list[tuple[Player, float]]:
    """Runs that stand in a phase, of a timed block and of one that waits, with and without counts.

    All have a block before and a block after, lead-ins and a count-in, so that none is cut short.
    """
    runs = []
    for fields in ({"work": 30_000}, {"reps": 8}):
        player = a_run(an_exercise(1, sides="each", sets=2, **fields), an_exercise(2))
        first, now = at_work(player)
        counted, now = after(first, 5.0, BALANCE, 5.0, BALANCE, 10.0, begin=now)
        second, now = after(counted, Action.NEXT, 12.0, begin=now)
        ways: dict[Phase, tuple[tuple[Action | float, ...], ...]] = {
            Phase.LEADING: ((Action.NEXT,), (5.0, BALANCE, 9.0, Action.NEXT)),
            Phase.HELD: ((Action.NEXT, BALANCE), (5.0, TOUCH, Action.NEXT, 1.0, PAUSE)),
            Phase.WORKING: ((), (5.0, TOUCH), (5.0, TOUCH, 5.0)),
            Phase.STOPPED: ((5.0, BALANCE), (5.0, PAUSE), (5.0, Action.SLEPT), (5.0, TOUCH, PAUSE)),
            Phase.SETTLING: ((5.0, BALANCE, BALANCE, 1.0), (5.0, PAUSE, PAUSE, 1.0)),
            Phase.DONE: ((Action.NEXT, *[5.0, Action.NEXT] * 20), (Action.NEXT, 5.0, ENTER)),
        }
        runs += [after(second, *way, begin=now) for way in ways.get(phase, ())]
    return [(player, now) for player, now in runs if player.phase is phase]


@pytest.mark.parametrize(
    ("action", "phase"), [pair for pair, (entry, _) in table().items() if entry != "-"]
)
def test_every_entry_of_the_table_can_happen(action: Action, phase: Phase) -> None:
    """An entry is no empty promise: there is a run in which the action leads to just that."""
    if phase is Phase.WAITING:
        assert act(a_run(), action, BEGIN).player.phase == table()[action, phase][0]
        return
    runs = standing(phase) if phase is not Phase.DONE else [_done_with_a_count()]
    assert runs
    outcomes = [deed for player, now in runs if (deed := _deed(player, action, now)).step]
    assert any(agrees(deed, table()[action, phase][0]) for deed in outcomes)
    entry = table()[action, phase][0]
    if entry != "same":
        assert any(deed.after.phase == entry for deed in outcomes)


def _done_with_a_count() -> tuple[Player, float]:
    player, now = at_work(a_run())
    return after(player, 5.0, TOUCH, 60.0, begin=now)


def _deed(player: Player, action: Action, now: float) -> Deed:
    try:
        return Deed(player, action, now, act(player, action, now))
    except NotAllowedError:
        return Deed(player, action, now, None)


@pytest.mark.parametrize("action", Action)
def test_nothing_is_allowed_once_left(action: Action) -> None:
    """A run that was left is over."""
    player, now = after(a_run(), BALANCE, 3.0, Action.LEAVE)
    with pytest.raises(NotAllowedError):
        act(player, action, now)


def test_two_presses_within_two_seconds_count_once() -> None:
    """With no count-in: stop, go on, stop again 1.9 s after the first: one loss, two stops."""
    player, now = at_work(a_run(settle=0))
    player, _ = after(player, 10.0, BALANCE, 1.0, BALANCE, 0.9, BALANCE, begin=now)
    assert player.phase is Phase.STOPPED
    assert player.record[-1].count == 1
    assert [stop.counted for stop in player.record[-1].interruptions] == [True, False]


def test_a_loss_two_seconds_after_the_last_counts() -> None:
    """Two seconds exactly are two losses."""
    player, now = at_work(a_run(settle=0))
    player, _ = after(player, 10.0, BALANCE, 1.0, BALANCE, 1.0, BALANCE, begin=now)
    assert player.record[-1].count == 2


def test_a_touch_within_two_seconds_is_the_same_loss() -> None:
    """It is refused, so that no tick answers it; a little later it counts."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, TOUCH, 1.9, begin=now)
    with pytest.raises(NotAllowedError):
        act(player, TOUCH, now)
    player, _ = after(player, 0.2, TOUCH, begin=now)
    assert player.record[-1].count == 2


def test_a_touch_counts_and_the_clock_runs_on() -> None:
    """The block ends when it would have ended."""
    player, now = at_work(a_run())
    player, _ = after(player, 10.0, TOUCH, begin=now)
    step = advance(player, now + 30.0)
    assert [event.at for event in step.events if isinstance(event, BlockEnded)] == [now + 30.0]
    assert step.player.record[-1].count == 1


def test_a_second_wobble_in_the_count_in_is_the_same_stop() -> None:
    """Back to standing still, with one interruption that goes on."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, BALANCE, 4.0, BALANCE, 2.0, BALANCE, begin=now)
    assert player.phase is Phase.STOPPED
    assert player.work_position(now) == pytest.approx(10.0)
    (stop,) = player.record[-1].interruptions
    assert stop.ended is None
    assert player.record[-1].count == 1


def test_a_stop_keeps_the_place() -> None:
    """Stopped at 10 s for a minute: after the count-in it goes on from 10 s."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, BALANCE, 60.0, BALANCE, 3.0, begin=now)
    assert player.phase is Phase.WORKING
    assert player.work_position(now) == pytest.approx(10.0)
    assert player.record[-1].interruptions[0].ended == pytest.approx(now)


def test_a_break_is_not_counted_and_goes_on_by_the_same_key() -> None:
    """The door rings: p stops, p goes on, nothing is counted."""
    player, now = at_work(a_run())
    player, _ = after(player, 10.0, PAUSE, 60.0, PAUSE, 3.0, begin=now)
    assert player.phase is Phase.WORKING
    assert player.record[-1].count == 0
    assert player.record[-1].interruptions[0].kind is StopKind.BREAK


def test_a_break_does_not_hide_the_loss_after_it() -> None:
    """Only losses of balance are the same loss: a break two seconds before is another matter."""
    player, now = at_work(a_run(settle=0))
    player, _ = after(player, 10.0, PAUSE, 0.5, PAUSE, 0.5, BALANCE, begin=now)
    assert player.record[-1].count == 1


def test_a_block_that_restarts_after_a_stop_is_a_new_attempt() -> None:
    """The old attempt keeps its count and its steady time; the new one begins after the count-in."""
    player, now = at_work(a_run(an_exercise(after_stop="restart")))
    player, now = after(player, 10.0, BALANCE, 5.0, BALANCE, 3.0, begin=now)
    assert player.phase is Phase.WORKING
    assert player.work_position(now) == pytest.approx(0.0)
    old, new = player.record
    assert (old.outcome, old.steady_ms, old.count) == (BlockOutcome.RESTARTED, 10_000, 1)
    assert old.interruptions[0].ended is not None
    assert (new.block.index, new.count, new.outcome) == (old.block.index, 0, None)


def test_the_restart_key_begins_the_block_again() -> None:
    """Also while it runs; the count-in comes first."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, Action.RESTART, begin=now)
    assert (player.phase, player.length) == (Phase.LEADING, 3.0)
    player, _ = after(player, 3.0, 30.0, begin=now)
    assert [row.outcome for row in player.record] == [BlockOutcome.RESTARTED, BlockOutcome.DONE]


def test_undo_takes_back_the_last_count_and_keeps_what_was_pressed() -> None:
    """The stop stands in the record, uncounted; there is nothing more to undo."""
    player, now = at_work(a_run())
    player, now = after(player, 10.0, BALANCE, 5.0, Action.UNDO, begin=now)
    assert player.phase is Phase.STOPPED
    assert player.record[-1].count == 0
    assert player.record[-1].interruptions[0].undone
    with pytest.raises(NotAllowedError):
        act(player, Action.UNDO, now)


def test_after_an_undo_the_next_loss_counts_at_once() -> None:
    """What was undone was no loss, so there is none that the next could be the same as."""
    player, now = at_work(a_run())
    player, _ = after(player, 10.0, TOUCH, 0.5, Action.UNDO, 0.5, TOUCH, begin=now)
    assert player.record[-1].count == 1


def test_plus_and_minus_correct_the_block_just_done() -> None:
    """In the rest after it; below nothing there is nothing to take."""
    player, now = at_work(a_run(an_exercise(sides="each")))
    player, now = after(player, 31.0, Action.PLUS, Action.PLUS, Action.MINUS, begin=now)
    assert player.phase is Phase.LEADING
    assert player.record[0].count == 1
    player, now = after(player, Action.MINUS, begin=now)
    with pytest.raises(NotAllowedError):
        act(player, Action.MINUS, now)


def test_the_last_block_can_be_corrected_when_all_is_done() -> None:
    """The done screen has no rest, but its block is at hand all the same."""
    player, now = at_work(a_run())
    player, _ = after(player, 31.0, Action.PLUS, begin=now)
    assert (player.phase, player.record[-1].count) == (Phase.DONE, 1)


def test_next_cuts_a_block_short_and_skips_one_not_begun() -> None:
    """Cut work keeps its steady time; skipped work has none."""
    player, now = at_work(a_run(an_exercise(1), an_exercise(2), an_exercise(3)))
    player, now = after(player, 12.5, Action.NEXT, 2.0, begin=now)
    step = act(player, Action.NEXT, now)
    assert [type(event) for event in step.events] == [BlockSkipped]
    cut, skipped = step.player.record
    assert (cut.outcome, cut.steady_ms) == (BlockOutcome.CUT, 12_500)
    assert (skipped.outcome, skipped.steady_ms) == (BlockOutcome.SKIPPED, 0)


def test_next_on_the_last_block_ends_the_run() -> None:
    """The way on from the last block is done."""
    player, now = at_work(a_run())
    step = act(player, Action.NEXT, now + 1.0)
    assert step.player.phase is Phase.DONE
    assert step.events[-1] == RunEnded(now + 1.0, RunOutcome.DONE)


def test_back_begins_the_block_again_and_then_the_one_before() -> None:
    """From the work to its own lead-in, from a lead-in to the block before."""
    player, now = at_work(a_run(an_exercise(1), an_exercise(2)))
    player, now = after(player, Action.NEXT, 15.0, 5.0, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEADING, 1)
    assert player.record[-1].outcome is BlockOutcome.CUT
    player, now = after(player, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEADING, 0)
    player, now = after(player, Action.BACK, begin=now)
    assert (player.phase, player.index) == (Phase.LEADING, 0)


def test_a_block_reached_by_a_key_is_never_upon_her_at_once() -> None:
    """With no lead-in of its own, a block gone back to has the count-in."""
    player, now = at_work(a_run(get_ready=0))
    player, _ = after(player, 5.0, Action.BACK, begin=now)
    assert (player.phase, player.length) == (Phase.LEADING, 3.0)


def test_enter_cuts_the_lead_in_down_to_the_count_in() -> None:
    """Ready early: three seconds and go. With less than that left, nothing is gained."""
    player, now = after(a_run(), BALANCE, 4.0, ENTER)
    assert advance(player, now + 2.999).player.phase is Phase.LEADING
    assert advance(player, now + 3.0).player.phase is Phase.WORKING
    late, now = after(a_run(), BALANCE, 13.5, ENTER)
    assert advance(late, BEGIN + 15.0).player.phase is Phase.WORKING


def test_enter_lets_a_held_lead_in_run_again() -> None:
    """She is ready: the count-in comes, and the work."""
    player, now = after(a_run(), BALANCE, 4.0, BALANCE, 60.0, ENTER)
    assert player.phase is Phase.LEADING
    assert advance(player, now + 3.0).player.phase is Phase.WORKING


def test_enter_ends_a_block_that_waits_for_it() -> None:
    """Its steady time is what it took, the stops left out."""
    player, now = at_work(a_run(an_exercise(reps=8)))
    player, now = after(player, 20.0, BALANCE, 10.0, BALANCE, 3.0, 5.25, ENTER, begin=now)
    assert player.phase is Phase.DONE
    assert (player.record[-1].outcome, player.record[-1].steady_ms) == (BlockOutcome.DONE, 25_250)


def test_more_rest_adds_ten_seconds_each_time() -> None:
    """While it runs and while it is held; the place is kept."""
    player, now = after(a_run(), BALANCE, 14.0, Action.MORE_REST, PAUSE, 60.0, Action.MORE_REST)
    assert player.phase is Phase.HELD
    player, now = after(player, PAUSE, 20.999, begin=now)
    assert player.phase is Phase.LEADING
    assert after(player, 0.002, begin=now)[0].phase is Phase.WORKING


def test_a_held_lead_in_keeps_its_place() -> None:
    """Held with five seconds left for an hour, it has five seconds left."""
    player, now = after(a_run(), BALANCE, 10.0, BALANCE, 3600.0, BALANCE)
    assert advance(player, now + 4.999).player.phase is Phase.LEADING
    assert advance(player, now + 5.0).player.phase is Phase.WORKING


@pytest.mark.parametrize(
    ("steps", "phase", "kinds"),
    [
        ((3.0,), Phase.HELD, []),
        ((20.0,), Phase.STOPPED, [StopKind.SLEEP]),
        ((20.0, BALANCE, 4.0, BALANCE, 1.0), Phase.STOPPED, [StopKind.WOBBLE]),
    ],
)
def test_a_machine_that_slept_stops_the_run_uncounted(
    steps: tuple[Action | float, ...], phase: Phase, kinds: list[StopKind]
) -> None:
    """In a lead-in it is held, in work stopped, in a count-in stopped as it was before."""
    player, _ = after(a_run(), BALANCE, *steps, Action.SLEPT)
    assert player.phase is phase
    assert [stop.kind for row in player.record for stop in row.interruptions] == kinds
    assert sum(row.count for row in player.record) == kinds.count(StopKind.WOBBLE)


@pytest.mark.parametrize(
    "steps",
    [
        (BALANCE, 3.0),
        (BALANCE, 3.0, BALANCE),
        (BALANCE, 20.0),
        (BALANCE, 20.0, BALANCE),
        (BALANCE, 20.0, BALANCE, BALANCE, 1.0),
    ],
)
def test_a_run_can_be_left_at_any_time(steps: tuple[Action | float, ...]) -> None:
    """What was done is kept, cut short, and the end is in the record's last word."""
    player, now = after(a_run(), *steps)
    step = act(player, Action.LEAVE, now)
    assert step.player.phase is Phase.LEFT
    assert step.events[-1] == RunEnded(now, RunOutcome.LEFT)
    assert all(row.outcome is BlockOutcome.CUT for row in step.player.record)


def test_a_run_left_before_it_began_leaves_no_trace() -> None:
    """No event, so no row in the log."""
    step = act(a_run(), Action.LEAVE, BEGIN)
    assert (step.player.phase, step.events) == (Phase.LEFT, ())


def test_a_long_absence_runs_through_to_the_end() -> None:
    """An hour without a look at the clock: every block began and ended at its own moment."""
    player, now = after(a_run(an_exercise(sides="each"), first_side=Side.RIGHT), BALANCE)
    player = advance(player, now + 3600.0).player
    assert player.phase is Phase.DONE
    assert [(row.began, row.block.side, row.steady_ms) for row in player.record] == [
        (BEGIN + 15.0, Side.RIGHT, 30_000),
        (BEGIN + 55.0, Side.LEFT, 30_000),
    ]
