"""Builders of exercises, sessions, blocks and runs."""

from typing import Any

from follow_along.core.enums import Side
from follow_along.core.run.player import Action, Phase, Player, new_player
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Item, Session
from follow_along.core.sessions.tempo_step import TempoStepRule
from follow_along.core.sessions.timeline import Block, build_timeline

_STEP = TempoStepRule()

BEGIN = 1000.0
"""When the runs of the tests begin, in monotonic seconds."""


def an_exercise(number: int = 1, **fields: Any) -> Exercise:
    """An exercise of 30 s on both feet by default; durations in milliseconds, or `up 2s`."""
    given = {"name": f"Move {number}", "id": f"move-{number}"} | fields
    if not {"work", "reps"} & given.keys():
        given["work"] = 30_000
    steps = given.get("tempo", ())
    given["tempo"] = tuple(_STEP.read(step) if isinstance(step, str) else step for step in steps)
    return Exercise(**given)


def a_session(*exercises: Item, **fields: Any) -> Session:
    """A session of these items, or of one exercise of 30 s; durations in milliseconds."""
    return Session(**{"title": "A session", "exercises": exercises or (an_exercise(),)} | fields)


def a_run(*exercises: Item, first_side: Side = Side.LEFT, **fields: Any) -> Player:
    """A run of such a session, not yet begun."""
    return new_player(build_timeline(a_session(*exercises, **fields), first_side))


def a_block(**fields: Any) -> Block:
    """The first block of a session with one exercise of these fields."""
    return build_timeline(a_session(an_exercise(**fields))).blocks[0]


def after(player: Player, *steps: Action | float, begin: float = BEGIN) -> tuple[Player, float]:
    """Take actions and let seconds pass; return the run and the moment at the end."""
    now = begin
    for step in steps:
        if isinstance(step, Action):
            player = act(player, step, now).player
        else:
            now += step
            player = advance(player, now).player
    return player, now


def at_work(player: Player, begin: float = BEGIN) -> tuple[Player, float]:
    """Begin the run and let its lead-in pass; return the run and the moment its work begins."""
    player, now = after(player, Action.BIG_KEY, begin=begin)
    if player.phase is Phase.LEAD_IN:
        now = player.origin + (player.length or 0.0)
    return advance(player, now).player, now
