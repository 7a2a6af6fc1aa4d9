"""What every file that is refused must come to."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from follow_along.adapters.sessions.loader import SessionFileError


def refusal(read: Callable[[Path], object], path: Path) -> SessionFileError:
    """The error a path ends in: within a second, every line of it safe to show."""
    began = time.process_time()
    with pytest.raises(SessionFileError) as caught:
        read(path)
    assert time.process_time() - began < 1
    for problem in caught.value.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert str(problem).isprintable()
        assert len(problem.message) < 300
    return caught.value
