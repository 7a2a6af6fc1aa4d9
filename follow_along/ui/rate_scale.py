"""The scale of stops per minute: each step has a shade, and a sign for those without colour."""

from typing import NamedTuple


class Shade(NamedTuple):
    """A step of the scale: its sign and its text style."""

    sign: str
    style: str
    """Theme variables: foreground on background."""


_NONE = Shade(" ", "$shade-none-ink on $shade-none")
_SCALE = (
    (1.0, Shade("▁", "$shade-1-ink on $shade-1")),
    (2.0, Shade("▂", "$shade-2-ink on $shade-2")),
    (4.0, Shade("▄", "$shade-3-ink on $shade-3")),
    (8.0, Shade("▆", "$shade-4-ink on $shade-4")),
)
_MOST = Shade("█", "$shade-5-ink on $shade-5")

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
    """Return the step of the scale for a rate in stops per minute."""
    if not per_minute:
        return _NONE
    return next((step for most, step in _SCALE if per_minute <= most), _MOST)


def steps() -> list[tuple[str, Shade]]:
    """Return the steps of the scale with their bounds, as short texts for a legend."""
    middle = [(f"≤{most:g}", step) for most, step in _SCALE]
    return [("0", _NONE), *middle, (f">{_SCALE[-1][0]:g}", _MOST)]


def rate_text(per_minute: float) -> str:
    """Return a rate in at most four characters: `0` (no stop), `<0.1`, `0.3`, `12`."""
    if not per_minute:
        return "0"
    if per_minute < 0.05:
        return "<0.1"
    return f"{per_minute:.1f}" if per_minute < 9.95 else f"{per_minute:.0f}"
