"""The folders of the user and of the installation."""

from pathlib import Path

import pytest

from follow_along.adapters.paths import find_paths, shipped


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="XDG folders are Linux's")
def test_the_environment_names_the_folders_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On Linux the XDG variables name the folders; finding them creates none."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    paths = find_paths()
    assert paths.log == tmp_path / "data" / "follow-along" / "log.db"
    assert paths.sessions == tmp_path / "data" / "follow-along" / "sessions"
    assert paths.sounds == tmp_path / "data" / "follow-along" / "sounds"
    assert paths.cache == tmp_path / "cache" / "follow-along"
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_sessions_are_found() -> None:
    """In a checkout and in a wheel the shipped folder has the programme."""
    assert (find_paths().shipped_sessions / "foot-ankle-1.yaml").is_file()


def test_a_wheel_has_its_folders_inside_the_package(tmp_path: Path) -> None:
    """The folder inside the package is used rather than one beside it."""
    package = tmp_path / "follow_along"
    (package / "sessions").mkdir(parents=True)
    (tmp_path / "sessions").mkdir()
    assert shipped("sessions", package) == package / "sessions"


def test_a_checkout_has_its_folders_beside_the_package(tmp_path: Path) -> None:
    """If the package has no such folder, the one beside it is used."""
    assert shipped("sessions", tmp_path / "follow_along") == tmp_path / "sessions"
