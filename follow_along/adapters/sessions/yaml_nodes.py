"""YAML as text, lists and mappings, each with its line and column; nothing else of YAML is allowed.

PyYAML's own loaders lose the position of each value and resolve tags and aliases. Here a file may
have no tags, anchors, aliases, merge keys or further documents, so that nothing in it can create
an object, grow without bound or mean two things.

libyaml parses where PyYAML was built with it, ten times as fast. What it refuses, and text with
characters that the two parsers read differently, is parsed again in Python, so that nodes and
messages are the same on every machine.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from follow_along.adapters.sessions.blanks import with_plain_structure
from follow_along.adapters.sessions.yaml_errors import plain_sentence, reads_as
from follow_along.core.validation.fields import Unquoted
from follow_along.core.validation.messages import describe_value

_DEEPEST = 20
_MOST_VALUES = 10_000
_TEXT_TAG = "tag:yaml.org,2002:str"

_LIBYAML = getattr(yaml, "CSafeLoader", None)

_READ_DIFFERENTLY = re.compile(
    r"[\t\r\x85\u2028\u2029\ufeff?]"  # white space and line breaks; complex keys
    r"|(?<!\w)!"  # a tag
    r"|:\s+[,\]}]"  # a key without a value, within a list or a mapping on one line
    r"|^(?:---|\.\.\.)"  # the begin or end of a document
    r"|[|>][^\n]*#",  # a block of text with a comment
    re.MULTILINE,
)
"""Where libyaml accepts more than the Python parser, or gives another position."""


class Position(NamedTuple):
    """A line and a column of a file, counted from 1."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What is wrong with the YAML, and where."""

    position: Position
    message: str


@dataclass(slots=True)
class Node:
    """A value and its position."""

    position: Position
    value: "str | list[Node] | dict[str, Node]"
    refused: bool = False
    """A complaint was made of it, so that no mistake within it is worth reporting."""
    keys: dict[str, Position] = field(default_factory=dict)
    """The position of each key of a mapping."""

    def plain(self) -> object:
        """Return the value without positions."""
        match self.value:
            case dict():
                return {key: node.plain() for key, node in self.value.items()}
            case list():
                return [node.plain() for node in self.value]
            case _:
                return self.value


class Tree(NamedTuple):
    """The root of a text, None if it is empty or cannot be parsed, and every complaint."""

    root: Node | None
    complaints: list[Complaint]


def parse_yaml(text: str) -> Tree:
    """Parse YAML. Every text ends in a tree or in complaints; nothing is raised."""
    text = with_plain_structure(text)
    return _parsed_by_libyaml(text) or _parsed_by_python(text)


def plain_texts(text: str) -> list[tuple[str, Position]]:
    """Return each text without quotes, and the position behind it. The text is valid YAML."""
    events = yaml.parse(with_plain_structure(text), Loader=yaml.SafeLoader)
    return [
        (event.value, _position(event.end_mark))
        for event in events
        if isinstance(event, yaml.ScalarEvent) and not event.style
    ]


def _parsed_by_libyaml(text: str) -> Tree | None:
    """Parse with libyaml; None if it is not there, finds a mistake, or may read it differently."""
    if _LIBYAML is None or _READ_DIFFERENTLY.search(text):
        return None
    complaints: list[Complaint] = []
    try:
        root = _Reader(_LIBYAML(text), complaints).document()
    except (yaml.YAMLError, ValueError, OverflowError, _StopError):
        return None
    return None if complaints else Tree(root, [])


def _parsed_by_python(text: str) -> Tree:
    complaints: list[Complaint] = []
    try:
        loader = yaml.SafeLoader(text)
    except ReaderError as error:
        return Tree(None, [_unprintable(text, error.position)])
    try:
        return Tree(_Reader(loader, complaints).document(), complaints)
    except _StopError as error:
        complaints.append(error.complaint)
    except yaml.MarkedYAMLError as error:
        line, column, message = plain_sentence(error, text)
        complaints.append(Complaint(Position(line, column), message))
    except ReaderError as error:
        complaints.append(_unprintable(text, error.position))
    except (ValueError, OverflowError):
        # PyYAML makes characters and versions of the numbers in a file, however large.
        message = "a number after a backslash or `%` is too large: it stands for no character"
        complaints.append(Complaint(_position(loader.get_mark()), message))
    return Tree(None, complaints)


def _unprintable(text: str, index: int) -> Complaint:
    lines = text[:index].split("\n")
    message = f"the character U+{ord(text[index]):04X} cannot be seen and cannot stand here"
    return Complaint(Position(len(lines), len(lines[-1]) + 1), f"{message}: take it out")


class _StopError(Exception):
    """Ends the parsing: nothing after this is worth reading."""

    def __init__(self, position: Position, message: str) -> None:
        super().__init__(message)
        self.complaint = Complaint(position, message)


class _Reader:
    """Builds nodes of PyYAML's events, and complains of what is not allowed."""

    def __init__(self, loader: yaml.SafeLoader, complaints: list[Complaint]) -> None:
        self._event: Callable[[], yaml.Event] = loader.get_event
        self._resolve: Callable[[type, str, tuple[bool, bool]], str] = loader.resolve
        self._complaints = complaints
        self._values = 0

    def document(self) -> Node | None:
        """Read the only document; None if there is none."""
        self._event()
        start = self._event()
        if isinstance(start, yaml.StreamEndEvent):
            return None
        root = self._node(self._event(), 1)
        self._event()
        after = self._event()
        if not isinstance(after, yaml.StreamEndEvent):
            message = "a second document begins here: a file holds one"
            self._complaints.append(Complaint(_position(after.start_mark), message))
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._values += 1
        if self._values > _MOST_VALUES:
            most = f"{_MOST_VALUES:,} values"
            message = f"the file has more than {most}, which is the most it may have"
            raise _StopError(_position(event.start_mark), message)
        if depth > _DEEPEST:
            message = f"lists within lists go deeper than {_DEEPEST} here, which is the deepest"
            raise _StopError(_position(event.start_mark), message)
        node = Node(_position(event.start_mark), "", refused=self._refuses(event))
        match event:
            case yaml.ScalarEvent():
                node.value = self._text(event)
            case yaml.SequenceStartEvent():
                node.value = self._items(depth)
            case yaml.MappingStartEvent():
                node.value = self._mapping(node.keys, depth)
        return node

    def _refuses(self, event: yaml.Event) -> bool:
        """Complain of an alias, an anchor or a tag."""
        match event:
            case yaml.AliasEvent(anchor=str(name)):
                alias = describe_value("*" + name)
                message = f"{alias} repeats another place of the file: write it out here"
            case yaml.NodeEvent(anchor=str(name)):
                anchor = describe_value("&" + name)
                message = f"{anchor} names a place, which is not read here: take it out"
            case yaml.ScalarEvent(tag=str(tag)) | yaml.CollectionStartEvent(tag=str(tag)):
                short = describe_value(tag.replace("tag:yaml.org,2002:", "!!"))
                message = f"the tag {short} gives a type, which is not read: take it out"
            case _:
                return False
        self._complaints.append(Complaint(_position(event.start_mark), message))
        return True

    def _text(self, event: yaml.ScalarEvent) -> str:
        # A plain scalar has the style "" for libyaml, and None for the Python parser.
        if event.style:
            return str(event.value)
        tag = self._resolve(yaml.ScalarNode, event.value, event.implicit)
        return str(event.value) if tag == _TEXT_TAG else Unquoted(event.value, reads_as(tag))

    def _items(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, keys: dict[str, Position], depth: int) -> dict[str, Node]:
        """Read a mapping to its end; of two equal keys the first is kept."""
        values: dict[str, Node] = {}
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._event(), depth + 1)
            problem = _key_problem(key, keys)
            if problem:
                self._complaints.append(Complaint(key.position, problem))
            elif isinstance(key.value, str) and not key.refused:
                keys[str(key.value)] = key.position
                values[str(key.value)] = value
        return values


def _key_problem(key: Node, keys: dict[str, Position]) -> str | None:
    if key.refused:
        return None
    if not isinstance(key.value, str):
        return "a key must be a word, not a list or keys of its own"
    if key.value == "<<":
        return "`<<` takes keys from another place, which is not read: write the keys out here"
    if key.value in keys:
        first = f"after line {keys[key.value].line}"
        return f"{describe_value(key.value)} stands here a second time, {first}: keep one"
    return None


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
