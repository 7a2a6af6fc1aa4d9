"""Where in the session a run is, in words: exercise, round, set, side, and what comes next."""

from follow_along.core.cues import phrases
from follow_along.core.run.player import Phase, Player
from follow_along.core.sessions.timeline import Block, IntervalKind

_LEAD_INS = {IntervalKind.CHANGE: "Change sides", IntervalKind.REST: "Rest"}


def position_text(player: Player) -> str:
    """Return the position in the session: `Exercise 2 of 5 · round 1 of 3`."""
    block = player.block
    last = player.timeline.blocks[-1].exercise_number
    if player.phase is Phase.WAITING and not player.record:
        return f"{last} exercise{'' if last == 1 else 's'}"
    return " · ".join((f"Exercise {block.exercise_number} of {last}", *repeats(block)))


def lead_in_words(kind: IntervalKind) -> str:
    """Return what a lead-in is for: `Get ready`."""
    return _LEAD_INS.get(kind, "Get ready")


def repeats(block: Block) -> list[str]:
    """The round and the set of a block in words, each only where there are several."""
    rounds = [f"round {block.round_number} of {block.rounds}"] if block.rounds > 1 else []
    sets = block.exercise.sets
    return [*rounds, f"set {block.set_number} of {sets}"] if sets > 1 else rounds


def upcoming(player: Player) -> str:
    """Return what comes next: `Next: Steady check, left foot`."""
    if player.phase is Phase.WAITING:
        word = "Next" if player.record else "First"
        return f"{word}: {with_side(player.block)}"
    following = player.next_block
    if following is None:
        return "Next: the end"
    if following.begins_exercise:
        return f"Next: {with_side(following)}"
    new_set = following.set_number != player.block.set_number
    words = [f"set {following.set_number}"] if new_set else []
    words += [side_name(following)] if side_name(following) else []
    return f"Next: {', '.join(words)}; then {_next_exercise(player)}"


def _next_exercise(player: Player) -> str:
    """The name of the next exercise, or `the end`."""
    later = player.timeline.blocks[player.index + 1 :]
    return next((block.exercise.name for block in later if block.begins_exercise), "the end")


def with_side(block: Block) -> str:
    """Return the exercise and the side of a block: `Steady check, left foot`."""
    side = side_name(block)
    return f"{block.exercise.name}, {side}" if side else block.exercise.name


def side_name(block: Block) -> str:
    """Return the side of a block in words, such as `left foot`; empty if it has none."""
    return phrases.side_words(block.side).lower() if block.side_name is None else block.side_name
