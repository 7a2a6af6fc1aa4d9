"""Text for a spreadsheet or a terminal: no cell can act as a formula or as a control sequence."""

from follow_along.core.text import visible

_FORMULA_STARTS = ("=", "+", "-", "@")


def spreadsheet_cell(value: str | float | None) -> str:
    """A value as the text of a cell; empty for None."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    text = visible(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
