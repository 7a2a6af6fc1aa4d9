"""Keys without effect."""

from typing import Any

import pytest

from follow_along.core.sessions.idle_keys import idle_keys

HOP = {"name": "Hop", "work": "3s"}
REST = {"rest": "9s"}


@pytest.mark.parametrize(
    ("items", "keys", "found"),
    [
        ([HOP | REST], {}, [("exercises", 0, "rest")]),
        ([HOP | REST | {"sides": "both", "sets": "1"}], {}, [("exercises", 0, "rest")]),
        ([HOP | REST | {"sets": "2"}], {}, []),
        ([HOP | REST | {"sides": "each"}], {}, []),
        ([HOP | REST | {"sides": "each", "change": "1s"}], {}, [("exercises", 0, "rest")]),
        ([HOP | REST | {"sides": "each", "change": "1s", "sets": "2"}], {}, []),
        ([HOP, REST], {}, [("exercises", 1, "rest")]),
        ([REST, HOP], {}, []),
        ([{"rounds": "1", **REST, "exercises": [HOP]}], {}, [("exercises", 0, "rest")]),
        ([{"rounds": "2", **REST, "exercises": [HOP]}], {}, []),
        (
            [HOP, {"rounds": "2", "exercises": [HOP | REST, {"rounds": "2", "exercises": [REST]}]}],
            {},
            [("exercises", 1, "exercises", 0, "rest")],
        ),
        (
            [HOP, {"rounds": "1", "exercises": [HOP, REST]}],
            {},
            [("exercises", 1, "exercises", 1, "rest")],
        ),
        ([HOP], {"first_side": "left"}, [("first_side",)]),
        ([{"rounds": "2", "exercises": [HOP | {"sides": "each"}]}], {"first_side": "left"}, []),
    ],
)
def test_each_is_found_where_it_stands(
    items: list[Any], keys: dict[str, Any], found: list[Any]
) -> None:
    """A key that does something is never warned of."""
    data = {"title": "T", **keys, "exercises": items}
    assert [mistake.where for mistake in idle_keys(data, data)] == found


def test_what_a_shipped_exercise_brings_is_no_idle_key_but_decides() -> None:
    """Its `sides: each` gives the rest that is written its effect; its own rest is not written."""
    written = {"title": "T", "exercises": [{"use": "stand", "rest": "9s"}, {"use": "hop"}]}
    brought = [HOP | REST | {"sides": "each", "use": "stand"}, HOP | REST]
    assert list(idle_keys(written, {"title": "T", "exercises": brought})) == []
