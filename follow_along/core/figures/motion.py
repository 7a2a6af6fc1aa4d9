"""The motion of a figure: from a time of a tempo to a pose, and from a run to what to draw now.

There is no state: the same time always gives the same pose.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure, Route
from follow_along.core.figures.interpolation import interpolate
from follow_along.core.figures.joints import Joints
from follow_along.core.run.player import Phase, Player
from follow_along.core.sessions.tempo_step import TempoStep

Tempo = Sequence[TempoStep]
Item = TypeVar("Item")

_SLOWNESS = 2.0
"""Before the work, the movement takes this many times as long."""

_INTO_POSE_S = 1.0
"""Seconds to move from any pose into one that is then held."""

_MOVING_PHASES = (Phase.WAITING, Phase.LEAD_IN, Phase.WORKING)
"""The phases in which a figure moves; in others it stands still."""

EPSILON_MS = 1e-3
"""A moment that is the begin of a phase but for an error of the arithmetic is in that phase."""

_SAME_POINT = 1e-3
"""Points closer than this, in the figure's units, are the same."""


class Pose(NamedTuple):
    """The figure at one moment."""

    joints: Joints
    name: str
    """The key pose that it is in, or moving to."""
    says: str
    """Words beside it; empty for none."""


class Motion(NamedTuple):
    """What to draw now, and until when."""

    pose: Pose
    side: Side
    moving: bool
    changes_in: float | None
    """Seconds until it starts to move, 0 while it moves; None: not before a key is pressed."""


class _Shown(NamedTuple):
    """A pose, and for how many seconds it stays: 0 while the figure moves, infinite if for good."""

    pose: Pose
    still_s: float


class _StepMotion(NamedTuple):
    """What the figure does in one tempo step of a repetition."""

    begin_ms: int
    ms: int
    origin: str
    """The pose at the beginning."""
    route: Route
    """Empty if it stays."""


def motion(player: Player, now: float, figure: Figure | None) -> Motion | None:
    """Return what to draw for the current block at `now`, to which the player is advanced.

    None if the exercise has no figure, or the run is over.
    """
    if figure is None or player.phase in {Phase.DONE, Phase.LEFT}:
        return None
    pose, still_s = _shown_now(player, now, figure.for_side(player.block.side))
    if player.phase not in _MOVING_PHASES:
        still_s = math.inf
    if player.running and player.length is not None:
        still_s = min(still_s, player.origin + player.length - now)
    return Motion(
        pose=pose,
        side=player.block.side,
        moving=still_s == 0,
        changes_in=None if still_s == math.inf else still_s,
    )


def pose_at(figure: Figure, tempo: Tempo, elapsed_s: float) -> Pose:
    """Return the pose at `elapsed_s` seconds of a tempo, which must not be empty.

    At the end of each step the figure is in the pose that the step leads to; it starts and stops
    softly. A step that leads nowhere leaves it as it is.
    """
    return _in_step(figure, tempo, elapsed_s).pose


def key_poses(figure: Figure) -> tuple[Pose, ...]:
    """Return the poses that show the movement without motion, each once, in order."""
    names = (figure.start, *figure.poses_reached(figure.tempo), figure.held)
    return tuple(_key_pose(figure, name) for name in dict.fromkeys(names) if name)


def spread(poses: Sequence[Item], count: int) -> list[Item]:
    """Return at most `count` poses: the first, the last, and evenly chosen ones between.

    A single one is the second, the pose that the movement leads to.
    """
    if len(poses) <= max(1, count):
        return list(poses)
    if count <= 1:
        return [poses[1]]
    return [poses[round(index * (len(poses) - 1) / (count - 1))] for index in range(count)]


def _shown_now(player: Player, now: float, figure: Figure) -> _Shown:
    tempo = player.block.exercise.tempo
    follows = figure.follows(tempo)
    pace = tempo if follows else figure.tempo
    if player.phase is Phase.WAITING:
        return _shown_slowly(figure, pace, now)
    if not player.in_block:
        position = now - player.origin if player.running else player.position
        return _shown_before(figure, pace, position, player.length or 0.0)
    position = player.work_position(now)
    if figure.held and not follows:
        return _into_pose(figure, figure.poses[figure.start], figure.held, position)
    return _in_step(figure, pace, position)


def _shown_before(figure: Figure, tempo: Tempo, position: float, length: float) -> _Shown:
    """Show the movement slowly, as often as it fits completely, then stand ready for the work."""
    once = _SLOWNESS * len(figure.moves) * _cycle_ms(tempo) / 1000
    room = max(0.0, length - _INTO_POSE_S)
    end = room // once * once or room
    if position < end:
        pose, still_s = _shown_slowly(figure, tempo, position)
        return _Shown(pose, min(still_s, end - position))
    last = _shown_slowly(figure, tempo, end).pose
    return _into_pose(figure, last.joints, figure.start, position - end)


def _shown_slowly(figure: Figure, tempo: Tempo, elapsed_s: float) -> _Shown:
    pose, still_s = _in_step(figure, tempo, elapsed_s / _SLOWNESS)
    return _Shown(pose, still_s * _SLOWNESS)


def _into_pose(figure: Figure, joints: Joints, name: str, elapsed_s: float) -> _Shown:
    """Move from any pose into a key pose, then hold it."""
    pose = _key_pose(figure, name)
    near = all(
        math.dist(point, pose.joints[joint]) < _SAME_POINT for joint, point in joints.items()
    )
    if near or elapsed_s >= _INTO_POSE_S:
        return _Shown(pose, math.inf)
    fraction = _eased(elapsed_s / _INTO_POSE_S)
    return _Shown(Pose(interpolate(joints, pose.joints, fraction), name, pose.says), 0.0)


def _in_step(figure: Figure, tempo: Tempo, elapsed_s: float) -> _Shown:
    whole, within = divmod(elapsed_s * 1000 + EPSILON_MS, _cycle_ms(tempo))
    repetition = int(whole)
    steps = list(_step_motions(figure, tempo, repetition))
    at = next(each for each in reversed(steps) if each.begin_ms <= within)
    if not at.route:
        still_s = _still_ms(figure, tempo, repetition, within) / 1000
        return _Shown(_key_pose(figure, at.origin), still_s)
    progress = _eased((within - at.begin_ms) / at.ms) * len(at.route)
    passed = min(int(progress), len(at.route) - 1)
    before = figure.poses[(at.origin, *at.route)[passed]]
    pose = _key_pose(figure, at.route[passed])
    joints = interpolate(before, pose.joints, progress - passed)
    return _Shown(Pose(joints, pose.name, pose.says), 0.0)


def _step_motions(figure: Figure, tempo: Tempo, repetition: int) -> Iterator[_StepMotion]:
    begin, origin = 0, _pose_at_start(figure, tempo, repetition)
    for phase in tempo:
        route = figure.route(phase.word, repetition)
        if set(route) == {origin}:
            route = ()
        yield _StepMotion(begin, phase.ms, origin, route)
        begin, origin = begin + phase.ms, route[-1] if route else origin


def _pose_at_start(figure: Figure, tempo: Tempo, repetition: int) -> str:
    """Return the pose in which a repetition (from 0) begins: where earlier ones have led."""
    for earlier in range(repetition - 1, max(-1, repetition - 1 - len(figure.moves)), -1):
        for phase in reversed(tempo):
            if route := figure.route(phase.word, earlier):
                return route[-1]
    return figure.start


def _still_ms(figure: Figure, tempo: Tempo, repetition: int, within: float) -> float:
    """Return the milliseconds until a figure that stands still moves; infinite if it never does."""
    cycle = _cycle_ms(tempo)
    for later in range(len(figure.moves) + 1):
        for each in _step_motions(figure, tempo, repetition + later):
            begin = later * cycle + each.begin_ms
            if each.route and begin > within:
                return begin - within
    return math.inf


def _key_pose(figure: Figure, name: str) -> Pose:
    return Pose(figure.poses[name], name, figure.says.get(name, ""))


def _cycle_ms(tempo: Tempo) -> int:
    return sum(phase.ms for phase in tempo)


def _eased(fraction: float) -> float:
    """Return the fraction of the way done at a fraction of the time: slow, fast, slow."""
    return fraction * fraction * (3 - 2 * fraction)
