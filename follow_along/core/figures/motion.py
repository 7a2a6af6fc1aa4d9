"""How a figure moves: from a moment to a pose, and from a run to what to draw of it now.

Nothing here remembers anything: the same moment gives the same pose, however often it is asked for.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure, Route
from follow_along.core.figures.interpolation import between
from follow_along.core.figures.joints import Joints
from follow_along.core.run.player import Phase, Player
from follow_along.core.sessions.tempo_step import TempoStep

Tempo = Sequence[TempoStep]

_SLOWLY = 2.0
"""Before the work a move is shown in this many times its time."""

_TAKING_UP_S = 1.0
"""How long it takes from anywhere into a pose that is then held: ready to begin, or at work."""

_MOVED = (Phase.WAITING, Phase.LEAD_IN, Phase.WORKING)
"""Where a figure moves; elsewhere it stands still, where it was."""

EPSILON_MS = 1e-3
"""A moment that is the begin of a phase but for an error of the arithmetic is in that phase."""

_A_DOT = 1e-3
"""Less than this, in the figure's units, is no movement."""


@dataclass(frozen=True, slots=True)
class Pose:
    """The figure at one moment."""

    joints: Joints
    name: str
    """The key pose that it is in, or on its way to."""
    says: str
    """Words that stand beside it; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Motion:
    """What to draw now, and until when."""

    pose: Pose
    side: Side
    moving: bool
    changes_in: float | None
    """Seconds until it may begin to move, 0 while it does; None: not before something is done."""


class _Shown(NamedTuple):
    """A pose, and how long it stays: 0 seconds while the figure moves, infinite if for good."""

    pose: Pose
    still_s: float


class _Stretch(NamedTuple):
    """A phase of one repetition: where the figure stands when it begins, and where it goes."""

    begin_ms: int
    ms: int
    stand: str
    route: Route
    """Empty where it stays."""


def motion(player: Player, now: float, figure: Figure | None) -> Motion | None:
    """What to draw for the block at hand at the moment `now`, which has been advanced to.

    None where the exercise has no figure, or the run is over.
    """
    if figure is None or player.phase in {Phase.DONE, Phase.LEFT}:
        return None
    pose, still_s = _shown_now(player, now, figure.for_side(player.block.side))
    if player.phase not in _MOVED:
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
    """The pose at `elapsed_s` seconds of a tempo that is not empty, from the first repetition on.

    At the end of each phase the figure is in the pose that the phase leads to; on the way there it
    starts and stops softly. A phase that leads nowhere leaves it as it is.
    """
    return _in_step(figure, tempo, elapsed_s).pose


def key_poses(figure: Figure) -> tuple[Pose, ...]:
    """The poses that tell the move where nothing may move, each once, in their order."""
    names = (figure.start, *figure.poses_reached(figure.tempo), figure.held)
    return tuple(_key_pose(figure, name) for name in dict.fromkeys(names) if name)


def _shown_now(player: Player, now: float, figure: Figure) -> _Shown:
    tempo = player.block.exercise.tempo
    follows = figure.follows(tempo)
    pace = tempo if follows else figure.tempo
    if player.phase is Phase.WAITING:
        return _slowly(figure, pace, now)
    if not player.in_block:
        position = now - player.origin if player.running else player.position
        return _shown_before(figure, pace, position, player.length or 0.0)
    position = player.work_position(now)
    if figure.held and not follows:
        return _taking_up(figure, figure.poses[figure.start], figure.held, position)
    return _in_step(figure, pace, position)


def _shown_before(figure: Figure, tempo: Tempo, position: float, length: float) -> _Shown:
    """Show a move slowly, as often as it fits in whole, then stand ready until the lead-in ends."""
    once = _SLOWLY * len(figure.moves) * _cycle_ms(tempo) / 1000
    room = max(0.0, length - _TAKING_UP_S)
    end = room // once * once or room
    if position < end:
        pose, still_s = _slowly(figure, tempo, position)
        return _Shown(pose, min(still_s, end - position))
    last = _slowly(figure, tempo, end).pose
    return _taking_up(figure, last.joints, figure.start, position - end)


def _slowly(figure: Figure, tempo: Tempo, elapsed_s: float) -> _Shown:
    pose, still_s = _in_step(figure, tempo, elapsed_s / _SLOWLY)
    return _Shown(pose, still_s * _SLOWLY)


def _taking_up(figure: Figure, joints: Joints, name: str, elapsed_s: float) -> _Shown:
    """On the way from anywhere into a key pose, then in it for good."""
    pose = _key_pose(figure, name)
    near = all(math.dist(place, pose.joints[joint]) < _A_DOT for joint, place in joints.items())
    if near or elapsed_s >= _TAKING_UP_S:
        return _Shown(pose, math.inf)
    part = _eased(elapsed_s / _TAKING_UP_S)
    return _Shown(Pose(between(joints, pose.joints, part), name, pose.says), 0.0)


def _in_step(figure: Figure, tempo: Tempo, elapsed_s: float) -> _Shown:
    whole, within = divmod(elapsed_s * 1000 + EPSILON_MS, _cycle_ms(tempo))
    repetition = int(whole)
    stretches = list(_stretches(figure, tempo, repetition))
    at = next(each for each in reversed(stretches) if each.begin_ms <= within)
    if not at.route:
        still_s = _still_ms(figure, tempo, repetition, within) / 1000
        return _Shown(_key_pose(figure, at.stand), still_s)
    way = _eased((within - at.begin_ms) / at.ms) * len(at.route)
    passed = min(int(way), len(at.route) - 1)
    before = figure.poses[(at.stand, *at.route)[passed]]
    pose = _key_pose(figure, at.route[passed])
    return _Shown(Pose(between(before, pose.joints, way - passed), pose.name, pose.says), 0.0)


def _stretches(figure: Figure, tempo: Tempo, repetition: int) -> Iterator[_Stretch]:
    begin, stand = 0, _stand(figure, tempo, repetition)
    for phase in tempo:
        route = figure.route(phase.word, repetition)
        if set(route) == {stand}:
            route = ()
        yield _Stretch(begin, phase.ms, stand, route)
        begin, stand = begin + phase.ms, route[-1] if route else stand


def _stand(figure: Figure, tempo: Tempo, repetition: int) -> str:
    """The pose in which a repetition (from 0) begins: where the ones before it have led."""
    for earlier in range(repetition - 1, max(-1, repetition - 1 - len(figure.moves)), -1):
        for phase in reversed(tempo):
            if route := figure.route(phase.word, earlier):
                return route[-1]
    return figure.start


def _still_ms(figure: Figure, tempo: Tempo, repetition: int, within: float) -> float:
    """Time until a figure that stands still goes somewhere; infinite if it never does."""
    cycle = _cycle_ms(tempo)
    for later in range(len(figure.moves) + 1):
        for each in _stretches(figure, tempo, repetition + later):
            begin = later * cycle + each.begin_ms
            if each.route and begin > within:
                return begin - within
    return math.inf


def _key_pose(figure: Figure, name: str) -> Pose:
    return Pose(figure.poses[name], name, figure.says.get(name, ""))


def _cycle_ms(tempo: Tempo) -> int:
    return sum(phase.ms for phase in tempo)


def _eased(part: float) -> float:
    """How much of the way is done when `part` of the time is, 0 to 1: slow, fast, slow."""
    return part * part * (3 - 2 * part)
