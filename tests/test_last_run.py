"""Resuming the last run, with the log, the session file and the lock of another program."""

import json
import os
import sqlite3
import tempfile
import uuid
from contextlib import closing

import pytest

from follow_along.adapters.deadline import LateError
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.run_lock import RunLocks
from follow_along.adapters.sessions.library import Library
from follow_along.core.enums import Side, Version
from follow_along.core.run.player import Action, Phase
from follow_along.services import RunOptions, open_services
from follow_along.wiring import library
from tests.fakes import FakeClock
from tests.test_services import paths  # noqa: F401 - a fixture

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
    """A fake clock, and a session in the folder of the user."""
    clock = FakeClock()
    monkeypatch.setattr("follow_along.services.SystemClock", lambda: clock)
    paths.sessions.mkdir(parents=True)
    (paths.sessions / f"{NAME}.yaml").write_text(SESSION)
    return clock


def do(run, clock, *steps):
    """Take actions, and let seconds pass."""
    for step in steps:
        if isinstance(step, Action):
            assert run.act(step)
        else:
            clock.advance(step)
            run.tick()


def choice(services):
    """The user's session in the list."""
    return next(each for each in services.listed_sessions() if each.name == NAME)


def interrupt(clock, *steps, first_side=None):
    """Play these steps of a new run, and close the services without ending the run."""
    with open_services(RunOptions(first_side=first_side)) as services:
        do(services.open(choice(services)), clock, *steps)


TWO_STOPS = (
    Action.BIG_KEY, 10.0 + 5.0, Action.BIG_KEY, 3.0, Action.BIG_KEY, 3.0 + 25.0,
    10.0 + 4.0, Action.BIG_KEY,
)  # fmt: skip
"""One stop on the first side; the program is killed during a second one on the other."""


def test_resumed_run_counts_every_stop_once(paths, clock):  # noqa: F811 - the fixture
    """A run that is killed in a stop, resumed and played to the end is one complete run."""
    interrupt(clock, *TWO_STOPS)
    clock.advance(1200)
    with open_services(RunOptions()) as services:
        resumable = services.resumable_run()
        assert (resumable.ago, resumable.count) == ("20 minutes ago", 2)
        assert resumable.player.block.side is Side.RIGHT
        run = services.resume(resumable)
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


def test_resumed_run_keeps_the_versions_of_earlier_runs(paths, clock):  # noqa: F811
    """Of an exercise that was not reached before the interruption, too."""
    (paths.sessions / f"{NAME}.yaml").write_text(
        SESSION.replace("work: 40s", "work: 40s, easier: Hold the wall")
    )
    easier = (Action.NEXT, Action.NEXT, Action.EASIER, 10.0 + 5.0, Action.LEAVE)
    interrupt(clock, Action.BIG_KEY, *easier)
    interrupt(clock, *TWO_STOPS)
    with open_services(RunOptions()) as services:
        run = services.resume(services.resumable_run())
        do(run, clock, Action.BIG_KEY, Action.NEXT)
        assert run.player.block.exercise.id == "tandem-stand"
        assert run.player.version is Version.EASIER


def test_declined_run_stays_unfinished(paths, clock):  # noqa: F811 - the fixture
    """If a new run is begun instead, the old one keeps its open rows and is not offered again."""
    interrupt(clock, *TWO_STOPS)
    before = LogReader(paths.log).latest()
    with open_services(RunOptions()) as services:
        new = services.open(choice(services))
        assert services.resumable_run(new) is not None
        do(new, clock, Action.BIG_KEY, 12.0)
    old, new = LogReader(paths.log).runs()
    assert old == before
    assert old.outcome is None
    with open_services(RunOptions()) as services:
        assert services.resumable_run().run.run_id == new.run_id


def test_run_interrupted_twice_is_resumed_twice(paths, clock):  # noqa: F811 - the fixture
    """A run that is resumed and interrupted again has every stop, with ascending numbers."""
    interrupt(clock, *TWO_STOPS)
    for _ in range(3):
        with open_services(RunOptions()) as services:
            run = services.resume(services.resumable_run())
            do(run, clock, Action.BIG_KEY, 10.0 + 3.0, Action.BIG_KEY, 2.5)
    assert [block.count for block in LogReader(paths.log).latest().blocks] == [1, 1, 1, 1, 1]


def test_left_run_is_open_again_when_it_is_resumed(paths, clock):  # noqa: F811 - the fixture
    """A run that was left, resumed and killed has no end and no outcome."""
    interrupt(clock, *TWO_STOPS, Action.LEAVE)
    assert LogReader(paths.log).latest().outcome == "left"
    with open_services(RunOptions()) as services:
        do(services.resume(services.resumable_run()), clock, Action.BIG_KEY)
    run = LogReader(paths.log).latest()
    assert (run.outcome, run.ended) == (None, None)


def test_only_a_run_of_the_chosen_session_is_offered(paths, clock):  # noqa: F811 - the fixture
    """`play foot-ankle-1` does not offer a run of another session."""
    interrupt(clock, *TWO_STOPS)
    with open_services(RunOptions()) as services:
        week_1 = next(c for c in services.listed_sessions() if c.name == "foot-ankle-1")
        assert services.resumable_run(services.open(week_1)) is None
        assert services.resumable_run(services.open(choice(services))) is not None


@pytest.mark.parametrize(
    "options", [RunOptions(speed=20), RunOptions(from_exercise=2), RunOptions(first_side=Side.LEFT)]
)
def test_other_options_begin_a_new_run(paths, clock, options):  # noqa: F811 - the fixture
    """A rehearsal, --from and --first-side begin a new run."""
    interrupt(clock, *TWO_STOPS)
    with open_services(options) as services:
        assert services.resumable_run() is None


def test_run_that_another_program_plays_is_not_offered(paths, clock):  # noqa: F811 - the fixture
    """Otherwise two programs would write stops with the same numbers."""
    interrupt(clock, *TWO_STOPS)
    other = RunLocks(paths.log)
    assert other.hold(LogReader(paths.log).latest().run_id)
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None


def test_changed_or_missing_session_is_not_offered(paths, clock):  # noqa: F811 - the fixture
    """The position of the run may not exist in the changed session."""
    interrupt(clock, *TWO_STOPS)
    file = paths.sessions / f"{NAME}.yaml"
    file.write_text(SESSION.replace("30s", "20s"))
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
    file.write_text("title: [")
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
    file.unlink()
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None


def test_session_name_in_the_log_is_not_used_as_a_path(paths, clock, tmp_path):  # noqa: F811 - the fixture
    """A run whose session name is a path, as an import may have, opens no file."""
    interrupt(clock, *TWO_STOPS)
    elsewhere = tmp_path / "elsewhere.yaml"
    (paths.sessions / f"{NAME}.yaml").rename(elsewhere)
    with closing(sqlite3.connect(paths.log)) as connection:
        connection.execute("UPDATE runs SET session = ?", (str(elsewhere),))
        connection.commit()
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None


def test_spool_file_of_another_log_does_not_hide_the_run(paths, clock, tmp_path, monkeypatch):  # noqa: F811 - the fixture
    """The temporary folder is shared: another program's log may have a file there for ever."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    interrupt(clock, *TWO_STOPS)
    other = tmp_path / f"log-unwritten-{uuid.uuid4()}.jsonl"
    other.write_text('{"log": "/elsewhere/log.db", "version": 1}\n')
    (paths.data / f"log-unwritten-{uuid.uuid4()}.jsonl").write_text("damaged\n")
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is not None


def test_run_whose_last_events_wait_in_a_damaged_file_is_not_offered(paths, clock):  # noqa: F811 - the fixture
    """Its events would be numbered anew, and those of the file lost. The file is named."""
    interrupt(clock, *TWO_STOPS)
    run_id = LogReader(paths.log).latest().run_id
    file = paths.data / f"log-unwritten-{run_id}.jsonl"
    file.write_text("damaged\n")
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
        services.close()
        assert str(file) in " ".join(services.notices())


def test_log_that_cannot_be_read_is_said(paths, clock):  # noqa: F811 - the fixture
    """No offer is made without a word."""
    interrupt(clock, *TWO_STOPS)
    with closing(sqlite3.connect(paths.log)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
        assert "No interrupted run can be offered: The log" in " ".join(services.notices())


PATH = "some file\udcff.yaml"
"""Its name is not UTF-8."""


@pytest.fixture
def by_path(paths, clock, tmp_path):  # noqa: F811 - the fixture
    """A run that was started by path and interrupted; returns the path of its file."""
    file = tmp_path / PATH
    (paths.sessions / f"{NAME}.yaml").rename(file)
    with open_services(RunOptions()) as services:
        listed = library(paths).load(str(file))
        do(services.open(listed), clock, *TWO_STOPS)
    return file


def test_run_started_by_path_is_offered_and_forgotten_when_it_is_done(paths, clock, by_path):  # noqa: F811 - the fixture
    """Also after it was interrupted again; its path is not in the log, and so in no export."""
    with open_services(RunOptions()) as services:
        do(services.resume(services.resumable_run()), clock, Action.BIG_KEY, 10.0)
    with open_services(RunOptions()) as services:
        run = services.resume(services.resumable_run())
        do(run, clock, Action.BIG_KEY, 10.0 + 30.0, 10.0, 40.0)
        assert run.player.phase is Phase.DONE
    assert json.loads(paths.played_paths.read_text()) == {}
    assert not any(b".yaml" in file.read_bytes() for file in paths.data.glob("log.db*"))


def test_another_run_started_by_path_does_not_hide_it(paths, clock, by_path):  # noqa: F811 - the fixture
    """One that was opened and closed again has written nothing to the log."""
    with open_services(RunOptions()) as services:
        services.open(library(paths).load(str(by_path)))
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is not None
        assert list(services.notices()) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.unlink(),
        lambda file: file.write_text(SESSION.replace("30s", "20s")),
        lambda file: file.write_text("title: ["),
        lambda file: (file.unlink(), os.mkfifo(file)),
        lambda file: (file.unlink(), file.mkdir()),
    ],
)
def test_run_whose_file_is_gone_or_changed_is_not_offered(paths, clock, by_path, change):  # noqa: F811 - the fixture
    """The user would expect it, so one sentence says so; not when it is too old anyway."""
    change(by_path)
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
        (sentence,) = services.notices()
        assert sentence.startswith("The interrupted run of ")
        assert sentence.endswith("cannot be resumed: the file is gone or has changed.")
        assert sentence.isprintable()
    clock.advance(13 * 3600)
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
        assert list(services.notices()) == []


@pytest.mark.parametrize("stored", ["", "[1]", "{", '{"run": 5}', "[" * 100_000, None])
def test_damaged_file_of_paths_offers_nothing(paths, clock, by_path, stored):  # noqa: F811 - the fixture
    """It is written anew by the next run that is started by path."""
    paths.played_paths.unlink()
    if stored is None:
        paths.played_paths.symlink_to(by_path)
    else:
        paths.played_paths.write_text(stored)
    with open_services(RunOptions()) as services:
        assert services.resumable_run() is None
        services.open(library(paths).load(str(by_path)))
    assert list(json.loads(paths.played_paths.read_text()).values()) == [str(by_path)]


def test_rehearsal_by_path_is_not_kept(paths, clock, by_path):  # noqa: F811 - the fixture
    """It is not logged either."""
    before = paths.played_paths.read_bytes()
    with open_services(RunOptions(speed=20)) as services:
        services.open(library(paths).load(str(by_path)))
    assert paths.played_paths.read_bytes() == before


def test_path_that_does_not_answer_holds_nothing_up(paths, clock, by_path, monkeypatch):  # noqa: F811 - the fixture
    """It may be on a network that is gone."""

    def late(*_):
        raise LateError

    with open_services(RunOptions()) as services:
        monkeypatch.setattr(Library, "load_path", late)
        assert services.resumable_run() is None
        assert "cannot be resumed" in " ".join(services.notices())
