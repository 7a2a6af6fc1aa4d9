"""Blanks that only look like a space, as text copied from a web page has them."""

import re

from follow_along.core.text import OTHER_BLANKS, plain_blanks

_OTHER_BLANK = re.compile(f"[{OTHER_BLANKS}]")
_ANY_BLANK = f"[ {OTHER_BLANKS}]"
_STRUCTURE = re.compile(
    # indentation, list items, and a key with the blanks around its colon
    rf"^{_ANY_BLANK}*(?:-{_ANY_BLANK}+)*(?:\w[\w-]*{_ANY_BLANK}*:(?:{_ANY_BLANK}+|$))?"
    r"|\{[^{}\n]*\}"
    rf"|[\[,]{_ANY_BLANK}+"
    rf"|(?<!{_ANY_BLANK}){_ANY_BLANK}++(?=[\],]|$)",
    re.MULTILINE,
)
"""Where a blank is no part of a text."""


def with_plain_structure(text: str) -> str:
    """Return YAML with a space for each such blank wherever YAML wants one; within texts they stay.

    No position in the text changes.
    """
    if not _OTHER_BLANK.search(text):
        return text
    return _STRUCTURE.sub(lambda found: plain_blanks(found[0]), text)
