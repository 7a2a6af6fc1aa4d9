"""The widget for an exercise's figure: moving, as key poses side by side, or hidden."""

import math

from follow_along.conductor import FigureFrame
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import Motion, key_poses
from follow_along.ui.widgets.figure_view import FigureView, Picture, Still, picture_of

_MAX_FRAMES = 256
"""The number of cached frames, enough for the repetitions of any exercise."""


class ExerciseFigure(FigureView):
    """Shows the figure of the current exercise."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._key_poses_of: tuple[Figure, Side] | None = None
        """The figure and side whose key poses are shown; None while none are shown."""
        self._moving_of: tuple[Figure, Side] | None = None
        """The figure and side that are shown moving; None while none are."""
        self._moving: Figure | None = None
        self._motion: Motion | None = None
        """What is shown of `_moving`; None while key poses are shown."""
        self._frames: dict[object, Picture] = {}
        """Cached frames of `_moving`, because they recur in each repetition."""

    def show_frame(self, frame: FigureFrame) -> float:
        """Show the figure, and return the real seconds until it changes.

        Infinite if only a key changes it, or there is nothing to show.
        """
        figure, side, motion, changes_in = frame
        if figure is None:
            return math.inf
        if motion is None or self.app.animation_level == "none":
            self._show_key_poses(figure, side)
            return math.inf
        # On a slow link it stands still, so that the next stop need not wait for its frame.
        if (figure, motion.side) != self._moving_of or not self._link_is_slow:
            self._show_moving(figure, motion)
        return math.inf if changes_in is None else changes_in

    def draw(self) -> None:
        """Draw the figure again, at the current size."""
        if self._moving is not None and self._motion is not None:
            self._show_moving(self._moving, self._motion)
        else:
            super().draw()

    def _show_moving(self, figure: Figure, motion: Motion) -> None:
        self._key_poses_of, self._motion = None, motion
        self._moving_of = figure, motion.side
        if figure is not self._moving or len(self._frames) >= _MAX_FRAMES:
            self._moving, self._frames = figure, {}
        pose = motion.pose
        joints = tuple((round(x, 3), round(y, 3)) for x, y in pose.joints.values())
        key = (motion.side, joints, pose.says, self.size)
        if key not in self._frames:
            caption = pose.says if figure.says else None
            stills = [Still(draw_figure(figure, pose.joints, motion.side), caption)]
            self._frames[key] = picture_of(stills, *self.size)
        self.show_picture(self._frames[key])

    def _show_key_poses(self, figure: Figure, side: Side) -> None:
        if self._key_poses_of != (figure, side):
            self._key_poses_of, self._motion = (figure, side), None
            self._moving_of = None
            self.show(
                [
                    Still(draw_figure(figure, pose.joints, side), pose.says or pose.name)
                    for pose in key_poses(figure)
                ]
            )

    @property
    def _link_is_slow(self) -> bool:
        return getattr(self.app, "is_slow", False)
