"""Going on with the last run, through the log, the session's file and another program's lock."""

import sqlite3
from contextlib import closing

import pytest

from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.run_lock import RunLocks
from follow_along.core.enums import Side
from follow_along.core.run.player import Action, Phase
from follow_along.wiring import RunOptions, open_services
from tests.fakes import FakeClock
from tests.test_wiring import paths  # noqa: F401 - a fixture

NAME = "balance"
SESSION = """\
title: Balance
get_ready: 10s
exercises:
  - {name: One-leg stand, sides: each, work: 30s, rest: 10s}
  - {name: Tandem stand, work: 40s}
"""


@pytest.fixture
def clock(paths, monkeypatch):  # noqa: F811 - the fixture
    """A clock that obeys, in a world that has a session of the person's own."""
    clock = FakeClock()
    monkeypatch.setattr("follow_along.wiring.SystemClock", lambda: clock)
    paths.sessions.mkdir(parents=True)
    (paths.sessions / f"{NAME}.yaml").write_text(SESSION)
    return clock


def do(run, clock, *steps):
    """Press keys and let seconds pass."""
    for step in steps:
        if isinstance(step, Action):
            assert run.act(step)
        else:
            clock.advance(step)
            run.tick()


def choice(world):
    """The person's own session, from the list."""
    return next(each for each in world.listed_sessions() if each.name == NAME)


def break_off(clock, *steps, first_side=None):
    """Play that much and let the program go down, as a kill does: nothing is closed."""
    with open_services(RunOptions(first_side=first_side)) as world:
        do(world.open(choice(world)), clock, *steps)


TWO_STOPS = (
    Action.BIG_KEY, 10.0 + 5.0, Action.BIG_KEY, 3.0, Action.BIG_KEY, 3.0 + 25.0,
    10.0 + 4.0, Action.BIG_KEY,
)  # fmt: skip
"""One stop on the first side, and the program goes down in a second one on the other."""


def test_goes_on_with_everything_counted_once(paths, clock):  # noqa: F811 - the fixture
    """Killed in a stop on the right, gone on with, played to the end: one whole run."""
    break_off(clock, *TWO_STOPS)
    clock.advance(1200)
    with open_services(RunOptions()) as world:
        found = world.resumable_run()
        assert (found.ago, found.count) == ("20 minutes ago", 2)
        assert found.player.block.side is Side.RIGHT
        run = world.resume(found)
        do(run, clock, Action.BIG_KEY, 10.0 + 7.0, Action.TOUCH, 23.0, 10.0, 40.0)
        assert run.player.phase is Phase.DONE
    (logged,) = LogReader(paths.log).runs()
    assert logged.outcome == "done"
    assert [(b.attempt, b.block_index, b.outcome, b.count) for b in logged.blocks] == [
        (1, 0, "done", 1),
        (2, 1, None, 1),
        (3, 1, "done", 1),
        (4, 2, "done", 0),
    ]


def test_refused_it_stays_unfinished(paths, clock):  # noqa: F811 - the fixture
    """A new run is begun instead: the old one keeps its open rows, and is not offered again."""
    break_off(clock, *TWO_STOPS)
    before = LogReader(paths.log).latest()
    with open_services(RunOptions()) as world:
        new = world.open(choice(world))
        assert world.resumable_run(new) is not None
        do(new, clock, Action.BIG_KEY, 12.0)
    old, new = LogReader(paths.log).runs()
    assert old == before
    assert old.outcome is None
    with open_services(RunOptions()) as world:
        assert world.resumable_run().run.run_id == new.run_id


def test_broken_off_twice(paths, clock):  # noqa: F811 - the fixture
    """Gone on with and broken off again: every stop is there, the numbers go on."""
    break_off(clock, *TWO_STOPS)
    for _ in range(3):
        with open_services(RunOptions()) as world:
            run = world.resume(world.resumable_run())
            do(run, clock, Action.BIG_KEY, 10.0 + 3.0, Action.BIG_KEY, 2.5)
    assert [block.count for block in LogReader(paths.log).latest().blocks] == [1, 1, 1, 1, 1]


def test_left_run_is_open_again_when_it_goes_on(paths, clock):  # noqa: F811 - the fixture
    """Ended by a closed terminal, gone on with, killed: it reads as one that went down."""
    break_off(clock, *TWO_STOPS, Action.LEAVE)
    assert LogReader(paths.log).latest().outcome == "left"
    with open_services(RunOptions()) as world:
        do(world.resume(world.resumable_run()), clock, Action.BIG_KEY)
    run = LogReader(paths.log).latest()
    assert (run.outcome, run.ended) == (None, None)


def test_only_the_session_that_was_asked_for(paths, clock):  # noqa: F811 - the fixture
    """`play foot-ankle-1` does not offer the other session's run."""
    break_off(clock, *TWO_STOPS)
    with open_services(RunOptions()) as world:
        week_1 = next(c for c in world.listed_sessions() if c.name == "foot-ankle-1")
        assert world.resumable_run(world.open(week_1)) is None
        assert world.resumable_run(world.open(choice(world))) is not None


@pytest.mark.parametrize(
    "options", [RunOptions(speed=20), RunOptions(from_exercise=2), RunOptions(first_side=Side.LEFT)]
)
def test_other_options_begin_a_new_run(paths, clock, options):  # noqa: F811 - the fixture
    """A rehearsal, --from and --first-side ask for a new run."""
    break_off(clock, *TWO_STOPS)
    with open_services(options) as world:
        assert world.resumable_run() is None


def test_run_that_another_program_plays_is_not_offered(paths, clock):  # noqa: F811 - the fixture
    """Its stops would be written twice under the same numbers."""
    break_off(clock, *TWO_STOPS)
    other = RunLocks(paths.log)
    assert other.hold(LogReader(paths.log).latest().run_id)
    with open_services(RunOptions()) as world:
        assert world.resumable_run() is None


def test_changed_or_missing_session_is_not_offered(paths, clock):  # noqa: F811 - the fixture
    """Where it stood is no place in what the file says now; without a file there is none."""
    break_off(clock, *TWO_STOPS)
    file = paths.sessions / f"{NAME}.yaml"
    file.write_text(SESSION.replace("30s", "20s"))
    with open_services(RunOptions()) as world:
        assert world.resumable_run() is None
    file.write_text("title: [")
    with open_services(RunOptions()) as world:
        assert world.resumable_run() is None
    file.unlink()
    with open_services(RunOptions()) as world:
        assert world.resumable_run() is None


def test_name_in_the_log_is_no_path(paths, clock, tmp_path):  # noqa: F811 - the fixture
    """A run that names a file elsewhere, as an import may, opens nothing there."""
    break_off(clock, *TWO_STOPS)
    elsewhere = tmp_path / "elsewhere.yaml"
    (paths.sessions / f"{NAME}.yaml").rename(elsewhere)
    with closing(sqlite3.connect(paths.log)) as connection:
        connection.execute("UPDATE runs SET session = ?", (str(elsewhere),))
        connection.commit()
    with open_services(RunOptions()) as world:
        assert world.resumable_run() is None
