"""What the play screen says in each phase of a run, and where."""

from collections.abc import Callable
from dataclasses import dataclass

from follow_along.core.cues.phrases import side_words
from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.run.player import Action, Phase
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import IntervalKind
from follow_along.core.text import plural
from follow_along.core.view import View
from follow_along.ui.keys import PLAY, label
from follow_along.ui.widgets.hints import Hint

PHASE_CLASSES = (
    "-waiting",
    "-lead-in",
    "-paused",
    "-working",
    "-urgent",
    "-stopped",
    "-count-in",
)
"""The style classes of the screen, of which it has one at a time."""

SIDES = {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT", Side.BOTH: "BOTH FEET"}


@dataclass(frozen=True, slots=True)
class PlayContent:
    """Words for the places of the play screen, and the style class that colours all of it."""

    css: str
    heading: str
    big: str
    side: str
    line: str
    second: str = ""
    count: str = ""
    """The stops of the block at work, in large letters where there is room."""
    stops: str = ""
    """The stops of the block at hand, small."""
    tempo: str = ""
    """The phase of the repetition, and below it which one it is."""
    hints: tuple[Hint, ...] = ()
    """Keys and what they do here, most important first."""


def play_content(view: View, session: Session) -> PlayContent:
    """The words to show for a view of a run of `session`."""
    if view.phase is Phase.WAITING:
        return _waiting(view, session)
    return _CONTENTS[view.phase](view)


def _waiting(view: View, session: Session) -> PlayContent:
    kit = f"You need: {', '.join(session.kit)}" if session.kit else ""
    begin = "resume" if view.resumed else "begin"
    return PlayContent(
        css="-waiting",
        heading=session.title,
        big=view.digits,
        side=f"Space to {begin}".upper(),
        line=session.safety,
        second=kit,
        hints=_hints((Action.BIG_KEY, begin), ("help", "keys"), ("leave", "leave")),
    )


def _lead_in(view: View) -> PlayContent:
    names = {IntervalKind.CHANGE: "Change sides", IntervalKind.REST: "Rest"}
    return PlayContent(
        css="-lead-in",
        heading=f"{names.get(view.interval, 'Get ready')}: {view.exercise}",
        big=view.digits,
        side=SIDES[view.side],
        line=view.instruction,
        second=view.easier,
        stops=_stops(view),
        hints=_hints(
            (Action.ENTER, "start now"),
            (Action.MORE_REST, "10 s more"),
            (Action.NEXT, "skip"),
            (Action.BIG_KEY, "pause"),
            ("help", "keys"),
        ),
    )


def _paused(view: View) -> PlayContent:
    return PlayContent(
        css="-paused",
        heading=view.exercise,
        big="PAUSE",
        side=SIDES[view.side],
        line="Paused. Nothing is counted.",
        second=f"{view.stretch_left} before it begins",
        stops=_stops(view),
        hints=_hints((Action.BIG_KEY, "resume"), ("help", "keys"), ("leave", "leave")),
    )


def _working(view: View) -> PlayContent:
    done = ((Action.ENTER, "done"),) if view.waits_for_key else ()
    return PlayContent(
        css="-urgent" if view.urgent else "-working",
        heading=view.exercise,
        big=view.digits,
        side=SIDES[view.side],
        line=view.instruction,
        second="The last seconds." if view.urgent else "",
        count=_count(view),
        stops=_stops(view),
        tempo="\n".join(part for part in (view.tempo, view.repetition) if part),
        hints=_hints(
            *done,
            (Action.BIG_KEY, "lost balance"),
            (Action.TOUCH, "touch"),
            (Action.PAUSE, "pause"),
            ("help", "keys"),
        ),
    )


def _stopped(view: View) -> PlayContent:
    lost = view.interruption is InterruptionKind.WOBBLE
    lines = {
        InterruptionKind.WOBBLE: "Take your time.",
        InterruptionKind.SLEEP: "The computer was asleep. Not counted.",
    }
    undo = ((Action.UNDO, "it was a slip"),) if lost and view.count else ()
    return PlayContent(
        css="-stopped" if lost else "-paused",
        heading=view.exercise,
        big="STOP" if lost else "PAUSE",
        side=SIDES[view.side],
        line=lines.get(view.interruption or InterruptionKind.BREAK, "Paused. Not counted."),
        second=_rest_of_block(view),
        count=plural(view.count, "stop").upper() if lost else "",
        stops="" if lost else _stops(view),
        hints=_hints((Action.BIG_KEY, "count-in, then resume"), *undo, ("help", "keys")),
    )


def _count_in(view: View) -> PlayContent:
    return PlayContent(
        css="-count-in",
        heading=view.exercise,
        big=view.digits,
        side=SIDES[view.side],
        line="Steady ...",
        second=_rest_of_block(view),
        count=_count(view),
        stops=_stops(view),
        hints=_hints((Action.BIG_KEY, "not yet"), ("help", "keys")),
    )


def _rest_of_block(view: View) -> str:
    """How much of the block is left; one that waits for the key has no such thing."""
    side = side_words(view.side)
    return side if view.stretch_left is None else f"{side}, {view.stretch_left} to go"


def _count(view: View) -> str:
    return plural(view.count, "stop").upper() if view.count else ""


def _stops(view: View) -> str:
    if view.count_is_of_last_block:
        keys = f"{label(PLAY, Action.PLUS)} {label(PLAY, Action.MINUS)}"
        return f"Last block: {plural(view.count, 'stop')} ({keys} to correct)"
    return plural(view.count, "stop") if view.count else ""


def _hints(*actions: Hint) -> tuple[Hint, ...]:
    return tuple((label(PLAY, action), does) for action, does in actions)


_CONTENTS: dict[Phase, Callable[[View], PlayContent]] = {
    Phase.LEAD_IN: _lead_in,
    Phase.PAUSED: _paused,
    Phase.WORKING: _working,
    Phase.STOPPED: _stopped,
    Phase.COUNT_IN: _count_in,
    # The moment before the screen gives way to the next one.
    Phase.DONE: _count_in,
    Phase.LEFT: _count_in,
}
