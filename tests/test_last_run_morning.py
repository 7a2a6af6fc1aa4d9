"""The pain of the morning after is asked for once after each run that hurt."""

import pytest

from follow_along.adapters.log.reader import LogReader
from follow_along.core.enums import Side
from follow_along.core.rating import Question
from follow_along.core.run.player import Action
from follow_along.services import RunOptions, open_services
from tests.test_last_run import choice, clock, do  # noqa: F401 - a fixture
from tests.test_services import paths  # noqa: F401 - a fixture

DAY_S = 86_400


@pytest.fixture
def run_id(paths, clock):  # noqa: F811 - the fixtures
    """A run that was played to its end, with pain, a day ago."""
    with open_services(RunOptions()) as services:
        run = services.open(choice(services))
        do(run, clock, Action.BIG_KEY, 1000.0)
        run.rate(Question.PAIN, 2)
    clock.advance(DAY_S)
    return run.header.run_id


def asked(options=RunOptions()):  # noqa: B008 - frozen
    """The id of the run that a start asks about, as the app asks for it."""
    with open_services(options) as services:
        services.resumable_run()
        run = services.morning_run()
        return run and run.run_id


def answer(answer):
    """Start, and answer."""
    with open_services(RunOptions()) as services:
        services.history.rate(services.morning_run().run_id, {Question.MORNING_PAIN: answer})


@pytest.mark.parametrize("given", [0, 4, None])
def test_it_is_asked_until_it_is_answered_or_skipped(paths, run_id, given):  # noqa: F811 - the fixture
    """A start that ends before asks again; then no start does."""
    assert asked() == run_id
    assert asked() == run_id
    answer(given)
    assert LogReader(paths.log).run(run_id).rating.morning_pain == given
    assert asked() is None


def test_not_on_the_same_day_nor_days_later(run_id, clock):  # noqa: F811 - the fixture
    """It is about a morning after."""
    clock.advance(-DAY_S)
    assert asked() is None
    clock.advance(2 * DAY_S)
    assert asked() == run_id
    clock.advance(DAY_S)
    assert asked() is None


def test_not_in_a_rehearsal(run_id):
    """But with options of how a run starts."""
    assert asked(RunOptions(speed=10)) is None
    assert asked(RunOptions(first_side=Side.LEFT, from_exercise=2)) == run_id


def test_not_of_a_run_that_is_excluded_or_not_the_last(paths, run_id, clock):  # noqa: F811 - the fixtures
    """An excluded run is in nothing, and after a run without pain none is asked for."""
    with open_services(RunOptions()) as services:
        services.history.set_excluded(run_id, None, excluded=True)
    assert asked() is None
    with open_services(RunOptions()) as services:
        services.history.set_excluded(run_id, None, excluded=False)
        assert services.morning_run().run_id == run_id
        do(services.open(choice(services)), clock, Action.BIG_KEY, 1000.0)
    clock.advance(DAY_S)
    assert asked() is None


def test_a_log_that_cannot_be_read_asks_nothing(paths, run_id):  # noqa: F811 - the fixture
    """The start goes on; what is wrong with the log is said as ever."""
    paths.log.write_bytes(b"no database")
    assert asked() is None
