"""The play screen: what to do now, on which foot, for how long; and one big key."""

import asyncio
import math

from textual.app import ComposeResult
from textual.events import MouseDown

from follow_along.conductor import Conductor, Snapshot
from follow_along.core.run.player import Action, Phase
from follow_along.ui.breakpoints import ResponsiveScreen
from follow_along.ui.keys import PLAY, bindings
from follow_along.ui.screens.dialogs import HelpDialog, LeaveDialog
from follow_along.ui.screens.play_content import PHASE_CLASSES, PlayContent, play_content
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.exercise_figure import ExerciseFigure
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.progress import Progress
from follow_along.ui.widgets.render_cache import CachedHorizontal, CachedVertical, RenderCache
from follow_along.ui.widgets.top_line import TopLine

HEARTBEAT_S = 1.0
"""How often the clock is read when nothing on the screen would change: the machine may have slept,
or the sound may have a notice."""

NOTICE_S = 12.0
"""How long a notice stays."""


class PlayScreen(RenderCache, ResponsiveScreen[None]):
    """One run, from the title card to its end. Dismissed when the run is over."""

    BINDINGS = bindings(PLAY)

    def __init__(self, conductor: Conductor, *, badge: str = "") -> None:
        super().__init__()
        self.conductor = conductor
        self._badge = badge
        """Words on the whole run, such as that it is a rehearsal."""
        self._wake: asyncio.TimerHandle | None = None
        self._content: PlayContent | None = None

    def compose(self) -> ComposeResult:
        """Where the words of `PlayContent` stand, each under its own name."""
        yield TopLine(self._badge, id="top")
        yield BigText(id="heading")
        with CachedHorizontal(id="stage"):
            with CachedVertical(id="numbers"):
                yield BigText(id="big")
                with CachedVertical(id="sides"):
                    yield BigText(id="side")
                    yield BigText(id="count")
            with CachedVertical(id="exercise"):
                yield ExerciseFigure(id="figure")
                yield BigText(id="tempo")
        # In a container of its own: Textual renders all of a container in which something changes.
        with CachedVertical(id="foot"):
            yield ClippedLabel(id="line")
            yield ClippedLabel(id="second")
            with CachedHorizontal(id="below"):
                yield ClippedLabel(id="upcoming")
                yield ClippedLabel(id="stops")
            yield Progress(id="progress")
            yield ClippedLabel(id="notice")
        yield Hints(id="hints")

    def on_mount(self) -> None:
        """Show the title card."""
        self.refresh_view()

    def on_screen_resume(self) -> None:
        """Follow the clock again after a dialog."""
        self.refresh_view()

    def on_unmount(self) -> None:
        """Follow the clock no more."""
        self._stop_waiting()

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click anywhere is the big key."""
        event.stop()
        self.action_press(Action.BIG_KEY)

    def action_press(self, action: str) -> None:
        """Hand a key to the conductor; a key without meaning here changes nothing."""
        self.conductor.press(Action(action))
        self._show_moment()

    def action_switch(self, setting: str) -> None:
        """Turn a part of the sound off or on."""
        self.conductor.switch(setting)
        self._show_moment()

    def action_louder(self, by: int) -> None:
        """Change the volume by so many percent."""
        self.conductor.louder(by)
        self._show_moment()

    def action_help(self) -> None:
        """Show the keys, with the clock held."""
        self._ask(HelpDialog())

    def action_leave(self) -> None:
        """Ask whether to leave, with the clock held; a run not begun is left at once."""
        if self.conductor.player.phase is Phase.WAITING:
            self.leave()
        else:
            self._ask(LeaveDialog())

    def leave(self) -> None:
        """End the run here; what was done stays in the log."""
        self.conductor.act(Action.LEAVE)
        self._show_moment()

    def refresh_view(self) -> None:
        """Read the clock, show what it says, and do so again when that will change."""
        if self._is_shown:
            self.conductor.tick()
            self._show_moment()

    @property
    def _is_shown(self) -> bool:
        return self.is_mounted and self.app.screen is self

    def _ask(self, dialog: "HelpDialog | LeaveDialog") -> None:
        held = self.conductor.pause_for_dialog()

        def answered(leave: bool | None) -> None:
            if leave:
                self.leave()
            elif held:
                self.conductor.act(Action.BIG_KEY)
                self._show_moment()

        self.app.push_screen(dialog, answered)

    def _show_moment(self) -> None:
        """Show the moment at which the conductor last read the clock."""
        if not self._is_shown:
            return
        snapshot = self.conductor.snapshot()
        if self.conductor.bell_due():
            self.app.bell()
        if snapshot.over:
            self.dismiss()
            return
        figure_changes_in = self.query_one("#figure", ExerciseFigure).show_snapshot(snapshot)
        self._show(snapshot, figured=figure_changes_in is not None)
        changes = (HEARTBEAT_S, snapshot.view_changes_in, figure_changes_in)
        self._wait(min(math.inf if seconds is None else seconds for seconds in changes))

    def _wait(self, seconds: float) -> None:
        """Refresh the view in so many seconds."""
        # A timer of Textual's own is a task: five new ones a second are half the cost of a figure.
        self._stop_waiting()
        loop = asyncio.get_running_loop()
        self._wake = loop.call_later(max(0.01, seconds), self.call_later, self.refresh_view)

    def _stop_waiting(self) -> None:
        if self._wake is not None:
            self._wake.cancel()

    def _show(self, snapshot: Snapshot, *, figured: bool) -> None:
        view = snapshot.view
        content = play_content(view, snapshot.session)
        classes = {name: name == content.css for name in PHASE_CLASSES}
        classes |= {
            "-figured": figured,
            "-in-tempo": bool(content.tempo),
            "-counted": bool(content.stops),
        }
        if notice := self.conductor.notice():
            self._show_words("notice", notice)
            classes["-noticed"] = True
            self.set_timer(NOTICE_S, lambda: self.remove_class("-noticed"))
        # All at once: each change of classes has the styles of every widget worked out again.
        self.update_classes(classes, animate=False)
        if content != self._content:
            self._put(content)
        self.query_one("#top", TopLine).show_words(
            view.position, f"{_silence(snapshot)}{view.session_left} left"
        )
        self._show_words("upcoming", view.upcoming)
        self.query_one("#progress", Progress).show(view.progress)

    def _put(self, content: PlayContent) -> None:
        self._content = content
        for name in ("heading", "big", "side", "count", "tempo"):
            self.query_one(f"#{name}", BigText).text = getattr(content, name)
        for name in ("line", "second", "stops"):
            self._show_words(name, getattr(content, name))
        self.query_one("#hints", Hints).show_words(content.hints)

    def _show_words(self, name: str, words: str) -> None:
        self.query_one(f"#{name}", ClippedLabel).show_words(words)


def _silence(snapshot: Snapshot) -> str:
    """Why not all is heard, as long as it is so."""
    if snapshot.view.phase is not Phase.WAITING and not snapshot.audible:
        return "no sound  ·  "
    words = snapshot.settings.words()
    return f"{words}  ·  " if words else ""
