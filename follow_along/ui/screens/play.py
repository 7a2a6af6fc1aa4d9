"""The play screen: what to do now, on which foot, for how long; and one big key."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import MouseDown
from textual.timer import Timer

from follow_along.conductor import Conductor
from follow_along.core.run.player import Action, Phase
from follow_along.core.view import View
from follow_along.ui.breakpoints import ResponsiveScreen
from follow_along.ui.keys import PLAY, bindings
from follow_along.ui.screens.dialogs import HelpDialog, LeaveDialog
from follow_along.ui.screens.play_content import PlayContent, play_content
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.exercise_figure import ExerciseFigure
from follow_along.ui.widgets.hints import Hints
from follow_along.ui.widgets.progress import Progress

HEARTBEAT_S = 1.0
"""How often the clock is looked at when nothing on the screen would change: the machine may have
slept, or the sound may have something to say."""

NOTICE_S = 12.0
"""How long a notice stays: it is said once, and then the room is wanted for other things."""


class PlayScreen(ResponsiveScreen[None]):
    """One run, from the title card to its end. Dismissed when the run is over."""

    BINDINGS = bindings(PLAY)

    def __init__(self, conductor: Conductor, *, badge: str = "") -> None:
        super().__init__()
        self.conductor = conductor
        self._badge = badge
        """A word on the whole run, such as that it is a rehearsal."""
        self._wake: Timer | None = None
        self._face: PlayContent | None = None

    def compose(self) -> ComposeResult:
        """The places that the faces fill."""
        with Horizontal(id="top"):
            yield ClippedLabel(id="place")
            yield ClippedLabel(self._badge, id="badge")
            yield ClippedLabel(id="left")
        yield BigText(id="heading")
        with Horizontal(id="stage"):
            with Vertical(id="numbers"):
                yield BigText(id="big")
                with Vertical(id="sides"):
                    yield BigText(id="side")
                    yield BigText(id="count")
            with Vertical(id="move"):
                yield ExerciseFigure(id="figure")
                yield BigText(id="tempo")
        # In a part of their own: Textual looks at every widget of a part in which something moves.
        with Vertical(id="foot"):
            yield ClippedLabel(id="line")
            yield ClippedLabel(id="second")
            with Horizontal(id="below"):
                yield ClippedLabel(id="upcoming")
                yield ClippedLabel(id="stops")
            yield Progress(id="progress")
            yield ClippedLabel(id="notice")
        yield Hints(id="hints")

    def on_mount(self) -> None:
        """Show the title card."""
        self.look()

    def on_screen_resume(self) -> None:
        """Go on looking at the clock after a dialog."""
        self.look()

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click anywhere is the big key."""
        event.stop()
        self.action_press(Action.BIG_KEY)

    def action_press(self, action: str) -> None:
        """Hand a key to the conductor; a key without meaning here is let pass."""
        self.conductor.press(Action(action))
        self.look()

    def action_switch(self, setting: str) -> None:
        """Turn a part of the sound off, or on again."""
        self.conductor.switch(setting)
        self.look()

    def action_louder(self, by: int) -> None:
        """Change the volume."""
        self.conductor.louder(by)
        self.look()

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
        """End the run here; what was done is kept."""
        self.conductor.act(Action.LEAVE)
        self.look()

    def _ask(self, dialog: "HelpDialog | LeaveDialog") -> None:
        held = self.conductor.hold_for_a_question()

        def answered(leave: bool | None) -> None:
            if leave:
                self.leave()
            elif held:
                self.conductor.act(Action.BIG_KEY)
                self.look()

        self.app.push_screen(dialog, answered)

    def look(self) -> None:
        """Look at the clock, show what it says, and look again when that will change."""
        if not self.is_mounted or self.app.screen is not self:
            return
        self.conductor.tick()
        if self.conductor.bell_due():
            self.app.bell()
        if self.conductor.over:
            self.dismiss()
            return
        view = self.conductor.view()
        self._show(view)
        move_in = self.query_one(ExerciseFigure).follow(self.conductor)
        self.set_class(move_in is not None, "-figured")
        delay = HEARTBEAT_S if move_in is None else min(HEARTBEAT_S, move_in)
        if view.next_change_s is not None:
            delay = min(delay, self.conductor.wake_in(view.next_change_s))
        if self._wake is not None:
            self._wake.stop()
        self._wake = self.set_timer(max(0.01, delay), self.look)

    def _show(self, view: View) -> None:
        if notice := self.conductor.notice():
            self._tell("notice", notice)
            self.add_class("-noticed")
            self.set_timer(NOTICE_S, lambda: self.remove_class("-noticed"))
        shown = play_content(view, self.conductor.player.timeline.session)
        if shown != self._face:
            self._put(shown)
        self._tell("place", view.position)
        self._tell("left", f"{_silence(self.conductor)}{view.session_left} left")
        self._tell("upcoming", view.upcoming)
        self.query_one(Progress).show(view.progress)

    def _put(self, shown: PlayContent) -> None:
        if self._face is None or shown.css != self._face.css:
            if self._face is not None:
                self.remove_class(self._face.css)
            self.add_class(shown.css)
        self._face = shown
        self.set_class(bool(shown.tempo), "-in-tempo")
        self.set_class(bool(shown.stops), "-counted")
        for place in ("heading", "big", "side", "count", "tempo"):
            self.query_one(f"#{place}", BigText).text = getattr(shown, place)
        for place in ("line", "second", "stops"):
            self._tell(place, getattr(shown, place))
        self.query_one(Hints).tell(shown.hints)

    def _tell(self, place: str, words: str) -> None:
        self.query_one(f"#{place}", ClippedLabel).tell(words)


def _silence(run: Conductor) -> str:
    """Why not all is heard, as long as it is so."""
    if run.player.phase is not Phase.WAITING and not run.audible:
        return "no sound  ·  "
    words = run.settings.words()
    return f"{words}  ·  " if words else ""
