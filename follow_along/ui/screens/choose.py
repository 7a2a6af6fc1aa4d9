"""The choose screen: which session today."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from follow_along.core.durations import clock_text
from follow_along.core.session_list import ListedSession
from follow_along.core.sessions.timeline import build_timeline
from follow_along.ui.breakpoints import ResponsiveScreen
from follow_along.ui.keys import CHOOSE, PLAY, bindings, label
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.services import AppServices
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints


class ChooseScreen(ResponsiveScreen[ListedSession | None]):
    """Lists the sessions; dismissed with the one chosen, or with nothing."""

    BINDINGS = bindings(CHOOSE)

    def __init__(self, services: AppServices) -> None:
        super().__init__()
        self._services = services
        self._choices: tuple[ListedSession, ...] = ()

    def compose(self) -> ComposeResult:
        """The list above, what the chosen one holds below."""
        yield ClippedLabel("follow-along", id="title")
        yield OptionList(id="sessions")
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="details", markup=False)
        yield Hints(
            (label(CHOOSE, "play"), "play"),
            ("↑ ↓", "choose"),
            (label(CHOOSE, "history"), "history"),
            (label(CHOOSE, "help"), "keys"),
            (label(CHOOSE, "quit"), "leave"),
            id="hints",
        )

    def on_mount(self) -> None:
        """Show what there is."""
        self._fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the session under the cursor holds."""
        if event.option.id is not None:
            details = _details(self._choices[int(event.option.id)])
            self.query_one("#details", Static).update(details)
            self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Play the session that was clicked."""
        self.action_play()

    def action_play(self) -> None:
        """Play the session under the cursor; one with a mistake in it says so instead."""
        highlighted = self.query_one(OptionList).highlighted_option
        if highlighted is None or highlighted.id is None:
            return
        listed = self._choices[int(highlighted.id)]
        if listed.session is None:
            self.notify(listed.problem, title="This cannot be played")
            return
        self.dismiss(listed)

    def action_history(self) -> None:
        """Open the history. A run may be marked there, which may change what is suggested."""
        from follow_along.ui.screens.history import HistoryScreen  # noqa: PLC0415 - few keys lead there

        self.app.push_screen(HistoryScreen(self._services.history), lambda _: self._fill())

    def action_help(self) -> None:
        """Show the keys of a session."""
        self.app.push_screen(HelpDialog(PLAY))

    def action_quit(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def _fill(self) -> None:
        """List the sessions as they stand now, and start at the one to do next."""
        self._choices = tuple(self._services.listed_sessions())
        sessions = self.query_one(OptionList)
        sessions.set_options(_options(self._choices))
        suggested = [str(i) for i, listed in enumerate(self._choices) if listed.suggested]
        if suggested:
            sessions.highlighted = sessions.get_option_index(suggested[0])
        sessions.focus()


def _options(listed_sessions: tuple[ListedSession, ...]) -> Iterator[Option]:
    programme = None
    for number, listed in enumerate(listed_sessions):
        if listed.programme != programme:
            programme = listed.programme
            yield Option(_heading(programme), disabled=True)
        yield Option(_row(listed), id=str(number))


def _heading(programme: str) -> Content:
    words = programme.replace("-", " ").capitalize() if programme else "Other sessions"
    return Content.styled(words, "bold $text-muted")


def _row(listed: ListedSession) -> Content:
    if listed.session is None:
        return Content.assemble(
            f"  {'-':>7}  ", (listed.name, "bold"), ("   cannot be played", "$text-error")
        )
    mark = "▶" if listed.suggested else " "
    timeline = build_timeline(listed.session)
    length = f"{clock_text(timeline.total_ms)}{'+' if timeline.waits_for_key else ''}"
    return Content.assemble(
        f"{mark} {length:>7}  ",
        (listed.session.title, "bold"),
        ("   " + (listed.last_done or ("next" if listed.suggested else "")), "$text-muted"),
        ("   yours" if listed.origin == "yours" else "", "$text-muted"),
    )


def _details(listed: ListedSession) -> Content:
    session = listed.session
    if session is None:
        return Content(listed.problem)
    parts = []
    if listed.suggested:
        parts.append("Suggested next.")
    if listed.times_done:
        times = "once" if listed.times_done == 1 else f"{listed.times_done} times"
        parts.append(f"Done {times}, last {listed.last_done}.")
    lines = [" ".join(parts)] if parts else []
    lines.append(" · ".join(exercise.name for exercise in session.exercises))
    if session.kit:
        lines.append(f"You need: {', '.join(session.kit)}")
    lines += [line for line in (session.safety, session.about) if line]
    return Content("\n\n".join(lines))
