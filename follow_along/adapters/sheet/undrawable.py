"""Which characters of a sheet no font of this machine has.

Typst leaves them out without a word, unless the PDF must be of a standard that forbids it (PDF/A):
then its error names each of them.
"""

import re
import unicodedata
from collections.abc import Callable

import typst

_UNSEEN = "\u200b\u200c\u200d\u2068\u2069"
"""Of no width in any font: where a word may break, joiners, isolates."""

_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def undrawable_in(text: str, typeset: Callable[[str], object]) -> str:
    """Return the visible characters of `text` that no font has.

    `typeset` sets a text by a standard that forbids them; it is called only if there may be some.
    """
    if all(character <= "\u00ff" for character in text):
        return ""
    found = ""
    while True:
        try:
            typeset(drawable(text, found))
        except typst.TypstError as error:
            # Of an emoji of several characters only the first one is named.
            if more := _named(error.diagnostic, found):
                found += more
                continue
        return found


def drawable(text: str, undrawable: str) -> str:
    """Return `text` with U+FFFD for each undrawable character, and without undrawable marks."""
    stand_ins = {ord(each): None if _is_mark(each) else _STAND_IN for each in undrawable}
    return text.translate(stand_ins)


def _named(diagnostic: str, known: str) -> str:
    """Return the visible characters that an error names, each once, without `known` ones.

    Marks come first and alone: with a mark that no font has, the letter before it is named too. If
    it cannot be drawn without the mark either, the next error names it.
    """
    named = dict.fromkeys("".join(map(_unescaped, _LACKING.findall(diagnostic))))
    new = [each for each in named if each not in known + _UNSEEN]
    return "".join(list(filter(_is_mark, new)) or new)


def _is_mark(character: str) -> bool:
    """Whether a character is drawn on the letter before it."""
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Me"


def _unescaped(quoted: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)
