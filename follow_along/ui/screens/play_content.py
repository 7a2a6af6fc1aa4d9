"""The words of the play screen in each phase of a run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.place_words import lead_in_words
from follow_along.core.run.player import Action, Phase
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import IntervalKind
from follow_along.core.text import plural
from follow_along.core.view import View
from follow_along.ui.keys import DEFAULT_KEY_MAP, PLAY, Hint, KeyMap

PHASE_CLASSES = (
    "-waiting",
    "-lead-in",
    "-paused",
    "-working",
    "-urgent",
    "-stopped",
    "-count-in",
)
"""Style classes of the play screen, one at a time. Urgent is the end of the work phase."""

SIDES = {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT", Side.BOTH: "BOTH FEET"}


@dataclass(frozen=True, slots=True)
class PlayContent:
    """The words of the play screen, and the style class that colours it."""

    css: str
    heading: str
    big: str
    side: str
    message: str
    detail: str = ""
    count: str = ""
    """The stops of the current block, in large letters where there is room."""
    stops: str = ""
    """The stops of the current block, or of the last one, in small letters."""
    tempo: str = ""
    """The repetition, with the tempo step below it."""
    hints: tuple[Hint, ...] = ()
    """Keys and what they do, most important first."""


def play_content(view: View, session: Session, key_map: KeyMap = DEFAULT_KEY_MAP) -> PlayContent:
    """Return the words for a view of a run of `session`, with the keys in force."""
    if view.phase is Phase.WAITING:
        return _waiting(view, session, key_map)
    return _CONTENTS[view.phase](view, key_map)


def _waiting(view: View, session: Session, key_map: KeyMap) -> PlayContent:
    begin = "resume" if view.resumed else "begin"
    return PlayContent(
        css="-waiting",
        heading=session.title,
        big=view.digits,
        side=f"{key_map.label(PLAY, Action.BIG_KEY)} to {begin}".upper(),
        message=session.safety,
        detail=f"You need: {', '.join(session.kit)}" if session.kit else "",
        hints=_hints(key_map, (Action.BIG_KEY, begin), ("help", "keys"), ("leave", "leave")),
    )


def _lead_in(view: View, key_map: KeyMap) -> PlayContent:
    return PlayContent(
        css="-lead-in",
        heading=_lead_in_heading(view),
        big=view.digits,
        side=_side(view),
        message=view.instruction,
        detail=" · ".join(filter(None, (view.version, view.dose, *_versions(view, key_map)))),
        stops=_stops(view, key_map),
        hints=_hints(
            key_map,
            (Action.ENTER, "start now"),
            (Action.MORE_REST, "10 s more"),
            (Action.NEXT, "skip"),
            (Action.BIG_KEY, "pause"),
            ("help", "keys"),
        ),
    )


def _lead_in_heading(view: View) -> str:
    """Return what a lead-in is for, and the exercise: a rest is not from it, but before it."""
    between = ", then " if view.interval is IntervalKind.REST else ": "
    return f"{lead_in_words(view.interval)}{between}{view.exercise}"


def _versions(view: View, key_map: KeyMap) -> Iterator[str]:
    """Yield the versions that a key leads to, with the key."""
    for action, text in ((Action.EASIER, view.easier), (Action.HARDER, view.harder)):
        if text:
            yield f"{key_map.label(PLAY, action)} {action}: {text}"


def _paused(view: View, key_map: KeyMap) -> PlayContent:
    return PlayContent(
        css="-paused",
        heading=view.exercise,
        big="PAUSE",
        side=_side(view),
        message="Paused. Nothing is counted.",
        detail=f"{view.stretch_left} before it begins",
        stops=_stops(view, key_map),
        hints=_hints(key_map, (Action.BIG_KEY, "resume"), ("help", "keys"), ("leave", "leave")),
    )


def _working(view: View, key_map: KeyMap) -> PlayContent:
    done = ((Action.ENTER, "done"),) if view.waits_for_key else ()
    when_done = f"{key_map.label(PLAY, Action.ENTER)} when done" if view.waits_for_key else ""
    return PlayContent(
        css="-urgent" if view.urgent else "-working",
        heading=view.exercise,
        big=f"{view.reps} REPS" if view.reps else view.digits,
        side=_side(view),
        message=view.instruction,
        detail="The last seconds." if view.urgent else when_done or view.version,
        count=_count(view),
        stops=_stops(view, key_map),
        tempo="\n".join(part for part in (view.repetition, view.tempo) if part),
        hints=_hints(
            key_map,
            *done,
            (Action.BIG_KEY, "lost balance"),
            (Action.TOUCH, "touch"),
            (Action.PAUSE, "pause"),
            ("help", "keys"),
        ),
    )


def _stopped(view: View, key_map: KeyMap) -> PlayContent:
    lost = view.interruption is InterruptionKind.WOBBLE
    messages = {
        InterruptionKind.WOBBLE: "Take your time.",
        InterruptionKind.SLEEP: "The computer was asleep. Not counted.",
    }
    resume = "restart the block" if view.will_restart else "count-in, then resume"
    if lost and view.ends_with_balance:
        messages[InterruptionKind.WOBBLE] = f"Held to {view.digits}."
        resume = "finish the hold"
    undo = ((Action.UNDO, "undo the count"),) if lost and view.count else ()
    return PlayContent(
        css="-stopped" if lost else "-paused",
        heading=view.exercise,
        big="STOP" if lost else "PAUSE",
        side=_side(view),
        message=messages.get(view.interruption or InterruptionKind.BREAK, "Paused. Not counted."),
        detail=block_left(view),
        count=plural(view.count, "stop").upper() if lost else "",
        stops="" if lost else _stops(view, key_map),
        hints=_hints(key_map, (Action.BIG_KEY, resume), *undo, ("help", "keys")),
    )


def _count_in(view: View, key_map: KeyMap) -> PlayContent:
    return PlayContent(
        css="-count-in",
        heading=view.exercise,
        big=view.digits,
        side=_side(view),
        message="Steady ...",
        detail=block_left(view),
        count=_count(view),
        stops=_stops(view, key_map),
        hints=_hints(key_map, (Action.BIG_KEY, "not yet"), ("help", "keys")),
    )


def block_left(view: View) -> str:
    """Return the side, if it has one, and the time left of a block that has a time limit.

    All of it is left of a block that will restart.
    """
    left = f"{view.stretch_left} to go" if view.stretch_left else ""
    left = "from the beginning" if view.will_restart else left
    text = ", ".join(part for part in (view.side_name, left) if part)
    return text[:1].upper() + text[1:]


def _side(view: View) -> str:
    return view.side_name.upper() if view.side is Side.BOTH else SIDES[view.side]


def _count(view: View) -> str:
    return plural(view.count, "stop").upper() if view.count else ""


def _stops(view: View, key_map: KeyMap) -> str:
    if view.count_is_of_last_block:
        keys = f"{key_map.label(PLAY, Action.PLUS)} {key_map.label(PLAY, Action.MINUS)}"
        return f"Last block: {plural(view.count, 'stop')} ({keys} to correct)"
    return plural(view.count, "stop") if view.count else ""


def _hints(key_map: KeyMap, *actions: Hint) -> tuple[Hint, ...]:
    return tuple((key_map.label(PLAY, action), effect) for action, effect in actions)


_CONTENTS: dict[Phase, Callable[[View, KeyMap], PlayContent]] = {
    Phase.LEAD_IN: _lead_in,
    Phase.PAUSED: _paused,
    Phase.WORKING: _working,
    Phase.STOPPED: _stopped,
    Phase.COUNT_IN: _count_in,
    # Shown for a moment before the next screen opens.
    Phase.DONE: _count_in,
    Phase.LEFT: _count_in,
}
