"""The program's own sentences in every language."""

import string

import pytest

from follow_along.core.cues.phrases import counted
from follow_along.core.cues.spoken_words import ENGLISH, LANGUAGES, NO_WORDS, spoken_words

FORMATTER = string.Formatter()


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in FORMATTER.parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_and_every_placeholder(language: str) -> None:
    """As English has them."""
    english = ENGLISH._asdict()
    words = LANGUAGES[language]._asdict()
    assert all(words.values())
    assert {name: placeholders(text) for name, text in words.items()} == {
        name: placeholders(text) for name, text in english.items()
    }


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    """One that was forgotten would be."""
    words, english = LANGUAGES[language]._asdict(), ENGLISH._asdict()
    alike = {name for name in words if words[name] == english[name]}
    assert alike <= {"amount", "side", "number", "one_minute", "minutes"}


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "1 rep", "2 reps"),
        ("de", "Eine Wiederholung", "2 Wiederholungen"),
        ("fr", "Une répétition", "2 répétitions"),
        ("es", "Una repetición", "2 repeticiones"),
        ("it", "Una ripetizione", "2 ripetizioni"),
        ("nl", "Eén herhaling", "2 herhalingen"),
        ("pt", "Uma repetição", "2 repetições"),
    ],
)
def test_one_has_a_form_of_its_own(language: str, one: str, two: str) -> None:
    """In each of these languages one alone is singular."""
    words = LANGUAGES[language]
    assert counted(1, words.one_rep, words.reps) == one
    assert counted(2, words.one_rep, words.reps) == two


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("", ENGLISH),
        ("en-GB", ENGLISH),
        ("pt-BR", LANGUAGES["pt"]),
        ("de", LANGUAGES["de"]),
        ("ja", NO_WORDS),
    ],
)
def test_a_region_has_the_words_of_its_language(tag: str, words: object) -> None:
    """A language that is not known has none."""
    assert spoken_words(tag) is words
