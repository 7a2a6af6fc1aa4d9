"""How a move is shown: in motion, as its key poses side by side, or not at all."""

import math

from follow_along.conductor import Conductor
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import drawing
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import Motion, key_poses
from follow_along.ui.widgets.figure_view import FigureView, Still

FRAME_S = 0.2
"""How long a picture of a moving figure stands: slow moves need no more, and it spares a laptop's
battery and a thin link."""


class ExerciseFigure(FigureView):
    """Shows the figure of an exercise as it stands at a moment."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._still_of: tuple[Figure, Side] | None = None
        """What is shown in its key poses, if that is what is shown."""

    def follow(self, run: Conductor) -> float | None:
        """Show how the move of a run stands. Real seconds until it wants to be shown again.

        Infinite while nothing but a key changes it; None where there is nothing to show.
        """
        figure, motion, setting = run.figure, run.motion(), run.settings.figure
        if figure is None or motion is None or setting == "off":
            return None
        if setting == "still" or self.app.animation_level == "none":
            self._show_still(figure, motion.side)
            return math.inf
        self._show_moving(figure, motion)
        if motion.moving:
            return FRAME_S
        return math.inf if motion.changes_in is None else run.wake_in(motion.changes_in)

    def _show_moving(self, figure: Figure, motion: Motion) -> None:
        """Show it in the pose of this moment."""
        self._still_of = None
        words = motion.pose.says if figure.says else None
        self.show(drawing(figure, motion.pose.joints, motion.side), words)

    def _show_still(self, figure: Figure, side: Side) -> None:
        """Show its key poses side by side."""
        if self._still_of == (figure, side):
            return
        self._still_of = figure, side
        self.show_side_by_side(
            [
                Still(drawing(figure, pose.joints, side), pose.says or pose.name)
                for pose in key_poses(figure)
            ]
        )
