"""Escape sequences that set, save and restore the title of the terminal's window."""

from follow_along.core.text import cells, visible

KEEP_TITLE = "\x1b[22;0t"
"""Saves the current title on the terminal's stack."""

RESTORE_TITLE = "\x1b]0;\x07\x1b[23;0t"
"""Restores the saved title; a terminal without a stack is left with an empty title."""

_MOST_CELLS = 80


def set_title(text: str) -> str:
    """Return the escape sequence that sets the title, cut to 80 columns.

    Control characters are made visible, so that no text can end the sequence.
    """
    title = visible(text)
    if cells(title) > _MOST_CELLS:
        while cells(title) >= _MOST_CELLS:
            title = title[:-1]
        title += "…"
    return f"\x1b]0;{title}\x07"
