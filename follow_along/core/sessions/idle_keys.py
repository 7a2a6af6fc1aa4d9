"""Keys of a valid session that have no effect, which `check` warns of."""

from collections.abc import Iterator, Mapping
from typing import Any

from follow_along.core.validation.file_record import Mistake

_Where = tuple[str | int, ...]


def idle_keys(written: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield each key without effect, as a warning.

    `written` is the data as it is in the file, `whole` with what shipped exercises bring to it.
    """
    sides = {each.get("sides", "both") for each in _exercises(whole)}
    if "first_side" in written and "each" not in sides:
        yield _idle(("first_side",), "no exercise has `sides: each`")
    yield from _idle_items(written, whole, ())
    where, last, comes_again = _last(whole, ())
    if "name" not in last and not comes_again:
        yield _idle((*where, "rest"), "nothing comes after this rest")


def _idle_items(written: Any, whole: Any, where: _Where) -> Iterator[Mistake]:
    for index, (item, full) in enumerate(zip(_items(written), _items(whole), strict=True)):
        inner = (*where, "exercises", index)
        if "exercises" in item:
            if "rest" in item and item["rounds"] == "1":
                yield _idle((*inner, "rest"), "there is one round")
            yield from _idle_items(item, full, inner)
        elif {"name", "use"} & item.keys():
            yield from _idle_in_exercise(item, full, inner)


def _idle_in_exercise(item: Any, full: Any, where: _Where) -> Iterator[Mistake]:
    both_sides, sets = full.get("sides") == "each", full.get("sets", "1") != "1"
    if "rest" in item and not sets and not both_sides:
        yield _idle((*where, "rest"), "there is one block")
    elif "rest" in item and not sets and "change" in full:
        yield _idle((*where, "rest"), "`change` is between the sides, and there is one set")


def _idle(where: _Where, reason: str) -> Mistake:
    return Mistake(where, f"{where[-1]}: it has no effect: {reason}", "key")


def _items(data: Any) -> list[Any]:
    return list(data["exercises"])


def _exercises(data: Any) -> Iterator[Mapping[str, Any]]:
    for item in _items(data):
        if "exercises" in item:
            yield from _exercises(item)
        elif "name" in item:
            yield item


def _last(data: Any, where: _Where) -> tuple[_Where, Mapping[str, Any], bool]:
    """Return the last item that is no group: where it is, itself, and if its group comes again."""
    last = _items(data)[-1]
    inner = (*where, "exercises", len(_items(data)) - 1)
    if "exercises" not in last:
        return inner, last, False
    where, item, comes_again = _last(last, inner)
    return where, item, comes_again or last.get("rounds") != "1"
