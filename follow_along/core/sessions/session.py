"""A session as its file describes it: its keys, and the groups of exercises that it repeats.

Durations are whole milliseconds, however the file writes them.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args

from follow_along.core.durations import duration_text
from follow_along.core.sessions.exercise import LINE, PAUSE, TITLE, WORK, Exercise, SideNames
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.text import plural
from follow_along.core.validation.fields import (
    Duration,
    Items,
    OneOf,
    Slug,
    Text,
    WholeNumber,
    slug,
)
from follow_along.core.validation.file_record import FileRecord, Mistake
from follow_along.core.validation.language_tag import LanguageTag
from follow_along.core.validation.messages import describe_value
from follow_along.core.validation.variants import Variants

FirstSide = Literal["left", "right"]

_NEEDED = (
    ("programme_title", "programme", "whose title this is"),
    ("per_week", "programme", "that is done so often"),
    ("days_apart", "per_week", "of runs that lie so far apart"),
)
"""Keys of a session that say nothing without another one, and what that is to them."""

_MOST_BLOCKS = 1000
"""With more, planning every remaining block anew at each key would be felt."""


@dataclass(frozen=True, kw_only=True)
class Rest(FileRecord):
    """A rest between two exercises, or a note for it. It is no block and counts nowhere."""

    noun: ClassVar[str] = "a rest"

    rest: Annotated[int, Duration(least=1000)]
    """Time until the next exercise begins, in place of `get_ready`."""
    say: Annotated[str, LINE] = ""
    """What to do meanwhile, such as a change of kit: shown and spoken as the rest begins."""


@dataclass(frozen=True, kw_only=True)
class Group(FileRecord):
    """A list of exercises that is repeated. Its subclasses say what the list may hold."""

    noun: ClassVar[str] = "a group of rounds"
    instead: ClassVar[Mapping[str, tuple[str, str]]] = {
        "for": (
            "rounds",
            "a group has no time limit: give `rounds`, as many as you may do, and leave with Q when"
            " your time is up; the log keeps the rounds done",
        )
    }

    rounds: Annotated[int, WholeNumber(1, 99)]
    """How often the group is done."""
    rest: Annotated[int, PAUSE] | None = None
    """Time between two rounds, in place of `get_ready`."""
    every: Annotated[int, WORK] | None = None
    """From the beginning of one block to that of the next: what work leaves of it is rest."""

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find rests in a group whose blocks begin at fixed intervals."""
        if data.get("every") is None:
            return
        if data.get("rest") is not None:
            yield Mistake(("rest",), "rest: with `every` the rest is what the work leaves of it")
        for where, item in _written_items(data):
            if isinstance(item, Mapping) and not {"name", "use"} & item.keys():
                sentence = "every: a group with it holds exercises alone"
                yield Mistake(where, sentence)

    def excesses(self) -> Iterator[Mistake]:
        """Find work that is longer than the interval at which the blocks begin."""
        for exercise, _ in _repeated(self.items):
            work_ms = max(exercise.work_ms(side) or 0 for side in exercise.sides_of_a_set)
            if self.every is not None and work_ms > self.every:
                most = duration_text(self.every)
                sentence = f"every: {exercise.name} works for {duration_text(work_ms)}"
                yield Mistake(("every",), f"{sentence}, which is longer than {most}")

    @property
    @abstractmethod
    def items(self) -> "tuple[Item, ...]":
        """Its exercises, rests and groups, in the order they are done."""


@dataclass(frozen=True, kw_only=True)
class InnerRounds(Group):
    """A group within another: it holds no further group."""

    exercises: Annotated[
        tuple[Annotated[Exercise | Rest, Variants((Exercise, Rest))], ...],
        Items(least=1, most=200),
    ]
    """The exercises of one round, in the order they are done."""

    @property
    def items(self) -> "tuple[Item, ...]":
        """Its exercises and rests."""
        return self.exercises

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find a group within a group within a group."""
        yield from super().conflicts(data)
        for where, item in _written_items(data):
            if isinstance(item, Mapping) and "rounds" in item:
                sentence = "rounds: a group within a group cannot hold a third"
                yield Mistake((*where, "rounds"), sentence)


@dataclass(frozen=True, kw_only=True)
class Rounds(Group):
    """Exercises that are repeated as a group."""

    exercises: Annotated[
        tuple[
            Annotated[Exercise | Rest | InnerRounds, Variants((Exercise, Rest, InnerRounds))], ...
        ],
        Items(least=1, most=200),
    ]
    """The exercises of one round, in the order they are done; one of them may be a group."""

    @property
    def items(self) -> "tuple[Item, ...]":
        """Its exercises, rests and inner groups."""
        return self.exercises


Item: TypeAlias = Exercise | Rest | Group
"""What a list of exercises holds."""


@dataclass(frozen=True, kw_only=True)
class Session(FileRecord):
    """What one session file describes."""

    noun: ClassVar[str] = "a session"

    title: Annotated[str, TITLE]
    """What the session is called."""
    language: Annotated[str, LanguageTag()] = ""
    """The language of its texts, such as `en` or `pt-BR`, in which they are spoken. That of the
    settings, or of the system, unless given."""
    programme: Annotated[str, Slug()] = ""
    """The programme it belongs to: sessions in order."""
    programme_title: Annotated[str, Text(most=100)] = ""
    """What the programme is called. Made of its id unless given."""
    week: Annotated[int, WholeNumber(1, 999)] | None = None
    """Its place in the programme."""
    per_week: Annotated[int, WholeNumber(1, 7)] | None = None
    """How many runs a week the programme asks for, the same in each of its sessions."""
    days_apart: Annotated[int, WholeNumber(0, 6)] | None = None
    """How many free days lie between two runs of the programme; none unless given."""
    about: Annotated[str, Text(most=2000)] = ""
    """What it is for and where it comes from."""
    get_ready: Annotated[int, PAUSE] = 15_000
    """Before each exercise."""
    settle: Annotated[int, PAUSE] = 3_000
    """The count-in after a stop."""
    first_side: Annotated[FirstSide, OneOf(get_args(FirstSide))] | None = None
    """The side that goes first; it swaps from run to run unless given."""
    side_names: SideNames | None = None
    """What the sides are called, such as `left leg`; by default they are feet."""
    kit: Annotated[tuple[Annotated[str, TITLE], ...], Items(most=20)] = ()
    """What to have at hand."""
    safety: Annotated[str, LINE] = ""
    """What to mind before beginning."""
    exercises: Annotated[
        tuple[Annotated[Exercise | Rest | Rounds, Variants((Exercise, Rest, Rounds))], ...],
        Items(least=1, most=200),
    ]
    """The exercises, rests and groups of rounds, in the order they are done."""

    @property
    def all_exercises(self) -> tuple[Exercise, ...]:
        """Every exercise once, in the order of the file, those of groups included."""
        return tuple(exercise for exercise, _ in _repeated(self.exercises))

    @property
    def weekly_plan(self) -> WeeklyPlan | None:
        """How often it is meant to be done; None where the file does not say."""
        return WeeklyPlan(self.per_week, self.days_apart or 0) if self.per_week else None

    @property
    def figure_names(self) -> set[str]:
        """The names of the figures that its exercises have."""
        return {exercise.figure for exercise in self.all_exercises} - {""}

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find an id with two names, and a key that needs another one."""
        for key, needed, what in _NEEDED:
            if data.get(key) and not data.get(needed):
                yield Mistake((key,), f"{key}: give the `{needed}` {what}")
        names: dict[str, str] = {}
        for where, item in _written_exercises(data, ()):
            key, identity, name = _identity(item)
            if identity and names.setdefault(identity, name) != name:
                other = describe_value(names[identity])
                sentence = f"{key}: the id {describe_value(identity)} already belongs to {other}"
                yield Mistake((*where, key), f"{sentence}; give this exercise another `id`")

    def excesses(self) -> Iterator[Mistake]:
        """Find no exercise, and more blocks, work or runs a week than there may be."""
        if self.weekly_plan and not self.weekly_plan.fits:
            between = plural(self.weekly_plan.days_apart, "day")
            sentence = f"per_week: {self.per_week} runs with {between} between them do not fit"
            yield Mistake(("per_week",), f"{sentence} into a week")
        each_side = [
            (times * exercise.sets, exercise.work_ms(side) or 0)
            for exercise, times in _repeated(self.exercises)
            for side in exercise.sides_of_a_set
        ]
        blocks = sum(times for times, _ in each_side)
        work = sum(times * work_ms for times, work_ms in each_side)
        if not blocks:
            yield Mistake(("exercises",), "exercises: expected an exercise, found only rests")
        if blocks > _MOST_BLOCKS:
            sentence = f"exercises: they come to {blocks:,} blocks, more than {_MOST_BLOCKS:,}"
            yield Mistake(("exercises",), sentence)
        if work > (most := WORK.most):
            total = duration_text(work)
            sentence = f"exercises: {total} of work is more than {duration_text(most)}"
            yield Mistake(("exercises",), sentence)


def _repeated(items: tuple[Item, ...], times: int = 1) -> Iterator[tuple[Exercise, int]]:
    """Yield every exercise with the number of rounds in which it is done."""
    for item in items:
        match item:
            case Exercise():
                yield item, times
            case Group():
                yield from _repeated(item.items, times * item.rounds)


def _written_exercises(
    data: object, where: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield the items that are no groups, with the keys and indexes that lead to them."""
    for step, item in _written_items(data):
        if isinstance(item, Mapping) and "exercises" in item:
            yield from _written_exercises(item, (*where, *step))
        else:
            yield (*where, *step), item


def _written_items(data: object) -> Iterator[tuple[tuple[str, int], object]]:
    """Yield the items of a list of exercises, each with its key and index."""
    items = data.get("exercises") if isinstance(data, Mapping) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        yield ("exercises", index), item


def _identity(item: object) -> tuple[str, str, str]:
    """Return the key that identifies an exercise, its id and its name; both empty if wrong."""
    name, given = (item.get("name"), item.get("id")) if isinstance(item, Mapping) else ("", "")
    if not isinstance(name, str):
        return "name", "", ""
    return ("id", given, name) if given and isinstance(given, str) else ("name", slug(name), name)
