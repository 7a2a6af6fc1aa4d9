"""A figure made by hand: a foot that rises over its ball, as a file would say it."""

from typing import Any

import pytest

from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.validation.validate import InvalidDataError, validate

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


def as_text(value: Any) -> Any:
    """A value with its numbers as text, as a file's are read; tuples as lists."""
    match value:
        case dict():
            return {key: as_text(each) for key, each in value.items()}
        case list() | tuple():
            return [as_text(each) for each in value]
        case bool() | None:
            return value
        case float():
            return f"{value:.9f}"
        case TempoStep():
            return f"{value.word} {value.ms / 1000:g}s"
        case _:
            return str(value)


def a_figure(**keys: Any) -> Figure:
    """A good figure, with some keys as given."""
    return figure_from(said(**keys))


def figure_from(data: dict[str, Any]) -> Figure:
    """The figure that a file with this data describes."""
    return validate(Figure, as_text(data))


def mistakes(**keys: Any) -> list[tuple[str, str]]:
    """What is said of such a file: the way to each mistake, and the sentence."""
    with pytest.raises(InvalidDataError) as caught:
        a_figure(**keys)
    return [(".".join(map(str, where)), sentence) for where, sentence, _ in caught.value.mistakes]
