"""A figure as its file describes it: key poses, and the tempo words that lead to them.

Coordinates are in the figure's own units, x to the right and y up. A body is 100 high, with the
floor at y = 0; in a close-up a foot is 100 long.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Annotated, Any, ClassVar, Literal, get_args

from follow_along.core.enums import Side
from follow_along.core.figures import checks
from follow_along.core.figures.fields import POSE_NAME, Named, OneOrMore, PointOrJoint, PointRule
from follow_along.core.figures.joints import JOINTS, Camera, Point
from follow_along.core.sessions.tempo_step import TempoStep, TempoStepRule
from follow_along.core.validation.fields import Items, OneOf, Text
from follow_along.core.validation.file_record import FileRecord, Mistake

Eyes = Literal["open", "closed"]

Route = tuple[str, ...]
"""The poses that a tempo word leads through."""

_MOST_MISTAKES = 100
"""Each takes time to compare with the known names, and no more are reported."""

_JOINTS = Annotated[
    Mapping[str, Annotated[Point, PointRule()]], Named(len(JOINTS), "ball: [57, 0]", least=1)
]
_LINE = Annotated[tuple[Annotated[Point | str, PointOrJoint(JOINTS)], ...], Items(most=20, least=2)]
_ROUTE = Annotated[tuple[Annotated[str, POSE_NAME], ...], OneOrMore(20)]
_ROUND = Annotated[Mapping[str, _ROUTE], Named(20, "up: heels up", least=1)]
_PROPS = Annotated[Mapping[str, _LINE], Named(10, "wall: [[62, 0], [62, 95]]")]
_POSES = Annotated[Mapping[str, _JOINTS], Named(20, "flat: {ball: [57, 0]}", least=2)]
_SAYS = Annotated[Mapping[str, Annotated[str, POSE_NAME]], Named(20, "heels up: 2 feet")]
_ON_LEFT = Annotated[Mapping[str, Annotated[str, POSE_NAME]], Named(20, "looks left: looks right")]


@dataclass(frozen=True, kw_only=True)
class WholeBody(FileRecord):
    """The whole body beside a close-up, in the units of a body."""

    noun: ClassVar[str] = "a whole body"

    joints: _JOINTS
    """For each joint its place `[x, y]`."""
    props: _PROPS = field(default_factory=dict)
    """What stands beside it, as with the figure itself."""

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find unknown joints and props."""
        yield from islice(checks.whole_body_mistakes(data), _MOST_MISTAKES)


@dataclass(frozen=True, kw_only=True)
class Figure(FileRecord):
    """The drawing of a movement: its key poses, and the routes between them by tempo words."""

    noun: ClassVar[str] = "a figure"

    title: Annotated[str, Text(most=100, least=1)]
    """What the move is."""
    camera: Annotated[Camera, OneOf(get_args(Camera))]
    """From where it is seen, and how near."""
    props: _PROPS = field(default_factory=dict)
    """What stands beside it: lines through places `[x, y]`, or joints with which they move."""
    whole: WholeBody | None = None
    """The whole body, drawn small beside a close-up: how to stand or sit."""
    eyes: Annotated[Eyes, OneOf(get_args(Eyes))] = "open"
    """Whether the move is done with closed eyes."""
    start: Annotated[str, POSE_NAME]
    """The pose at the start."""
    poses: _POSES
    """The key poses: for each joint its place `[x, y]`."""
    says: _SAYS = field(default_factory=dict)
    """Words that stand beside the figure in a pose."""
    moves: Annotated[tuple[_ROUND, ...], OneOrMore(20)]
    """For each tempo word a pose, or a list of poses; a list of such mappings takes turns."""
    tempo: Annotated[tuple[Annotated[TempoStep, TempoStepRule()], ...], Items(most=20, least=1)]
    """Its own tempo, where an exercise gives none that it knows."""
    held: Annotated[str, Text(most=40)] = ""
    """The pose held still by an exercise that gives no tempo."""
    on_left: _ON_LEFT = field(default_factory=dict)
    """For a pose the one to take at work on the left, where the picture is mirrored."""

    def for_side(self, side: Side) -> "Figure":
        """Return the figure as it moves where `side` is at work."""
        if side is not Side.LEFT or not self.on_left:
            return self
        on_left = self.on_left
        moves = tuple(
            {word: tuple(on_left.get(pose, pose) for pose in route) for word, route in each.items()}
            for each in self.moves
        )
        start, held = (on_left.get(pose, pose) for pose in (self.start, self.held))
        return replace(self, moves=moves, start=start, held=held)

    def route(self, word: str, repetition: int) -> Route:
        """Return the poses that a tempo word leads through; empty if it leads nowhere.

        Repetitions count from 0.
        """
        return self.moves[repetition % len(self.moves)].get(word, ())

    def follows(self, tempo: Sequence[TempoStep]) -> bool:
        """Return whether the words of a tempo lead to more than one pose, so that it moves."""
        return len(self.poses_reached(tempo)) > 1

    def poses_reached(self, tempo: Sequence[TempoStep]) -> tuple[str, ...]:
        """Return the poses that the words of a tempo lead through, each once, in order."""
        each = (self.route(step.word, n) for n in range(len(self.moves)) for step in tempo)
        return tuple(dict.fromkeys(pose for route in each for pose in route))

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterator[Mistake]:
        """Find joints that do not fit together, and unknown poses."""
        yield from islice(checks.figure_mistakes(data), _MOST_MISTAKES)

    def excesses(self) -> Iterable[Mistake]:
        """Find a tempo of its own that would not move it."""
        if not self.follows(self.tempo):
            known = checks.first_names([word for each in self.moves for word in each])
            sentence = f"its words must lead to two poses or more by `moves`, which knows {known}"
            yield Mistake(("tempo",), f"tempo: {sentence}")
