"""Runs the real app and conductor in a test, with a clock that the test controls."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

import follow_along
from follow_along.adapters.sessions.figure_file import read_figure
from follow_along.conductor import Conductor
from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.figures.figure import Figure
from follow_along.core.history.logged_run import LoggedRun, SessionPast
from follow_along.core.listed_session import ListedSession, Listing
from follow_along.core.run.player import new_player
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.session_list import with_past
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.wall_time import WallTime
from follow_along.ports import RunHeader
from follow_along.ui.app import FollowAlongApp
from follow_along.ui.outcome import Outcome
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.services import Edited
from tests.builders import an_exercise
from tests.fakes import FakeClock, FakeLog, FakeSound
from tests.ui.fake_history import FakeHistory

NOW = WallTime(1_700_000_000_000, 60)
HEADER = RunHeader("a-run", "short", "Short", "foot-ankle", 1, Side.LEFT)

STAND = an_exercise(
    1,
    name="One-leg stand",
    id="one-leg-stand",
    kind=ExerciseKind.BALANCE,
    sides="each",
    work=30_000,
    rest=10_000,
    setup="Wall in arm's reach. Stand on one foot.",
    cues=("Soft knee", "Hips level", "Look at one spot"),
    easier="Fingertips on the wall",
)
RAISE = an_exercise(
    2,
    name="Heel raise, two feet",
    id="heel-raise",
    kind=ExerciseKind.STRENGTH,
    sets=2,
    reps=7,
    tempo=(TempoStep("up", 2000), TempoStep("hold", 1000), TempoStep("down", 3000)),
    rest=20_000,
    setup="Stand tall, feet hip-width, wall in reach.",
    cues=("Push the floor away", "Pause at the top", "Lower slowly"),
)
SHORT = Session(
    title="Week 1: Find your feet",
    programme="foot-ankle",
    week=1,
    kit=("wall", "chair"),
    safety="Clear, dry floor. Wall or chair in reach. Stop if it hurts.",
    about="Five sessions of our own.",
    exercises=(STAND, RAISE),
)


def session_of(*exercises: Exercise) -> Session:
    """Return the short session with other exercises."""
    return replace(SHORT, exercises=exercises)


DRAWN = session_of(
    replace(STAND, figure="one-leg-stand"),
    replace(RAISE, figure="heel-raise-double"),
)
"""The short session, with a figure for each exercise."""


def a_listed_session(name: str, session: Session) -> ListedSession:
    """Return a shipped session as the list shows it."""
    return ListedSession(name, f"{name}.yaml", "shipped", session=session)


@cache
def figures() -> Mapping[str, Figure]:
    """Return the figures of `DRAWN` by name."""
    folder = Path(follow_along.__file__).parent.parent / "figures"
    names = [exercise.figure for exercise in DRAWN.exercises]
    return {name: read_figure(folder / f"{name}.yaml") for name in names}


@dataclass
class AppHarness:
    """An app for `session`, and the services and ports that it uses."""

    session: Session = SHORT
    clock: FakeClock = field(default_factory=FakeClock)
    sound: FakeSound = field(default_factory=FakeSound)
    log: FakeLog = field(default_factory=FakeLog)
    listed: Sequence[ListedSession] = ()
    read: Iterable[Listing] = ()
    """What the list shows one after the other; once, with all that is listed, if empty."""
    past: dict[str, SessionPast] = field(default_factory=dict)
    badge: str = ""
    now: WallTime = NOW
    history: FakeHistory = field(default_factory=FakeHistory)
    unfinished: ResumableRun | None = None
    morning: LoggedRun | None = None
    """The run after which this morning's pain is asked for."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    edits: Callable[..., Edited] = lambda listed, _: Edited(listed.path)
    """What editing a session does."""

    def listed_sessions(self) -> Sequence[ListedSession]:
        """Return the sessions to choose from."""
        return with_past(
            self.listed or [a_listed_session("short", self.session)], self.past, self.now
        )

    def listings(self) -> Iterator[Listing]:
        """Yield the sessions to choose from at once, or as the test has them read."""
        yield from self.read or [Listing(tuple(self.listed_sessions()))]

    def open(self, listed: ListedSession) -> Conductor:
        """Return a run of a listed session."""
        return self.conductor(listed.require_session())

    def edit(
        self, listed: ListedSession, suspended: Callable[[], AbstractContextManager[None]]
    ) -> Edited:
        """Have the session edited as the test does it."""
        return self.edits(listed, suspended)

    def resumable_run(self, instead: Conductor | None = None) -> ResumableRun | None:
        """Return `unfinished`."""
        return self.unfinished

    def morning_run(self) -> LoggedRun | None:
        """Return `morning`."""
        return self.morning

    def resume(self, resumable_run: ResumableRun) -> Conductor:
        """Return that run, waiting to be resumed."""
        return Conductor(resumable_run.player, self.clock, self.sound, self.log, HEADER)

    def conductor(self, session: Session | None = None) -> Conductor:
        """Return a run that has not begun."""
        player = new_player(build_timeline(session or self.session))
        ports = (self.clock, self.sound, self.log)
        return Conductor(player, *ports, HEADER, figures=self.figures)

    def playing(self, look: str = "dark") -> FollowAlongApp:
        """Return the app on the play screen."""
        return FollowAlongApp(self, self.conductor(), badge=self.badge, look=look)

    def choosing(self) -> FollowAlongApp:
        """Return the app on the choose screen."""
        return FollowAlongApp(self, badge=self.badge)

    @asynccontextmanager
    async def play(
        self, size: tuple[int, int] = (80, 24), look: str = "dark"
    ) -> AsyncIterator["Pilot[Outcome]"]:
        """Run the app on the play screen, at a size and in a look."""
        app = self.playing(look)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    async def pass_time(self, pilot: "Pilot[Outcome]", seconds: float) -> None:
        """Advance the clock and refresh the play screen."""
        self.clock.advance(seconds)
        screen = pilot.app.screen
        if isinstance(screen, PlayScreen):
            screen.refresh_view()
        await pilot.pause()

    async def press(self, pilot: "Pilot[Outcome]", key: str) -> None:
        """Press a key 1.1 s after the previous one, which is too late for a repeat."""
        self.clock.advance(1.1)
        await pilot.press(key)
        await pilot.pause()


async def resized(
    pilot: "Pilot[Any]", sizes: Iterable[tuple[int, int]]
) -> AsyncIterator[tuple[int, int]]:
    """Show the screen at each size and yield the size; the present one, which is cheap, first."""
    for size in sorted(sizes, key=lambda size: size != pilot.app.size):
        if size != pilot.app.size:
            await pilot.resize_terminal(*size)
        yield size


def run_of(app: FollowAlongApp) -> Conductor:
    """Return the run of the play screen."""
    screen = app.screen
    assert isinstance(screen, PlayScreen)
    return screen.conductor
