"""The widget for the history grid, with a cursor over its tracks and weeks."""

from textual.content import Content
from textual.events import MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from follow_along.core.history.totals import Grid
from follow_along.ui.widgets.grid_picture import Cursor, picture
from follow_along.ui.widgets.grid_tracks import ExerciseTrack, Track, tracks


class HistoryGrid(Widget):
    """Shows as much of a grid as fits around the cursor."""

    cursor: reactive[Cursor] = reactive(Cursor(0, 0))
    split_sides: reactive[bool] = reactive(False)
    """Whether each side has a line of its own."""

    class Moved(Message):
        """Posted when the cursor moves or the grid changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.grid = Grid((), {}, ())
        self.lines: tuple[Track, ...] = ()

    def show(self, grid: Grid) -> None:
        """Show another grid, with the cursor on the same exercise and the last week."""
        before = self.lines[self.cursor.track] if self.lines else None
        self.grid = grid
        self._set_lines(before, len(grid.weeks) - 1)

    def watch_split_sides(self) -> None:
        """Rebuild the lines and keep the cursor on its exercise."""
        if self.lines:
            self._set_lines(self.lines[self.cursor.track], self.cursor.week)

    def watch_cursor(self) -> None:
        """Post `Moved`."""
        self.post_message(self.Moved())

    def move(self, tracks_down: int, weeks_later: int) -> None:
        """Move the cursor within the grid."""
        if self.lines:
            self.cursor = Cursor(
                max(0, min(len(self.lines) - 1, self.cursor.track + tracks_down)),
                max(0, min(len(self.grid.weeks) - 1, self.cursor.week + weeks_later)),
            )

    @property
    def chosen(self) -> tuple[Track, int] | None:
        """The line and week under the cursor; None while the grid is empty."""
        if not self.lines:
            return None
        return self.lines[self.cursor.track], self.grid.weeks[self.cursor.week]

    def render(self) -> Content:
        """Return the grid around the cursor."""
        if not self.lines:
            return Content("")
        columns, rows = self.content_size
        return Content("\n").join(picture(self.grid, self.lines, self.cursor, columns, rows))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move the cursor down."""
        event.stop()
        self.move(1, 0)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move the cursor up."""
        event.stop()
        self.move(-1, 0)

    def _set_lines(self, before: Track | None, week: int) -> None:
        self.lines = tracks(self.grid, split_sides=self.split_sides)
        same = (index for index, line in enumerate(self.lines) if before and line.is_same(before))
        # At first on an exercise: what was counted comes before how it was.
        exercises = (n for n, line in enumerate(self.lines) if isinstance(line, ExerciseTrack))
        self.set_reactive(HistoryGrid.cursor, Cursor(next(same, next(exercises, 0)), max(0, week)))
        self.watch_cursor()
        self.refresh()
