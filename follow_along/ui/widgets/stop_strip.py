"""A block of a past run as a strip: where in its work each stop fell."""

from follow_along.core.enums import InterruptionKind
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption

SIGNS = {
    InterruptionKind.WOBBLE: "●",
    InterruptionKind.TOUCH: "○",
    InterruptionKind.BREAK: "‖",
    InterruptionKind.SLEEP: "z",
}
LEFT_OUT = "x"
"""A stop that is not to be counted, undone at once or marked later."""

DONE = "─"
"""Work done without a stop."""

MISSING = "·"
"""Work that was never done."""


def sign(stop: LoggedInterruption) -> str:
    """The one character that stands for a stop."""
    if stop.kind.balance_lost and not stop.counts:
        return LEFT_OUT
    return SIGNS[stop.kind]


def stop_strip(block: LoggedBlock, columns: int) -> str:
    """The work of a block from left to right, `columns` wide, with its stops where they fell.

    What was never done is dotted. Where several stops share a column, their number stands there,
    `+` for more than nine. Empty when the block had no work, or no length that is known.
    """
    last_ms = max((stop.offset_ms for stop in block.interruptions), default=0)
    length_ms = max(block.planned_ms or 0, block.steady_ms or 0, last_ms)
    if not length_ms or columns < 1:
        return ""
    done = min(columns, -(-(block.steady_ms or last_ms) * columns // length_ms))
    cells = list(DONE * done + MISSING * (columns - done))
    places: dict[int, list[LoggedInterruption]] = {}
    for stop in block.interruptions:
        column = max(0, min(columns - 1, stop.offset_ms * columns // length_ms))
        places.setdefault(column, []).append(stop)
    for column, stops in places.items():
        cells[column] = sign(stops[0]) if len(stops) == 1 else _number(len(stops))
    return "".join(cells)


def _number(count: int) -> str:
    return str(count) if count <= 9 else "+"
