"""An exercise as a session file describes it: its keys, their meaning and limits.

Durations are whole milliseconds, however the file writes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, get_args

from follow_along.core.durations import duration_text
from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.sessions.checked_name import ExerciseName
from follow_along.core.sessions.figure_name import FigureName
from follow_along.core.sessions.form_cue import FormCueRule, TimedCue
from follow_along.core.sessions.tempo_step import TempoStep, TempoStepRule
from follow_along.core.validation.fields import (
    Duration,
    FieldRule,
    Items,
    OneOf,
    Slug,
    Text,
    WholeNumber,
    slug,
)
from follow_along.core.validation.file_record import FileRecord, Mistake

Sides = Literal["each", "both", "left", "right", "none"]
AfterStop = Literal["continue", "restart"]

WORK = Duration(least=1000)
PAUSE = Duration(least=0)
TITLE = Text(most=100, least=1)
LINE = Text(most=500)
_SIDE_NAME = Text(most=40)


@dataclass(frozen=True, kw_only=True)
class SideDurations(FileRecord):
    """Different work for each side."""

    noun: ClassVar[str] = "work for each side"

    left: Annotated[int, WORK]
    """How long the left side works."""
    right: Annotated[int, WORK]
    """How long the right side works."""


@dataclass(frozen=True, kw_only=True)
class SideNames(FileRecord):
    """What the sides are called: `left leg`, `right leg`."""

    noun: ClassVar[str] = "names of the sides"

    left: Annotated[str, _SIDE_NAME] = ""
    """What the left side is called."""
    right: Annotated[str, _SIDE_NAME] = ""
    """What the right side is called."""
    both: Annotated[str, _SIDE_NAME] = ""
    """What both sides together are called."""

    def of(self, side: Side) -> str:
        """Return the name of a side; empty without one."""
        return {Side.LEFT: self.left, Side.RIGHT: self.right, Side.BOTH: self.both}[side]


def _require_use_or_name(schema: dict[str, Any]) -> None:
    """Let `use` stand for the name and the length of an exercise in its JSON Schema."""
    del schema["required"]
    schema["not"] = {"required": ["work", "reps"]}
    schema["anyOf"] = [{"required": keys} for keys in (["use"], ["name", "work"], ["name", "reps"])]


OPEN: Literal["open"] = "open"
"""The work of a hold that lasts as long as one can."""


class _WorkRule(FieldRule):
    """One duration, one for each side, or `open`."""

    def read(self, value: object) -> object:
        """Read any of the forms; the mistakes of a mapping keep their own keys."""
        if value == OPEN:
            return OPEN
        if not isinstance(value, Mapping):
            return WORK.read(value)
        from follow_along.core.validation.validate import nested  # noqa: PLC0415 - pydantic

        return nested(SideDurations, value)

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return all forms."""
        others = [each for each in inner["anyOf"] if "$ref" in each or "const" in each]
        return {"anyOf": [WORK.schema({}), *others]}


@dataclass(frozen=True, kw_only=True)
class Exercise(FileRecord):
    """One movement of a session."""

    __pydantic_config__ = FileRecord.__pydantic_config__ | {
        "json_schema_extra": _require_use_or_name
    }
    noun: ClassVar[str] = "an exercise"

    name: Annotated[str, TITLE]
    """What it is called, on the screen and spoken."""
    use: Annotated[str, ExerciseName()] = ""
    """A shipped exercise by its id: it brings every key that is not given here."""
    id: Annotated[str, Slug(least=1)] = ""
    """By which the weeks are compared. Made of the name unless given."""
    kind: Annotated[ExerciseKind, OneOf(tuple(ExerciseKind))] = ExerciseKind.BALANCE
    """What it trains. The history's headline counts balance."""
    sides: Annotated[Sides, OneOf(get_args(Sides))] = "both"
    """`each`: left, then right, full time each. `both`: together. `none`: it has no side."""
    side_names: SideNames | None = None
    """What its sides are called, where that is not as in the rest of the session."""
    sets: Annotated[int, WholeNumber(1, 99)] = 1
    """How often in a row; with two sides a set is one of each."""
    work: Annotated[int | SideDurations | Literal["open"], _WorkRule()] | None = None
    """How long a block lasts, `{left: 40s, right: 30s}`, or `open`: as long as you can."""
    reps: Annotated[int, WholeNumber(1, 999)] | None = None
    """Repetitions, in place of `work`. Without `tempo` the block waits for a key."""
    tempo: Annotated[tuple[Annotated[TempoStep, TempoStepRule()], ...], Items(most=20)] = ()
    """The steps of one repetition, each a word and its duration."""
    rest: Annotated[int, PAUSE] = 10_000
    """Between the blocks of this exercise, sides and sets alike."""
    change: Annotated[int, PAUSE] | None = None
    """Between the sides, where that is not the same as `rest`."""
    get_ready: Annotated[int, PAUSE] | None = None
    """Before this exercise, where that is not as in the rest of the session."""
    settle: Annotated[int, PAUSE] | None = None
    """The count-in after a stop in this exercise, where that is not as in the session."""
    setup: Annotated[str, LINE] = ""
    """How to stand, shown and spoken before the work begins."""
    cues: Annotated[tuple[Annotated[str | TimedCue, FormCueRule()], ...], Items(most=20)] = ()
    """What to mind, shown and spoken one after the other during the work. `{at: half, say: Change
    direction}` has a moment of its own: `half`, `10s`, or `-5s` for five seconds before the end."""
    easier: Annotated[str, LINE] = ""
    """How to make it easier."""
    harder: Annotated[str, LINE] = ""
    """How to make it harder."""
    figure: Annotated[str, FigureName()] = ""
    """The figure that shows it: a shipped one, or a file beside this one."""
    after_stop: Annotated[AfterStop, OneOf(get_args(AfterStop))] = "continue"
    """After a loss of balance the block continues from where it stood, or restarts."""

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions that it has, the easiest first."""
        easier = (Version.EASIER,) if self.easier else ()
        harder = (Version.HARDER,) if self.harder else ()
        return (*easier, Version.WRITTEN, *harder)

    def version_text(self, version: Version) -> str:
        """Return how a version is done; empty for the one that is written."""
        return {Version.EASIER: self.easier, Version.HARDER: self.harder}.get(version, "")

    @property
    def sides_of_a_set(self) -> tuple[Side, ...]:
        """The sides that one set is made of, the left before the right."""
        if self.sides == "each":
            return Side.LEFT, Side.RIGHT
        return (Side.BOTH if self.sides == "none" else Side(self.sides),)

    @property
    def is_open(self) -> bool:
        """Whether its blocks last as long as one can: they end by a key, or with the balance."""
        return self.work == OPEN

    def work_ms(self, side: Side) -> int | None:
        """Return the steady work on `side` in milliseconds; None if the block waits for a key."""
        match self.work:
            case SideDurations(left=left, right=right):
                return left if side is Side.LEFT else right
            case int():
                return self.work
        if self.reps and self.tempo:
            return self.reps * sum(step.ms for step in self.tempo)
        return None

    @classmethod
    def completed(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Make the id of the name where none is given."""
        name = data.get("name")
        made = slug(name) if isinstance(name, str) else ""
        return {"id": made, **data} if made else data

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find a length given twice or not at all, and keys that need two sides."""
        has_work, has_reps = data.get("work") is not None, data.get("reps") is not None
        if has_work and has_reps:
            yield Mistake(("reps",), "reps: give `work` or `reps`, not both")
        if not has_work and not has_reps:
            yield Mistake((), "an exercise needs `work` (how long) or `reps` (how many)")
        name = data.get("name")
        if not data.get("id") and isinstance(name, str) and name.strip() and not slug(name):
            yield Mistake(("name",), "name: no id can be made of it: give the exercise an `id`")
        sides = data.get("sides", "both")
        if sides == "none" and data.get("side_names") is not None:
            yield Mistake(("side_names",), "side_names: an exercise with `sides: none` has no side")
        if sides not in ("both", "left", "right", "none"):
            return
        if isinstance(data.get("work"), Mapping):
            yield Mistake(("work",), "work: a time for each side needs `sides: each`")
        if data.get("change") is not None:
            yield Mistake(("change",), "change: only an exercise with `sides: each` changes sides")

    def excesses(self) -> Iterator[Mistake]:
        """Find repetitions that are longer than the longest work, and cues outside the work."""
        total, most = self.work_ms(Side.BOTH) or 0, WORK.most
        if self.reps and total > most:
            sentence = f"reps: {self.reps} times this tempo is more than {duration_text(most)}"
            yield Mistake(("reps",), sentence)
        shortest = min(self.work_ms(side) or 0 for side in self.sides_of_a_set)
        for index, cue in enumerate(self.cues):
            if isinstance(cue, TimedCue) and (problem := cue.problem(shortest)):
                yield Mistake(("cues", index, "at"), f"at: {problem}")
