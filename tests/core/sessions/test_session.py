"""Sessions and exercises: defaults, limits and the messages of their own rules."""

from typing import Any

import pytest

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.sessions.exercise import Exercise, SideDurations
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.validation.fields import Unquoted
from follow_along.core.validation.validate import validate
from tests.core.validation.validated import exercise, mistake, mistakes


def test_an_exercise_needs_little() -> None:
    """A name and a length are enough; the rest has sensible values."""
    assert exercise() == Exercise(
        name="Steady check",
        id="steady-check",
        kind=ExerciseKind.BALANCE,
        sides="both",
        sets=1,
        work=30_000,
        rest=10_000,
        after_stop="continue",
    )


def test_a_session_needs_little() -> None:
    """A title and one exercise; fifteen seconds to get ready and three to settle."""
    session = validate(Session, {"title": "T", "exercises": [{"name": "A", "work": "30"}]})
    assert (session.get_ready, session.settle, session.first_side) == (15_000, 3_000, None)


def test_durations_become_milliseconds() -> None:
    """As text in any form, in every place that takes one."""
    made = exercise(work="1:30", rest="0.5s", sides="each", change="5", tempo=["look left 3s"])
    assert (made.work, made.rest, made.change) == (90_000, 500, 5_000)
    assert made.tempo == (TempoStep(word="look left", ms=3_000),)


@pytest.mark.parametrize(
    ("keys", "left", "right"),
    [
        ({"work": "40s"}, 40_000, 40_000),
        ({"work": {"left": "40s", "right": "1:00"}, "sides": "each"}, 40_000, 60_000),
        ({"work": None, "reps": "7", "tempo": ["up 2s", "hold 1s", "down 3s"]}, 42_000, 42_000),
        ({"work": None, "reps": "7"}, None, None),
        ({"work": "open", "sides": "each"}, None, None),
        ({"work": "40s", "tempo": ["up 3s"]}, 40_000, 40_000),
    ],
)
def test_work_by_side(keys: dict[str, Any], left: int | None, right: int | None) -> None:
    """A time, one for each side, repetitions times their tempo, or none: it waits for the key."""
    made = exercise(**keys)
    assert (made.work_ms(Side.LEFT), made.work_ms(Side.RIGHT)) == (left, right)


@pytest.mark.parametrize(
    ("text", "word", "ms"),
    [
        ("up 2s", "up", 2_000),
        ("up 2", "up", 2_000),
        ("hold 1m 30s", "hold", 90_000),
        ("phase 2 3s", "phase 2", 3_000),
        ("hold 1:30", "hold", 90_000),
    ],
)
def test_a_phase_is_a_word_and_its_duration(text: str, word: str, ms: int) -> None:
    """The duration is what stands last, however it is written."""
    assert exercise(tempo=[text]).tempo == (TempoStep(word=word, ms=ms),)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"tempo": ["up"]}, "tempo: expected a word and its duration such as `up 2s`, found `up`"),
        (
            {"tempo": [Unquoted("3", "a number")]},
            "tempo: expected a word and its duration such as `up 2s`, found `3`",
        ),
        ({"tempo": ["up 0.01s"]}, "tempo: expected a duration from 0.1s to 24h, found `0.01s`"),
        ({"tempo": ["a" * 41 + " 3s"]}, "tempo: expected at most 40 characters, found 41"),
        (
            {"figure": "../../etc/passwd"},
            "figure: expected the id of a shipped figure such as `heel-raise-single`, or a file in "
            "the session's own folder such as `my-move.yaml`, found `../../etc/passwd`",
        ),
        ({"reps": "7"}, "reps: give `work` or `reps`, not both"),
        (
            {"work": {"left": "40s", "right": "3s"}},
            "work: a time for each side needs `sides: each`",
        ),
        ({"work": {"left": "40s"}, "sides": "each"}, "work for each side needs `right`"),
        ({"change": "5s"}, "change: only an exercise with `sides: each` changes sides"),
        ({"name": "片足"}, "name: no id can be made of it: give the exercise an `id`"),
        (
            {"work": None, "reps": "999", "tempo": ["hold 1h"]},
            "reps: 999 times this tempo is more than 24h",
        ),
    ],
)
def test_a_mistake_is_one_sentence(keys: dict[str, Any], sentence: str) -> None:
    """The rules of an exercise, its tempo steps and its figure say what is expected."""
    assert mistake(**keys) == sentence


def test_one_id_stands_for_one_movement() -> None:
    """Two exercises may share an id, the same one twice, but not under two names."""
    same = [{"name": "Stand", "work": "3s"}, {"name": "Stand", "work": "9s"}]
    assert validate(Session, {"title": "T", "exercises": same}).exercises[1].id == "stand"
    other = [*same, {"name": "Hop", "id": "stand", "work": "3s"}]
    assert mistakes({"title": "T", "exercises": other}, Session) == [
        (
            ("exercises", 2, "id"),
            "id: the id `stand` already belongs to `Stand`; give this exercise another `id`",
        )
    ]


STAND = {"name": "Stand", "work": "3s"}
DEEP = {"rounds": "2", "exercises": [{"rounds": "2", "exercises": [{"rounds": "2"}]}]}


@pytest.mark.parametrize(
    ("item", "where", "sentence"),
    [
        ({"rest": "soon"}, ("rest",), "rest: expected a duration such as"),
        ({"say": "Rest"}, ("rest",), "a rest needs `rest`"),
        ({"rest": "3s", "sye": "x"}, ("sye",), "`sye` is no key of a rest; did you mean `say`?"),
        ({"rounds": "2"}, ("exercises",), "a group of rounds needs `exercises`"),
        ({"exercises": [STAND]}, ("rounds",), "a group of rounds needs `rounds`"),
        ({"rounds": "0", "exercises": [STAND]}, ("rounds",), "rounds: expected a whole number"),
        ({"rounds": "2", "exercises": []}, ("exercises",), "exercises: expected a list of 1 to"),
        (
            {"rounds": "2", "exercises": [{"name": "A"}]},
            ("exercises", 0),
            "an exercise needs `work` (how long) or `reps` (how many)",
        ),
        (
            {"rounds": "2", "name": "A", "exercises": [STAND]},
            ("name",),
            "`name` is no key of a group of rounds; it belongs to an exercise",
        ),
        (
            {"rounds": "2", "exercises": [STAND, {"name": "Hop", "id": "stand", "work": "3s"}]},
            ("exercises", 1, "id"),
            "id: the id `stand` already belongs to `Stand`; give this exercise another `id`",
        ),
        (
            {"rounds": "2", "every": "60s", "rest": "3s", "exercises": [STAND]},
            ("rest",),
            "rest: with `every` the rest is what the work leaves of it",
        ),
        (
            {"rounds": "2", "every": "60s", "exercises": [STAND, {"rest": "3s"}]},
            ("exercises", 1),
            "every: a group with it holds exercises alone",
        ),
        (
            {"rounds": "2", "every": "2s", "exercises": [STAND]},
            ("every",),
            "every: Stand works for 3s, which is longer than 2s",
        ),
        (
            {"for": "10m", "exercises": [STAND]},
            ("for",),
            "for: a group has no time limit: give `rounds`, as many as you may do, and leave with"
            " Q when your time is up; the log keeps the rounds done",
        ),
        (
            DEEP,
            ("exercises", 0, "exercises", 0, "rounds"),
            "rounds: a group within a group cannot hold a third",
        ),
    ],
)
def test_mistakes_in_groups_and_rests(
    item: dict[str, Any], where: tuple[str | int, ...], sentence: str
) -> None:
    """Each is told with the keys that lead to it, in the words of what it was meant to be."""
    found = mistakes({"title": "T", "exercises": [item]}, Session)
    assert any(
        path == ("exercises", 0, *where) and message.startswith(sentence) for path, message in found
    ), found


def test_a_session_of_rests_is_none() -> None:
    """There must be something to do."""
    data = {"title": "T", "exercises": [{"rest": "3s"}]}
    assert mistakes(data, Session) == [
        (("exercises",), "exercises: expected an exercise, found only rests")
    ]


def test_rounds_count_towards_the_limits() -> None:
    """Eleven rounds of a hundred blocks are too many."""
    group = {"rounds": "11", "exercises": [STAND | {"sets": "99"}, STAND]}
    [(where, sentence)] = mistakes({"title": "T", "exercises": [group]}, Session)
    assert where == ("exercises",)
    assert sentence == "exercises: they come to 1,100 blocks, more than 1,000"


def test_a_session_has_at_most_two_hundred_exercises() -> None:
    """More are refused without a look at each."""
    data = {"title": "T", "exercises": ["x"] * 100_000}
    assert mistakes(data, Session) == [
        (("exercises",), "exercises: expected a list of 1 to 200 things, found 100,000")
    ]


def test_exercises_have_a_limit_all_together() -> None:
    """A thousand blocks and a day of work: each set and side counts."""
    many = [{"name": f"E{n}", "sets": "60", "sides": "each", "work": "1h"} for n in range(9)]
    assert mistakes({"title": "T", "exercises": many}, Session) == [
        (("exercises",), "exercises: they come to 1,080 blocks, more than 1,000"),
        (("exercises",), "exercises: 1080h of work is more than 24h"),
    ]
    just = [{"name": f"E{n}", "sets": "50", "sides": "each", "work": "86s"} for n in range(10)]
    assert validate(Session, {"title": "T", "exercises": just})


def test_each_side_may_have_a_work_time_of_its_own() -> None:
    """Both are kept, in milliseconds."""
    made = exercise(sides="each", work={"left": "40s", "right": "30s"})
    assert made.work == SideDurations(left=40_000, right=30_000)


@pytest.mark.parametrize(
    ("keys", "where", "sentence"),
    [
        ({"per_week": "3"}, "per_week", "per_week: give the `programme` that is done so often"),
        (
            {"programme": "feet", "days_apart": "1"},
            "days_apart",
            "days_apart: give the `per_week` of runs that lie so far apart",
        ),
        (
            {"programme": "feet", "per_week": "8"},
            "per_week",
            "per_week: expected a whole number from 1 to 7, found `8`",
        ),
        (
            {"programme": "feet", "per_week": "3", "days_apart": "3"},
            "per_week",
            "per_week: 3 runs with 3 days between them do not fit into a week",
        ),
    ],
)
def test_mistakes_in_the_weekly_plan(keys: dict[str, str], where: str, sentence: str) -> None:
    """It belongs to a programme, needs a number of runs, and has room in a week."""
    data = {"title": "T", "exercises": [STAND]} | keys
    assert mistakes(data, Session) == [((where,), sentence)]


@pytest.mark.parametrize(
    ("days_apart", "most"), [(0, 7), (1, 4), (2, 3), (3, 2), (4, 2), (5, 2), (6, 1)]
)
def test_a_weekly_plan_has_room_in_a_week(days_apart: int, most: int) -> None:
    """From a Monday: with a day between them, four runs end on the Sunday."""
    fitting = [WeeklyPlan(number, days_apart).fits for number in range(1, 8)]
    assert fitting == [number <= most for number in range(1, 8)]
