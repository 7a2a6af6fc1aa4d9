"""Makes untrusted text safe to show on a terminal.

Text from a file, a log or a file name may contain escape sequences, characters that reverse the
reading direction, or characters of no width. Each is replaced by one visible character:

- a control character below U+0020 by its picture (U+241B for escape), delete by U+2421;
- everything else that is invisible by U+FFFD: the controls U+0080 to U+009F, line and paragraph
  separators, format characters (bidirectional overrides and isolates, zero-width characters,
  joiners, tags), fillers and variation selectors, surrogates, private and unassigned characters;
- also by U+FFFD, what breaks a layout: a combining mark without a letter, too many marks on one
  letter, and characters that terminals draw in different widths (halves of flags, skin tones).

Letters, their marks, wide characters, emoji and blanks of every width are unchanged. Markup such as
`[red]` is unchanged too: it is visible as it is.

Textual itself removes only five control characters; the others reach the terminal.
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
            *range(0x1F1E6, 0x1F200),  # regional indicators, two of which are a flag
            *range(0x1F3FB, 0x1F400),  # skin tones
        ],
    )
)
"""Characters in the categories of letters, marks and symbols that are invisible, or that terminals
draw differently."""

_MARKS = frozenset({"Mn", "Mc", "Me"})

_MOST_MARKS = 6
"""The most marks on one letter: more than any script uses, too few to reach other lines."""


def visible(text: str) -> str:
    """Return `text` with each unsafe character replaced by a visible one.

    The length is unchanged, and so is a text that was made visible before.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = []
    marks = _MOST_MARKS
    for character in map(_shown, text):
        if not _is_mark(character):
            marks = _MOST_MARKS if character.isspace() else 0
        elif marks < _MOST_MARKS:
            marks += 1
        else:
            character, marks = _STAND_IN, 0  # noqa: PLW2901 - replaced
        shown.append(character)
    return "".join(shown)


def cells(text: str) -> int:
    """Return the number of terminal columns that a visible text takes."""
    return sum(map(_cells, text)) if not text.isascii() else len(text)


def one_line(text: str) -> str:
    """Return `text` made visible and on one line.

    Each run of blanks and line breaks becomes one space; the ends are trimmed.
    """
    return visible(_BLANKS.sub(" ", text).strip(" "))


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: `no stops`, `1 stop`, `3 stops`."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES or character in _HIDDEN_LETTERS
    return _STAND_IN if hidden else character


def _is_mark(character: str) -> bool:
    """Whether it combines with the character before it: marks, and Hangul vowels and finals."""
    if character < "\u0300":
        return False
    return unicodedata.category(character) in _MARKS or (
        "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    )


def _cells(character: str) -> int:
    if _is_mark(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
