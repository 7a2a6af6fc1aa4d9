"""How a move is shown: in motion, as its key poses side by side, or not at all."""

from follow_along.core.drawing import drawing
from follow_along.core.figure import Figure
from follow_along.core.motion import Motion, key_poses
from follow_along.core.words import Side
from follow_along.ui.figure_view import FigureView, Still


class MoveView(FigureView):
    """Shows the figure of an exercise as it stands at a moment."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._still_of: tuple[Figure, Side] | None = None
        """What is shown in its key poses, if that is what is shown."""

    def show_moving(self, figure: Figure, motion: Motion) -> None:
        """Show it in the pose of this moment."""
        self._still_of = None
        words = motion.pose.says if figure.says else None
        self.show(drawing(figure, motion.pose.joints, motion.side), words)

    def show_still(self, figure: Figure, side: Side) -> None:
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
