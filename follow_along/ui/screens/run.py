"""The run screen: block by block, where each stop fell and how long it lasted."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from follow_along.core.durations import minutes_text
from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.text import plural
from follow_along.ports import History, HistoryError
from follow_along.ui.breakpoints import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.dates import day_text, time_text
from follow_along.ui.keys import RUN, bindings, label
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.play_content import SIDES
from follow_along.ui.threaded_read import read_for
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.stop_strip import DONE, LEFT_OUT, MISSING, SIGNS, sign, stop_strip

_STOPS = {
    InterruptionKind.WOBBLE: "balance lost",
    InterruptionKind.TOUCH: "touched down",
    InterruptionKind.BREAK: "paused, not counted",
    InterruptionKind.SLEEP: "asleep, not counted",
}
_ENDINGS = {
    BlockOutcome.DONE: "",
    BlockOutcome.CUT: "cut short",
    BlockOutcome.RESTARTED: "restarted",
    BlockOutcome.SKIPPED: "skipped",
    None: "never closed",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: the run, a block, or a stop. A block alone cannot be marked."""

    words: Content
    left_out: bool = False
    stop: tuple[int, int] | None = None
    """The block's row and the stop's number."""
    markable: bool = False


class RunScreen(ResponsiveScreen[None]):
    """One run; the run or a single stop can be left out of every figure, and brought back."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(RUN)

    def __init__(self, history: History, run_id: str) -> None:
        super().__init__()
        self._history = history
        self._run_id = run_id
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """The run's head, then its blocks and stops."""
        with Horizontal(id="top"):
            yield ClippedLabel(id="title")
            yield ClippedLabel(id="span")
        yield ClippedLabel(id="notice")
        yield OptionList(id="blocks")
        yield ClippedLabel(_legend(), id="legend")
        yield Hints(id="hints")

    def on_mount(self) -> None:
        """Read the run."""
        self._load()

    def on_option_list_option_highlighted(self) -> None:
        """Say what the key does here."""
        self._show_hints()

    def action_mark(self) -> None:
        """Leave the chosen run or stop out, or count it again."""
        entry = self._chosen()
        if entry is not None and entry.markable:
            self._mark(entry)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(RUN))

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss()

    @work(exclusive=True)
    async def _mark(self, entry: Entry) -> None:
        try:
            await read_for(
                self,
                self._history.set_excluded,
                self._run_id,
                entry.stop,
                excluded=not entry.left_out,
            )
        except HistoryError as error:
            notice = self.query_one("#notice", ClippedLabel)
            notice.show_words(str(error))
            notice.display = True
        else:
            await self._read()

    @work(exclusive=True)
    async def _load(self) -> None:
        await self._read()

    async def _read(self) -> None:
        notice = self.query_one("#notice", ClippedLabel)
        try:
            run = await read_for(self, self._history.run, self._run_id)
        except HistoryError as error:
            notice.show_words(str(error))
            return
        notice.show_words("" if run else "This run is no longer in the log.")
        notice.display = run is None
        if run is not None:
            self._show(run)

    def _show(self, run: LoggedRun) -> None:
        self.query_one("#title", ClippedLabel).show_words(run.title)
        when = f"{day_text(run.began)}, {time_text(run.began)}"
        self.query_one("#span", ClippedLabel).show_words(when)
        blocks = self.query_one(OptionList)
        place = blocks.highlighted or 0
        self._entries = list(entries(run, max(10, blocks.content_size.width - 6)))
        blocks.set_options([Option(entry.words) for entry in self._entries])
        blocks.highlighted = place
        blocks.focus()
        self._show_hints()

    def _chosen(self) -> Entry | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None or not self._entries else self._entries[place]

    def _show_hints(self) -> None:
        entry = self._chosen()
        hints = [("↑ ↓", "choose"), (label(RUN, "help"), "keys"), (label(RUN, "close"), "back")]
        if entry is not None and entry.markable:
            thing = "this stop" if entry.stop else "this run"
            does = f"count {thing} again" if entry.left_out else f"leave {thing} out"
            hints.insert(0, (label(RUN, "mark"), does))
        self.query_one(Hints).show_words(tuple(hints))


def entries(run: LoggedRun, columns: int) -> Iterator[Entry]:
    """The lines of a run's list; strips are `columns` wide."""
    ending = "done" if run.outcome is RunOutcome.DONE else "ended early"
    count = plural(sum(block.count for block in run.blocks), "stop")
    steady = minutes_text(sum(block.steady_ms or 0 for block in run.blocks))
    words = f"The whole run: {count} in {steady}, {ending}"
    yield Entry(_marked(words, left_out=run.excluded), run.excluded, markable=True)
    for block in run.blocks:
        yield Entry(_block(block, columns))
        for stop in block.interruptions:
            if stop.kind.balance_lost:
                yield Entry(
                    _marked(_stop(stop), left_out=stop.excluded),
                    stop.excluded,
                    (block.attempt, stop.number),
                    markable=not stop.undone,
                )
            else:
                yield Entry(Content(_stop(stop)))


def _marked(words: str, *, left_out: bool) -> Content:
    return Content.assemble(words, ("  left out" if left_out else "", "bold $text-warning"))


def _block(block: LoggedBlock, columns: int) -> Content:
    sets = f", set {block.set_number}" if block.set_number > 1 else ""
    head = Content.assemble((f"{block.name}, {SIDES[block.side].lower()}{sets}", "bold"))
    facts = []
    if block.steady_ms:
        facts.append(f"{plural(block.count, 'stop')} in {minutes_text(block.steady_ms)}")
    if block.correction:
        facts.append(f"{block.correction:+} by hand")
    facts.append(_ENDINGS[block.outcome])
    words = Content.assemble(head, "  ", ", ".join(fact for fact in facts if fact))
    line = stop_strip(block, columns)
    return Content("\n").join([words, _coloured(line)]) if line else words


def _coloured(line: str) -> Content:
    """A strip with its stops brighter than the work between them."""
    styles = {DONE: "$text-muted", MISSING: "$text-muted"}
    return Content.assemble(*((cell, styles.get(cell, "bold $text-warning")) for cell in line))


def _stop(stop: LoggedInterruption) -> str:
    words = _STOPS[stop.kind]
    if stop.undone:
        words = "undone, not counted"
    elif not stop.counted:
        words += " again within two seconds, not counted"
    lasted = f", {minutes_text(stop.lasted_ms)} long" if stop.lasted_ms else ""
    return f"    {sign(stop)} at {minutes_text(stop.offset_ms)}: {words}{lasted}"


def _legend() -> Content:
    parts = [f"{mark} {_STOPS[kind].split(',')[0]}" for kind, mark in SIGNS.items()]
    return Content("  ".join([*parts, f"{LEFT_OUT} not counted", "· not done"]))
