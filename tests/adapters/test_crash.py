"""Crash reports: their content, their folder, and how many are kept."""

import os
from pathlib import Path

import pytest

from follow_along.adapters.crash import MAX_REPORTS, report_crash
from follow_along.core.wall_time import WallTime

WHEN = WallTime(1_772_865_000_000, 60)


@pytest.fixture
def error(monkeypatch, tmp_path):
    """An error with personal data in its frame, in a file below the home directory."""
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    where = str(tmp_path / "anna" / "code" / "player.py")
    source = "secret = 'her diary'\nraise KeyError('sides')\n"
    with pytest.raises(KeyError) as raised:
        exec(compile(source, where, "exec"), {})
    return raised.value


def test_report_has_the_traceback_and_the_versions(error, tmp_path):
    """It has versions and the traceback, but neither the home directory nor values of variables."""
    path = report_crash(error, WHEN, tmp_path / "crashes", tmp_path)
    assert path == tmp_path / "crashes" / "crash-20260307T063000Z.txt"
    text = path.read_text()
    assert "follow-along 0." in text
    assert "Python 3." in text
    assert "Textual 8." in text
    assert "~/code/player.py" in text
    assert "KeyError: 'sides'" in text
    assert "anna" not in text
    assert "diary" not in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_report_has_no_control_characters(tmp_path):
    """An error message may quote a file, and `cat` must be safe to use."""
    path = report_crash(ValueError("a \x1b]0;title\x07 b"), WHEN, tmp_path, tmp_path)
    assert path is not None
    assert "\x1b" not in path.read_text()
    assert "title" in path.read_text()


def test_the_last_ten_are_kept(tmp_path):
    """Older reports are deleted; files with other names are not."""
    (tmp_path / "notes.txt").write_text("mine")
    for number in range(MAX_REPORTS + 3):
        path = report_crash(ValueError(str(number)), WHEN, tmp_path, tmp_path / "elsewhere")
        assert path is not None
        os.utime(path, ns=(number, number))
    kept = sorted(int(one.read_text().split()[-1]) for one in tmp_path.glob("crash-*.txt"))
    assert kept == list(range(3, MAX_REPORTS + 3))
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_report_goes_to_the_temporary_folder_if_its_own_cannot_be_made(error, tmp_path):
    """If a file is in the place of the folder, the temporary one is used, or none."""
    (tmp_path / "data").write_text("a file")
    folder = tmp_path / "data" / "crashes"
    path = report_crash(error, WHEN, folder, tmp_path / "elsewhere")
    assert path is not None
    assert path.parent == tmp_path / "elsewhere"
    assert report_crash(error, WHEN, folder, folder) is None


def test_no_link_is_followed(error, tmp_path):
    """If a link has the name of the report, another name is used."""
    target = tmp_path / "target"
    crashes = tmp_path / "crashes"
    crashes.mkdir()
    (crashes / "crash-20260307T063000Z.txt").symlink_to(target)
    path = report_crash(error, WHEN, crashes, tmp_path)
    assert path == crashes / "crash-20260307T063000Z-2.txt"
    assert not target.exists()


def test_endless_recursion_is_a_short_report(tmp_path):
    """A thousand frames and a long message are cut."""

    def again(number: int) -> int:
        return again(number + 1) + 1

    with pytest.raises(RecursionError) as raised:
        again(0)
    path = report_crash(raised.value, WHEN, tmp_path, tmp_path)
    assert isinstance(path, Path)
    assert path.stat().st_size < 10_000
    path = report_crash(ValueError("x" * 1_000_000), WHEN, tmp_path, tmp_path)
    assert isinstance(path, Path)
    assert path.stat().st_size < 10_000
