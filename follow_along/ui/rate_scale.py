"""How the scale of stops per minute looks: each step has a shade, and a sign without colour."""

from typing import NamedTuple

from follow_along.core.history.rate_scale import BOUNDS, step_of


class Shade(NamedTuple):
    """A step of the scale: its sign and its text style."""

    sign: str
    style: str
    """Theme variables: foreground on background."""


_SHADES = (
    Shade(" ", "$shade-none-ink on $shade-none"),
    Shade("▁", "$shade-1-ink on $shade-1"),
    Shade("▂", "$shade-2-ink on $shade-2"),
    Shade("▄", "$shade-3-ink on $shade-3"),
    Shade("▆", "$shade-4-ink on $shade-4"),
    Shade("█", "$shade-5-ink on $shade-5"),
)
"""By step of the scale."""

DARK_SHADES = {
    "shade-none": "#12261f",
    "shade-none-ink": "#7ee2b8",
    "shade-1": "#2a2412",
    "shade-1-ink": "#f4f6f8",
    "shade-2": "#443816",
    "shade-2-ink": "#f4f6f8",
    "shade-3": "#5e4c14",
    "shade-3-ink": "#ffffff",
    "shade-4": "#c99a1e",
    "shade-4-ink": "#000000",
    "shade-5": "#ffd24a",
    "shade-5-ink": "#000000",
}
LIGHT_SHADES = {
    "shade-none": "#d9f2e5",
    "shade-none-ink": "#0a4630",
    "shade-1": "#f7ecd0",
    "shade-1-ink": "#101418",
    "shade-2": "#efd489",
    "shade-2-ink": "#101418",
    "shade-3": "#d9a937",
    "shade-3-ink": "#000000",
    "shade-4": "#7a4d00",
    "shade-4-ink": "#ffffff",
    "shade-5": "#472b00",
    "shade-5-ink": "#ffffff",
}
"""Theme variables: more stops move the background away from that of the screen. Every text has a
contrast of at least 7 to 1."""


def shade(per_minute: float) -> Shade:
    """Return the shade of a rate in stops per minute."""
    return _SHADES[step_of(per_minute)]


def steps() -> list[tuple[str, Shade]]:
    """Return the steps of the scale with their bounds, as short texts for a legend."""
    texts = ["0", *(f"≤{bound:g}" for bound in BOUNDS), f">{BOUNDS[-1]:g}"]
    return list(zip(texts, _SHADES, strict=True))
