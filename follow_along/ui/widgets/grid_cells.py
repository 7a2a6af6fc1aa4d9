"""The cells of the history grid, as detailed as their width allows."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from follow_along.core.history.rate_scale import rate_text
from follow_along.core.history.totals import Totals
from follow_along.ui.rate_scale import shade

NOT_DONE = "·"
_NARROW = 6
GAP = 1
"""Empty columns between cells."""


@dataclass(frozen=True, slots=True)
class CellLayout:
    """The layout of a cell: its width and height in characters, and the texts of its lines."""

    width: int
    height: int
    indent: str
    lines: Callable[[Totals], tuple[str, ...]]


def cell_layout_for(columns: int, weeks: int, side_width: int = 0) -> CellLayout:
    """Return the widest layout in which all `weeks` fit into `columns`, else the narrowest.

    A layout of one line needs `side_width` more columns, as the side stands beside the name.
    """
    for layout in _LAYOUTS:
        beside = side_width if layout.height == 1 else 0
        if weeks * (layout.width + GAP) + beside <= columns:
            return layout
    return _LAYOUTS[-1]


def cell(totals: Totals | None, layout: CellLayout) -> list[Content]:
    """Return the lines of a cell: a dot if nothing was done, else the totals on a shade."""
    if totals is None or totals.per_minute is None:
        blank = Content(" " * layout.width)
        return [
            fitted(layout.indent + NOT_DONE, layout.width, "$text-muted"),
            *[blank] * (layout.height - 1),
        ]
    style = shade(totals.per_minute).style
    return [
        fitted(layout.indent + line, layout.width, style if index else f"bold {style}")
        for index, line in enumerate(layout.lines(totals))
    ]


def fitted(text: str, width: int, style: str = "") -> Content:
    """Return text exactly `width` columns wide in `style`: padded, or cut with an ellipsis."""
    cut = Content(text).truncate(width, ellipsis=True)
    return cut.pad_right(max(0, width - cut.cell_length)).stylize(style)


def _rate(totals: Totals) -> str:
    per_minute = totals.per_minute or 0.0
    return f"{shade(per_minute).sign} {rate_text(per_minute)}"


def _amount(ms: int, second: str, minute: str) -> str:
    """Return a length of work in few characters, such as `40s`, `90s`, `3m`, `4.2m`."""
    if ms < 120_000:
        return f"{round(ms / 1000)}{second}"
    return f"{ms / 60_000:.1f}".removesuffix(".0") + minute


def _on_one_line(totals: Totals) -> tuple[str, ...]:
    amount = _amount(totals.steady_ms, " s", " min")
    return (f"{_rate(totals)} · {totals.count} in {amount}",)


def _on_two_lines(totals: Totals) -> tuple[str, ...]:
    amount = _amount(totals.steady_ms, "s", "m")
    return (_rate(totals), f"{totals.count} in {amount}")


def _on_two_narrow_lines(totals: Totals) -> tuple[str, ...]:
    text = f"{totals.count}/{_amount(totals.steady_ms, 's', 'm')}"
    if len(text) > _NARROW:
        # Whole minutes only; the sentence below the grid shows the seconds.
        text = f"{totals.count}/{round(totals.steady_ms / 60_000)}m"
    return (_rate(totals), text)


_LAYOUTS = (
    CellLayout(21, 1, " ", _on_one_line),
    CellLayout(10, 2, " ", _on_two_lines),
    CellLayout(_NARROW, 2, "", _on_two_narrow_lines),
)
