"""A mistake in a file with its line and column."""

from typing import NamedTuple

from follow_along.core.text import visible


class Problem(NamedTuple):
    """A mistake in a file. Lines and columns count from 1; one of the whole file is at 1:1."""

    line: int
    column: int
    message: str
    file: str

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}: {self.message}"
