"""From the text of a file to a validated record, or to every mistake in it with its position.

Imports PyYAML and pydantic: the loader imports this only for a file that is not in the cache.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.yaml_nodes import Complaint, Node, Position, parse_yaml
from follow_along.core.validation.file_record import FileRecord, Mistake
from follow_along.core.validation.messages import empty_file
from follow_along.core.validation.problem import Problem
from follow_along.core.validation.validate import InvalidDataError, validate

_MOST_PROBLEMS = 100
_START = Position(1, 1)

R = TypeVar("R", bound=FileRecord)


def parse_record(
    text: str,
    file: str,
    record: type[R],
    context: object = None,
    prepare: Callable[[object], object] | None = None,
) -> R:
    """Parse and validate the text of a `file`; an empty text has the default of every key.

    Raises SessionFileError with every mistake, in the order of lines. `context` is handed to the
    rules that ask for it. `prepare` may add to the mappings and lists before they are validated.
    """
    root, complaints = parse_yaml(text)
    if root is None:
        required = record.required_keys()
        if not complaints and not required:
            return record()
        complaints = complaints or [Complaint(_START, empty_file(record.noun, required))]
        raise SessionFileError(_problems(file, complaints))
    try:
        data = root.plain()
        made = validate(record, prepare(data) if prepare else data, context)
    except InvalidDataError as error:
        complaints += _positioned(error.mistakes, root)
        raise SessionFileError(_problems(file, complaints)) from None
    if complaints:
        raise SessionFileError(_problems(file, complaints))
    return made


def parse_valid_keys(text: str, record: type[R]) -> R:
    """Return the record of the keys without a mistake; every other key has its default.

    For records without required keys.
    """
    root = parse_yaml(text).root
    keys = root.value if root and isinstance(root.value, dict) else {}
    data = {key: node.plain() for key, node in keys.items() if not node.refused}
    while True:
        try:
            return validate(record, data)
        except InvalidDataError as error:
            for mistake in error.mistakes:
                _remove(data, mistake.where)


def _remove(values: dict[str, object], where: tuple[str | int, ...]) -> None:
    """Remove the innermost key that leads to a mistake, from a mapping of mappings."""
    step, *inner_steps = map(str, where)
    inner = values.get(step)
    if isinstance(inner, dict) and inner_steps and inner_steps[0] in inner:
        _remove(inner, tuple(inner_steps))
    else:
        values.pop(step, None)


def has_key(text: str, key: str) -> bool:
    """Return whether the text of a file is a mapping with this key."""
    root = parse_yaml(text).root
    return root is not None and isinstance(root.value, dict) and key in root.value


def find_in(text: str, file: str, find: Callable[[Any], Iterable[Mistake]]) -> tuple[Problem, ...]:
    """Return what `find` finds in the data of a valid file, with its positions."""
    root = parse_yaml(text).root
    return tuple(_problems(file, _positioned(find(root.plain()), root))) if root else ()


def _positioned(mistakes: Iterable[Mistake], root: Node) -> Iterator[Complaint]:
    """Give each mistake the position of the value it is about, or of the key.

    A mistake within a refused value is left out: it would report the same again.
    """
    for mistake in mistakes:
        node, key, refused = root, root.position, root.refused
        for step in mistake.where:
            match node.value:
                case dict() as values if step in values:
                    key, node = node.keys[str(step)], values[str(step)]
                case list() as items if isinstance(step, int):
                    node = items[step]
            refused = refused or node.refused
        if not refused:
            yield Complaint(key if mistake.about == "key" else node.position, mistake.sentence)


def _problems(file: str, complaints: Iterable[Complaint]) -> list[Problem]:
    every = sorted({Problem(*position, message, file) for position, message in complaints})
    named, more = every[:_MOST_PROBLEMS], len(every) - _MOST_PROBLEMS
    if more > 0:
        last = named[-1]
        named.append(Problem(last.line, last.column, f"and {more:,} more after this", file))
    return named
