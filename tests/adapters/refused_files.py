"""The error that a refused file must give."""

from collections.abc import Callable
from pathlib import Path

import pytest

from follow_along.adapters.sessions.errors import SessionFileError


def refusal(read: Callable[[Path], object], path: Path) -> SessionFileError:
    """The error of reading a path; asserts that each of its lines can be shown."""
    with pytest.raises(SessionFileError) as caught:
        read(path)
    for problem in caught.value.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert str(problem).isprintable()
        assert len(problem.message) < 300
    return caught.value
