"""The wording of validation messages: wrong values, lists of choices, misspelt keys."""

import difflib
import unicodedata
from collections.abc import Collection, Mapping

from follow_along.core.text import OTHER_BLANKS, visible

_LONGEST_WORD = 60
_LONGEST_VALUE = 40


def describe_value(value: object) -> str:
    """Name a wrong value in a message: short, visible, and in the words of a file."""
    match value:
        case None | "":
            return "nothing"
        case Mapping():
            return "keys with values"
        case list() | tuple():
            return "a list"
        case _:
            text = str(value)
            short = text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
            return f"`{visible(short)}`{_unseen(short)}"


def _unseen(text: str) -> str:
    """Name the first character that looks like a space, or like nothing; empty if there is none."""
    unseen = (one for one in text if one in OTHER_BLANKS or unicodedata.category(one) == "Cf")
    character = next(unseen, "")
    if not character:
        return ""
    return f" with U+{ord(character):04X} ({unicodedata.name(character, 'unnamed').lower()})"


def closest_match(word: str, known: Collection[str]) -> str | None:
    """Return the known word that `word` is most likely a misspelling of; None if there is none."""
    # Comparing is slow for long texts, and no long text is a misspelt word.
    matches = difflib.get_close_matches(word, known, n=1) if len(word) <= _LONGEST_WORD else []
    return matches[0] if matches else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return `; did you mean ...?` for a misspelt word; empty if nothing known is close."""
    near = closest_match(word, known)
    return f"; did you mean `{near}`?" if near else ""


def alternatives(words: Collection[str], link: str = "or") -> str:
    """List words as `a`, `b` or `c`; `link` is the last conjunction."""
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} {link} {last}" if most else last


def missing_key(noun: str, key: str) -> str:
    """Say that a required key is missing."""
    return f"{noun} needs `{key}`"


def unknown_key(noun: str, key: str, keys: Collection[str], near: str | None, home: str) -> str:
    """Say that a key is not known: with the key it is close to, or the `home` it belongs to."""
    if near:
        hint = f"did you mean `{near}`?"
    elif home:
        hint = f"it belongs to {home}"
    else:
        hint = f"its keys are {', '.join(keys)}"
    return f"{describe_value(key)} is no key of {noun}; {hint}"


def empty_file(noun: str, required: Collection[str]) -> str:
    """Say that a file is empty, and which keys it needs."""
    needs = f": {noun} needs {alternatives(required, 'and')}" if required else ""
    return f"the file is empty{needs}"
