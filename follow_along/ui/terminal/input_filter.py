"""What comes from the terminal, told apart before Textual's parser reads it.

That parser takes a sequence it does not know for the keys its characters would be, so that the
report of a window's size is a `t` that counts a loss of balance; and it is lost on text that is no
UTF-8, on numbers beyond all bounds, and on a paste that does not end. Here sequences are cut out
whole: what the parser does not know is dropped, and so is what is pasted.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from itertools import zip_longest

from textual._xterm_parser import XTermParser
from textual.events import InputEvent, Key, MouseMove, Resize
from textual.message import Message

MOST_WAITING = 256
"""Presses that wait to be taken in, above which nobody made them: a text was pasted in a terminal
that does not say so. A key that is held comes to as many in eight seconds."""

QUIET_LOOKS = 10
"""After this many looks at which nothing came, what is not complete is not waited for any more."""

_LARGEST_SIDE = 2000
"""Columns or rows of a terminal that says its size: enough for any wall of screens."""

_LONGEST_SEQUENCE = 32
"""Characters; the longest report that is known has fewer."""

_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"

_WHOLE = re.compile(
    r"""
    [^\x1b]                                    # a character
    | \x1b (?:
        (?=\x1b)                               # the escape key
      | \[\[[A-E]                              # a function key of the Linux console
      | \[M[^\x1b]{3}                          # a mouse report of the old form
      | \[(?![\[M])[ -?]*+[@-~]                # a sequence: a key, the mouse, a report
      | O[0-?]*+[@-~]                          # a function key
      | [PX\]^_][^\x07\x1b]*+(?:\x07|\x1b\\)    # a string: an answer to what was never asked
      | [^\x1b\[OPX\]^_]                       # a key with Alt
      # What has begun like one of them and then goes on otherwise:
      | \[\[(?=[^A-E])
      | \[M[^\x1b]{0,2}(?=\x1b)
      | \[(?![\[M])[ -?]*+(?=[^ -~])
      | O[0-?]*+(?=[^0-~])
      | [PX\]^_][^\x07\x1b]*+(?=\x1b[^\\])
    )""",
    re.VERBOSE,
)
"""What has begun and does not match is not complete."""

_STRING = re.compile(r"\x1b[PX\]^_]")


class InputFilter:
    """Bytes in, events out. Whatever comes, the next key works again."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._rest = ""
        """The beginning of what is not complete yet."""
        self._quiet = 0

    def take(self, data: bytes, waiting: int = 0) -> list[Message]:
        """The events that are complete with these bytes, while `waiting` are not yet taken in."""
        self._quiet = 0
        self._rest += self._decode(data)
        events = [event for whole in self._wholes() for event in self._understood(whole)]
        events = _without_ways(events)
        if waiting + sum(isinstance(event, InputEvent) for event in events) > MOST_WAITING:
            return [event for event in events if not isinstance(event, InputEvent)]
        return events

    def look(self) -> list[Message]:
        """The events that are complete because nothing came for a moment: the escape key."""
        self._quiet += 1
        if self._rest == "\x1b":
            self._rest = ""
            return [Key("escape", "\x1b")]
        # A string that has only begun is Alt and a key.
        if self._quiet >= QUIET_LOOKS or _STRING.fullmatch(self._rest):
            self._rest = ""
        return []

    def _wholes(self) -> Iterator[str]:
        """Cut what is whole off the rest: characters and sequences, and no paste."""
        at = 0
        while at < len(self._rest):
            if self._rest.startswith(_PASTE, at):
                end = self._rest.find(_PASTE_END, at)
                if end < 0:
                    # What was pasted is of no use; how its end begins may be the last of it.
                    self._rest = _PASTE + self._rest[max(at + len(_PASTE), len(self._rest) - 5) :]
                    return
                at = end + len(_PASTE_END)
            elif found := _WHOLE.match(self._rest, at):
                yield found[0]
                at = found.end()
            else:
                break
        self._rest = _shortened(self._rest[at:])

    def _understood(self, whole: str) -> list[Message]:
        """What it means; nothing where the parser does not know it."""
        if whole == "\x1b":
            return [Key("escape", "\x1b")]
        if len(whole) > _LONGEST_SEQUENCE or _STRING.match(whole):
            return []
        try:
            events = [event for one in whole for event in self._parser.feed(one)]
        except Exception:  # noqa: BLE001 - it trusts numbers, and is of no use afterwards
            events = []
        if not events:
            self._parser = _renewed(self._parser)
        return [event for event in events if _is_likely(event)]


def _shortened(rest: str) -> str:
    """A sequence that has begun: of one too long to mean anything, enough to know its end."""
    head, more = rest[: _LONGEST_SEQUENCE + 1], rest[_LONGEST_SEQUENCE + 1 :]
    return head + ("\x1b" if more.endswith("\x1b") else "")


def _without_ways(events: list[Message]) -> list[Message]:
    """The events with none of the places that the mouse passed on its way to another."""
    return [
        one
        for one, after in zip_longest(events, events[1:])
        if not (isinstance(one, MouseMove) and isinstance(after, MouseMove))
    ]


def _is_likely(event: Message) -> bool:
    return not isinstance(event, Resize) or 0 < min(event.size) <= max(event.size) <= _LARGEST_SIDE


def _renewed(parser: XTermParser) -> XTermParser:
    """A parser in the middle of nothing, which knows of the mouse what the last one did."""
    fresh = XTermParser()
    for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
        setattr(fresh, name, getattr(parser, name))
    return fresh
