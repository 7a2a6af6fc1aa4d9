"""The letters of pictures: Open Sans, or a font of the system for a script that it lacks.

A text is drawn in one font, the first that has all of its characters, because a line of two scripts
is put into order as a whole. What no font has is replaced by U+FFFD, as the screen replaces what it
cannot show.
"""

import unicodedata
from functools import cache, lru_cache
from typing import Literal

import fontpkg
from PIL import ImageFont, features

STAND_IN = "\N{REPLACEMENT CHARACTER}"

Weight = Literal["regular", "bold"]
_WEIGHTS: dict[Weight, float] = {"regular": 500, "bold": 750}
_FULL_WIDTH = 100

_SYSTEM_FONTS = (
    # Linux, macOS and Windows; each where Pillow finds it by its name.
    *("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "arial.ttf", "segoeui.ttf"),
    *("NotoSansCJK-Regular.ttc", "Hiragino Sans GB.ttc", "YuGothM.ttc", "msyh.ttc"),
    *("AppleSDGothicNeo.ttc", "malgun.ttf", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf"),
    *("NotoSansDevanagari-Regular.ttf", "NotoSansThai-Regular.ttf", "Nirmala.ttc", "Nirmala.ttf"),
    *("LeelawUI.ttf", "seguisym.ttf", "FreeSans.ttf", "unifont.otf"),
)
"""In the order of preference."""

_NO_CHARACTER = "\U0010ffff"
_PROBE = 24
"""The size, in pixels, in which a character is looked for."""

_JOINER = "\u200d"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def font(text: str, size: int, weight: Weight = "regular") -> ImageFont.FreeTypeFont:
    """Return the font for a text, in a size in pixels. The system's fonts have one weight alone."""
    return _sized(_name_for(text), size, weight)


@lru_cache(maxsize=2048)
def drawable(text: str) -> str:
    """Return a visible text with U+FFFD for each character that no font draws here.

    An emoji of several characters is replaced as one, and a mark that is missing is left out.
    """
    name, ordered = _name_for(text), _can_order()
    drawn, before = "", ""
    for character in text:
        belongs = character in _SKIN_TONES or before == _JOINER or _is_mark(character)
        if _draws(name, character, ordered=ordered) and not (belongs and drawn[-1:] == STAND_IN):
            drawn += character
        elif not belongs:
            drawn += STAND_IN
        before = character
    return drawn


def undrawable(text: str) -> str:
    """Return the characters of a text, each once, in whose place U+FFFD is drawn."""
    drawn = drawable(text)
    if drawn == text:
        return ""
    name, ordered = _name_for(text), _can_order()
    return "".join(
        each
        for each in dict.fromkeys(text)
        if not (_is_mark(each) or each in drawn or _draws(name, each, ordered=ordered))
    )


def lack_fribidi(characters: str) -> bool:
    """Whether some undrawable characters would be drawn if Pillow had found FriBiDi."""
    return not _can_order() and any(map(_is_from_right, characters))


@lru_cache(maxsize=2048)
def _name_for(text: str) -> str:
    """Return the name of the first font that has all characters of a text, or else the most."""
    characters = {each for each in text if not _is_mark(each)}
    best, most = "", -1
    for name in ("", *_system_fonts()):
        count = sum(_has(name, each) for each in characters)
        if count > most:
            best, most = name, count
        if most == len(characters):
            break
    return best


def _is_mark(character: str) -> bool:
    """Whether a character has no width of its own."""
    return unicodedata.category(character) in {"Mn", "Me", "Cf"}


def _can_order() -> bool:
    """Whether text from right to left can be put into order: Pillow has found FriBiDi."""
    return bool(features.check_feature("raqm"))


def _draws(name: str, character: str, *, ordered: bool) -> bool:
    """Whether a font has a character, and it is one that can be put into order here."""
    return _has(name, character) and (ordered or not _is_from_right(character))


def _is_from_right(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}


@lru_cache(maxsize=8192)
def _has(name: str, character: str) -> bool:
    if character.isspace():
        return True
    probe = _probe(name)
    return bytes(probe.getmask(character)) != _box_of(name)


@cache
def _box_of(name: str) -> bytes:
    """Return what a font draws for a character that it lacks."""
    return bytes(_probe(name).getmask(_NO_CHARACTER))


@cache
def _probe(name: str) -> ImageFont.FreeTypeFont:
    return _opened(name, _PROBE, ImageFont.Layout.BASIC)


@lru_cache(maxsize=64)
def _sized(name: str, size: int, weight: Weight) -> ImageFont.FreeTypeFont:
    opened = _opened(name, size)
    if not name:
        opened.set_variation_by_axes([_WEIGHTS[weight], _FULL_WIDTH])
    return opened


@cache
def _system_fonts() -> tuple[str, ...]:
    """Return the names of the fonts that this system has."""
    return tuple(name for name in _SYSTEM_FONTS if _is_there(name))


def _is_there(name: str) -> bool:
    try:
        _opened(name, _PROBE)
    except OSError:
        return False
    return True


def _opened(name: str, size: int, layout: ImageFont.Layout | None = None) -> ImageFont.FreeTypeFont:
    """Open a font of the system; Open Sans if `name` is empty. Raises OSError."""
    path = name or str(fontpkg.path("Open Sans"))
    return ImageFont.truetype(path, size, layout_engine=layout)
