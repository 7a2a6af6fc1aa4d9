"""Which key was pressed, and which clicks count, whatever the terminal makes of them.

Upstream gap: Textual names a key by the character and the modifiers that a terminal reports, so
that one key has many names. Every key event of the program passes `canonical_key` once, in
`BaseApp.on_event`, before Textual looks for its binding.
"""

import unicodedata
from contextlib import suppress

from textual.events import AppBlur, AppFocus, Event, Key, MouseDown, MouseUp
from textual.keys import _character_to_key, _get_unicode_name_from_key

from follow_along.core.keyboard import NAMED_KEYS, is_space_bar, key_label, key_of

FOCUS_CLICK_S = 0.2
"""Seconds after a window gets the focus in which a click only brought it to the front."""

_LEFT = 1

_KEYPAD = {
    "add": "+",
    "subtract": "-",
    "equal": "=",
    "decimal": ".",
    "divide": "/",
    "multiply": "*",
    "separator": ",",
}
"""Textual's names of the keys of the number pad, and their characters."""


def textual_key(key: str) -> str:
    """Return Textual's name of a key that `core.keyboard` names."""
    return _character_to_key(key) if len(key) == 1 else key


def canonical_key(key: str, character: str | None) -> str:
    """Return the one name of a key, by Textual's name of a press and its character.

    The space bar has one name with every modifier. A letter has that of its place on a US keyboard
    if it is not Latin, and Shift makes no other key.
    """
    *modifiers, name = key.split("+")
    typed = _KEYPAD.get(name) or _typed(name, character)
    if name == "space" or key == "ctrl+@" or (typed and is_space_bar(typed)):
        return "space"
    if modifiers == ["shift"] and name != "tab":
        modifiers = []
    if typed:
        name = textual_key(key_of(typed))
    return "+".join((*modifiers, name))


def label_of(event: Key) -> str:
    """Return what the key of an event is called on the screen; empty for chords and modifiers."""
    if event.key in NAMED_KEYS:
        return key_label(event.key)
    character = event.character or "\N{REPLACEMENT CHARACTER}"
    is_sign = "+" not in event.key and event.is_printable
    # Invalid bytes are replaced; nobody pressed that character.
    return key_label(key_of(character)) if is_sign and character != "\ufffd" else ""


def _typed(name: str, character: str | None) -> str:
    """Return the character of a key; empty for a key that sends none."""
    if len(name) == 1:
        return name
    if name in NAMED_KEYS:
        return ""
    if character and len(character) == 1 and unicodedata.category(character) != "Cc":
        return character
    with suppress(KeyError):
        return unicodedata.lookup(_get_unicode_name_from_key(name))
    return ""


class ClickFilter:
    """Tells clicks that count from those with another button, or to bring the window to the front.

    Times are those at which the events were read.
    """

    def __init__(self) -> None:
        self._focused = True
        self._focused_at = float("-inf")
        self._dropped_press = False

    def accept(self, event: Event) -> bool:
        """Whether the program sees the event. False for a click that does not count."""
        match event:
            case AppFocus():
                self._focus(event.time)
            case AppBlur():
                self._focused = False
            case MouseDown():
                if not self._focused:
                    # Some terminals report the click before the focus that comes with it.
                    self._focus(event.time)
                brings_focus = event.time - self._focused_at < FOCUS_CLICK_S
                self._dropped_press = brings_focus or event.button != _LEFT
                return not self._dropped_press
            case MouseUp() if self._dropped_press:
                self._dropped_press = False
                return False
        return True

    def _focus(self, at: float) -> None:
        self._focused, self._focused_at = True, at
