"""Paths of the log and of the temporary folder."""

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the log; its folder does not exist yet."""
    return tmp_path / "data" / "log.db"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder in place of the system's temporary one."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder
