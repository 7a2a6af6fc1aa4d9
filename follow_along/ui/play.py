"""The play screen: what to do now, on which foot, for how long; and one big key."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import MouseDown
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import ProgressBar, Static

from follow_along.conductor import Conductor
from follow_along.core.player import Action, Phase
from follow_along.ui.big_text import BigText
from follow_along.ui.dialogs import HelpDialog, LeaveDialog
from follow_along.ui.faces import Face, face
from follow_along.ui.hints import hint_line
from follow_along.ui.keys import PLAY, bindings

HEARTBEAT_S = 0.5
"""How often the clock is looked at when nothing on the screen would change: the machine may have
slept, or the sound may have something to say."""

NOTICE_S = 12.0
"""How long a notice stays: it is said once, and then the room is wanted for other things."""


class PlayScreen(Screen[None]):
    """One run, from the title card to its end. Dismissed when the run is over."""

    BINDINGS = bindings(PLAY)
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-tall"), (36, "-towering")]  # noqa: RUF012 - Textual's own form
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012

    def __init__(self, conductor: Conductor, *, badge: str = "") -> None:
        super().__init__()
        self.conductor = conductor
        self._badge = badge
        """A word on the whole run, such as that it is a rehearsal."""
        self._wake: Timer | None = None
        self._face: Face | None = None

    def compose(self) -> ComposeResult:
        """The places that the faces fill."""
        with Horizontal(id="top"):
            yield Static(id="place", markup=False)
            yield Static(self._badge, id="badge", markup=False)
            yield Static(id="left", markup=False)
        yield BigText(id="heading", most=1)
        yield BigText(id="big")
        yield BigText(id="side", most=3)
        yield Static(id="line", markup=False)
        yield Static(id="second", markup=False)
        with Horizontal(id="below"):
            yield Static(id="upcoming", markup=False)
            yield Static(id="stops", markup=False)
        yield ProgressBar(total=1.0, show_percentage=False, show_eta=False, id="progress")
        yield Static(id="notice", markup=False)
        yield Static(id="hints", markup=False)

    def on_mount(self) -> None:
        """Show the title card."""
        self.look()

    def on_screen_resume(self) -> None:
        """Go on looking at the clock after a dialog."""
        self.look()

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click anywhere is the big key."""
        event.stop()
        self.action_press(Action.BALANCE)

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
                self.conductor.act(Action.BALANCE)
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
        self._show()
        wake_in = self.conductor.wake_in()
        if self._wake is not None:
            self._wake.stop()
        delay = HEARTBEAT_S if wake_in is None else min(HEARTBEAT_S, wake_in)
        self._wake = self.set_timer(max(0.01, delay), self.look)

    def _show(self) -> None:
        view = self.conductor.view()
        notice = self.conductor.notice()
        if notice:
            self._say("notice", notice)
            self.add_class("-noticed")
            self.set_timer(NOTICE_S, lambda: self.remove_class("-noticed"))
        shown = face(view, self.conductor.player.timeline.session)
        if shown != self._face:
            self._put(shown)
        self._say("place", view.place)
        self._say("left", f"{self._silence()}{view.left} left")
        self._say("upcoming", view.upcoming)
        self.query_one("#progress", ProgressBar).update(progress=view.progress)

    def _silence(self) -> str:
        """Why not all is heard, as long as it is so."""
        begun = self.conductor.player.phase is not Phase.WAITING
        if begun and not self.conductor.audible:
            return "no sound  ·  "
        words = self.conductor.settings.words()
        return f"{words}  ·  " if words else ""

    def _put(self, shown: Face) -> None:
        if self._face is None or shown.css != self._face.css:
            if self._face is not None:
                self.remove_class(self._face.css)
            self.add_class(shown.css)
        self._face = shown
        self.query_one("#heading", BigText).text = shown.heading
        self.query_one("#big", BigText).text = shown.big
        self.query_one("#side", BigText).text = shown.side
        for place in ("line", "second", "stops"):
            self._say(place, getattr(shown, place))
        hints = hint_line(shown.hints)
        self.query_one("#hints", Static).update(hints)

    def _say(self, place: str, words: str) -> None:
        static = self.query_one(f"#{place}", Static)
        if str(static.content) != words:
            static.update(Content(words))
