"""The colours of the dark and the light theme, which the screen and pictures share."""

from typing import Literal, NamedTuple

Theme = Literal["dark", "light"]


class Palette(NamedTuple):
    """Colours as `#rrggbb`. Each text colour has a contrast of at least 7 to 1 to the ground."""

    ground: str
    ink: str
    muted: str
    """Ink of what matters less."""
    primary: str
    """The digits at work, and the limb of a figure that does not work."""
    secondary: str
    """The digits before the work, and what stands beside a figure."""
    accent: str
    """The last seconds, and signs such as an arrow."""
    panel: str
    """The ground of what stands out, and the progress that is left."""


PALETTES: dict[Theme, Palette] = {
    "dark": Palette(
        ground="#0c1014",
        ink="#f4f6f8",
        muted="#c4ccd4",
        primary="#7ee2b8",
        secondary="#a8cbff",
        accent="#ffd24a",
        panel="#222a32",
    ),
    "light": Palette(
        ground="#fbfaf6",
        ink="#101418",
        muted="#3a4046",
        primary="#064a33",
        secondary="#103f80",
        accent="#5e3400",
        panel="#e4e1d8",
    ),
}
