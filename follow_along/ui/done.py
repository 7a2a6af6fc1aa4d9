"""The done screen: what the run came to."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from follow_along.conductor import Conductor
from follow_along.core.player import Action, Phase
from follow_along.core.summary import Line, Summary, minutes, summarise, times
from follow_along.core.words import Side
from follow_along.ui.big_text import BigText
from follow_along.ui.faces import SIDES
from follow_along.ui.hints import hint_line
from follow_along.ui.keys import DONE, bindings, label
from follow_along.ui.table import table


class DoneScreen(Screen[None]):
    """Stops by exercise and side, the longest stretch, one plain sentence."""

    BINDINGS = bindings(DONE)
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (22, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(self, conductor: Conductor, *, badge: str = "") -> None:
        super().__init__()
        self.conductor = conductor
        self._badge = badge

    def compose(self) -> ComposeResult:
        """The sentence first, then the figures behind it."""
        done = self.conductor.player.phase is Phase.DONE
        yield BigText("DONE" if done else "ENDED EARLY", id="outcome", most=2)
        yield Static(id="sentence", markup=False)
        yield Static(id="stretch", markup=False)
        with VerticalScroll(id="figures", can_focus=False):
            yield Static(id="stops", markup=False)
        yield Static(id="last", markup=False)
        yield Static(self._badge, id="badge", markup=False)
        yield Static(id="notice", markup=False)
        close = (label(DONE, "close"), "close")
        correct = (f"{label(DONE, 'plus')} {label(DONE, 'minus')}", "correct the last block")
        yield Static(hint_line((close, correct) if done else (close,)), id="hints")

    def on_mount(self) -> None:
        """Show the figures."""
        self._show()

    def action_press(self, action: str) -> None:
        """Correct the count of the last block."""
        self.conductor.press(Action(action))
        self._show()

    def action_close(self) -> None:
        """Go back to where the session was chosen."""
        self.dismiss()

    def _show(self) -> None:
        summary = summarise(self.conductor.player.record)
        self.query_one("#sentence", Static).update(Content(summary.sentence))
        self.query_one("#stretch", Static).update(Content(_stretch(summary)))
        self.query_one("#last", Static).update(Content(self._last_block()))
        self.query_one("#notice", Static).update(Content(self.conductor.notice() or ""))
        self.query_one("#stops", Static).update(_stops(summary))

    def _last_block(self) -> str:
        row = self.conductor.player.row_at_hand
        if row is None or self.conductor.player.phase is not Phase.DONE:
            return ""
        block = row.block
        side = SIDES[block.side].lower()
        return f"Last block: {block.exercise.name}, {side}: {times(row.count, 'stop')}"


def _stops(summary: Summary) -> Content:
    """A row for each exercise: stops on the left or on both feet, stops on the right, longest."""
    words = ("Exercise", "Left, or both", "Right", "Longest")
    rows = [[Content.styled(word, "$text-muted") for word in words]]
    for name in dict.fromkeys(line.exercise for line in summary.lines):
        lines = {line.side: line for line in summary.lines if line.exercise == name}
        longest = max(line.longest_ms for line in lines.values())
        first = _cell(lines.get(Side.LEFT) or lines.get(Side.BOTH))
        stretch = Content(minutes(longest) if longest else "")
        rows.append([Content(name), first, _cell(lines.get(Side.RIGHT)), stretch])
    return table(rows)


def _cell(line: Line | None) -> Content:
    if line is None:
        return Content("")
    if not line.steady_ms:
        return Content.styled("not done", "$text-muted")
    words = f"{line.count} in {minutes(line.steady_ms)}"
    style = "bold $text-warning" if line.count else "$text-success"
    return Content.assemble(
        (words, style), ("  cut short" if line.unfinished else "", "$text-muted")
    )


def _stretch(summary: Summary) -> str:
    longest = summary.longest
    if longest is None:
        return ""
    side = SIDES[longest.side].lower()
    return (
        f"Longest unbroken stretch in balance: {minutes(longest.longest_ms)} "
        f"({longest.exercise}, {side})."
    )
