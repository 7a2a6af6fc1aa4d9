"""Makes untrusted text safe to show on a terminal.

Text from a file, a log or a file name may contain escape sequences, characters that reverse the
reading direction, or characters of no width. Each is replaced by one visible character:

- a control character below U+0020 by its picture (U+241B for escape), delete by U+2421;
- everything else that acts or hides by U+FFFD: the controls U+0080 to U+009F, line and paragraph
  separators, format characters (bidirectional marks, overrides and isolates, tags), fillers,
  surrogates, private and unassigned characters;
- also by U+FFFD, what breaks a layout: a combining mark without a letter, too many marks on one
  letter, half of a flag.

Letters, their marks, wide characters, emoji and blanks of every width are unchanged, and so is a
character of no width where it is part of a word or of an emoji, as the Unicode Standard defines it:

- between two letters, the non-joiner (Persian), the soft hyphen, and, in scripts without capital
  letters, the zero-width space (Thai, Khmer) and the Mongolian vowel separator;
- the joiner and the non-joiner at a virama (the scripts of India), and the joiner of two emoji;
- one variation selector after a symbol, an ideograph or a Mongolian letter;
- a skin tone after an emoji, and both halves of a flag.

Anywhere else these could hide, so they are replaced too. Markup such as `[red]` is unchanged: it is
visible as it is.

Textual itself removes only five control characters; the others reach the terminal.
"""

import re
import unicodedata
from collections.abc import Sequence

_STAND_IN = "\N{REPLACEMENT CHARACTER}"

_BLANKS = re.compile(r"[ \t\r\n]+")

OTHER_BLANKS = "".join(map(chr, [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]))
"""Blanks that look like spaces, such as the no-break space of web pages."""

_PLAIN_BLANKS = str.maketrans(dict.fromkeys(OTHER_BLANKS, " "))

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

_SOFT_HYPHEN = "\u00ad"
_NON_JOINER = "\u200c"
_JOINER = "\u200d"
_IN_WORDS = frozenset({_SOFT_HYPHEN, _NON_JOINER})
_IN_WORDS_WITHOUT_CAPITALS = frozenset({"\u200b", "\u180e"})
_TEXT_OR_EMOJI = frozenset({"\ufe0e", "\ufe0f"})
_EMOJI_SELECTOR = "\ufe0f"
_DRAWN_AS_EMOJI = frozenset("#*0123456789\N{INFORMATION SOURCE}‼⁉〰")
"""Characters other than symbols that a selector makes an emoji."""

_VARIATIONS = frozenset(map(chr, [*range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0)]))
_MONGOLIAN_VARIATIONS = frozenset(map(chr, [*range(0x180B, 0x180E), 0x180F]))
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAG_OR_HALF = re.compile("([\U0001f1e6-\U0001f1ff]{2})|[\U0001f1e6-\U0001f1ff]")

_CONTEXTUAL = frozenset().union(
    _IN_WORDS,
    _IN_WORDS_WITHOUT_CAPITALS,
    _TEXT_OR_EMOJI,
    _VARIATIONS,
    _MONGOLIAN_VARIATIONS,
    _SKIN_TONES,
    {_JOINER},
)
"""Characters that stay as a part of a word or an emoji, and are replaced anywhere else."""

_NO_WIDTH = _CONTEXTUAL - {_SOFT_HYPHEN}

_HIDDEN_LETTERS = frozenset(
    map(
        chr,
        [
            0x034F,  # combining grapheme joiner
            *(0x115F, 0x1160, 0x3164, 0xFFA0),  # Hangul fillers
            *(0x17B4, 0x17B5),  # Khmer inherent vowels
        ],
    )
)
"""Characters in the categories of letters and marks that are invisible."""

_MARKS = frozenset({"Mn", "Mc", "Me"})
_VIRAMA = 9
"""The combining class of the signs that join or end the letters of Indian scripts."""

_MOST_MARKS = 6
"""The most marks on one letter: more than any script uses, too few to reach other lines."""


def visible(text: str) -> str:
    """Return `text` with each unsafe character replaced by a visible one.

    The length is unchanged, and so is a text that was made visible before.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _FLAG_OR_HALF.sub(lambda found: found[1] or _STAND_IN, text)
    shown: list[str] = []
    marks = _MOST_MARKS
    for index, character in enumerate(text):
        if character in _CONTEXTUAL:
            stays = _is_part(character, shown, text[index + 1 : index + 2])
            shown.append(character if stays else _STAND_IN)
            marks = marks if stays else 0
            continue
        character = _shown(character)  # noqa: PLW2901 - replaced
        if not _is_mark(character):
            marks = _MOST_MARKS if character.isspace() else 0
        elif marks < _MOST_MARKS:
            marks += 1
        else:
            character, marks = _STAND_IN, 0  # noqa: PLW2901 - replaced
        shown.append(character)
    return "".join(shown)


def cells(text: str) -> int:
    """Return the number of terminal columns that a visible text takes.

    As Textual counts them: nothing for what follows a joiner, two for a symbol drawn as an emoji.
    """
    if text.isascii():
        return len(text)
    total, last, before = 0, 0, ""
    for character in text:
        if character == _EMOJI_SELECTOR:
            total, last = total + (last == 1), 0
        elif before != _JOINER and (width := _cells(character)):
            total, last = total + width, width
        before = character
    return total


def one_line(text: str) -> str:
    """Return `text` made visible and on one line.

    Each run of blanks and line breaks becomes one space; the ends are trimmed. Soft hyphens within
    words are left out, because no terminal breaks a line there and some show them.
    """
    shown = visible(_BLANKS.sub(" ", text).strip(f" {OTHER_BLANKS}"))
    return shown.replace(_SOFT_HYPHEN, "")


def plain_blanks(text: str) -> str:
    """Return `text` with a space for each blank that only looks like one."""
    return text.translate(_PLAIN_BLANKS)


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


def _is_part(character: str, shown: Sequence[str], after: str) -> bool:
    """Whether a character of no width is part of the word or emoji that it stands in.

    `shown` is what precedes it, made visible; `after` is the next character, or nothing.
    """
    before = shown[-1] if shown else ""
    if character in _IN_WORDS or character in _IN_WORDS_WITHOUT_CAPITALS:
        marked = _is_mark(before) and before not in _CONTEXTUAL
        in_word = (_is_letter(before) or marked) and _is_letter(after)
        if character in _IN_WORDS_WITHOUT_CAPITALS:
            return in_word and unicodedata.category(after) == "Lo"
        return in_word or (character == _NON_JOINER and _is_virama(before))
    if character == _JOINER:
        return (
            (_is_emoji(_base(shown)) and _is_emoji(after))
            or (_is_virama(before) and _is_letter(after))
            or (_is_letter(before) and _is_virama(after))
        )
    return _is_variation(character, before)


def _is_variation(character: str, before: str) -> bool:
    """Whether a selector or a skin tone gives another form to the character before it."""
    if character in _SKIN_TONES:
        return _is_emoji(before)
    if character in _MONGOLIAN_VARIATIONS:
        return "\u1820" <= before <= "\u18aa"
    if character in _TEXT_OR_EMOJI:
        return before in _DRAWN_AS_EMOJI or _is_symbol(before)
    ideograph = _category(before) == "Lo" and _cells(before) == 2
    return ideograph or _category(before) == "Sm"


def _base(shown: Sequence[str]) -> str:
    """The emoji that a selector or a skin tone at the end belongs to."""
    last = (each for each in reversed(shown[-3:]) if each not in _TEXT_OR_EMOJI | _SKIN_TONES)
    return next(last, "")


def _category(character: str) -> str:
    """Its general category in Unicode; empty for nothing, and for what replaces a character."""
    return unicodedata.category(character) if character and character != _STAND_IN else ""


def _is_letter(character: str) -> bool:
    """Whether it is a letter or a digit that stays."""
    return (
        _category(character)[:1] in {"L", "N"}
        and character not in _HIDDEN_LETTERS
        and not _is_mark(character)
    )


def _is_virama(character: str) -> bool:
    return bool(character) and unicodedata.combining(character) == _VIRAMA


def _is_symbol(character: str) -> bool:
    picture_of_control = "\u2400" <= character <= "\u243f"
    in_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
    return _category(character) in {"So", "Sm"} and not picture_of_control and not in_flag


def _is_emoji(character: str) -> bool:
    return _is_symbol(character) and (character >= "\u2500" or character in "↔↕")


def _is_mark(character: str) -> bool:
    """Whether it combines with the character before it: marks, and Hangul vowels and finals."""
    if character < "\u0300":
        return False
    return unicodedata.category(character) in _MARKS or (
        "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    )


def _cells(character: str) -> int:
    if _is_mark(character) or character in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
