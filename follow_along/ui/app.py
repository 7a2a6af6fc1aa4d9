"""The two apps: one plays sessions, the other shows the history."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Unpack

from textual import work

from follow_along.conductor import Conductor
from follow_along.core.listed_session import ListedSession
from follow_along.core.rating import Answer, Question, Rating
from follow_along.core.run.player import Action
from follow_along.ports import History, HistoryError
from follow_along.ui.base_app import AppOptions, BaseApp
from follow_along.ui.outcome import Outcome, outcome_of
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.services import AppServices


class HistoryApp(BaseApp[None]):
    """Shows the history and nothing else."""

    def __init__(self, history: History, **options: Unpack[AppOptions]) -> None:
        super().__init__(**options)
        self._history = history

    def on_mount(self) -> None:
        """Open the history. Closing it ends the program."""
        from follow_along.ui.screens.history import HistoryScreen  # noqa: PLC0415 - not at the start of a run

        self.push_screen(HistoryScreen(self._history), lambda _: self.exit())


class FollowAlongApp(BaseApp[Outcome]):
    """Plays `run`, or the sessions the user chooses. Returns the outcome of the last run."""

    def __init__(
        self,
        services: AppServices,
        run: Conductor | None = None,
        *,
        badge: str = "",
        **options: Unpack[AppOptions],
    ) -> None:
        super().__init__(**options)
        self._services = services
        self._run = run
        self._badge = badge
        self._choosing = run is None
        self._outcome: Outcome | None = None

    def on_mount(self) -> None:
        """Open the first screen: resume dialog, choose screen or play screen."""
        run = self._run
        start = self._choose if run is None else partial(self._play, run)
        resumable_run = self._services.resumable_run(run)
        if resumable_run is None:
            self._ask_this_morning(start)
            return
        from follow_along.ui.screens.resume_dialog import ResumeDialog  # noqa: PLC0415 - seldom shown

        instead = "choose a session" if run is None else "start a new run"

        def on_answer(resume: bool | None) -> None:
            if resume is None:
                self.exit(self._outcome)
            elif resume:
                self._play(self._services.resume(resumable_run))
            else:
                start()

        self.push_screen(ResumeDialog(resumable_run, instead=instead), on_answer)

    def _ask_this_morning(self, start: Callable[[], None]) -> None:
        """Ask for the pain of the morning after a run that hurt, if it is time, then `start`."""
        run = self._services.morning_run()
        if run is None:
            start()
            return
        from follow_along.core.dates import short_day  # noqa: PLC0415 - seldom shown
        from follow_along.ui.screens.rating import RatingScreen  # noqa: PLC0415

        answers: dict[Question, Answer] = {Question.MORNING_PAIN: None}

        def on_closed(_: bool | None) -> None:
            self._keep_answers(run.run_id, answers)
            start()

        asking = RatingScreen(
            answers.__setitem__,
            Rating(),
            questions=(Question.MORNING_PAIN,),
            about=f"{run.title}, {short_day(run.began)}",
        )
        self.push_screen(asking, on_closed)

    @work
    async def _keep_answers(self, run_id: str, answers: Mapping[Question, Answer]) -> None:
        from follow_along.ui.threaded_read import call_in_thread  # noqa: PLC0415 - seldom needed

        try:
            await call_in_thread(self.screen, self._services.history.rate, run_id, answers)
        except HistoryError as error:
            self.notify(str(error), severity="warning", markup=False)

    def end_run(self) -> Outcome | None:
        """Leave the current run, if any. The log keeps what was done."""
        if self._run is not None:
            self._run.act(Action.LEAVE)
            self._outcome = outcome_of(self._run)
        return self._outcome

    def _choose(self) -> None:
        from follow_along.ui.screens.choose import ChooseScreen  # noqa: PLC0415 - not at the start of a run

        def on_chosen(listed: ListedSession | None) -> None:
            if listed is None:
                self.exit(self._outcome)
            else:
                self._play(self._services.open(listed))

        self.push_screen(ChooseScreen(self._services), on_chosen)

    def _play(self, run: Conductor) -> None:
        self._run = run
        self.title = f"{self.TITLE}: {run.player.timeline.session.title}"
        self.push_screen(PlayScreen(run, badge=self._badge), lambda _: self._show_done(run))

    def _show_done(self, run: Conductor) -> None:
        from follow_along.ui.screens.done import DoneScreen  # noqa: PLC0415 - not at the start of a run

        self._outcome = outcome_of(run)
        if self.leaving:
            return
        if not run.begun or not run.player.record:
            self._next_screen()
            return

        def on_closed(_: object) -> None:
            # Corrections on that screen have changed it.
            self._outcome = outcome_of(run)
            self._next_screen()

        self.push_screen(DoneScreen(run, self._services, badge=self._badge), on_closed)

    def _next_screen(self) -> None:
        self._run = None
        self.title = str(self.TITLE)
        if self._choosing:
            self._choose()
        else:
            self.exit(self._outcome)
