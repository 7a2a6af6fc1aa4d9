"""What a figure file says: the key poses of a move, and which word of a tempo leads to which.

Coordinates are in the figure's own units, x to the right and y up. A body is 100 high, with the
floor at y = 0; of a close-up, a foot is 100 long. What is wrong is raised all at once, like the
mistakes of a session (see `core.part`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from follow_along.core.enums import Side
from follow_along.core.figures import checks
from follow_along.core.figures.fields import NAME, Named, OneOrMore, Place, PlaceOr
from follow_along.core.figures.joints import JOINTS, Camera, Point
from follow_along.core.sessions.tempo_step import TempoStep, TempoStepRule
from follow_along.core.validation.fields import Items, OneOf, Text
from follow_along.core.validation.json_schema import file_schema
from follow_along.core.validation.model import FileModel, Mistake

Eyes = Literal["open", "closed"]

Route = tuple[str, ...]

_JOINTS = Annotated[
    Mapping[str, Annotated[Point, Place()]], Named(len(JOINTS), "ball: [57, 0]", least=1)
]
_LINE = Annotated[tuple[Annotated[Point | str, PlaceOr(JOINTS)], ...], Items(most=20, least=2)]
_ROUTE = Annotated[tuple[Annotated[str, NAME], ...], OneOrMore(20)]
_ROUND = Annotated[Mapping[str, _ROUTE], Named(20, "up: heels up", least=1)]
_PROPS = Annotated[Mapping[str, _LINE], Named(10, "wall: [[62, 0], [62, 95]]")]


class WholeBody(FileModel):
    """The whole body beside a close-up, in the units of a body."""

    noun: ClassVar[str] = "a whole body"

    joints: _JOINTS = Field(description="For each joint its place `[x, y]`.")
    props: _PROPS = Field({}, description="What stands beside it, as with the figure itself.")

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find joints and props that there are not."""
        yield from islice(checks.of_whole(data), 100)


class Figure(FileModel):
    """A move: its key poses, and the way through them in step with a tempo."""

    noun: ClassVar[str] = "a figure"

    title: Annotated[str, Text(most=100, least=1)] = Field(description="What the move is.")
    camera: Annotated[Camera, OneOf(get_args(Camera))] = Field(
        description="From where it is seen, and how near."
    )
    props: _PROPS = Field(
        {},
        description="What stands beside it: each a line through places `[x, y]`, or through "
        "joints, with which it moves.",
    )
    whole: WholeBody | None = Field(
        None, description="The whole body, drawn small beside a close-up: how to stand or sit."
    )
    eyes: Annotated[Eyes, OneOf(get_args(Eyes))] = Field(
        "open", description="Whether the move is done with closed eyes."
    )
    start: Annotated[str, NAME] = Field(description="The pose at the begin.")
    poses: Annotated[Mapping[str, _JOINTS], Named(20, "flat: {ball: [57, 0]}", least=2)] = Field(
        description="The key poses: for each joint its place `[x, y]`."
    )
    says: Annotated[Mapping[str, Annotated[str, NAME]], Named(20, "heels up: 2 feet")] = Field(
        {}, description="Words that stand beside the figure in a pose."
    )
    moves: Annotated[tuple[_ROUND, ...], OneOrMore(20)] = Field(
        description="For a word of a tempo the pose it leads to, or a list of poses to pass "
        "through. A list of such mappings: one for each repetition in turn."
    )
    tempo: Annotated[tuple[Annotated[TempoStep, TempoStepRule()], ...], Items(most=20, least=1)] = (
        Field(description="Its own pace, where an exercise gives none that it knows.")
    )
    held: Annotated[str, Text(most=40)] = Field(
        "", description="The pose held still by an exercise that gives no tempo."
    )
    on_left: Annotated[Mapping[str, Annotated[str, NAME]], Named(20, "looks left: looks right")] = (
        Field(
            {},
            description="The pose to take in place of another where the left side is at work: the "
            "picture is turned round then, and who looks left must go on doing so.",
        )
    )

    def for_side(self, side: Side) -> "Figure":
        """The figure as it moves where `side` is at work."""
        if side is not Side.LEFT or not self.on_left:
            return self
        taken = self.on_left
        moves = tuple(
            {word: tuple(taken.get(pose, pose) for pose in route) for word, route in each.items()}
            for each in self.moves
        )
        start, held = (taken.get(pose, pose) for pose in (self.start, self.held))
        return self.model_copy(update={"moves": moves, "start": start, "held": held})

    def route(self, word: str, repetition: int) -> Route:
        """The poses that a word of a tempo leads through; empty: it stays. Repetitions from 0."""
        return self.moves[repetition % len(self.moves)].get(word, ())

    def keeps_pace_with(self, tempo: Sequence[TempoStep]) -> bool:
        """Whether the words of a tempo lead to more than one pose, so that it moves by them."""
        return len(self.reached(tempo)) > 1

    def reached(self, tempo: Sequence[TempoStep]) -> tuple[str, ...]:
        """The poses that the words of a tempo lead to, each once, in order."""
        each = (self.route(phase.word, n) for n in range(len(self.moves)) for phase in tempo)
        return tuple(dict.fromkeys(pose for route in each for pose in route))

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find joints that do not fit together, and poses that are named but not there."""
        # No more than a hundred are read, and each takes its time to compare with what there is.
        yield from islice(checks.of_figure(data), 100)

    def excesses(self) -> Iterable[Mistake]:
        """Find a pace of its own that would not move it."""
        if not self.keeps_pace_with(self.tempo):
            known = checks.some([word for each in self.moves for word in each])
            said = f"its words must lead to two poses or more by `moves`, which knows {known}"
            yield Mistake(("tempo",), f"tempo: {said}")


def figure_schema() -> dict[str, Any]:
    """Make the JSON Schema of a figure file."""
    return file_schema(Figure, "follow-along figure")
