"""The cells of the history's grid, in as many words as their width allows."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from follow_along.core.history.totals import Totals
from follow_along.ui.rate_scale import rate_text, shade

NOT_DONE = "·"
_CLOSE = 6
GAP = 1
"""Empty columns between cells."""


@dataclass(frozen=True, slots=True)
class CellLayout:
    """How a cell is laid out: its width and height in characters, and what stands on its lines."""

    width: int
    height: int
    indent: str
    words: Callable[[Totals], tuple[str, ...]]


def cell_layout_for(columns: int, weeks: int) -> CellLayout:
    """The roomiest form in which all `weeks` fit into `columns`; the narrowest if none does."""
    fitting = (form for form in _FORMS if weeks * (form.width + GAP) <= columns)
    return next(fitting, _FORMS[-1])


def cell(totals: Totals | None, form: CellLayout) -> list[Content]:
    """The lines of a cell. Not done is a dot without a ground; no stops is a 0 on one."""
    if totals is None or totals.per_minute is None:
        blank = Content(" " * form.width)
        return [
            fitted(form.indent + NOT_DONE, form.width, "$text-muted"),
            *[blank] * (form.height - 1),
        ]
    style = shade(totals.per_minute).style
    return [
        fitted(form.indent + line, form.width, style if number else f"bold {style}")
        for number, line in enumerate(form.words(totals))
    ]


def fitted(words: str, width: int, style: str = "") -> Content:
    """Text exactly `width` wide, all of it in `style`: filled up, or cut with an ellipsis."""
    text = Content(words).truncate(width, ellipsis=True)
    return text.pad_right(max(0, width - text.cell_length)).stylize(style)


def _rate(totals: Totals) -> str:
    per_minute = totals.per_minute or 0.0
    return f"{shade(per_minute).sign} {rate_text(per_minute)}"


def _amount(ms: int, second: str, minute: str) -> str:
    """A length of work in few characters, such as `40s`, `90s`, `3m`, `4.2m`."""
    if ms < 120_000:
        return f"{round(ms / 1000)}{second}"
    return f"{ms / 60_000:.1f}".removesuffix(".0") + minute


def _on_one_line(totals: Totals) -> tuple[str, ...]:
    amount = _amount(totals.steady_ms, " s", " min")
    return (f"{_rate(totals)} · {totals.count} in {amount}",)


def _on_two_lines(totals: Totals) -> tuple[str, ...]:
    amount = _amount(totals.steady_ms, "s", "m")
    return (_rate(totals), f"{totals.count} in {amount}")


def _closely(totals: Totals) -> tuple[str, ...]:
    words = f"{totals.count}/{_amount(totals.steady_ms, 's', 'm')}"
    if len(words) > _CLOSE:
        # Whole minutes at a glance; the sentence below the grid has the seconds.
        words = f"{totals.count}/{round(totals.steady_ms / 60_000)}m"
    return (_rate(totals), words)


_FORMS = (
    CellLayout(21, 1, " ", _on_one_line),
    CellLayout(10, 2, " ", _on_two_lines),
    CellLayout(_CLOSE, 2, "", _closely),
)
