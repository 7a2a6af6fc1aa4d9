"""The contrast of two colours, as WCAG 2 defines it."""

from textual.color import Color


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    channels = [channel / 255 for channel in color.rgb]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio, from 1 for equal colours to 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
