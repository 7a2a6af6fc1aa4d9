"""The dark and the light theme. In both, every text has a contrast of at least 7 to 1.

During a stop the screen turns from dark to light, or from light to dark, even without colours.
"""

import re
from collections.abc import Mapping

from textual.theme import Theme

from follow_along.core.palette import PALETTES
from follow_along.ui.rate_scale import DARK_SHADES, LIGHT_SHADES

DARK = Theme(
    name="follow-along-dark",
    primary=PALETTES["dark"].primary,
    secondary=PALETTES["dark"].secondary,
    accent=PALETTES["dark"].accent,
    warning="#ffd24a",
    error="#ffc4ba",
    success="#7ee2b8",
    foreground=PALETTES["dark"].ink,
    background=PALETTES["dark"].ground,
    surface="#161c22",
    panel=PALETTES["dark"].panel,
    dark=True,
    variables=DARK_SHADES
    | {
        "stop-ground": "#ffd24a",
        "stop-ink": "#000000",
        "paused-ground": "#1d3a68",
        "paused-ink": "#ffffff",
        "count-in-ground": "#543800",
        "count-in-ink": "#ffffff",
        "count-in-digits": "#ffd24a",
        "text-muted": PALETTES["dark"].muted,
        "text-warning": "#ffd24a",
        "text-error": "#ffc4ba",
        "text-success": "#7ee2b8",
        "block-cursor-background": "#2a3b49",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold underline",
        "block-hover-background": "#222a32",
        "scrollbar": "#c4ccd4",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffffff",
        "scrollbar-background": "#161c22",
        "scrollbar-background-hover": "#161c22",
        "scrollbar-background-active": "#161c22",
    },
)

LIGHT = Theme(
    name="follow-along-light",
    primary=PALETTES["light"].primary,
    secondary=PALETTES["light"].secondary,
    accent=PALETTES["light"].accent,
    warning="#5e3400",
    error="#7c1005",
    success="#064a33",
    foreground=PALETTES["light"].ink,
    background=PALETTES["light"].ground,
    surface="#f2f0ea",
    panel=PALETTES["light"].panel,
    dark=False,
    variables=LIGHT_SHADES
    | {
        "stop-ground": "#7a2600",
        "stop-ink": "#ffffff",
        "paused-ground": "#baceff",
        "paused-ink": "#0a1e40",
        "count-in-ground": "#ffe6a0",
        "count-in-ink": "#101418",
        "count-in-digits": "#5a3000",
        "text-muted": PALETTES["light"].muted,
        "text-warning": "#5e3400",
        "text-error": "#7c1005",
        "text-success": "#064a33",
        "block-cursor-background": "#cddbe8",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold underline",
        "block-hover-background": "#e4e1d8",
        "scrollbar": "#3a4046",
        "scrollbar-hover": "#000000",
        "scrollbar-active": "#000000",
        "scrollbar-background": "#e4e1d8",
        "scrollbar-background-hover": "#e4e1d8",
        "scrollbar-background-active": "#e4e1d8",
    },
)

THEMES = (DARK, LIGHT)

_LIGHT_BACKGROUNDS = {"7", "9", "10", "11", "12", "13", "14", "15"}
"""The light ones of a terminal's 16 colours."""


_DARKEST_LIGHT = 0.18
"""The luminance from which black text has more contrast than white."""

_COLOUR_REPLY = re.compile(
    r"rgba?:([0-9a-f]+)/([0-9a-f]+)/([0-9a-f]+)(?:/[0-9a-f]+)?", re.IGNORECASE
)


def theme_for(colour: str) -> str | None:
    """Return the theme for a background that a terminal reports as `rgb:RRRR/GGGG/BBBB`.

    Each part has any number of hexadecimal digits. None for anything else.
    """
    match = _COLOUR_REPLY.fullmatch(colour)
    if match is None:
        return None
    parts = [int(digits, 16) / (16 ** len(digits) - 1) for digits in match.groups()[:3]]
    luminance = sum(
        weight * part**2.2 for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )
    return LIGHT.name if luminance > _DARKEST_LIGHT else DARK.name


def asks_terminal(look: str, environment: Mapping[str, str]) -> bool:
    """Whether to ask the terminal for its background. The Linux console would not answer."""
    is_known = "COLORFGBG" in environment or environment.get("TERM") == "linux"
    return look == "auto" and not is_known


def theme_name(look: str, environment: Mapping[str, str]) -> str:
    """Return the theme for the setting `look`: `dark`, `light`, or `auto` to follow the terminal.

    Some terminals name their colours in COLORFGBG, as `15;0` or `0;default;15`, with the background
    last. Without a known background the theme is dark until the terminal answers.
    """
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    light = look == "light" or (look == "auto" and background in _LIGHT_BACKGROUNDS)
    return LIGHT.name if light else DARK.name
