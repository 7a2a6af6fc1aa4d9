"""The play screen: one run, driven by the keys and the clock."""

import asyncio
import math

from textual.app import ComposeResult
from textual.events import Callback, Key, MouseDown
from textual.screen import ModalScreen

from follow_along.conductor import Conductor, FigureFrame, Snapshot
from follow_along.core.run.player import Action, Phase
from follow_along.ui.key_presses import label_of
from follow_along.ui.keys import PLAY, bindings
from follow_along.ui.responsive_screen import ResponsiveScreen, size_classes
from follow_along.ui.screens.play_content import PHASE_CLASSES, PlayContent, play_content
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.exercise_figure import ExerciseFigure
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.large_label import LargeLabel
from follow_along.ui.widgets.pages import PagedLabel
from follow_along.ui.widgets.progress import Progress
from follow_along.ui.widgets.render_cache import CachedHorizontal, CachedVertical, RenderCache
from follow_along.ui.widgets.top_line import TopLine

HEARTBEAT_S = 1.0
"""Seconds between readings of the clock when nothing on the screen changes: the machine may have
slept, or the sound may have a notice."""

LATE_S = 0.05
"""A refresh that is so many seconds behind its time lets waiting keys go first."""

_FOR_KEYS_S = 0.01

NOTICE_S = 12.0
"""Seconds for which a notice is shown."""


class PlayScreen(RenderCache, ResponsiveScreen[None]):
    """Shows one run from the title card to its end. Dismissed when the run is over."""

    BINDINGS = bindings(PLAY)

    def __init__(self, conductor: Conductor, *, badge: str = "") -> None:
        super().__init__()
        self.conductor = conductor
        self._badge = badge
        """A word on the whole run, such as `rehearsal`."""
        self._refresh_timer: asyncio.TimerHandle | None = None
        self._content: PlayContent | None = None
        self._words_change = -math.inf
        """The real seconds at which time alone changes more than the figure."""
        self._notice = ""
        self._notice_ends = -math.inf
        """The real seconds at which the next notice may take the place of this one."""

    def compose(self) -> ComposeResult:
        """Compose a widget for each field of `PlayContent`, named by its id."""
        # The first frame comes a tenth sooner when no class changes after the widgets are styled.
        snapshot = self.conductor.snapshot()
        self.update_classes(size_classes(*self.app.size), update=False)
        content = play_content(snapshot.view, snapshot.session, self.key_map)
        self.update_classes(_style_classes(snapshot, content), update=False)
        yield TopLine(self._badge, id="top")
        yield BigText(id="heading")
        with CachedHorizontal(id="main"):
            with CachedVertical(id="numbers"):
                yield BigText(id="big")
                with CachedVertical(id="side-and-count"):
                    yield BigText(id="side")
                    yield BigText(id="count")
            with CachedVertical(id="exercise"):
                yield ExerciseFigure(id="figure")
                yield BigText(id="tempo")
        # A container of its own, because a change renders all of its container again.
        with CachedVertical(id="footer"):
            yield LargeLabel(id="message")
            yield PagedLabel(id="detail")
            with CachedHorizontal(id="status"):
                yield PagedLabel(id="upcoming")
                yield ClippedLabel(id="stops")
            yield Progress(id="progress")
            yield PagedLabel(id="notice")
        yield Hints(id="hints")

    def on_mount(self) -> None:
        """Show the title card."""
        self.refresh_view()

    def on_screen_resume(self) -> None:
        """Follow the clock again after a dialog has closed."""
        self._words_change = -math.inf
        self.refresh_view()

    def on_unmount(self) -> None:
        """Stop following the clock."""
        self._cancel_refresh()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Treat a click anywhere as the big key."""
        event.stop()
        self.action_press(Action.BIG_KEY)

    def action_press(self, action: str) -> None:
        """Pass an action to the conductor, and show why it does nothing if it is refused."""
        self.conductor.press(Action(action), age_s=self.key_age_s)
        self._show_snapshot()
        self._show_refusal(action)

    def action_switch(self, setting: str) -> None:
        """Turn a part of the sound on or off."""
        self.conductor.switch(setting, age_s=self.key_age_s)
        self._show_snapshot()
        self._show_refusal(f"switch('{setting}')")

    def action_louder(self, by: int) -> None:
        """Change the volume by so many percent."""
        before = self.conductor.settings.volume
        self.conductor.louder(by, age_s=self.key_age_s)
        self._show_snapshot()
        if self.conductor.settings.volume == before:
            self.query_one("#hints", Hints).flash(f"The volume is {before} % already")

    def on_key(self, event: Key) -> None:
        """Say that a key has no meaning here."""
        if label := label_of(event):
            self.query_one("#hints", Hints).flash(f"{label} has no meaning here")

    def _show_refusal(self, action: str) -> None:
        if refusal := self.conductor.refusal:
            label = self.key_map.label(PLAY, action)
            self.query_one("#hints", Hints).flash(f"{label}: {refusal}")

    def action_help(self) -> None:
        """Show the keys while the clock is paused."""
        from follow_along.ui.screens.dialogs import HelpDialog  # noqa: PLC0415 - not at the start

        self._ask(HelpDialog())

    def action_leave(self) -> None:
        """Pause the clock and ask whether to leave. A run not begun is left at once."""
        from follow_along.ui.screens.dialogs import LeaveDialog  # noqa: PLC0415 - not at the start

        if self.conductor.player.phase is Phase.WAITING:
            self.leave()
        else:
            self._ask(LeaveDialog(self.conductor))

    def leave(self) -> None:
        """End the run. The log keeps what was done."""
        self.conductor.act(Action.LEAVE)
        self._show_snapshot()

    def refresh_view(self) -> None:
        """Read the clock, show the run at that moment, and schedule the next refresh."""
        timer, loop = self._refresh_timer, asyncio.get_running_loop()
        if timer is not None and loop.time() - timer.when() > LATE_S:
            # The loop was held up, and keys that were read meanwhile must come first.
            self._refresh_timer = None
            loop.call_later(_FOR_KEYS_S, self._queue_refresh)
        elif self._is_shown:
            slept = self.conductor.tick()
            self._show_snapshot(only_time_passed=not slept)

    @property
    def _is_shown(self) -> bool:
        return self.is_mounted and self.app.screen is self

    def _ask(self, dialog: ModalScreen[bool]) -> None:
        paused = self.conductor.pause_for_dialog(age_s=self.key_age_s)

        def on_answer(leave: bool | None) -> None:
            if leave:
                self.leave()
            elif paused:
                self.conductor.act(Action.BIG_KEY)
                self._show_snapshot()

        self.app.push_screen(dialog, on_answer)

    def _show_snapshot(self, *, only_time_passed: bool = False) -> None:
        """Show the run as it was when the conductor last read the clock."""
        if not self._is_shown:
            return
        if only_time_passed and self.conductor.read_at < self._words_change:
            self._show_frame(self.conductor.figure_frame())
            return
        snapshot = self.conductor.snapshot()
        if self.conductor.bell_due():
            self.app.bell()
        if snapshot.over:
            self.dismiss()
            return
        self._show(snapshot)
        words_change_in = min(HEARTBEAT_S, snapshot.view_changes_in or HEARTBEAT_S)
        self._words_change = snapshot.read_at + words_change_in
        self._show_frame(snapshot.frame)

    def _show_frame(self, frame: FigureFrame) -> None:
        """Show the figure, and refresh the view when it changes, or the words do."""
        figure_changes_in = self.query_one("#figure", ExerciseFigure).show_frame(frame)
        self._refresh_in(min(self._words_change - self.conductor.read_at, figure_changes_in))

    def _refresh_in(self, seconds: float) -> None:
        """Refresh the view in `seconds`."""
        # A timer of Textual is a task; five tasks a second cost half as much as drawing the figure.
        self._cancel_refresh()
        loop = asyncio.get_running_loop()
        self._refresh_timer = loop.call_later(max(0.01, seconds), self._queue_refresh)

    def _queue_refresh(self) -> None:
        # `call_later` makes a new callable, whose parameters Textual counts each time.
        self.post_message(Callback(callback=self.refresh_view))

    def _cancel_refresh(self) -> None:
        if self._refresh_timer is not None:
            self._refresh_timer.cancel()

    def _show(self, snapshot: Snapshot) -> None:
        view = snapshot.view
        content = play_content(view, snapshot.session, self.key_map)
        classes = _style_classes(snapshot, content)
        at = snapshot.read_at
        if at >= self._notice_ends:
            self._notice = self.conductor.notice() or ""
            self._notice_ends = at + NOTICE_S if self._notice else at
        classes["-noticed"] = bool(self._notice)
        # One update for all classes, because each update computes the styles of every widget again.
        self.update_classes(classes, animate=False)
        if content != self._content:
            self._show_content(content)
        self.query_one("#top", TopLine).show_words(
            view.position, f"{_sound_text(snapshot)}{view.session_left} left"
        )
        self.query_one("#heading", BigText).show_words(content.heading, at)
        # Few rows have no place for the detail, and the dose is what matters of it.
        dose = view.dose if self.has_class("-flat") else ""
        message = " · ".join(filter(None, (dose, content.message)))
        paged = (message, content.detail, view.upcoming, self._notice)
        for name, words in zip(("message", "detail", "upcoming", "notice"), paged, strict=True):
            self.query_one(f"#{name}", PagedLabel).show_words(words, at)
        self.query_one("#progress", Progress).show(view.progress)

    def _show_content(self, content: PlayContent) -> None:
        self._content = content
        for name in ("big", "side", "count", "tempo"):
            self.query_one(f"#{name}", BigText).text = getattr(content, name)
        self.query_one("#stops", ClippedLabel).show_words(content.stops)
        self.query_one("#hints", Hints).show_words(content.hints)


def _sound_text(snapshot: Snapshot) -> str:
    """Return which sounds are off or softer, as text; empty where everything is heard."""
    if snapshot.view.phase is not Phase.WAITING and not snapshot.audible:
        return "no sound  ·  "
    text = snapshot.settings.words()
    return f"{text}  ·  " if text else ""


def _style_classes(snapshot: Snapshot, content: PlayContent) -> dict[str, bool]:
    """The style classes of the screen: True for those that apply."""
    return {name: name == content.css for name in PHASE_CLASSES} | {
        "-figured": snapshot.frame.figure is not None,
        "-in-tempo": bool(content.tempo),
        "-counted": bool(content.stops),
        "-worded": bool(content.message),
    }
