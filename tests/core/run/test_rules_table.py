"""The rules do what the table at their head says."""

import re

import pytest
from hypothesis import given

from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.run import rules
from follow_along.core.run.player import Action, NotAllowedError, Phase, Player, new_player
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import Timeline
from tests.builders import BEGIN, a_run, after, an_exercise, at_work
from tests.scripted_run import Deed, Press, play_script
from tests.strategies import MOMENTS, scripts, timelines

BIG_KEY, TOUCH, PAUSE, ENTER = Action.BIG_KEY, Action.TOUCH, Action.PAUSE, Action.ENTER
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
        "¹": player.open_interruption is InterruptionKind.WOBBLE,
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
        entry = "lead-in"
    if entry == "same":
        return (player.phase, player.index, player.origin, player.position) == (
            before.phase,
            before.index,
            before.origin,
            before.position,
        )
    return player.phase == entry or (
        # A lead-in or a count-in of no length is over as it begins; the last block leads to done.
        entry in {"lead-in", "count-in"}
        and (player.phase is Phase.DONE or (player.phase is Phase.WORKING and _at_once(deed)))
    )


def _at_once(deed: Deed) -> bool:
    return deed.after.resumed_from == deed.before.position or deed.after.origin == deed.now


def test_the_table_names_every_action_and_phase() -> None:
    """No row is missing; `left` alone has no column, for it allows nothing."""
    assert set(table()) == {(a, p) for a in Action for p in Phase if p is not Phase.LEFT}


@given(timelines(), scripts(40), MOMENTS)
def test_the_rules_do_what_their_table_says(
    timeline: Timeline, script: list[Press], begin: float
) -> None:
    """For any run: an entry is what the phase becomes, a dash refuses, a note says when."""
    entries = table()
    for deed in play_script(new_player(timeline), script, begin).deeds:
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
        counted, now = after(first, 5.0, BIG_KEY, 5.0, BIG_KEY, 10.0, begin=now)
        second, now = after(counted, Action.NEXT, 12.0, begin=now)
        ways: dict[Phase, tuple[tuple[Action | float, ...], ...]] = {
            Phase.LEAD_IN: ((Action.NEXT,), (5.0, BIG_KEY, 9.0, Action.NEXT)),
            Phase.PAUSED: ((Action.NEXT, BIG_KEY), (5.0, TOUCH, Action.NEXT, 1.0, PAUSE)),
            Phase.WORKING: ((), (5.0, TOUCH), (5.0, TOUCH, 5.0)),
            Phase.STOPPED: ((5.0, BIG_KEY), (5.0, PAUSE), (5.0, Action.SLEPT), (5.0, TOUCH, PAUSE)),
            Phase.COUNT_IN: ((5.0, BIG_KEY, BIG_KEY, 1.0), (5.0, PAUSE, PAUSE, 1.0)),
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
    player, now = after(a_run(), BIG_KEY, 3.0, Action.LEAVE)
    with pytest.raises(NotAllowedError):
        act(player, action, now)
