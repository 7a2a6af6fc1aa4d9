"""Text that is safe to show: what could act on a terminal, or hide in it, is made visible.

A text from a file, a log or a file's name may hold escape sequences, characters that turn the
reading direction round, or characters of no width. Each is replaced, one for one:

- a control character below U+0020 by its picture (U+241B for escape), delete by U+2421;
- everything else that is invisible by U+FFFD: the controls U+0080 to U+009F, line and paragraph
  separators, format characters (bidirectional overrides and isolates, zero-width characters,
  joiners, tags), fillers and variation selectors, surrogates, private and unassigned characters.

Letters, combining marks, wide characters, emoji and blanks of every width stay as they are.
Markup is no concern of this module: `[red]` is visible as it stands, and shown as text.
"""

import re
import unicodedata

_STAND_IN = "\N{REPLACEMENT CHARACTER}"

_BLANKS = re.compile(r"[ \t\r\n]+")

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

_HIDDEN_LETTERS = frozenset(
    map(
        chr,
        [
            0x034F,  # combining grapheme joiner
            *(0x115F, 0x1160, 0x3164, 0xFFA0),  # Hangul fillers
            *(0x17B4, 0x17B5),  # Khmer inherent vowels
            *range(0x180B, 0x1810),  # Mongolian variation selectors
            *range(0xFE00, 0xFE10),  # variation selectors
            *range(0xE0100, 0xE01F0),
        ],
    )
)
"""Characters that Unicode files among letters and marks, though nothing of them shows."""


def visible(text: str) -> str:
    """Give `text` with a visible stand-in for each character that cannot be seen.

    The length stays, and a text made visible once is not changed again.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def one_line(text: str) -> str:
    """Give `text` visible and on one line: ends trimmed, each run of blanks and breaks one space.

    Made for texts that a person laid out over several lines of a file.
    """
    return visible(_BLANKS.sub(" ", text).strip(" "))


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES or character in _HIDDEN_LETTERS
    return _STAND_IN if hidden else character
