"""Records to JSON and back, by the types of their fields, without pydantic."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_Reader = Callable[[Any], Any]
"""Makes a value of a type of JSON data. Raises ValueError for data of another type."""


def to_json(record: Any) -> dict[str, Any]:
    """Return a record as mappings, lists, text and numbers."""
    return asdict(record)


def from_json(record: type[T], data: object) -> T:
    """Return the record that `to_json` was given. Raises ValueError for anything else."""
    kind: Any = record
    made: T = _reader(kind)(data)
    return made


@cache
def _reader(kind: Any) -> _Reader:
    if is_dataclass(kind):
        types = get_type_hints(kind)
        readers = {each.name: _reader(types[each.name]) for each in fields(kind)}
        return partial(_record, kind, readers)
    if kind in (str, int, float, bool, NoneType):
        return partial(_plain, kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _generic_reader(get_origin(kind), get_args(kind))


def _generic_reader(origin: Any, arguments: tuple[Any, ...]) -> _Reader:
    if origin is Literal:
        return partial(_literal, arguments)
    readers = [_reader(each) for each in arguments if each is not ...]
    if origin is tuple:
        variable = arguments[-1] is ...
        return partial(_list, readers[0]) if variable else partial(_tuple, readers)
    if origin is Mapping:
        return partial(_mapping, readers[1])
    if origin in (Union, UnionType):
        return partial(_first, readers)
    raise TypeError(f"a record cannot hold {origin}")


def _record(kind: Any, readers: Mapping[str, _Reader], data: Any) -> object:
    if not isinstance(data, dict) or data.keys() != readers.keys():
        raise ValueError(f"expected {kind.__name__}")
    return kind(**{name: read(data[name]) for name, read in readers.items()})


def _list(read: _Reader, data: Any) -> object:
    if not isinstance(data, list):
        raise ValueError("expected a list")
    return tuple(map(read, data))


def _tuple(readers: list[_Reader], data: Any) -> object:
    if not isinstance(data, list):
        raise ValueError("expected a list")
    return tuple(read(item) for read, item in zip(readers, data, strict=True))


def _mapping(read: _Reader, data: Any) -> object:
    if not isinstance(data, dict):
        raise ValueError("expected a mapping")
    return {name: read(value) for name, value in data.items()}


def _first(readers: list[_Reader], data: Any) -> object:
    for read in readers:
        try:
            return read(data)
        except ValueError:
            continue
    raise ValueError("expected another type")


def _literal(words: tuple[str, ...], data: Any) -> object:
    if data not in words:
        raise ValueError(f"expected one of {words}")
    return data


def _plain(kind: Any, data: Any) -> object:
    if type(data) is not kind:
        raise ValueError(f"expected {kind.__name__}")
    return data
