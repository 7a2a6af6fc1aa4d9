"""The run screen: the blocks of a past run, and when each stop was and how long it lasted."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from follow_along.core.dates import day_text, time_text
from follow_along.core.durations import minutes_text
from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome, Side
from follow_along.core.history.logged_run import LoggedBlock, LoggedInterruption, LoggedRun
from follow_along.core.history.week_ratings import scores_text
from follow_along.core.text import plural
from follow_along.ports import History, HistoryError
from follow_along.ui.keys import RUN, bindings
from follow_along.ui.responsive_screen import HISTORY_STYLES, ResponsiveScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.threaded_read import call_in_thread
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.stop_strip import DONE, LEFT_OUT, MISSING, SIGNS, sign, stop_strip

_STOP_KINDS = {
    InterruptionKind.WOBBLE: "balance lost",
    InterruptionKind.TOUCH: "touched down",
    InterruptionKind.BREAK: "paused, not counted",
    InterruptionKind.SLEEP: "asleep, not counted",
}
_BLOCK_ENDINGS = {
    BlockOutcome.DONE: "",
    BlockOutcome.CUT: "cut short",
    BlockOutcome.RESTARTED: "restarted",
    BlockOutcome.SKIPPED: "skipped",
    None: "unfinished",
}
RUN_ENDINGS = {RunOutcome.DONE: "done", RunOutcome.LEFT: "ended early", None: "unfinished"}


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of the list: the run, a block or a stop."""

    text: Content
    excluded: bool = False
    stop: tuple[int, int] | None = None
    """The attempt of the block and the number of the stop; None for a run or a block."""
    excludable: bool = False
    """Whether the user can exclude it from all totals."""


class RunScreen(ResponsiveScreen[None]):
    """Shows one run. X excludes the run or a single stop from all totals, or includes it again."""

    CSS_PATH = HISTORY_STYLES
    BINDINGS = bindings(RUN)

    def __init__(self, history: History, run_id: str) -> None:
        super().__init__()
        self._history = history
        self._run_id = run_id
        self._run: LoggedRun | None = None
        self._items: list[ListItem] = []

    def compose(self) -> ComposeResult:
        """Compose the title, then the list of blocks and stops."""
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

    def on_resize(self) -> None:
        """Draw the strips anew, as long as the list is now wide."""
        self.call_after_refresh(self._show)

    def on_option_list_option_highlighted(self) -> None:
        """Show what X does to the highlighted item."""
        self._show_hints()

    def action_exclude(self) -> None:
        """Exclude the highlighted run or stop from all totals, or include it again."""
        item = self._highlighted()
        if item is not None and item.excludable:
            self._set_excluded(item)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(RUN))

    def action_close(self) -> None:
        """Return to the list of runs."""
        self.dismiss()

    @work(exclusive=True)
    async def _set_excluded(self, item: ListItem) -> None:
        try:
            await call_in_thread(
                self,
                self._history.set_excluded,
                self._run_id,
                item.stop,
                excluded=not item.excluded,
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
            run = await call_in_thread(self, self._history.run, self._run_id)
        except HistoryError as error:
            notice.show_words(str(error))
            return
        notice.show_words("" if run else "This run is no longer in the log.")
        notice.display = run is None
        self._run = run
        self._show()

    def _show(self) -> None:
        run = self._run
        if run is None:
            return
        self.query_one("#title", ClippedLabel).show_words(run.title)
        when = f"{day_text(run.began)}, {time_text(run.began)}"
        self.query_one("#span", ClippedLabel).show_words(when)
        blocks = self.query_one(OptionList)
        highlighted = blocks.highlighted or 0
        self._items = list(list_items(run, max(10, blocks.content_size.width - 6)))
        blocks.set_options([Option(item.text) for item in self._items])
        blocks.highlighted = highlighted
        blocks.focus()
        self._show_hints()

    def _highlighted(self) -> ListItem | None:
        index = self.query_one(OptionList).highlighted
        return None if index is None or not self._items else self._items[index]

    def _show_hints(self) -> None:
        item = self._highlighted()
        hints = [
            ("↑ ↓", "choose"),
            (self.key_map.label(RUN, "help"), "keys"),
            (self.key_map.label(RUN, "close"), "back"),
        ]
        if item is not None and item.excludable:
            subject = "this stop" if item.stop else "this run"
            effect = f"count {subject} again" if item.excluded else f"leave {subject} out"
            hints.insert(0, (self.key_map.label(RUN, "exclude"), effect))
        self.query_one(Hints).show_words(tuple(hints))


def list_items(run: LoggedRun, columns: int) -> Iterator[ListItem]:
    """Yield the items of a run's list. The stop strips are `columns` wide."""
    count = plural(sum(block.count for block in run.blocks), "stop")
    steady = minutes_text(sum(block.steady_ms or 0 for block in run.blocks))
    summary = f"The whole run: {count} in {steady}, {RUN_ENDINGS[run.outcome]}"
    yield ListItem(_with_exclusion(summary, excluded=run.excluded), run.excluded, excludable=True)
    if run.rating and (scores := scores_text(run.rating)):
        yield ListItem(Content(f"How it was: {scores}"))
    if run.rating and run.rating.note:
        yield ListItem(Content(f"Note: {run.rating.note}"))
    for block in run.blocks:
        yield ListItem(_block_text(block, columns))
        for stop in block.interruptions:
            if stop.kind.balance_lost:
                yield ListItem(
                    _with_exclusion(_stop_text(stop), excluded=stop.excluded),
                    stop.excluded,
                    (block.attempt, stop.number),
                    excludable=not stop.undone,
                )
            else:
                yield ListItem(Content(_stop_text(stop)))


def _with_exclusion(text: str, *, excluded: bool) -> Content:
    return Content.assemble(text, ("  left out" if excluded else "", "bold $text-warning"))


def _block_text(block: LoggedBlock, columns: int) -> Content:
    sets = f", set {block.set_number}" if block.set_number > 1 else ""
    side = "" if block.side is Side.BOTH else f", {block.side}"
    heading = Content.assemble((f"{block.name}{side}{sets}", "bold"))
    facts = []
    if block.steady_ms:
        facts.append(f"{plural(block.count, 'stop')} in {minutes_text(block.steady_ms)}")
    if block.reps_text:
        facts.append(f"{block.reps_text} reps")
    if block.correction:
        facts.append(f"corrected by {block.correction:+}")
    facts.append(_BLOCK_ENDINGS[block.outcome])
    text = Content.assemble(heading, "  ", ", ".join(fact for fact in facts if fact))
    strip = stop_strip(block, columns)
    return Content("\n").join([text, _coloured(strip)]) if strip else text


def _coloured(strip: str) -> Content:
    """Colour a strip: stops brighter than the work between them."""
    styles = {DONE: "$text-muted", MISSING: "$text-muted"}
    return Content.assemble(*((cell, styles.get(cell, "bold $text-warning")) for cell in strip))


def _stop_text(stop: LoggedInterruption) -> str:
    text = _STOP_KINDS[stop.kind]
    if stop.undone:
        text = "undone, not counted"
    elif stop.kind.balance_lost and not stop.counted:
        text += " again within two seconds, not counted"
    lasted = f", {minutes_text(stop.lasted_ms)} long" if stop.lasted_ms else ""
    return f"    {sign(stop)} at {minutes_text(stop.offset_ms)}: {text}{lasted}"


def _legend() -> Content:
    parts = [f"{symbol} {_STOP_KINDS[kind].split(',')[0]}" for kind, symbol in SIGNS.items()]
    return Content("  ".join([*parts, f"{LEFT_OUT} not counted", "· not done"]))
