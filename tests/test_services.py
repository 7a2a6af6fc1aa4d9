"""The services of a run: the first side, settings, and rehearsals."""

from contextlib import contextmanager

import pytest

from follow_along import services as program
from follow_along.adapters.paths import Paths, shipped
from follow_along.core.enums import Side, Version
from follow_along.core.run.player import Action
from follow_along.services import RunOptions, open_services
from tests.fakes import FakeDisplay, FakeSound


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """An empty home directory; no sound device is opened."""
    here = Paths(
        data=tmp_path / "data",
        config=tmp_path / "config",
        cache=tmp_path / "cache",
        shipped_sessions=shipped("sessions"),
        shipped_figures=shipped("figures"),
        shipped_sounds=shipped("sounds"),
        shipped_phrases=shipped("phrases"),
    )
    monkeypatch.setattr(program, "find_paths", lambda: here)
    monkeypatch.setattr(program, "open_sound", lambda *_, **__: FakeSound())
    return here


@contextmanager
def a_run(options=RunOptions(), name="foot-ankle-1"):  # noqa: B008 - frozen
    """A run of a shipped session that has not begun."""
    with open_services(options) as services:
        (choice,) = [choice for choice in services.listed_sessions() if choice.name == name]
        yield services.open(choice)


def first_side(options=RunOptions(), *, begin=True):  # noqa: B008 - frozen
    """The first side of a new run, which is begun and left."""
    with a_run(options) as run:
        if begin:
            run.act(Action.BIG_KEY)
            run.act(Action.LEAVE)
        return run.player.block.side


def test_the_first_side_alternates_from_run_to_run(paths):
    """The order is left, right, left, so that fatigue and practice affect both sides alike."""
    assert [first_side() for _ in range(3)] == [Side.LEFT, Side.RIGHT, Side.LEFT]


def test_a_version_stays_for_the_next_run(paths):
    """It is the one in which the exercise was done last."""
    for version in (Version.WRITTEN, Version.EASIER):
        with a_run() as run:
            assert run.player.version is version
            run.act(Action.BIG_KEY)
            if version is Version.WRITTEN:
                run.act(Action.EASIER)
            run.act(Action.ENTER)
            run.tick(age_s=-4.0)
            run.act(Action.LEAVE)


def test_a_run_that_never_begins_does_not_change_the_first_side(paths):
    """Leaving from the title card does not change the first side of the next run."""
    assert [first_side(begin=False) for _ in range(2)] == [Side.LEFT, Side.LEFT]


def test_first_side_option_goes_first(paths):
    """--first-side overrides the alternation."""
    first_side()
    assert first_side(RunOptions(first_side=Side.LEFT)) is Side.LEFT


def test_rehearsal_leaves_nothing_behind(paths):
    """A rehearsal writes no log and does not change the first side of the next run."""
    assert first_side(RunOptions(speed=20)) is Side.LEFT
    assert not paths.log.exists()
    assert first_side() is Side.LEFT


def test_run_may_begin_at_a_later_exercise(paths):
    """--from 3 begins at the steady check."""
    with a_run(RunOptions(from_exercise=3)) as run:
        assert run.player.block.exercise.id == "steady-check"


def test_first_week_is_suggested_before_anything_is_done(paths):
    """A new user sees where to start."""
    with open_services(RunOptions()) as services:
        assert [c.name for c in services.listed_sessions() if c.suggested] == ["foot-ankle-1"]


def test_damaged_log_does_not_stop_a_session(paths):
    """The run begins, with a notice about the log."""
    paths.data.mkdir(parents=True)
    paths.log.write_bytes(b"no database at all" * 100)
    with a_run() as run:
        assert run.act(Action.BIG_KEY)
        assert "log.db" in (run.notice() or "")
    assert paths.log.read_bytes() == b"no database at all" * 100


def test_settings_changed_by_keys_are_saved(paths):
    """Volume and voice are the same when the program starts again."""
    with a_run() as run:
        run.louder(-30)
        run.switch("voice")
    with a_run() as run:
        assert (run.settings.volume, run.settings.voice) == (70, False)


def test_the_mute_option_is_not_saved(paths):
    """--mute applies to this run alone; no settings file is written."""
    with a_run(RunOptions(muted=True)) as run:
        assert run.settings.muted
    assert not paths.settings.exists()


def test_mistake_in_the_settings_is_reported_and_the_others_are_used(paths):
    """The screen and a notice have the line of the mistake; the other settings are used."""
    paths.config.mkdir(parents=True)
    paths.settings.write_text("voice: off\nvolume: loud\n")
    with open_services(RunOptions()) as services:
        assert not services.settings.voice
        assert "settings.yaml:2:9" in services.settings_problem
    assert any("settings.yaml:2:9" in sentence for sentence in services.notices())


def test_a_run_has_the_figure_of_every_exercise(paths):
    """A new and a resumed run have the figures that their exercises name."""
    with a_run() as run:
        named = {exercise.figure for exercise in run.player.timeline.session.exercises}
        assert run.figures.keys() == named
        run.act(Action.BIG_KEY)
        run.act(Action.NEXT)
    with open_services(RunOptions()) as services:
        resumed = services.resume(services.resumable_run())
        assert resumed.figures.keys() == named


@pytest.mark.parametrize(
    ("settings", "options", "kept"),
    [
        ("", RunOptions(), [True, False]),
        ("", RunOptions(speed=20), [True, False]),
        ("keep_awake: off\n", RunOptions(), [False, False]),
    ],
)
def test_the_display_is_kept_awake_unless_the_settings_say_otherwise(
    paths, settings, options, kept
):
    """The display may sleep again when the run has ended, and when the program ends."""
    paths.config.mkdir()
    paths.settings.write_text(settings)
    display = FakeDisplay()
    with open_services(options) as services:
        services.display = display
        run = services.open(services.listed_sessions()[0])
        run.act(Action.BIG_KEY)
        asked = display.asked[-1]
        run.act(Action.LEAVE)
        assert [asked, display.asked[-1]] == kept
    assert display.closed
