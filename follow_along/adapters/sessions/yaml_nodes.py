"""YAML as plain text, lists and keys, each with its place; nothing else of YAML is let in.

Only what a hand-written file needs is read: no tags, anchors, aliases, merge keys or further
documents, so nothing in a file can make an object, grow without bound or mean two things.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml
from yaml.reader import ReaderError

from follow_along.adapters.sessions.yaml_errors import in_plain_words, reads_as
from follow_along.core.validation.fields import Unquoted, describe_value

_DEEPEST = 20
_MOST_VALUES = 10_000
_TEXT = "tag:yaml.org,2002:str"


class Place(NamedTuple):
    """A line and a column of a file, counted from 1."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What is wrong with the YAML, and where."""

    place: Place
    message: str


@dataclass(slots=True)
class Node:
    """A value and its place. A `refused` one has been complained of: no more need be said."""

    place: Place
    value: "str | list[Node] | dict[str, Node]"
    refused: bool = False
    keys: dict[str, Place] = field(default_factory=dict)
    """Where each key of a mapping stands."""

    def plain(self) -> object:
        """Give the value without its places."""
        match self.value:
            case dict():
                return {key: node.plain() for key, node in self.value.items()}
            case list():
                return [node.plain() for node in self.value]
            case _:
                return self.value


class Tree(NamedTuple):
    """What a text holds: its root, unless it is empty or cannot be read, and every complaint."""

    root: Node | None
    complaints: list[Complaint]


def read_yaml(text: str) -> Tree:
    """Read YAML. Every text ends in a tree or in complaints; none is raised."""
    complaints: list[Complaint] = []
    try:
        return Tree(_Reader(text, complaints).document(), complaints)
    except _CannotGoOnError as error:
        complaints.append(error.complaint)
    except yaml.MarkedYAMLError as error:
        line, column, message = in_plain_words(error)
        complaints.append(Complaint(Place(line, column), message))
    except ReaderError as error:
        complaints.append(_unprintable(text, error.position))
    return Tree(None, complaints)


def _unprintable(text: str, position: int) -> Complaint:
    lines = text[:position].split("\n")
    said = f"the character U+{ord(text[position]):04X} cannot be seen and cannot stand here"
    return Complaint(Place(len(lines), len(lines[-1]) + 1), f"{said}: take it out")


class _CannotGoOnError(Exception):
    """What comes after this is not worth reading."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.complaint = Complaint(place, message)


class _Reader:
    """Builds nodes of PyYAML's events, and complains of what is not let in."""

    def __init__(self, text: str, complaints: list[Complaint]) -> None:
        self._loader = loader = yaml.SafeLoader(text)
        self._event: Callable[[], yaml.Event] = loader.get_event
        self._tag: Callable[[type, str, tuple[bool, bool]], str] = loader.resolve
        self._complaints = complaints
        self._values = 0

    def document(self) -> Node | None:
        """Read the only document; None if there is none."""
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 1)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            said = "a second document begins here: a file holds one"
            self._complaints.append(Complaint(_place(after), said))
        return root

    def _next(self) -> yaml.Event:
        try:
            return self._event()
        except (ValueError, OverflowError):
            # PyYAML makes characters and versions of the numbers in a file, however large.
            mark = self._loader.get_mark()
            place = Place(mark.line + 1, mark.column + 1)
            said = "a number after a backslash or `%` is too large: it stands for no character"
            raise _CannotGoOnError(place, said) from None

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._values += 1
        if self._values > _MOST_VALUES:
            said = f"the file has more than {_MOST_VALUES:,} values, which is the most it may have"
            raise _CannotGoOnError(_place(event), said)
        if depth > _DEEPEST:
            said = f"lists within lists go deeper than {_DEEPEST} here, which is the deepest"
            raise _CannotGoOnError(_place(event), said)
        node = Node(_place(event), "", refused=self._refuses(event))
        match event:
            case yaml.ScalarEvent():
                node.value = self._text(event)
            case yaml.SequenceStartEvent():
                node.value = self._items(depth)
            case yaml.MappingStartEvent():
                node.value = self._fill(node.keys, depth)
        return node

    def _refuses(self, event: yaml.Event) -> bool:
        """Complain of what may stand before or in place of a value, and is not let in."""
        place = _place(event)
        match event:
            case yaml.AliasEvent(anchor=str(name)):
                said = f"{describe_value('*' + name)} repeats another place of the file: write it out here"
            case yaml.NodeEvent(anchor=str(name)):
                said = f"{describe_value('&' + name)} names a place, which is not read here: take it out"
            case yaml.ScalarEvent(tag=str(tag)) | yaml.CollectionStartEvent(tag=str(tag)):
                short = describe_value(tag.replace("tag:yaml.org,2002:", "!!"))
                said = f"the tag {short} gives a type, which is not read: take it out"
            case _:
                return False
        self._complaints.append(Complaint(place, said))
        return True

    def _text(self, event: yaml.ScalarEvent) -> str:
        tag = self._tag(yaml.ScalarNode, event.value, event.implicit)
        if event.style is not None or tag == _TEXT:
            return str(event.value)
        return Unquoted(event.value, reads_as(tag))

    def _items(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _fill(self, keys: dict[str, Place], depth: int) -> dict[str, Node]:
        """Read keys and values up to the end of a mapping; the first of two same keys stays."""
        values: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            said = _wrong_key(key, keys)
            if said:
                self._complaints.append(Complaint(key.place, said))
            elif isinstance(key.value, str) and not key.refused:
                keys[str(key.value)] = key.place
                values[str(key.value)] = value
        return values


def _wrong_key(key: Node, keys: dict[str, Place]) -> str | None:
    if key.refused:
        return None
    if not isinstance(key.value, str):
        return "a key must be a word, not a list or keys of its own"
    if key.value == "<<":
        return "`<<` takes keys from another place, which is not read: write the keys out here"
    if key.value in keys:
        first = keys[key.value].line
        return (
            f"{describe_value(key.value)} stands here a second time, after line {first}: keep one"
        )
    return None


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
