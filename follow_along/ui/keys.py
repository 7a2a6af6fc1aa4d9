"""All keys, each declared once for bindings, hints, the help page and the README."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from follow_along.core.run.player import Action

if TYPE_CHECKING:
    from textual.binding import BindingType

Hint = tuple[str, str]
"""The label of a key, and what it does."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does. `keys` holds Textual's key names; `label` is shown to the user."""

    keys: str
    label: str
    action: str
    does: str


def _player(keys: str, label: str, action: Action, does: str) -> Key:
    return Key(keys, label, f"press('{action}')", does)


PLAY = (
    _player(
        "space,pagedown",
        "Space",
        Action.BIG_KEY,
        "Lost balance: stop, count; again to resume. Or click, Page Down",
    ),
    _player("t", "T", Action.TOUCH, "Touched down: count it without stopping the clock"),
    _player("p", "P", Action.PAUSE, "Pause, for the door or the phone: not counted"),
    _player("u", "U", Action.UNDO, "Undo the last count"),
    _player("plus", "+", Action.PLUS, "One more stop in the block just done"),
    _player("minus", "-", Action.MINUS, "One stop fewer in the block just done"),
    _player("enter", "Enter", Action.ENTER, "Start now; or, without a clock, finish this block"),
    _player("n,right", "N", Action.NEXT, "Next block; also →"),
    _player("b,left", "B", Action.BACK, "Previous block; also ←"),
    _player("r", "R", Action.RESTART, "Restart this block"),
    _player("e", "E", Action.MORE_REST, "Ten seconds more rest"),
    Key("m", "M", "switch('muted')", "Sound off or on"),
    Key("v", "V", "switch('voice')", "Voice off or on"),
    Key("c", "C", "switch('cues')", "Cue sounds off or on"),
    Key("o", "O", "switch('tempo')", "Tempo tones off or on"),
    Key("up", "↑", "louder(10)", "Louder"),
    Key("down", "↓", "louder(-10)", "Softer"),
    Key("question_mark,f1", "?", "help", "This help"),
    Key("q,escape", "Q", "leave", "Leave: asks first; your progress is saved"),
)

DIALOG = (
    Key("space,pagedown,escape", "Space", "resume", "Continue the session"),
    Key("enter,y", "Enter", "confirm", "Leave"),
)

RESUME = (
    Key("space,pagedown,enter", "Space", "resume", "Resume where you left off"),
    Key("n,escape", "N", "start_new", "Leave it unfinished"),
)

HELP = (
    Key("space,pagedown,escape,enter,question_mark,f1,q", "Space", "resume", "Close"),
    Key("up", "↑", "scroll(-1)", "Scroll up"),
    Key("down", "↓", "scroll(1)", "Scroll down"),
)

DONE = (
    _player("plus", "+", Action.PLUS, "One more stop in the last block"),
    _player("minus", "-", Action.MINUS, "One stop fewer in the last block"),
    _player("u", "U", Action.UNDO, "Undo the last count of the last block"),
    Key("h", "H", "history", "The history: stops over the weeks"),
    Key("up", "↑", "scroll(-1)", "Scroll up"),
    Key("down", "↓", "scroll(1)", "Scroll down"),
    Key("enter,space,q,escape", "Enter", "close", "Close"),
)

CHOOSE = (
    Key("enter", "Enter", "play", "Play the session"),
    Key("h", "H", "history", "The history: stops over the weeks"),
    Key("question_mark,f1", "?", "help", "The keys"),
    Key("q,escape", "Q", "quit", "Leave the program"),
)

_WEEKS = Key("w", "W", "weeks", "Show 4, 8, 12 or all weeks")
_RUNS = Key("r", "R", "runs", "List the runs")

HISTORY = (
    Key("up", "↑", "move(-1, 0)", "The exercise above"),
    Key("down", "↓", "move(1, 0)", "The exercise below"),
    Key("left", "←", "move(0, -1)", "The week before"),
    Key("right", "→", "move(0, 1)", "The week after"),
    Key("enter", "Enter", "open", "Chart of the chosen exercise"),
    Key("s", "S", "sides", "Left and right apart or together"),
    _WEEKS,
    _RUNS,
    Key("question_mark,f1", "?", "help", "The keys"),
    Key("q,escape,h", "Q", "close", "Close the history"),
)

CHART = (
    Key("m", "M", "measure", "Stops a minute, or the longest stretch"),
    _WEEKS,
    _RUNS,
    Key("question_mark,f1", "?", "help", "The keys"),
    Key("q,escape,enter", "Q", "close", "Back to the weeks"),
)

RUNS = (
    Key("enter", "Enter", "open", "Open the chosen run"),
    _WEEKS,
    Key("question_mark,f1", "?", "help", "The keys; ↑ and ↓ choose a run"),
    Key("q,escape", "Q", "close", "Back"),
)

RUN = (
    Key("x", "X", "exclude", "Leave the run or stop out of all totals, or count it again"),
    Key("question_mark,f1", "?", "help", "The keys; ↑ and ↓ choose the run or a stop"),
    Key("q,escape,enter", "Q", "close", "Back to the runs"),
)

EVERYWHERE = (Key("ctrl+c,ctrl+q", "Ctrl+C", "leave_now", "Leave at once; your progress is saved"),)


def bindings(keys: tuple[Key, ...]) -> "list[BindingType]":
    """Return Textual bindings that work whichever widget has the focus."""
    from textual.binding import Binding  # noqa: PLC0415 - the plain player loads no Textual

    return [Binding(key.keys, key.action, key.does, show=False, priority=True) for key in keys]


def label(keys: tuple[Key, ...], action: str) -> str:
    """Return the label of the key bound to `action`. Raises KeyError when there is none."""
    for key in keys:
        if key.action in {action, f"press('{action}')"}:
            return key.label
    raise KeyError(action)
