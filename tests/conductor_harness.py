"""A conductor with fakes of all its ports."""

from dataclasses import dataclass, field

from follow_along.conductor import Conductor
from follow_along.core.enums import Side
from follow_along.core.run.player import Action, Phase, Player
from follow_along.ports import RunHeader
from tests.builders import a_run
from tests.fakes import FakeClock, FakeLog, FakeSound

HEADER = RunHeader("a-run", "week-1", "Week 1", "feet", 1, Side.LEFT)


@dataclass
class CountingClock(FakeClock):
    """A clock that counts how often the session's time is read."""

    readings: int = 0

    def now(self) -> float:
        """Return the session time, in seconds."""
        self.readings += 1
        return super().now()


@dataclass
class ConductorHarness:
    """A conductor and the fakes of its ports."""

    player: Player = field(default_factory=a_run)
    clock: FakeClock = field(default_factory=FakeClock)
    sound: FakeSound = field(default_factory=FakeSound)
    log: FakeLog = field(default_factory=FakeLog)
    awake: list[bool] = field(default_factory=list)
    """Whether the display was to be kept awake, at each change."""

    def __post_init__(self) -> None:
        self.conductor = Conductor(
            self.player,
            self.clock,
            self.sound,
            self.log,
            HEADER,
            keep_awake=self.awake.append,
        )

    def act(self, *steps: Action | float) -> bool:
        """Do actions, let seconds pass without ticks; return whether the last action was done."""
        done = True
        for step in steps:
            if isinstance(step, Action):
                done = self.conductor.act(step)
            else:
                self.clock.advance(step)
        return done

    @property
    def phase(self) -> Phase:
        """The phase of the run."""
        return self.conductor.player.phase
