"""The figure of an exercise: in motion, as its key poses side by side, or not shown at all."""

import math

from follow_along.conductor import Snapshot
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import drawing
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import key_poses
from follow_along.ui.widgets.figure_view import FigureView, Still

FRAME_S = 0.2
"""Seconds for which a picture of a moving figure stands: slow moves need no more, and it spares a
laptop's battery and a slow connection."""


class ExerciseFigure(FigureView):
    """Shows the figure of an exercise at one moment of a run."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._key_poses_of: tuple[Figure, Side] | None = None
        """The figure and side whose key poses are shown, if that is what is shown."""

    def show_snapshot(self, snapshot: Snapshot) -> float | None:
        """Show the figure as it stands, and return in how many real seconds that changes.

        Infinite while nothing but a key changes it; None where there is nothing to show.
        """
        figure, motion, setting = snapshot.figure, snapshot.motion, snapshot.settings.figure
        if figure is None or motion is None or setting == "off":
            return None
        if setting == "still" or self.app.animation_level == "none":
            self._show_key_poses(figure, motion.side)
            return math.inf
        self._key_poses_of = None
        words = motion.pose.says if figure.says else None
        self.show([Still(drawing(figure, motion.pose.joints, motion.side), words)])
        if motion.moving:
            return FRAME_S
        return math.inf if snapshot.motion_changes_in is None else snapshot.motion_changes_in

    def _show_key_poses(self, figure: Figure, side: Side) -> None:
        if self._key_poses_of != (figure, side):
            self._key_poses_of = figure, side
            self.show(
                [
                    Still(drawing(figure, pose.joints, side), pose.says or pose.name)
                    for pose in key_poses(figure)
                ]
            )
