"""Each transition in the table of the rules leads where it says, and is refused when it says."""

from collections.abc import Callable

import pytest
from hypothesis import given

from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.run import transitions as t
from follow_along.core.run.player import Action, NotAllowedError, Phase, Player, new_player
from follow_along.core.run.rules import PHASES, RULES, Handler, act
from follow_along.core.sessions.timeline import Timeline
from scripts.rules_page import PAGE, with_tables
from tests.builders import BEGIN, a_run, after, an_exercise, at_work
from tests.scripted_run import ActionTaken, Press, play_script
from tests.strategies import MOMENTS, scripts, timelines

BIG_KEY, TOUCH, PAUSE = Action.BIG_KEY, Action.TOUCH, Action.PAUSE

PHASE_AFTER: dict[Handler, Phase | None] = {
    t.begin: Phase.LEAD_IN,
    t.pause: Phase.PAUSED,
    t.unpause: Phase.LEAD_IN,
    t.hurry: Phase.LEAD_IN,
    t.more_rest: None,
    t.lose_balance: Phase.STOPPED,
    t.take_break: Phase.STOPPED,
    t.fall_asleep: Phase.STOPPED,
    t.touch: None,
    t.resume: Phase.COUNT_IN,
    t.resume_break: Phase.COUNT_IN,
    t.stop_again: Phase.STOPPED,
    t.finish: Phase.LEAD_IN,
    t.cut: Phase.LEAD_IN,
    t.skip: Phase.LEAD_IN,
    t.go_back: Phase.LEAD_IN,
    t.start_over: Phase.LEAD_IN,
    t.restart: Phase.LEAD_IN,
    t.undo: None,
    t.count_up: None,
    t.count_down: None,
    t.easier: None,
    t.harder: None,
    t.leave: Phase.LEFT,
}
"""None: the phase stays."""


def no_count(taken: ActionTaken, least: int) -> bool:
    """Whether no attempt has a count of at least `least` that could be corrected."""
    record = taken.before.record
    return not record or record[-1].outcome is BlockOutcome.SKIPPED or record[-1].count < least


REFUSED: dict[Handler, Callable[[ActionTaken], bool]] = {
    t.touch: lambda taken: taken.now - taken.before.last_loss < 2.0,
    t.resume_break: lambda taken: taken.before.open_interruption is InterruptionKind.WOBBLE,
    t.finish: lambda taken: taken.before.block.work_ms is not None,
    # A count that was only corrected by hand has nothing to undo.
    t.undo: lambda taken: no_count(taken, 1) or taken.before.record[-1].last_counted is None,
    t.count_up: lambda taken: no_count(taken, 0),
    t.count_down: lambda taken: no_count(taken, 1),
    t.easier: lambda taken: taken.before.version is taken.before.block.exercise.versions[0],
    t.harder: lambda taken: taken.before.version is taken.before.block.exercise.versions[-1],
}

CELLS = [
    pytest.param(action, phase, handler, id=f"{action}-{phase}")
    for action, row in RULES.items()
    for phase, handler in zip(PHASES, row, strict=True)
    if handler
]


def ends_the_hold(player: Player) -> bool:
    """Whether the big key ends a hold that lasts as long as one can."""
    lost = player.open_interruption is InterruptionKind.WOBBLE
    return player.block.exercise.is_open and lost


def leads_to(taken: ActionTaken, handler: Handler) -> bool:
    """Whether an allowed action led to the phase after its transition."""
    before, player = taken.before, taken.after
    phase = PHASE_AFTER[handler]
    if handler is t.resume and (before.will_restart or ends_the_hold(before)):
        phase = Phase.LEAD_IN
    if phase is None:
        return (player.phase, player.index, player.origin, player.position) == (
            before.phase,
            before.index,
            before.origin,
            before.position,
        )
    # A lead-in or count-in of length 0 is over at once; the last block leads to done.
    at_once = player.resumed_from == before.position or player.origin == taken.now
    return player.phase is phase or (
        phase in {Phase.LEAD_IN, Phase.COUNT_IN}
        and (player.phase is Phase.DONE or (player.phase is Phase.WORKING and at_once))
    )


def test_the_page_shows_the_rules() -> None:
    """docs/rules.md is what scripts/make_docs.py generates."""
    page = PAGE.read_text()
    assert with_tables(page) == page


def test_the_table_has_every_action_and_phase() -> None:
    """Only `left` has no column: it allows nothing."""
    assert set(RULES) == set(Action)
    assert set(PHASES) == set(Phase) - {Phase.LEFT}


@given(timelines(), scripts(40), MOMENTS)
def test_any_run_follows_the_table(timeline: Timeline, script: list[Press], begin: float) -> None:
    """An action is refused exactly when its cell is empty or its transition refuses it."""
    for taken in play_script(new_player(timeline), script, begin).taken:
        phase = taken.before.phase
        handler = None if phase is Phase.LEFT else RULES[taken.action][PHASES.index(phase)]
        refused = handler is None or REFUSED.get(handler, lambda _: False)(taken)
        assert bool(taken.transition) == (not refused), (taken.action, phase)
        assert handler is None or refused or leads_to(taken, handler), (taken.action, phase)


def runs_in(phase: Phase) -> list[tuple[Player, float]]:
    """Runs in a phase: of a timed block and of one without a limit, with and without counts.

    All have a block before and a block after, lead-ins and a count-in.
    """
    runs = []
    for fields in ({"work": 30_000}, {"reps": 8}):
        exercise = an_exercise(1, sides="each", sets=2, easier="Sit", harder="Hop", **fields)
        player = a_run(exercise, an_exercise(2))
        first, now = at_work(player)
        counted, now = after(first, 5.0, BIG_KEY, 5.0, BIG_KEY, 10.0, begin=now)
        second, now = after(counted, Action.NEXT, 12.0, begin=now)
        scripts_to: dict[Phase, tuple[tuple[Action | float, ...], ...]] = {
            Phase.LEAD_IN: ((Action.NEXT,), (5.0, BIG_KEY, 9.0, Action.NEXT)),
            Phase.PAUSED: ((Action.NEXT, BIG_KEY), (5.0, TOUCH, Action.NEXT, 1.0, PAUSE)),
            Phase.WORKING: ((), (5.0, TOUCH), (5.0, TOUCH, 5.0)),
            Phase.STOPPED: ((5.0, BIG_KEY), (5.0, PAUSE), (5.0, Action.SLEPT), (5.0, TOUCH, PAUSE)),
            Phase.COUNT_IN: ((5.0, BIG_KEY, BIG_KEY, 1.0), (5.0, PAUSE, PAUSE, 1.0)),
        }
        runs += [after(second, *script, begin=now) for script in scripts_to.get(phase, ())]
    return [(player, now) for player, now in runs if player.phase is phase]


@pytest.mark.parametrize(("action", "phase", "handler"), CELLS)
def test_every_cell_can_happen(action: Action, phase: Phase, handler: Handler) -> None:
    """There is a run in which the action leads to exactly the phase of its transition."""
    waiting = a_run(an_exercise(easier="Sit", harder="Hop"))
    runs = {Phase.WAITING: [(waiting, BEGIN)], Phase.DONE: [done_with_a_count()]}
    taken = [take(player, action, now) for player, now in runs.get(phase) or runs_in(phase)]
    assert PHASE_AFTER[handler] in {None, *(each.after.phase for each in taken if each.transition)}
    assert any(leads_to(each, handler) for each in taken if each.transition)


def done_with_a_count() -> tuple[Player, float]:
    """A run that is done, whose last block has a count."""
    player, now = at_work(a_run())
    return after(player, 5.0, TOUCH, 60.0, begin=now)


def take(player: Player, action: Action, now: float) -> ActionTaken:
    """The action taken on this run."""
    try:
        return ActionTaken(player, action, now, act(player, action, now))
    except NotAllowedError:
        return ActionTaken(player, action, now, None)


@pytest.mark.parametrize("action", Action)
def test_nothing_is_allowed_once_left(action: Action) -> None:
    """A run that was left is over."""
    player, now = after(a_run(), BIG_KEY, 3.0, Action.LEAVE)
    with pytest.raises(NotAllowedError):
        act(player, action, now)
