"""All keys, each declared once for bindings, hints, the help page and the README."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from follow_along.core.key_map import Keys, all_keys
from follow_along.core.keyboard import key_label
from follow_along.core.run.player import Action

if TYPE_CHECKING:
    from textual.binding import BindingType

Hint = tuple[str, str]
"""The label of a key, and what it does."""


class Key(NamedTuple):
    """Keys of a page, and what they do.

    They are those of the actions `names` of `core.key_map`, and the `fixed` ones.
    """

    names: tuple[str, ...]
    action: str
    does: str
    fixed: Keys = ()

    @property
    def binding_id(self) -> str:
        """Identifies the keys, by which Textual replaces them."""
        return " ".join((*self.names, *self.fixed))


def _key(name: str, action: str, does: str) -> Key:
    return Key((name,), action, does)


def _player(name: str, action: Action, does: str) -> Key:
    return _key(name, f"press('{action}')", does)


PLAY = (
    _player("balance", Action.BIG_KEY, "Lost balance (or click): stop, count; again to resume"),
    _player("touch", Action.TOUCH, "Touched down: count it without stopping the clock"),
    _player("pause", Action.PAUSE, "Pause, for the door or the phone: not counted"),
    _player("undo", Action.UNDO, "Undo the last count"),
    _player("plus", Action.PLUS, "One more stop in the block just done"),
    _player("minus", Action.MINUS, "One stop fewer in the block just done"),
    _player("start", Action.ENTER, "Start now; or, without a clock, finish this block"),
    _player("next", Action.NEXT, "Next block"),
    _player("back", Action.BACK, "Previous block"),
    _player("restart", Action.RESTART, "Restart this block"),
    _player("rest", Action.MORE_REST, "Ten seconds more rest"),
    _player("easier", Action.EASIER, "One version easier, from this block on"),
    _player("harder", Action.HARDER, "One version harder, from this block on"),
    _key("mute", "switch('muted')", "Sound off or on"),
    _key("voice", "switch('voice')", "Voice off or on"),
    _key("cues", "switch('cues')", "Cue sounds off or on"),
    _key("tempo", "switch('tempo')", "Tempo tones off or on"),
    _key("louder", "louder(10)", "Louder"),
    _key("softer", "louder(-10)", "Softer"),
    _key("help", "help", "This help"),
    _key("leave", "leave", "Leave: asks first; your progress is saved"),
)

DIALOG = (
    Key(("balance",), "resume", "Continue the session", fixed=("escape",)),
    Key(("start",), "confirm", "Leave", fixed=("y",)),
)

RESUME = (
    Key(("balance", "start"), "resume", "Resume where you left off"),
    Key(("next",), "start_new", "Leave it unfinished"),
    Key(("leave",), "leave", "Close, and ask again next time"),
)

_SCROLL = (
    Key((), "scroll(-1)", "Scroll up", fixed=("up",)),
    Key((), "scroll(1)", "Scroll down", fixed=("down",)),
)

HELP = (Key(("balance", "leave", "start", "help"), "resume", "Close"), *_SCROLL)

DONE = (
    _player("plus", Action.PLUS, "One more stop in the last block"),
    _player("minus", Action.MINUS, "One stop fewer in the last block"),
    _player("undo", Action.UNDO, "Undo the last count of the last block"),
    _key("reps", "reps", "Say how many repetitions you really did"),
    _key("history", "history", "The history: stops over the weeks"),
    _key("start", "rate", "Say how it was, then close"),
    _key("leave", "close", "Close"),
    *_SCROLL,
)

REPS = (
    Key((), "move(-1)", "The block above", fixed=("up",)),
    Key((), "move(1)", "The block below", fixed=("down",)),
    _key("plus", "more(1)", "One more than shown; digits give the number"),
    _key("minus", "more(-1)", "One fewer than shown"),
    Key((), "written", "As if nothing had been said", fixed=("backspace", "delete")),
    Key(("start", "leave", "reps"), "close", "Close"),
)

RATING = (
    *(Key((), f"score({score})", f"{score}", fixed=(str(score),)) for score in range(10)),
    # The last one is what a line of the plain player says.
    Key((), "score(10)", "10", fixed=("x", "*", "10")),
    Key(("start", "balance"), "skip", "Skip the question", fixed=("down",)),
    Key(("back",), "back", "The question before; from the first, the counts", fixed=("up",)),
    Key(("leave",), "leave", "Skip all that is left"),
)
"""How it was. A digit is always a score, whatever the settings give it."""

_HISTORY = _key("history", "history", "The history: stops over the weeks")
_HELP = _key("help", "help", "The keys")
_WEEKS = _key("weeks", "weeks", "Show 4, 8, 12 or all weeks")
_RUNS = _key("runs", "runs", "List the runs")

CHOOSE = (
    _key("start", "play", "Play the session"),
    _key("edit", "edit", "Open the session in your editor; of a shipped one, your own copy"),
    _HISTORY,
    _key("help", "help", "The keys; ↑ and ↓ choose a session"),
    _key("leave", "quit", "Leave the program"),
)

HISTORY = (
    Key((), "move(-1, 0)", "The exercise above", fixed=("up",)),
    Key((), "move(1, 0)", "The exercise below", fixed=("down",)),
    Key((), "move(0, -1)", "The week before", fixed=("left",)),
    Key((), "move(0, 1)", "The week after", fixed=("right",)),
    _key("start", "open", "Chart of the chosen exercise"),
    _key("sides", "sides", "Left and right apart or together"),
    _WEEKS,
    _RUNS,
    _HELP,
    Key(("leave", "history"), "close", "Close the history"),
)

CHART = (
    _key("measure", "measure", "Stops a minute, or the longest stretch"),
    _WEEKS,
    _RUNS,
    _HELP,
    Key(("leave", "start"), "close", "Back to the weeks"),
)

RUNS = (
    _key("start", "open", "Open the chosen run"),
    _WEEKS,
    _key("help", "help", "The keys; ↑ and ↓ choose a run"),
    _key("leave", "close", "Back"),
)

RUN = (
    _key("exclude", "exclude", "Leave the run or stop out of all totals, or count it again"),
    _key("help", "help", "The keys; ↑ and ↓ choose the run or a stop"),
    Key(("leave", "start"), "close", "Back to the runs"),
)

EVERYWHERE = (
    Key((), "leave_now", "Leave at once; your progress is saved", fixed=("ctrl+c", "ctrl+q")),
)

PAGES = (PLAY, DIALOG, RESUME, HELP, DONE, REPS, RATING, CHOOSE, HISTORY, CHART, RUNS, RUN)


class KeyMap:
    """The keys in force: the defaults, and in their place `own` ones, by the action's name."""

    def __init__(self, own: Mapping[str, Keys] | None = None) -> None:
        self.own = own or {}
        self._keys = all_keys(self.own)

    def keys(self, key: Key) -> Keys:
        """Return the keys of an entry, each once; hints show the first."""
        own = (each for name in key.names for each in self._keys[name])
        return tuple(dict.fromkeys((*own, *key.fixed)))

    def label(self, page: tuple[Key, ...], action: str) -> str:
        """Return the label of the key for `action`. Raises KeyError when there is none."""
        for key in page:
            if key.action in {action, f"press('{action}')"}:
                return key_label(self.keys(key)[0])
        raise KeyError(action)

    def help_lines(
        self, page: tuple[Key, ...], label: Callable[[str], str] = key_label
    ) -> Iterator[Hint]:
        """Yield the label of each key of a page, and what it does, with its other keys."""
        for key in page:
            first, *others = map(label, self.keys(key))
            also = f"; also {', '.join(others)}" if others else ""
            yield first, f"{key.does}{also}"

    def bindings(self, page: tuple[Key, ...]) -> "list[BindingType]":
        """Return Textual bindings that work whichever widget has the focus."""
        from textual.binding import Binding  # noqa: PLC0415 - the plain player loads no Textual

        return [
            Binding(
                self._textual_keys(key),
                key.action,
                key.does,
                show=False,
                priority=True,
                id=key.binding_id,
            )
            for key in page
        ]

    def textual_keymap(self) -> dict[str, str]:
        """Return the keys of every binding, as Textual takes them; empty without own keys."""
        every = {key for page in PAGES for key in page} if self.own else set()
        return {key.binding_id: self._textual_keys(key) for key in every}

    def _textual_keys(self, key: Key) -> str:
        from follow_along.ui.key_presses import textual_key  # noqa: PLC0415 - loads Textual

        return ",".join(map(textual_key, self.keys(key)))


DEFAULT_KEY_MAP = KeyMap()


def bindings(page: tuple[Key, ...]) -> "list[BindingType]":
    """Return the bindings of a page by default; an app replaces their keys by its key map."""
    return DEFAULT_KEY_MAP.bindings(page)
