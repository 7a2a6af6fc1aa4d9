"""Names of keys, as `core.keyboard` has them, from the bytes of a terminal or from typed lines."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from follow_along.core.keyboard import is_space_bar, key_of, read_key

_SEQUENCE = re.compile(
    r"\x1b(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-~]|O[0-?]*[@-~]|[^\[O\x1b]|(?=\x1b))|[^\x1b]", re.DOTALL
)
"""A whole character or escape sequence."""

_SPACE_WITH_MODIFIERS = re.compile(r"\x1b\[32(?:;\d+)?u|\x1b\[27;\d+;32~")

_SEQUENCES = {
    **{
        f"\x1b{mark}{end}": name
        for mark in "[O"
        for end, name in {"A": "up", "B": "down", "C": "right", "D": "left"}.items()
    },
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    **dict.fromkeys(("\x1bOP", "\x1b[11~", "\x1b[[A"), "f1"),
    **dict.fromkeys(("\x1b[15~", "\x1b[[E"), "f5"),
}
_CONTROLS = {"\r": "enter", "\n": "enter", "\t": "tab", "\x1b": "escape", "\x11": "ctrl+q"}

_LONGEST = 32
"""Characters of an incomplete sequence, or of a line that may name a key."""

_LONGEST_LINE_BYTES = 4096


class KeyDecoder:
    """Splits the bytes that a terminal sends for single presses into keys."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""

    @property
    def incomplete(self) -> bool:
        """Whether what follows may complete a sequence."""
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """Return the names of the keys that `data` completes; unknown sequences have none."""
        keys: list[str] = []
        text, at = self._rest + self._decode(data), 0
        while match := _SEQUENCE.match(text, at):
            at = match.end()
            keys += _key_of(match[0])
        self._rest = text[at:] if len(text) - at <= _LONGEST else ""
        return keys

    def flush(self) -> list[str]:
        """Return the key that is complete because nothing followed: escape."""
        rest, self._rest = self._rest, ""
        return ["escape"] if rest == "\x1b" else []


class LineDecoder:
    """Splits typed text into lines, each with its line end."""

    incomplete = False

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """Return the lines that `data` completes."""
        *lines, rest = (self._rest + data.replace(b"\r", b"")).split(b"\n")
        self._rest = rest[:_LONGEST_LINE_BYTES]
        return [f"{line.decode('utf-8', 'replace')}\n" for line in lines]

    def flush(self) -> list[str]:
        """Return nothing: a line is complete at its end only."""
        return []


def _key_of(whole: str) -> Iterator[str]:
    """Yield the name of the key that sent a character or a sequence, if it is known."""
    alone = whole.removeprefix("\x1b") or whole  # with Alt
    if _SPACE_WITH_MODIFIERS.fullmatch(whole) or (len(alone) == 1 and is_space_bar(alone)):
        yield "space"
    elif len(whole) > 1:
        yield from filter(None, [_SEQUENCES.get(whole)])
    elif whole in _CONTROLS or whole.isprintable():
        yield _CONTROLS.get(whole) or key_of(whole)


def key_of_line(line: str) -> str:
    """Return the name of the key that a line names, or the line if there is none."""
    text = line.strip("\r\n")
    return read_key(text) or text.strip()[:_LONGEST] if text.strip() else "space"
