"""Letters are drawn in a font that has them, or replaced by U+FFFD."""

import pytest
from PIL import Image, features

from follow_along.adapters.picture import fonts
from follow_along.adapters.picture.fonts import STAND_IN, drawable, font
from follow_along.core.cues.spoken_words import LANGUAGES
from follow_along.core.text import one_line
from tests.hostile_text import HOSTILE_TEXTS


@pytest.fixture
def bare(monkeypatch):
    """A system without any font of its own."""
    forget()
    monkeypatch.setattr(fonts, "_SYSTEM_FONTS", ())
    yield
    forget()


def forget():
    """Forget which fonts there are."""
    for cached in (fonts._system_fonts, fonts._name_for, fonts.drawable):
        cached.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_program_is_drawn(bare, language):
    """Without a font of the system."""
    for text in LANGUAGES[language]:
        assert drawable(text) == text
        assert font(text, 40).getname()[0] == "Open Sans"


@pytest.mark.parametrize(
    "text", ["ΙΣΟΡΡΟΠΙΑ", "Равновесие", "Zażółć gęślą", "thăng bằng", "שיווי משקל"]
)
def test_other_scripts_of_the_shipped_font(bare, text):
    """Greek, Cyrillic, all of Latin, and Hebrew."""
    assert drawable(text) == text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("片足立ち (left)", f"{4 * STAND_IN} (left)"),
        ("Yoga \U0001f9d8\U0001f3fd\u200d\u2640\ufe0f now", f"Yoga {STAND_IN} now"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", STAND_IN),
        ("\u0e01\u0e31x", f"{STAND_IN}x"),
    ],
)
def test_what_no_font_has_is_replaced(bare, text, drawn):
    """One stand-in for each character; one for an emoji of several, and none for a mark."""
    assert drawable(text) == drawn


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_text_is_drawn(text):
    """Each text, made visible as that of a file is, has ink, and no box of a missing letter."""
    shown = drawable(one_line(text))
    opened = font(shown, 40)
    assert opened.getmask(shown).getbbox()
    box = bytes(opened.getmask("\U0010ffff"))
    assert all(bytes(opened.getmask(each)) != box for each in shown if not each.isspace())


@pytest.mark.skipif(not features.check_feature("raqm"), reason="needs FriBiDi")
def test_right_to_left_is_drawn_from_the_right(bare):
    """A yod, which is short and high, before a mem: its empty lower half is at the right."""
    text = "\u05d9\u05dd"
    mask = font(text, 80).getmask(text, mode="L")
    width, height = mask.size
    image = Image.frombytes("L", mask.size, bytes(mask))
    left = image.crop((0, height * 2 // 3, width // 5, height))
    right = image.crop((width * 4 // 5, height * 2 // 3, width, height))
    assert left.getbbox()
    assert not right.getbbox()


def test_without_the_order_of_letters_they_are_replaced(monkeypatch):
    """Where FriBiDi is missing, a text from right to left would be drawn backwards."""
    monkeypatch.setattr(fonts.features, "check_feature", lambda _: False)
    forget()
    assert drawable("שלום abc") == f"{4 * STAND_IN} abc"
    assert fonts.undrawable("שלום abc") == "שלום"
    assert fonts.lack_fribidi("שלום")
    assert not fonts.lack_fribidi("片")
    forget()
