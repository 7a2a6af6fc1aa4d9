"""The choose screen: the list of sessions."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from follow_along.core.listed_session import ListedSession, Listing
from follow_along.core.session_list import due_words
from follow_along.core.sessions.timeline import build_timeline
from follow_along.ui.keys import CHOOSE, bindings
from follow_along.ui.responsive_screen import ResponsiveScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.services import AppServices, Edited
from follow_along.ui.threaded_read import call_in_thread
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from follow_along.ui.base_app import BaseApp

_OLD_KEY_S = 1.0
"""A key that was read so long ago was pressed before the list was shown."""


class ChooseScreen(ResponsiveScreen[ListedSession | None]):
    """Lists the sessions. Dismissed with the chosen one, or with None to leave."""

    CSS_PATH = "../styles/choose.tcss"
    BINDINGS = bindings(CHOOSE)

    def __init__(self, services: AppServices) -> None:
        super().__init__()
        self._services = services
        self._lines: dict[str, _Line] = {}
        """The lines of the list by the paths of their sessions."""
        self._cursor: str = ""
        """The path of the session that the cursor is shown at."""
        self._suggested: str = ""
        self._listing: Listing | None = None

    def compose(self) -> ComposeResult:
        """Compose the list, and below it the details of the highlighted session."""
        yield ClippedLabel("follow-along", id="title")
        yield OptionList(id="sessions")
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="details", markup=False)
        yield Hints(
            (self.key_map.label(CHOOSE, "play"), "play"),
            ("↑ ↓", "choose"),
            (self.key_map.label(CHOOSE, "edit"), "edit"),
            (self.key_map.label(CHOOSE, "history"), "history"),
            (self.key_map.label(CHOOSE, "help"), "keys"),
            (self.key_map.label(CHOOSE, "quit"), "leave"),
            id="hints",
        )

    def on_mount(self) -> None:
        """List the sessions."""
        self._list_sessions()

    def on_resize(self) -> None:
        """Fit the headings to the width."""
        if self._listing:
            self._show(self._listing)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Move the cursor, and show the details of the highlighted session."""
        path = event.option.id
        if path is None or path != self._highlighted_path:
            return
        for moved in {self._cursor, path} & self._lines.keys():
            prompt = self._lines[moved].content(cursor=moved == path)
            self.query_one(OptionList).replace_option_prompt(moved, prompt)
        self._cursor = path
        self.query_one("#details", Static).update(_details(self._lines[path].listed))
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Play the clicked session."""
        self.action_play()

    @property
    def _highlighted_path(self) -> str | None:
        option = self.query_one(OptionList).highlighted_option
        return option.id if option else None

    def action_play(self) -> None:
        """Play the highlighted session, or show the mistakes in its file."""
        if self._highlighted_path is None:
            return
        listed = self._lines[self._highlighted_path].listed
        if listed.session is None:
            self.notify(listed.problem, title="This cannot be played", markup=False)
            return
        self.dismiss(listed)

    def action_edit(self) -> None:
        """Hand the terminal to the editor of the highlighted session; then list all anew."""
        base_app = cast("BaseApp[object]", self.app)
        # What was pressed before the editor closed was not meant for the list.
        if self._highlighted_path is None or base_app.key_age_s > _OLD_KEY_S:
            return
        listed = self._lines[self._highlighted_path].listed
        try:
            edited = self._services.edit(listed, self.app.suspend)
        except SuspendNotSupported:
            edited = Edited(listed.path, "This terminal cannot be handed over to an editor.")
        if edited.problem:
            self.notify(edited.problem, title="Not edited", severity="warning", markup=False)
        self._list_sessions(stay_at=edited.path)

    def action_history(self) -> None:
        """Open the history. A run left out there may change the suggestion."""
        from follow_along.ui.screens.history import HistoryScreen  # noqa: PLC0415 - few keys lead there

        self.app.push_screen(HistoryScreen(self._services.history), lambda _: self._list_sessions())

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(CHOOSE))

    def action_quit(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)

    def _list_sessions(self, stay_at: str = "") -> None:
        """List the sessions anew, as they are read, and highlight that of a path or the next."""
        # What an earlier reading has not shown yet is out of date.
        self.workers.cancel_node(self)
        listings = self._services.listings()
        first = next(listings)
        self._cursor, self._suggested = stay_at, ""
        if first.complete:
            self._show(first)
        else:
            growing = not self._lines
            if growing:
                self._show(first)
            self.run_worker(self._show_rest(listings, growing=growing))
        self.query_one(OptionList).focus()

    async def _show_rest(self, listings: Iterator[Listing], *, growing: bool) -> None:
        """Show the sessions as they are read; if not `growing`, when all of them are."""
        while listing := await call_in_thread(self, next, listings, None):
            if growing or listing.complete:
                self._show(listing)

    def _show(self, listing: Listing) -> None:
        """Show a listing. The cursor stays where it was moved to, or goes to the suggestion."""
        stays = self._cursor if self._cursor != self._suggested else ""
        self._listing = listing
        titles = Counter(each.session.title for each in listing.sessions if each.session)
        self._lines = {
            each.path: _Line(
                each, shares_title=bool(each.session and titles[each.session.title] > 1)
            )
            for each in listing.sessions
        }
        suggested = (each.path for each in listing.sessions if each.suggested)
        self._suggested = next(suggested, next(iter(self._lines), ""))
        options = self.query_one(OptionList)
        columns = options.scrollable_content_region.width or self.size.width
        options.set_options(_options(self._lines.values(), columns, complete=listing.complete))
        if self._lines:
            path = stays if stays in self._lines else self._suggested
            options.highlighted = options.get_option_index(path)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list."""

    listed: ListedSession
    shares_title: bool
    """Another session of the list has the same title, so that the name has to tell them apart."""

    def content(self, *, cursor: bool = False) -> Content:
        """Return what the line shows, with or without the cursor."""
        listed = self.listed
        marker = "▶" if cursor else " "
        if listed.session is None:
            return Content.assemble(
                f"{marker} {'-':>7}  ",
                (listed.name, "bold"),
                ("   cannot be played", "$text-error"),
            )
        notes = [listed.name] if self.shares_title else []
        notes += [listed.last_done] if listed.last_done else []
        notes += ["yours"] if listed.origin == "yours" else []
        notes += ["see below"] if listed.warnings or listed.uneven else []
        return Content.assemble(
            f"{marker} {build_timeline(listed.session).length:>7}  ",
            # Before the title, which may fill a narrow screen.
            ("next  " if listed.suggested else "", "bold $text-accent"),
            (listed.session.title, "bold"),
            ("".join(f"   {note}" for note in notes), "$text-muted"),
        )


def _options(lines: Collection[_Line], columns: int, *, complete: bool) -> Iterator[Option]:
    due = {line.listed.programme: line.listed for line in lines if line.listed.due}
    programme = None
    for line in lines:
        if line.listed.programme != programme:
            programme = line.listed.programme
            yield Option(_heading(line.listed, due.get(programme), columns), disabled=True)
        yield Option(line.content(), id=line.listed.path)
    if not complete:
        yield Option(Content.styled("Reading the other sessions…", "$text-muted"), disabled=True)


def _heading(listed: ListedSession, next_one: ListedSession | None, columns: int) -> Content:
    """Return the title of a programme, and what is due of it; that alone where both do not fit."""
    title = Content.styled(listed.programme_title or "Other sessions", "bold $text-muted")
    if next_one is None:
        return title
    due = Content.styled(due_words(next_one), "$text-muted")
    both = Content.assemble(title, "   ", due)
    short = Content.styled(due_words(next_one, short=True), "$text-muted")
    return next((each for each in (both, due) if each.cell_length <= columns), short)


def _details(listed: ListedSession) -> Content:
    session = listed.session
    if session is None:
        return Content("\n".join(map(str, listed.problems)))
    progress = [f"{warning}." for warning in listed.warnings]
    progress += [f"{listed.uneven[0].upper()}{listed.uneven[1:]}."] if listed.uneven else []
    if listed.times_done:
        times = "once" if listed.times_done == 1 else f"{listed.times_done} times"
        progress.append(f"Done {times}, last {listed.last_done}.")
    progress += [text for text in (listed.pain_words, listed.missing) if text]
    paragraphs = [" ".join(progress)] if progress else []
    paragraphs.append(" · ".join(exercise.name for exercise in session.all_exercises))
    if session.kit:
        paragraphs.append(f"You need: {', '.join(session.kit)}")
    paragraphs += [text for text in (session.safety, session.about) if text]
    return Content("\n\n".join(paragraphs))
