"""Where the logs of these tests are."""

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the log is to be, in a folder of its own that is not there yet."""
    return tmp_path / "data" / "log.db"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """What stands for the system's temporary folder."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder
