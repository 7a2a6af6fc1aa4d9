"""A session that is being written: the text of its file, with a comment at every assumption."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from follow_along.core.text import one_line

Value: TypeAlias = "str | int | tuple[str, ...] | Mapping[str, str]"

_PLAIN = re.compile(r"[A-Za-z](?:[\w ()/+.-]*[\w).])?", re.ASCII)
"""Text that no reader of YAML takes for anything else, unless it is one of these words:"""
_NOT_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_DURATION = re.compile(r"[0-9.]+m?s|[0-9]+[mh](?:[0-9]+[ms])*")


@dataclass(frozen=True)
class Entry:
    """An exercise, a rest, or a group of entries, with what its author should know about it."""

    keys: Mapping[str, Value]
    entries: tuple["Entry", ...] = ()
    """The entries of a group."""
    comments: tuple[str, ...] = ()

    def with_comments(self, *comments: str) -> "Entry":
        """Return the entry with more comments."""
        return replace(self, comments=(*self.comments, *comments))


@dataclass(frozen=True)
class Draft:
    """A session that is being written."""

    keys: Mapping[str, Value]
    entries: tuple[Entry, ...]
    comments: tuple[str, ...] = field(default=())
    last_comments: tuple[str, ...] = field(default=())
    """What comes after the last entry."""

    def all_comments(self) -> Iterator[str]:
        """Yield every comment in the order of the file."""
        yield from self.comments
        yield from _comments(self.entries)
        yield from self.last_comments


def session_text(draft: Draft) -> str:
    """Return the text of the session file, ending in a line break."""
    lines = [f"# {one_line(comment)}" for comment in draft.comments]
    lines += [f"{key}: {_scalar(value)}" for key, value in draft.keys.items()]
    lines.append("exercises:")
    for entry in draft.entries:
        lines += _entry_lines(entry, "  ")
    lines += [f"  # {one_line(comment)}" for comment in draft.last_comments]
    return "\n".join(lines) + "\n"


def _entry_lines(entry: Entry, indent: str) -> Iterator[str]:
    for comment in entry.comments:
        yield f"{indent}# {one_line(comment)}"
    mark = "- "
    for key, value in entry.keys.items():
        if isinstance(value, tuple):
            yield f"{indent}{mark}{key}:"
            yield from (f"{indent}    - {_scalar(item)}" for item in value)
        else:
            yield f"{indent}{mark}{key}: {_scalar(value)}"
        mark = "  "
    if entry.entries:
        yield f"{indent}{mark}exercises:"
        for each in entry.entries:
            yield from _entry_lines(each, f"{indent}    ")


def _scalar(value: Value) -> str:
    match value:
        case int():
            return str(value)
        case str():
            text = one_line(value)
            return text if _needs_no_quotes(text) else json.dumps(text, ensure_ascii=False)
        case Mapping():
            return "{" + ", ".join(f"{key}: {_scalar(item)}" for key, item in value.items()) + "}"
        case _:
            return "[" + ", ".join(map(_scalar, value)) + "]"


def _needs_no_quotes(text: str) -> bool:
    if _DURATION.fullmatch(text):
        return True
    return bool(_PLAIN.fullmatch(text)) and text.lower() not in _NOT_TEXT


def _comments(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield from entry.comments
        yield from _comments(entry.entries)
