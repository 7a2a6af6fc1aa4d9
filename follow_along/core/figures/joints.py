"""The names that figure files use: joints, cameras and props."""

from collections.abc import Mapping
from typing import Literal

Camera = Literal["side", "front", "lower-leg", "foot", "toes"]

Point = tuple[float, float]
"""x to the right and y up, in the figure's own units."""

Joints = Mapping[str, Point]

JOINTS = (
    *("head", "nose", "shoulder", "elbow", "hand", "hip", "thigh", "knee", "shin"),
    *("ankle", "heel", "arch", "ball", "toe", "small_toes"),
    *("shoulder2", "elbow2", "hand2", "hip2", "thigh2", "knee2", "shin2"),
    *("ankle2", "heel2", "ball2", "toe2"),
)
"""All joints; those of the other limb end in 2. A close-up cuts a leg off at `thigh` or `shin`."""

_FOOT = ("ankle", "heel", "ball", "toe")
_BODY = ("head", "shoulder", "hip", "knee", *_FOOT)
NEEDED: Mapping[str, tuple[str, ...]] = {
    "side": _BODY,
    "front": ("knee", *_FOOT),
    "lower-leg": ("knee", *_FOOT),
    "foot": _FOOT,
    "toes": ("ankle", "ball", "toe", "small_toes"),
}
"""The joints without which a figure cannot be recognised, by camera."""

PROPS = ("wall", "step", "chair", "band", "clock", "path", "line", "arrow")
"""What may be beside the figure; an arrow has its head at its last point."""
