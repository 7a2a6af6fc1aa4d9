"""Session files: read whole and right, or refused with every mistake and its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_text_file
from follow_along.adapters.sessions.yaml_nodes import Complaint, Node, Place, read_yaml
from follow_along.core.sessions.session import Session
from follow_along.core.text import visible
from follow_along.core.validation.fields import alternatives
from follow_along.core.validation.model import FileModel

LARGEST = 256 * 1024
"""Bytes a session file may have. Two hundred exercises, all said, need half of it."""

_MOST_PROBLEMS = 100
_START = Place(1, 1)

P = TypeVar("P", bound=FileModel)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file. Lines and columns count from 1; what has no line is at 1:1."""

    line: int
    column: int
    message: str
    file: str

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}: {self.message}"


class SessionFileError(Exception):
    """A file that describes no session; its text has a line for each problem.

    It is `unreadable` where there is no file to read, so that nothing is known of what is in it.
    """

    def __init__(self, problems: Iterable[Problem], *, unreadable: bool = False) -> None:
        self.problems = tuple(problems)
        self.unreadable = unreadable
        super().__init__("\n".join(map(str, self.problems)))


def read_session(path: Path) -> Session:
    """Read a session file. SessionFileError has every mistake in it, in the order of lines."""
    return read_part(path, Session)


def read_part(path: Path, model: type[P], *, empty: Mapping[str, object] | None = None) -> P:
    """Read a file that holds a `model`; `empty` is what a file with nothing in it says.

    Raises SessionFileError with every mistake in it, in the order of lines.
    """
    return reading(text_of(path), str(path), model, empty=empty).whole()


def text_of(path: Path, largest: int = LARGEST, *, follow_links: bool = True) -> str:
    """The text of a small file; SessionFileError says why it has none.

    The file has at most `largest` bytes, and the path may lead to it by a link if `follow_links` may be.
    """
    try:
        return read_text_file(path, largest, follow_links=follow_links)
    except UnreadableFileError as error:
        problem = Problem(*_START, str(error), str(path))
        raise SessionFileError([problem], unreadable=True) from None
    except NotTextError as error:
        problem = Problem(error.line, error.column, str(error), str(path))
        raise SessionFileError([problem]) from None


@dataclass(frozen=True, slots=True)
class Reading(Generic[P]):
    """A text as it was read: what it says, if it is right, and every mistake in it."""

    part: P | None
    root: Node | None
    """What stands where; None where no such thing could be made out."""
    problems: tuple[Problem, ...]

    def whole(self) -> P:
        """What it says. SessionFileError if it has mistakes."""
        if self.part is None or self.problems:
            raise SessionFileError(self.problems)
        return self.part


def reading(
    text: str, file: str, model: type[P], *, empty: Mapping[str, object] | None = None
) -> Reading[P]:
    """Read the text of a `file` that holds a `model`; `empty` is what an empty text says."""
    root, complaints = read_yaml(text)
    if root is None and empty is not None and not complaints:
        return Reading(model.model_validate(empty), root, ())
    part, complaints = _part(model, root, complaints)
    return Reading(part, root, tuple(_problems(file, complaints)))


def _part(
    model: type[P], root: Node | None, complaints: list[Complaint]
) -> tuple[P | None, list[Complaint]]:
    if root is None:
        return None, complaints or [Complaint(_START, _emptiness(model))]
    try:
        return model.model_validate(root.plain()), complaints
    except ValidationError as error:
        return None, [*complaints, *_placed(error, root)]


def _emptiness(model: type[FileModel]) -> str:
    needed = [key for key, field in model.model_fields.items() if field.is_required()]
    needs = f": {model.noun} needs {alternatives(needed, 'and')}" if needed else ""
    return f"the file is empty{needs}"


def _placed(error: ValidationError, root: Node) -> Iterator[Complaint]:
    """Give each mistake the place of the value it is about, or of the key.

    What lies in a value that has been complained of is left out: it would say the same again.
    """
    for mistake in error.errors(include_url=False, include_input=False):
        node, key, refused = root, root.place, root.refused
        for step in mistake["loc"]:
            match node.value:
                case dict() as values if step in values:
                    key, node = node.keys[str(step)], values[str(step)]
                case list() as items if isinstance(step, int):
                    node = items[step]
            refused = refused or node.refused
        if not refused:
            yield Complaint(key if mistake["type"] == "key" else node.place, mistake["msg"])


def _problems(file: str, complaints: Iterable[Complaint]) -> list[Problem]:
    every = sorted({Problem(*place, message, file) for place, message in complaints})
    named, more = every[:_MOST_PROBLEMS], len(every) - _MOST_PROBLEMS
    if more > 0:
        last = named[-1]
        named.append(Problem(last.line, last.column, f"and {more:,} more after this", file))
    return named
