"""Splits terminal input into characters and escape sequences before Textual's parser reads it.

Upstream gap: Textual's parser turns the characters of an unknown sequence into keys (the report of
a window's size becomes a `t`, which counts a touch), and fails on invalid UTF-8
(Textualize/textual#6456), huge numbers and an unfinished paste. This filter drops unknown sequences
and pasted text.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from itertools import zip_longest

from textual._xterm_parser import XTermParser
from textual.events import InputEvent, Key, MouseMove, Resize
from textual.message import Message

from follow_along.core.keyboard import is_space_bar
from follow_along.ui.terminal.key_sequence import plain_sequence

MOST_WAITING = 256
"""More unhandled key presses than this are text pasted in a terminal without bracketed paste. A
held key takes eight seconds to send as many. Keys are dropped from then on until a flush: what is
read last of the text is short, and would be taken for keys."""

FLUSHES_UNTIL_DROPPED = 10
"""Flushes without input after which an incomplete sequence is dropped."""

_LARGEST_SIDE = 2000
"""Reported sizes with more columns or rows than this are ignored."""

_LONGEST_SEQUENCE = 32
"""Characters; every known report is shorter."""

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
      | [PX\]^_][^\x07\x1b]*+(?:\x07|\x1b\\)    # a string: a reply
      | [^\x1b\[OPX\]^_]                       # a key with Alt
      # The beginning of one of these, followed by something else:
      | \[\[(?=[^A-E])
      | \[M[^\x1b]{0,2}(?=\x1b)
      | \[(?![\[M])[ -?]*+(?=[^ -~])
      | O[0-?]*+(?=[^0-~])
      | [PX\]^_][^\x07\x1b]*+(?=\x1b[^\\])
    )""",
    re.VERBOSE,
)
"""Matches one complete character or sequence. Input that does not match is incomplete."""

_OTHER_BUTTON = re.compile(r"\x1b\[<(?:1(?:2[89]|[3-9]\d)|2\d\d);")
"""The mouse buttons beyond the first seven, which the parser takes for the first three."""

_STRING = re.compile(r"\x1b[PX\]^_]")


class InputFilter:
    """Turns bytes into Textual's events. No input can make it miss the keys that follow."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._rest = ""
        """Input that is not complete yet."""
        self._idle_flushes = 0
        self._in_paste = False
        """Whether keys are dropped, as those of pasted text."""

    def feed(self, data: bytes, waiting: int = 0) -> list[Message]:
        """Return the events that `data` completes. `waiting` is the number of unhandled events."""
        self._idle_flushes = 0
        self._rest += self._decode(data)
        parts = list(self._split())
        typed = sum(part[0] != "\x1b" for part in parts)
        self._in_paste = typed > 0 and (self._in_paste or waiting + typed > MOST_WAITING)
        if self._in_paste:
            parts = [part for part in parts if part[0] == "\x1b"]
        events = _without_passing_moves([event for part in parts for event in self._parse(part)])
        inputs = sum(isinstance(event, InputEvent) for event in events)
        if self._in_paste or waiting + inputs > MOST_WAITING:
            return [event for event in events if not isinstance(event, InputEvent)]
        return events

    def flush(self) -> list[Message]:
        """Return the events that are complete because no input followed: the escape key."""
        self._idle_flushes += 1
        self._in_paste = False
        if self._rest == "\x1b":
            self._rest = ""
            return [Key("escape", "\x1b")]
        # The beginning of a string sequence may also be a key with Alt.
        if self._idle_flushes >= FLUSHES_UNTIL_DROPPED or _STRING.fullmatch(self._rest):
            self._rest = ""
        return []

    def _split(self) -> Iterator[str]:
        """Yield complete characters and sequences; drop pasted text."""
        at = 0
        while at < len(self._rest):
            if self._rest.startswith(_PASTE, at):
                end = self._rest.find(_PASTE_END, at)
                if end < 0:
                    # Pasted text is dropped, but its last characters may begin the end marker.
                    self._rest = _PASTE + self._rest[max(at + len(_PASTE), len(self._rest) - 5) :]
                    return
                at = end + len(_PASTE_END)
            elif match := _WHOLE.match(self._rest, at):
                yield match[0]
                at = match.end()
            else:
                break
        self._rest = _shortened(self._rest[at:])

    def _parse(self, whole: str) -> list[Message]:
        """Return the events of a character or sequence; none if the parser does not know it."""
        if whole == "\x1b":
            return [Key("escape", "\x1b")]
        if whole[0] == "\x1b" and len(whole) == 2 and is_space_bar(whole[1]):
            whole = whole[1]  # with Alt
        if len(whole) > _LONGEST_SEQUENCE or _STRING.match(whole) or _OTHER_BUTTON.match(whole):
            return []
        try:
            plain = plain_sequence(whole)
            events = [event for character in plain for event in self._parser.feed(character)]
        except Exception:  # noqa: BLE001 - numbers out of range; the parser is unusable afterwards
            events = []
        if not events:
            self._parser = _fresh_parser(self._parser)
        return [event for event in events if _is_plausible(event)]


def _shortened(rest: str) -> str:
    """Return an incomplete sequence, without the middle of one that is too long to be known."""
    head, more = rest[: _LONGEST_SEQUENCE + 1], rest[_LONGEST_SEQUENCE + 1 :]
    return head + ("\x1b" if more.endswith("\x1b") else "")


def _without_passing_moves(events: list[Message]) -> list[Message]:
    """Return the events with only the last of several mouse moves in a row."""
    return [
        event
        for event, following in zip_longest(events, events[1:])
        if not (isinstance(event, MouseMove) and isinstance(following, MouseMove))
    ]


def _is_plausible(event: Message) -> bool:
    return not isinstance(event, Resize) or 0 < min(event.size) <= max(event.size) <= _LARGEST_SIDE


def _fresh_parser(parser: XTermParser) -> XTermParser:
    """Return a parser in its initial state that keeps the mouse and size state of `parser`."""
    fresh = XTermParser()
    for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
        setattr(fresh, name, getattr(parser, name))
    return fresh
