"""What the environment says of the terminal, corrected, and characters that a terminal lacks."""

from collections.abc import Mapping, MutableMapping

_BRAILLE, _BRAILLE_END = 0x2800, 0x2900
_UPPER_DOTS, _LOWER_DOTS = 0b00011011, 0b11100100
_HALVES = " ▀▄█"


def correct(environment: MutableMapping[str, str]) -> None:
    """Remove the variables that mislead Textual.

    NO_COLOR counts only when it is not empty (https://no-color.org). GNU screen, unlike tmux,
    inherits COLORTERM from the terminal it runs in and does not know what it promises.
    """
    if not environment.get("NO_COLOR"):
        environment.pop("NO_COLOR", None)
    if environment.get("TERM", "").startswith("screen") and "TMUX" not in environment:
        environment.pop("COLORTERM", None)


def substitutes(environment: Mapping[str, str]) -> dict[int, str]:
    """Return what to send in place of characters that the terminal's font lacks.

    The font of the Linux console has 256 or 512 characters: half blocks, and no Braille.
    """
    if environment.get("TERM") != "linux":
        return {}
    braille = {code: _half_blocks(code - _BRAILLE) for code in range(_BRAILLE, _BRAILLE_END)}
    others = zip("▘▝▖▗▛▜▙▟▞▚━╸╺…▶✓", "▀▀▄▄▀▀▄▄██═══.►√", strict=True)
    return braille | {ord(character): instead for character, instead in others}


def _half_blocks(dots: int) -> str:
    """Return the half blocks that come closest to a Braille pattern."""
    upper, lower = (dots & _UPPER_DOTS).bit_count(), (dots & _LOWER_DOTS).bit_count()
    least = min(2, max(upper, lower, 1))
    return _HALVES[(upper >= least) + 2 * (lower >= least)]
