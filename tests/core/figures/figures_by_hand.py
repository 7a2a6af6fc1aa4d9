"""A figure made by hand: a foot that rises over its ball, as a file would say it."""

from typing import Any

import pytest
from pydantic import ValidationError

from follow_along.core.figures.figure import Figure

FLAT = {
    "ball": [60, 0],
    "toe": [66, 0],
    "heel": [45, 0],
    "ankle": [48, 6],
    "knee": [49, 29],
}
UP = {
    "ball": [60, 0],
    "toe": [66, 0],
    "heel": [49.4, 10.6],
    "ankle": [55.7, 12.7],
    "knee": [57, 36],
}
HALF = FLAT | {"heel": [46.5, 5], "ankle": [51, 10], "knee": [52, 33]}


def said(**keys: Any) -> dict[str, Any]:
    """What a good figure file says; a key that is None is left out."""
    whole = {
        "title": "Heel raise",
        "camera": "lower-leg",
        "start": "flat",
        "poses": {"flat": FLAT, "half": HALF, "up": UP},
        "moves": {"up": "up", "down": "flat"},
        "tempo": ["up 2s", "hold 1s", "down 3s"],
    } | keys
    return {key: value for key, value in whole.items() if value is not None}


def a_figure(**keys: Any) -> Figure:
    """A good figure, with some keys as given."""
    return Figure.model_validate(said(**keys))


def mistakes(**keys: Any) -> list[tuple[str, str]]:
    """What is said of such a file: the way to each mistake, and the sentence."""
    with pytest.raises(ValidationError) as caught:
        a_figure(**keys)
    return [(".".join(map(str, each["loc"])), each["msg"]) for each in caught.value.errors()]
