"""The world a run is given: whose turn it is to go first, and what a rehearsal leaves behind."""

from contextlib import contextmanager

import pytest

from follow_along import wiring
from follow_along.adapters.paths import Paths, shipped
from follow_along.core.enums import Side
from follow_along.core.run.player import Action
from follow_along.wiring import RunOptions, open_services
from tests.fakes import FakeSound


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """A home with nothing in it, and no sound device opened."""
    here = Paths(
        data=tmp_path / "data",
        config=tmp_path / "config",
        cache=tmp_path / "cache",
        shipped_sessions=shipped("sessions"),
        shipped_figures=shipped("figures"),
        shipped_sounds=shipped("sounds"),
    )
    monkeypatch.setattr(wiring, "find_paths", lambda: here)
    monkeypatch.setattr(wiring, "open_sound", lambda *_, **__: FakeSound())
    return here


@contextmanager
def a_run(options=RunOptions(), name="foot-ankle-1"):  # noqa: B008 - frozen
    """A run of a shipped session, not yet begun."""
    with open_services(options) as world:
        (choice,) = [choice for choice in world.listed_sessions() if choice.name == name]
        yield world.open(choice)


def first_side(options=RunOptions(), *, begin=True):  # noqa: B008 - frozen
    """The side that goes first in a new run, which is begun and left."""
    with a_run(options) as run:
        if begin:
            run.act(Action.BIG_KEY)
            run.act(Action.LEAVE)
        return run.player.block.side


def test_sides_take_turns_from_run_to_run(paths):
    """Left, right, left: fatigue and practice load no side more than the other."""
    assert [first_side() for _ in range(3)] == [Side.LEFT, Side.RIGHT, Side.LEFT]


def test_a_run_never_begun_takes_no_turn(paths):
    """Looking at the title card and leaving changes nothing."""
    assert [first_side(begin=False) for _ in range(2)] == [Side.LEFT, Side.LEFT]


def test_wished_side_goes_first(paths):
    """--first-side wins over whose turn it is."""
    first_side()
    assert first_side(RunOptions(first_side=Side.LEFT)) is Side.LEFT


def test_rehearsal_leaves_nothing_behind(paths):
    """A rehearsal makes no log, and does not take a turn."""
    assert first_side(RunOptions(speed=20)) is Side.LEFT
    assert not paths.log.exists()
    assert first_side() is Side.LEFT


def test_run_may_begin_at_a_later_exercise(paths):
    """--from 3 begins at the steady check."""
    with a_run(RunOptions(from_exercise=3)) as run:
        assert run.player.block.exercise.id == "steady-check"


def test_first_week_is_suggested_before_anything_is_done(paths):
    """A new person is shown where to start."""
    with open_services(RunOptions()) as world:
        assert [c.name for c in world.listed_sessions() if c.suggested] == ["foot-ankle-1"]


def test_damaged_log_does_not_stop_a_session(paths):
    """A log that cannot be read is said to be so, and the run begins all the same."""
    paths.data.mkdir(parents=True)
    paths.log.write_bytes(b"no database at all" * 100)
    with a_run() as run:
        assert run.act(Action.BIG_KEY)
        assert "log.db" in (run.notice() or "")
    assert paths.log.read_bytes() == b"no database at all" * 100


def test_what_the_keys_change_is_kept(paths):
    """Volume and voice are as she left them when the program opens again."""
    with a_run() as run:
        run.louder(-30)
        run.switch("voice")
    with a_run() as run:
        assert (run.settings.volume, run.settings.voice) == (70, False)


def test_muted_for_once_is_not_kept(paths):
    """--mute is for this run; the settings file is not even made."""
    with a_run(RunOptions(muted=True)) as run:
        assert run.settings.muted
    assert not paths.settings.exists()


def test_mistake_in_the_settings_is_said_and_changes_nothing(paths):
    """A settings file with a mistake is named by its line; the session runs as it comes."""
    paths.config.mkdir(parents=True)
    paths.settings.write_text("voice: off\nvolume: loud\n")
    with open_services(RunOptions()) as world:
        assert world.settings.voice
    assert any("settings.yaml:2:9" in sentence for sentence in world.notices())


def test_a_run_has_the_figure_of_every_exercise(paths):
    """Chosen from the list, or gone on with: what its exercises name can be drawn."""
    with a_run() as run:
        named = {exercise.figure for exercise in run.player.timeline.session.exercises}
        assert run.figures.keys() == named
        run.act(Action.BIG_KEY)
        run.act(Action.NEXT)
    with open_services(RunOptions()) as world:
        resumed = world.resume(world.resumable_run())
        assert resumed.figures.keys() == named
