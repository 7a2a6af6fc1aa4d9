"""Paths that are not regular files, or not text: every reader refuses them with a sentence."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from follow_along.adapters.log.import_file import ImportFileError, import_file
from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.figure_file import read_figure
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.settings_file import read_settings
from follow_along.adapters.sound.samples import BadWavError, read_wav
from follow_along.core.sessions.session import Session
from tests.hostile_text import shown_only

PATIENCE_S = 60.0


def _session(path: Path) -> str:
    with pytest.raises(SessionFileError) as caught:
        read_record(path, Session)
    return str(caught.value)


def _figure(path: Path) -> str:
    with pytest.raises(SessionFileError) as caught:
        read_figure(path)
    return str(caught.value)


def _settings(path: Path) -> str:
    return read_settings(path)[1]


def _import(path: Path) -> str:
    with RunImport() as incoming, pytest.raises(ImportFileError) as caught:
        import_file(path, incoming)
    return str(caught.value)


def _sound(path: Path) -> str:
    with pytest.raises(BadWavError) as caught:
        read_wav(path)
    return str(caught.value)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)


def _gigabyte(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 30)


PATHS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "socket": _socket,
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
    "circle": lambda path: path.symlink_to(path.name),
    "gigabyte": _gigabyte,
    "utf-16": lambda path: path.write_text("title: T\n", encoding="utf-16"),
    "nul": lambda path: path.write_bytes(b"title: \0\n"),
}
READERS = {
    "session": _session,
    "figure": _figure,
    "settings": _settings,
    "import": _import,
    "sound": _sound,
}


@pytest.mark.parametrize("kind", PATHS)
@pytest.mark.parametrize("reader", READERS)
def test_a_path_that_is_no_readable_file_is_refused_without_waiting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reader: str, kind: str
) -> None:
    """No reader waits for a pipe, a device or a socket; each gives one visible sentence."""
    monkeypatch.chdir(tmp_path)
    path = Path("a.yaml")
    PATHS[kind](path)
    messages: list[str] = []
    reading = threading.Thread(target=lambda: messages.append(READERS[reader](path)), daemon=True)
    reading.start()
    reading.join(PATIENCE_S)
    assert messages, "still waiting, or raised something else"
    assert messages[0]
    assert shown_only(messages[0])


def test_a_folder_of_such_paths_is_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each path is listed with its message, beside the valid session."""
    monkeypatch.chdir(tmp_path)
    for name, make in PATHS.items():
        make(Path(f"{name}.yaml"))
    Path("good.yaml").write_text("title: T\nexercises:\n  - name: Stand\n    work: 30s\n")
    entries = Library(tmp_path, tmp_path / "none", tmp_path / "none").all()
    assert sorted(entry.name for entry in entries) == sorted([*PATHS, "good"])
    for entry in entries:
        assert (entry.session is not None) == (entry.name == "good") == (not entry.problems)
        assert all(shown_only(problem.message) for problem in entry.problems)
