"""How values of a file are read, and the messages for wrong ones."""

from typing import Any

import pytest

from follow_along.core.validation.fields import Unquoted, slug
from tests.core.validation.validated import exercise, mistake


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Steady check", "steady-check"),
        ("Heel raise, 2 up / 1 down", "heel-raise-2-up-1-down"),
        ("Fußkreisen über Kopf", "fukreisen-uber-kopf"),
        ("Sekely's walk", "sekelys-walk"),
        ("x" * 99, "x" * 60),
        ("片足", ""),
    ],
)
def test_an_id_is_made_of_the_name(name: str, made: str) -> None:
    """Small letters, digits and single hyphens; empty if the name has none of them."""
    assert slug(name) == made


def test_texts_are_made_visible_on_one_line() -> None:
    """Control characters are replaced by visible ones."""
    made = exercise(setup="Stand\n  tall\x1b[2J", cues=["a\u202eb"], easier=" wall ")
    assert (made.setup, made.cues, made.easier) == ("Stand tall␛[2J", ("a\ufffdb",), "wall")


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"sets": "two"}, "sets: expected a whole number from 1 to 99, found `two`"),
        ({"sets": "0"}, "sets: expected a whole number from 1 to 99, found `0`"),
        ({"sets": "010"}, "sets: expected a whole number from 1 to 99, found `010`"),
        ({"sets": "1_0"}, "sets: expected a whole number from 1 to 99, found `1_0`"),
        ({"sets": True}, "sets: expected a whole number from 1 to 99, found `True`"),
        ({"sets": []}, "sets: expected a whole number from 1 to 99, found a list"),
        ({"work": "25h"}, "work: expected a duration from 1s to 24h, found `25h`"),
        ({"work": "0"}, "work: expected a duration from 1s to 24h, found `0`"),
        ({"rest": "9" * 99}, f"rest: expected a duration from 0s to 24h, found `{'9' * 39}…`"),
        (
            {"kind": "strenght"},
            "kind: expected `balance`, `strength`, `mobility` or `foot`, found "
            "`strenght`; did you mean `strength`?",
        ),
        (
            {"sides": {}},
            "sides: expected `each`, `both`, `left`, `right` or `none`, found keys with values",
        ),
        (
            {"id": "Steady Check"},
            "id: expected small letters, digits and hyphens such as "
            "`steady-check`, found `Steady Check`",
        ),
        ({"id": ""}, "id: expected text, found nothing"),
        ({"cues": "Grow tall"}, "cues: expected a list, found `Grow tall`"),
        ({"cues": ["x"] * 21}, "cues: expected a list of 0 to 20 things, found 21"),
        ({"cues": [" "]}, "cues: expected text, found nothing"),
        ({"setup": "x" * 501}, "setup: expected at most 500 characters, found 501"),
        ({"setup": ["x"]}, "setup: expected text, found a list"),
        (
            {"easier": Unquoted("No", "a yes-or-no")},
            "easier: `No` without quotes is a yes-or-no: write it in quotes to make it text",
        ),
        ({"harder": Unquoted("", "nothing at all")}, "harder: expected text, found nothing"),
    ],
)
def test_a_wrong_value_is_one_sentence(keys: dict[str, Any], sentence: str) -> None:
    """It says what is expected, what was found, and the closest match."""
    assert mistake(**keys) == sentence
