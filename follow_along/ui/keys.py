"""Every key of the program, each declared once: bindings, hints, the help page and the README."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from follow_along.core.run.player import Action


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does. `keys` are Textual's names; `label` is what a person reads."""

    keys: str
    label: str
    action: str
    does: str
    short: str = ""
    """For the hint line at the foot of the screen."""


def _player(keys: str, label: str, action: Action, does: str) -> Key:
    return Key(keys, label, f"press('{action}')", does)


PLAY = (
    _player(
        "space,pagedown",
        "Space",
        Action.BIG_KEY,
        "Balance lost: stop and count. Again: go on. Or click, Page Down",
    ),
    _player("t,T", "T", Action.TOUCH, "I touched down: count it, the clock runs on"),
    _player("p,P", "P", Action.PAUSE, "Pause for the door or the phone: not counted"),
    _player("u,U", "U", Action.UNDO, "Undo the last count: it was a slip"),
    _player("plus,equals_sign", "+", Action.PLUS, "One more stop in the block just done"),
    _player("minus,underscore", "-", Action.MINUS, "One stop less in the block just done"),
    _player("enter", "Enter", Action.ENTER, "I am ready: start now. Or: this block is done"),
    _player("n,N,right", "N", Action.NEXT, "Next block, or the right arrow"),
    _player("b,B,left", "B", Action.BACK, "Back, or the left arrow"),
    _player("r,R", "R", Action.RESTART, "Restart this block"),
    _player("e,E", "E", Action.MORE_REST, "Ten seconds more rest"),
    Key("m,M", "M", "switch('muted')", "Mute, or be heard again"),
    Key("v,V", "V", "switch('voice')", "Voice off, or on again"),
    Key("c,C", "C", "switch('cues')", "Cue sounds off, or on again"),
    Key("o,O", "O", "switch('tempo')", "Tones of the tempo off, or on again"),
    Key("up", "↑", "louder(10)", "Louder"),
    Key("down", "↓", "louder(-10)", "Softer"),
    Key("question_mark,f1", "?", "help", "This help"),
    Key("q,Q,escape", "Q", "leave", "Leave: asks first, and what was done is kept"),
)

DIALOG = (
    Key("space,pagedown,escape", "Space", "go_on", "Go on with the session"),
    Key("enter,y,Y", "Enter", "confirm", "Leave"),
)

GO_ON = (
    Key("space,pagedown,enter", "Space", "go_on", "Go on where you stood"),
    Key("n,N,escape", "N", "anew", "Leave it unfinished"),
)

HELP = (
    Key("space,pagedown,escape,enter,question_mark,f1,q,Q", "Space", "go_on", "Go on"),
    Key("up", "↑", "scroll(-1)", "Keys further up"),
    Key("down", "↓", "scroll(1)", "Keys further down"),
)

DONE = (
    _player("plus,equals_sign", "+", Action.PLUS, "One more stop in the last block"),
    _player("minus,underscore", "-", Action.MINUS, "One stop less in the last block"),
    _player("u,U", "U", Action.UNDO, "Undo the last count of the last block"),
    Key("h,H", "H", "history", "The history: stops over the weeks", "history"),
    Key("up", "↑", "scroll(-1)", "Figures further up"),
    Key("down", "↓", "scroll(1)", "Figures further down"),
    Key("enter,space,q,Q,escape", "Enter", "close", "Close"),
)

CHOOSE = (
    Key("enter", "Enter", "play", "Play the session"),
    Key("h,H", "H", "history", "The history: stops over the weeks", "history"),
    Key("question_mark,f1", "?", "help", "The keys"),
    Key("q,Q,escape", "Q", "quit", "Leave the program"),
)

_WEEKS = Key("w,W", "W", "weeks", "4, 8 or 12 weeks, or all of them", "weeks")
_RUNS = Key("r,R", "R", "runs", "The runs, one by one", "runs")

HISTORY = (
    Key("up", "↑", "move(-1, 0)", "The exercise above"),
    Key("down", "↓", "move(1, 0)", "The exercise below"),
    Key("left", "←", "move(0, -1)", "The week before"),
    Key("right", "→", "move(0, 1)", "The week after"),
    Key("enter", "Enter", "open", "The chosen exercise as a chart", "chart"),
    Key("s,S", "S", "sides", "Left and right apart, or together again", "sides"),
    _WEEKS,
    _RUNS,
    Key("question_mark,f1", "?", "help", "The keys", "keys"),
    Key("q,Q,escape,h,H", "Q", "close", "Close the history", "close"),
)

CHART = (
    Key("m,M", "M", "measure", "Stops a minute, or the longest unbroken stretch", "measure"),
    _WEEKS,
    _RUNS,
    Key("question_mark,f1", "?", "help", "The keys", "keys"),
    Key("q,Q,escape,enter", "Q", "close", "Back to the weeks", "back"),
)

RUNS = (
    Key("enter", "Enter", "open", "The chosen run, block by block", "open"),
    _WEEKS,
    Key("question_mark,f1", "?", "help", "The keys; ↑ and ↓ choose a run", "keys"),
    Key("q,Q,escape", "Q", "close", "Back", "back"),
)

RUN = (
    Key("x,X", "X", "mark", "Leave the run or the stop out of every figure, or count it again"),
    Key("question_mark,f1", "?", "help", "The keys; ↑ and ↓ choose the run or a stop", "keys"),
    Key("q,Q,escape,enter", "Q", "close", "Back to the runs", "back"),
)

EVERYWHERE = (Key("ctrl+c,ctrl+q", "Ctrl+C", "leave_now", "Leave at once; what was done is kept"),)


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    """Textual bindings that work whatever has the focus."""
    return [Binding(key.keys, key.action, key.does, show=False, priority=True) for key in keys]


def label(keys: tuple[Key, ...], action: str) -> str:
    """The label of the key that does `action`. KeyError where none does."""
    for key in keys:
        if key.action in {action, f"press('{action}')"}:
            return key.label
    raise KeyError(action)
