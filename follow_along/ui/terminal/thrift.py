"""What is written to the terminal, in fewer bytes: for a thin link, and a terminal with less to do.

Textual sets a style for every stretch of a row, takes it back after it, and ends each row before it
goes to the next: a third of what it writes when a few large letters change.
"""

import re
from functools import lru_cache

_RESET = "\x1b[0m"
_PARAMETERS = re.compile(r"[34]8;(?:5;[0-9]+|2(?:;[0-9]+){3})|[0-9]+")
_SEQUENCES = re.compile(r"(\x1b\[[0-9;]*m|\n?\x1b\[[0-9]+;[0-9]+H)")


class Thrift:
    """Leaves out what makes no difference to the eye, of all that is written to one terminal.

    That is a style taken back and set again with no text between, a sequence for the taking back
    of one before the next, and the end of a row, or a place, where the cursor is sent elsewhere.
    """

    def __init__(self) -> None:
        self._style: str | None = None
        """The sequence that alone makes the style; empty for none, None where it is not known."""

    def spare(self, written: str) -> str:
        """The same in fewer bytes, or as many; the terminal then stands as it would have."""
        kept: list[str] = []
        taken_back, place = False, ""
        for number, piece in enumerate(_SEQUENCES.split(written)):
            text = not number % 2
            if piece == _RESET:
                taken_back = self._style != ""
            elif not text and piece.endswith("H"):
                place = piece.removeprefix("\n")
            elif taken_back and piece == self._style:
                taken_back = False
            elif text and piece:
                kept += [_RESET if taken_back else "", place, piece]
                self._style = "" if taken_back else self._style
                taken_back, place = False, ""
            elif piece:
                kept.append(_change(self._style or "", piece) if taken_back else piece)
                self._style = piece if taken_back or self._style == "" else None
                taken_back = False
        if taken_back:
            kept.append(_RESET)
            self._style = ""
        return "".join([*kept, place])


@lru_cache(maxsize=256)
def _change(before: str, after: str) -> str:
    """The sequence that makes one style of another: of its colours alone, if only they differ."""
    old, new = _PARAMETERS.findall(before), _PARAMETERS.findall(after)
    understood = (";".join(old), ";".join(new)) == (before[2:-1], after[2:-1])
    kinds = [parameter[:3] for parameter in new]
    alike = kinds == [parameter[:3] for parameter in old] and len(kinds) == len(set(kinds))
    if not (understood and alike) or "0" in kinds:
        return f"\x1b[0;{after[2:]}"
    return f"\x1b[{';'.join(a for a, b in zip(new, old, strict=True) if a != b)}m"
