"""What a session file says: the model behind it, its meaning and its limits.

Durations are whole milliseconds here, however they were written in the file. A model is made from
text as a person wrote it, lists and mappings, or from what it keeps (a number is milliseconds);
where those come from is no business of this module. What is wrong is raised all at once, as a
pydantic ValidationError whose every message is a whole sentence in the words of the file.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field

from follow_along.core.durations import duration_text
from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.figures.fields import FigureName
from follow_along.core.sessions.tempo_step import TempoStep, TempoStepRule
from follow_along.core.validation.fields import (
    Duration,
    FieldRule,
    Items,
    OneOf,
    Slug,
    Text,
    WholeNumber,
    describe_value,
    slug,
)
from follow_along.core.validation.json_schema import file_schema
from follow_along.core.validation.model import FileModel, Mistake

Sides = Literal["each", "both", "left", "right"]
FirstSide = Literal["left", "right"]
AfterStop = Literal["continue", "restart"]

_WORK = Duration(least=1000)
_PAUSE = Duration(least=0)
_TITLE = Text(most=100, least=1)
_LINE = Text(most=500)
_FULL_LINE = Text(most=500, least=1)
_MOST_BLOCKS = 1000
"""Each key has every block to come planned anew, in a moment that nobody notices."""


class SideDurations(FileModel):
    """Different work for each side."""

    noun: ClassVar[str] = "work for each side"

    left: Annotated[int, _WORK] = Field(description="How long the left side works.")
    right: Annotated[int, _WORK] = Field(description="How long the right side works.")


class _Work(FieldRule):
    """One duration, or one for each side."""

    def read(self, value: object) -> object:
        if isinstance(value, Mapping):
            return SideDurations.model_validate(value)
        return value if isinstance(value, SideDurations) else _WORK.read(value)

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        return inner


class Exercise(FileModel):
    """One movement of a session."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["work"]}, {"required": ["reps"]}]}
    )
    noun: ClassVar[str] = "an exercise"

    name: Annotated[str, _TITLE] = Field(description="What it is called, on the screen and spoken.")
    id: Annotated[str, Slug(least=1)] = Field(
        "",
        description="By which the weeks are compared. Made of the name unless given.",
    )
    kind: Annotated[ExerciseKind, OneOf(tuple(ExerciseKind))] = Field(
        ExerciseKind.BALANCE, description="What it trains. The history's headline counts balance."
    )
    sides: Annotated[Sides, OneOf(get_args(Sides))] = Field(
        "both",
        description="`each`: left, then right, full time each. `both`: both feet together.",
    )
    sets: Annotated[int, WholeNumber(1, 99)] = Field(
        1, description="How many rounds; with two sides a set is one of each."
    )
    work: Annotated[Annotated[int, _WORK] | SideDurations, _Work()] | None = Field(
        None,
        description="How long one block of work lasts, or `{left: 40s, right: 30s}`.",
    )
    reps: Annotated[int, WholeNumber(1, 999)] | None = Field(
        None,
        description="Repetitions, in place of `work`. Without `tempo` the block waits for a key.",
    )
    tempo: Annotated[tuple[Annotated[TempoStep, TempoStepRule()], ...], Items(most=20)] = Field(
        (), description="The phases of one repetition, each a word and its duration."
    )
    rest: Annotated[int, _PAUSE] = Field(
        10_000, description="Between the blocks of this exercise, sides and sets alike."
    )
    change: Annotated[int, _PAUSE] | None = Field(
        None, description="Between the sides, where that is not the same as `rest`."
    )
    setup: Annotated[str, _LINE] = Field(
        "", description="How to stand, shown and spoken before the work begins."
    )
    cues: Annotated[tuple[Annotated[str, _FULL_LINE], ...], Items(most=20)] = Field(
        (), description="What to mind, shown and spoken one after the other during the work."
    )
    easier: Annotated[str, _LINE] = Field("", description="How to make it easier.")
    harder: Annotated[str, _LINE] = Field("", description="How to make it harder.")
    figure: Annotated[str, FigureName()] = Field(
        "", description="The figure that shows it: a shipped one, or a file beside this one."
    )
    after_stop: Annotated[AfterStop, OneOf(get_args(AfterStop))] = Field(
        "continue",
        description="After a stop the block goes on from where it stood, or starts again.",
    )

    @property
    def sides_of_a_set(self) -> tuple[Side, ...]:
        """The sides that one set is made of, the left before the right."""
        return (Side.LEFT, Side.RIGHT) if self.sides == "each" else (Side(self.sides),)

    def work_ms(self, side: Side) -> int | None:
        """Steady work on `side` in milliseconds; None when the block waits for the key."""
        match self.work:
            case SideDurations(left=left, right=right):
                return left if side is Side.LEFT else right
            case int():
                return self.work
        if self.reps and self.tempo:
            return self.reps * sum(phase.ms for phase in self.tempo)
        return None

    @classmethod
    def completed(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Make the id of the name where none is given."""
        name = data.get("name")
        made = slug(name) if isinstance(name, str) else ""
        return {"id": made, **data} if made else data

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find a length that is given twice or not at all, and keys that only two sides can use."""
        has_work, has_reps = data.get("work") is not None, data.get("reps") is not None
        if has_work and has_reps:
            yield Mistake(("reps",), "reps: give `work` or `reps`, not both")
        if not has_work and not has_reps:
            yield Mistake((), "an exercise needs `work` (how long) or `reps` (how many)")
        name = data.get("name")
        if not data.get("id") and isinstance(name, str) and name.strip() and not slug(name):
            yield Mistake(("name",), "name: no id can be made of it: give the exercise an `id`")
        if data.get("sides", "both") not in ("both", "left", "right"):
            return
        if isinstance(data.get("work"), Mapping | SideDurations):
            yield Mistake(("work",), "work: a time for each side needs `sides: each`")
        if data.get("change") is not None:
            yield Mistake(("change",), "change: only an exercise with `sides: each` changes sides")

    def excesses(self) -> Iterator[Mistake]:
        """Find repetitions that add up to more than the longest work."""
        total, most = self.work_ms(Side.BOTH) or 0, _WORK.most
        if self.reps and total > most:
            said = f"{self.reps} times this tempo is more than {duration_text(most)}"
            yield Mistake(("reps",), f"reps: {said}")


class Session(FileModel):
    """What one session file describes."""

    noun: ClassVar[str] = "a session"

    title: Annotated[str, _TITLE] = Field(description="What the session is called.")
    programme: Annotated[str, Slug()] = Field(
        "", description="The programme it belongs to: sessions in order."
    )
    week: Annotated[int, WholeNumber(1, 999)] | None = Field(
        None, description="Its place in the programme."
    )
    about: Annotated[str, Text(most=2000)] = Field(
        "", description="What it is for and where it comes from."
    )
    get_ready: Annotated[int, _PAUSE] = Field(15_000, description="Before each exercise.")
    settle: Annotated[int, _PAUSE] = Field(3_000, description="The count-in after a stop.")
    first_side: Annotated[FirstSide, OneOf(get_args(FirstSide))] | None = Field(
        None, description="The side that goes first; it swaps from run to run unless given."
    )
    kit: Annotated[tuple[Annotated[str, _TITLE], ...], Items(most=20)] = Field(
        (), description="What to have at hand."
    )
    safety: Annotated[str, _LINE] = Field("", description="What to mind before beginning.")
    exercises: Annotated[tuple[Exercise, ...], Items(least=1, most=200)] = Field(
        description="The exercises, in the order they are done."
    )

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find an id that stands for two movements: the weeks could not be compared by it."""
        exercises = data.get("exercises")
        names: dict[str, str] = {}
        for place, item in enumerate(exercises if isinstance(exercises, list | tuple) else ()):
            key, identity, name = _identity(item)
            if identity and names.setdefault(identity, name) != name:
                said = f"the id {describe_value(identity)} already belongs to {describe_value(names[identity])}"
                where = ("exercises", place, key)
                yield Mistake(where, f"{key}: {said}; give this exercise another `id`")

    def excesses(self) -> Iterator[Mistake]:
        """Find exercises that are too much all together."""
        each_set = [
            (each.sets, each, side) for each in self.exercises for side in each.sides_of_a_set
        ]
        blocks = sum(sets for sets, _, _ in each_set)
        work = sum(sets * (each.work_ms(side) or 0) for sets, each, side in each_set)
        if blocks > _MOST_BLOCKS:
            said = f"exercises: they come to {blocks:,} blocks, more than {_MOST_BLOCKS:,}"
            yield Mistake(("exercises",), said)
        if work > (most := _WORK.most):
            said = f"exercises: {duration_text(work)} of work is more than {duration_text(most)}"
            yield Mistake(("exercises",), said)


def _identity(item: object) -> tuple[str, str, str]:
    """Give the key that names an exercise as it is written, its id and its name; empty if wrong."""
    if isinstance(item, Exercise):
        return "id", item.id, item.name
    name, given = (item.get("name"), item.get("id")) if isinstance(item, Mapping) else ("", "")
    if not isinstance(name, str):
        return "name", "", ""
    return ("id", given, name) if given and isinstance(given, str) else ("name", slug(name), name)


def session_schema() -> dict[str, Any]:
    """Make the JSON Schema of a session file."""
    return file_schema(Session, "follow-along session")
