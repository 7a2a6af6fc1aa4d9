"""What a program turned on in its terminal and did not turn off again."""

import re

_PRIVATE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[(?:>\d+(?:;\d+)*|<\d*)u")

USUAL = {b"7": True, b"25": True}
"""Modes that are on before a program begins: lines wrap, the cursor shows. The others are off."""


def left_changed(output: bytes) -> set[str]:
    """The terminal modes that are not as they were before, by number; and `kitty`."""
    modes: dict[bytes, bool] = {}
    for numbers, way in _PRIVATE.findall(output):
        for number in numbers.split(b";"):
            modes[number] = way == b"h"
    changed = {number.decode() for number, on in modes.items() if on != USUAL.get(number, False)}
    pushed = sum(1 if b">" in each else -1 for each in _KITTY.findall(output))
    return changed | ({"kitty"} if pushed else set())


def turned_on(output: bytes) -> set[str]:
    """The modes that were changed at all: what there is to be put back."""
    return {
        number.decode()
        for numbers, way in _PRIVATE.findall(output)
        for number in numbers.split(b";")
        if (way == b"h") != USUAL.get(number, False)
    }
