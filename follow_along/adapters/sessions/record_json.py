"""Records to JSON and back, by the types of their fields, without pydantic."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(record: Any) -> dict[str, Any]:
    """Return a record as mappings, lists, text and numbers."""
    return asdict(record)


def from_json(record: type[T], data: object) -> T:
    """Return the record that `to_json` was given. Raises ValueError for anything else."""
    made = _value(record, data)
    if not isinstance(made, record):
        raise ValueError(f"expected {record.__name__}")
    return made


def _value(kind: Any, data: object) -> object:
    if kind in (str, int, float, bool, type(None)):
        if type(data) is kind:
            return data
    elif is_dataclass(kind):
        make: Any = kind
        types = _field_types(make)
        if isinstance(data, dict) and data.keys() == types.keys():
            return make(**{name: _value(types[name], value) for name, value in data.items()})
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(str(data))
    else:
        return _generic(get_origin(kind), get_args(kind), data)
    raise ValueError(f"expected {kind}")


def _generic(origin: Any, arguments: tuple[Any, ...], data: object) -> object:
    if origin is Literal and data in arguments:
        return data
    if origin in (Union, UnionType):
        for kind in arguments:
            try:
                return _value(kind, data)
            except ValueError:
                continue
    if origin is tuple and isinstance(data, list):
        if arguments[-1] is ...:
            return tuple(_value(arguments[0], item) for item in data)
        return tuple(_value(kind, item) for kind, item in zip(arguments, data, strict=True))
    if origin is Mapping and isinstance(data, dict):
        return {name: _value(arguments[1], value) for name, value in data.items()}
    raise ValueError(f"expected {origin}")


@cache
def _field_types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}
