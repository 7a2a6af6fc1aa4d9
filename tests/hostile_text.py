"""Texts that could harm a terminal or a layout, and a check that they are shown as visible text.

The program itself sends none of them, so finding one in its output is a failure.
"""

import re
import unicodedata

HOSTILE_TEXTS = (
    "\x1b[5;9mBLINK",
    "\x1b]0;TAKEN\x07",
    "\x1b]8;;http://evil.example/\x1b\\LINK\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[3J\x1b[999;1HGONE",
    "\x1bcRESET",
    "\x9b31mC1\x9d0;C1\x9c",
    "\x00\x07\x08\x0b\x7fDEL",
    "[red on blue]MARKUP[/] [@click=app.leave_now]HERE[/]",
    "\u202eDRO\u202c \u2066ISOLATE\u2069 \u200fMARK",
    "ZERO\u200b\u200c\u200d\ufeffWIDTH\u00ad",
    "SO\u00adFT می\u200cخواهم क्\u200dष ไทย\u200bไทย",
    "TAG\U000e0041\U000e007f",
    "ZALGO" + "\u0336\u0489\u0300" * 30,
    "\u0301FIRST",
    "VARIED\ufe0f\U000e0100",
    "FLAG\U0001f1e9\U0001f1ea",
    "FAMILY\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d",
    "YOGA\U0001f9d8\U0001f3fd\u200d\u2640\ufe0f",
    "SKIN\U0001f44d\U0001f3fd",
    "片足立ちWIDE",
    "\u1112\u1161\u11abJAMO",
)
"""Lone surrogates are separate, because UTF-8 cannot encode them (see `HALF`)."""

HALF = "\ud800HALF"

_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}

_WITHIN = re.compile(
    "(?<=[^\\s\u00ad\u180e\u200b-\u200d])[\u00ad\u180e\u200b-\u200d](?=[^\\s\u00ad\u180e\u200b-\u200d]|$)"
)
"""A joiner, a soft hyphen or a zero-width space that stands alone within a word or an emoji."""


def shown_only(text: str) -> bool:
    """Whether a line has only visible characters, and few combining marks on each letter.

    Within a word or an emoji one character of no width may stand.
    """
    if any(unicodedata.category(character) in _HIDDEN for character in _WITHIN.sub("", text)):
        return False
    marked = "".join("m" if unicodedata.category(one) in {"Mn", "Me"} else "." for one in text)
    return not re.search("m{7}", marked)
