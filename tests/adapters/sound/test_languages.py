"""The language in which a text is spoken."""

import pytest

from follow_along.adapters.sound.languages import language_name, language_of, system_language


@pytest.mark.parametrize(
    ("text", "language", "spoken_in"),
    [
        ("Next: Squat.", "en", "en"),
        ("Füße hoch", "en", "en"),
        ("Next: スクワット.", "en", "ja"),
        ("深蹲", "en", "zh"),
        ("片足で立つ", "en", "ja"),
        ("片足立ち", "ja", "ja"),
        ("片足で立つ", "ja-JP", "ja-JP"),
        ("下蹲", "zh-Hant", "zh-Hant"),
        ("Приседания", "en", "ru"),
        ("Присідання", "uk", "uk"),
        ("Приседания", "de-AT", "ru"),
        ("Καθίσματα", "en", "el"),
        ("스쿼트", "en", "ko"),
        ("Squat", "ru", "ru"),
        ("القرفصاء", "fa", "fa"),
        ("→ 3 × ½", "en", "en"),
    ],
)
def test_a_text_is_spoken_in_its_own_script(text, language, spoken_in):
    """A voice that does not know the letters would spell them."""
    assert language_of(text, language) == spoken_in


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de-AT"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR@euro"}, "fr-FR"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX", "LC_ALL": ""}, "en"),
        ({}, "en"),
    ],
)
def test_the_systems_language_is_that_of_its_locale(environ, language):
    """English where it names none."""
    assert system_language(environ) == language


def test_a_language_has_its_name_in_messages():
    """One that has none is named by its tag."""
    assert language_name("pt-BR") == "Portuguese"
    assert language_name("sw") == "the language sw"
