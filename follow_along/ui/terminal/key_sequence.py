"""Rewrites the key sequences of kitty's protocol and of xterm's modifyOtherKeys for Textual.

Upstream gap: Textual's parser fails on alternate key codes and event types, which loses the key,
and ignores Alt where xterm reports it.
"""

import re

from follow_along.core.keyboard import is_of_other_script, is_space_bar

_SHIFT = 1
_RELEASE = "3"
_SPACE_BAR = "32"

_KEY = re.compile(
    r"""\x1b\[
    (?P<code>\d+) (?: : (?P<shifted>\d*) )? (?: : (?P<base>\d+) )?
    (?: ; (?P<modifiers>\d*) (?: : (?P<type>\d+) )? )?
    (?: ; (?P<text>[\d:]*) )?
    (?P<end>[u~A-FHPQS])""",
    re.VERBOSE,
)
_OTHER_KEY = re.compile(r"\x1b\[27;(?P<modifiers>\d+);(?P<code>\d+)~")


def plain_sequence(sequence: str) -> str:
    """Return a key sequence as Textual reads it, and any other as it is; empty for a release.

    Raises ValueError or OverflowError for a code that is no character.
    """
    key = _OTHER_KEY.fullmatch(sequence) or _KEY.fullmatch(sequence)
    if key is None:
        return sequence
    part = key.groupdict(default="")
    if part.get("type") == _RELEASE:
        return ""
    if part.get("end", "u") != "u":
        return sequence.replace(f":{part['type']}", "") if part["type"] else sequence
    code, base, text = part["code"], part.get("base"), part.get("text", "")
    modifiers = int(part["modifiers"] or 1) - 1
    if base == _SPACE_BAR or is_space_bar(chr(int(code))):
        # Some layouts send a sign by the space bar and AltGr.
        code, text = _SPACE_BAR, ""
    elif base and is_of_other_script(chr(int(code))):
        code, text = base, ""
    elif part.get("shifted") and modifiers & _SHIFT and not text:
        code, modifiers = part["shifted"], modifiers ^ _SHIFT
    return f"\x1b[{code};{modifiers + 1};{text}u"
