"""A plain text table; each column is as wide as its widest cell."""

from collections.abc import Sequence

from textual.content import Content

_GAP = 3


def table(rows: Sequence[Sequence[Content]]) -> Content:
    """Return rows with equal numbers of cells as lines with aligned columns."""
    widths = [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        Content(" " * _GAP).join(
            cell.pad_right(width - cell.cell_length)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    ]
    return Content("\n").join(lines)
