"""The choose screen: the list of sessions."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from follow_along.core.durations import clock_text
from follow_along.core.session_list import ListedSession
from follow_along.core.sessions.timeline import build_timeline
from follow_along.ui.keys import CHOOSE, PLAY, bindings, label
from follow_along.ui.responsive_screen import ResponsiveScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.services import AppServices
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints


class ChooseScreen(ResponsiveScreen[ListedSession | None]):
    """Lists the sessions. Dismissed with the chosen one, or with None to leave."""

    BINDINGS = bindings(CHOOSE)

    def __init__(self, services: AppServices) -> None:
        super().__init__()
        self._services = services
        self._listed_sessions: tuple[ListedSession, ...] = ()

    def compose(self) -> ComposeResult:
        """Compose the list, and below it the details of the highlighted session."""
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
        """List the sessions."""
        self._list_sessions()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the details of the highlighted session."""
        if event.option.id is not None:
            details = _details(self._listed_sessions[int(event.option.id)])
            self.query_one("#details", Static).update(details)
            self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Play the clicked session."""
        self.action_play()

    def action_play(self) -> None:
        """Play the highlighted session, or show the mistakes in its file."""
        highlighted = self.query_one(OptionList).highlighted_option
        if highlighted is None or highlighted.id is None:
            return
        listed = self._listed_sessions[int(highlighted.id)]
        if listed.session is None:
            self.notify(listed.problem, title="This cannot be played")
            return
        self.dismiss(listed)

    def action_history(self) -> None:
        """Open the history. A run left out there may change the suggestion."""
        from follow_along.ui.screens.history import HistoryScreen  # noqa: PLC0415 - few keys lead there

        self.app.push_screen(HistoryScreen(self._services.history), lambda _: self._list_sessions())

    def action_help(self) -> None:
        """Show the keys of the play screen."""
        self.app.push_screen(HelpDialog(PLAY))

    def action_quit(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)

    def _list_sessions(self) -> None:
        """List the sessions anew and highlight the suggested one."""
        self._listed_sessions = tuple(self._services.listed_sessions())
        sessions = self.query_one(OptionList)
        sessions.set_options(_options(self._listed_sessions))
        for number, listed in enumerate(self._listed_sessions):
            if listed.suggested:
                sessions.highlighted = sessions.get_option_index(str(number))
        sessions.focus()


def _options(listed_sessions: tuple[ListedSession, ...]) -> Iterator[Option]:
    programme = None
    for number, listed in enumerate(listed_sessions):
        if listed.programme != programme:
            programme = listed.programme
            yield Option(_heading(programme), disabled=True)
        yield Option(_session_line(listed), id=str(number))


def _heading(programme: str) -> Content:
    text = programme.replace("-", " ").capitalize() if programme else "Other sessions"
    return Content.styled(text, "bold $text-muted")


def _session_line(listed: ListedSession) -> Content:
    if listed.session is None:
        return Content.assemble(
            f"  {'-':>7}  ", (listed.name, "bold"), ("   cannot be played", "$text-error")
        )
    marker = "▶" if listed.suggested else " "
    timeline = build_timeline(listed.session)
    length = f"{clock_text(timeline.total_ms)}{'+' if timeline.waits_for_key else ''}"
    return Content.assemble(
        f"{marker} {length:>7}  ",
        (listed.session.title, "bold"),
        ("   " + (listed.last_done or ("next" if listed.suggested else "")), "$text-muted"),
        ("   yours" if listed.origin == "yours" else "", "$text-muted"),
    )


def _details(listed: ListedSession) -> Content:
    session = listed.session
    if session is None:
        return Content(listed.problem)
    progress = []
    if listed.suggested:
        progress.append("Suggested next.")
    if listed.times_done:
        times = "once" if listed.times_done == 1 else f"{listed.times_done} times"
        progress.append(f"Done {times}, last {listed.last_done}.")
    paragraphs = [" ".join(progress)] if progress else []
    paragraphs.append(" · ".join(exercise.name for exercise in session.all_exercises))
    if session.kit:
        paragraphs.append(f"You need: {', '.join(session.kit)}")
    paragraphs += [text for text in (session.safety, session.about) if text]
    return Content("\n\n".join(paragraphs))
