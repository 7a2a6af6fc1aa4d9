"""A plain table of text: columns as wide as their widest cell."""

from collections.abc import Sequence

from textual.content import Content

_GAP = 3


def table(rows: Sequence[Sequence[Content]]) -> Content:
    """Rows of cells, all equally long, as lines in which the cells of a column start together."""
    widths = [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        Content(" " * _GAP).join(
            cell.pad_right(width - cell.cell_length)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    ]
    return Content("\n").join(lines)
