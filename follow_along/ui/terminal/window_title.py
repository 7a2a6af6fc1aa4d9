"""The title of the terminal's window: what is played, as long as the program is on."""

from follow_along.core.text import cells, visible

KEEP_TITLE = "\x1b[22;0t"
"""Has the terminal remember the title it has."""

RESTORE_TITLE = "\x1b]0;\x07\x1b[23;0t"
"""Has the terminal take up that title again; one that remembers none is left without."""

_MOST_CELLS = 80


def set_title(words: str) -> str:
    """What to send to the terminal so that its window is called `words`.

    Made visible, so that nothing in them can end the title and begin something else, and cut at 80
    columns.
    """
    title = visible(words)
    if cells(title) > _MOST_CELLS:
        while cells(title) >= _MOST_CELLS:
            title = title[:-1]
        title += "…"
    return f"\x1b]0;{title}\x07"
