"""Validation reports every mistake at once, and each once."""

from typing import Any

import pytest

from follow_along.core.sessions.session import Session
from tests.core.validation.validated import mistake, mistakes


def test_every_mistake_is_reported_at_once() -> None:
    """Wrong values, unknown keys and keys that exclude each other, each with its path."""
    data = {
        "title": "",
        "wek": "1",
        "exercises": [
            {"name": "A", "sets": "x", "work": "3s", "reps": "3"},
            "B",
            {"name": "C", "work": {"left": "x", "right": "y"}, "sides": "each"},
        ],
    }
    assert [where for where, _ in mistakes(data, Session)] == [
        ("title",),
        ("exercises", 0, "sets"),
        ("exercises", 0, "reps"),
        ("exercises", 1),
        ("exercises", 2, "work", "left"),
        ("exercises", 2, "work", "right"),
        ("wek",),
    ]


@pytest.mark.parametrize("keys", [{"nmae": "A", "work": "3s"}, {"name": "A", "wrok": "3s"}])
def test_a_misspelt_key_is_one_mistake(keys: dict[str, str]) -> None:
    """The key that was meant is not also reported as missing."""
    [(_, sentence)] = mistakes(keys)
    assert "did you mean" in sentence


@pytest.mark.parametrize("data", [None, "text", [], 3])
def test_data_that_is_no_session_is_one_mistake(data: Any) -> None:
    """The message names keys of a session."""
    [(where, sentence)] = mistakes(data, Session)
    assert where == ()
    assert sentence.startswith("expected a session with keys such as `title:` or `exercises:`, ")


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"harde": "x"}, "`harde` is no key of an exercise; did you mean `harder`?"),
        ({"kit": "wall"}, "`kit` is no key of an exercise; it belongs to a session"),
        (
            {"x\x1b": "3s"},
            "`x␛` is no key of an exercise; its keys are name, use, id, kind, sides, side_names, "
            "sets, work, reps, tempo, rest, change, get_ready, settle, setup, cues, easier, "
            "harder, figure, after_stop",
        ),
    ],
)
def test_an_unknown_key_is_one_sentence(keys: dict[str, Any], sentence: str) -> None:
    """It names the closest key, the record the key belongs to, or the known keys."""
    assert mistake(**keys) == sentence
