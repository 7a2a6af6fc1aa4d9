"""Session files that mean harm, or are no session files: a sentence each, at once, and no more."""

import os
import socket
from functools import partial
from pathlib import Path

import pytest

from follow_along.adapters.sessions.loader import MAX_BYTES, read_record
from follow_along.core.sessions.session import Session
from tests.adapters.refused_files import refusal

GOOD = "title: T\nexercises:\n  - name: Stand\n    work: 30s\n"
DEEP = "lists within lists go deeper than 20 here, which is the deepest"
MANY = "the file has more than 10,000 values, which is the most it may have"
LARGE = "the file is larger than 256 KiB, which is the most"


refused = partial(refusal, partial(read_record, record=Session))


def said_of_text(tmp_path: Path, text: str | bytes) -> list[str]:
    """What is said of a file with this text."""
    file = tmp_path / "session.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    error = refused(file)
    assert not error.unreadable
    return [f"{each.line}:{each.column}: {each.message}" for each in error.problems]


def said_of_path(path: Path) -> str:
    """What is said of a path where no file can be read."""
    error = refused(path)
    assert error.unreadable
    [problem] = error.problems
    assert (problem.line, problem.column) == (1, 1)
    return problem.message


def test_missing_file(tmp_path: Path) -> None:
    """There is nothing at the path, or a file where a folder should be."""
    (tmp_path / "file").touch()
    assert said_of_path(tmp_path / "none.yaml") == "there is no such file"
    assert said_of_path(tmp_path / "file" / "none.yaml") == "there is no such file"
    assert said_of_path(tmp_path / "nul\0.yaml") == "there is no such file"


def test_name_that_is_too_long(tmp_path: Path) -> None:
    """Longer than the system lets a name be."""
    assert said_of_path(tmp_path / ("x" * 5000)) == "the name is too long for a file"


def test_folder(tmp_path: Path) -> None:
    """A folder by the name of a file."""
    assert said_of_path(tmp_path) == "this is a folder, not a file"


def test_pipe(tmp_path: Path) -> None:
    """A pipe that nobody writes to would be waited on for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert said_of_path(tmp_path / "pipe.yaml") == "this is a pipe, not a file"


def test_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A socket cannot even be opened."""
    monkeypatch.chdir(tmp_path)  # the whole path may be longer than a socket's may be
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
        assert said_of_path(Path("socket.yaml")) == "this is not a file that can be read"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_device(device: str) -> None:
    """A device has no end, or no beginning."""
    if not os.access(device, os.R_OK):
        pytest.skip(f"no {device} here")
    assert said_of_path(Path(device)) in {
        "this is a device, not a file",
        "this is not a file that can be read",
    }


def test_link_that_leads_in_a_circle(tmp_path: Path) -> None:
    """Two links that lead to each other."""
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert said_of_path(tmp_path / "a.yaml") == "the file is a link that leads in a circle"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """The file is there, but its permissions forbid reading it."""
    (tmp_path / "secret.yaml").touch(mode=0)
    said = said_of_path(tmp_path / "secret.yaml")
    assert said == "the file may not be read: its permissions forbid it"


def test_name_that_acts_on_a_terminal(tmp_path: Path) -> None:
    """The name of the file is made visible in the message."""
    assert "\x1b" not in str(refused(tmp_path / "\x1b[2J.yaml"))


def test_file_of_a_gigabyte(tmp_path: Path) -> None:
    """Only as much is read as a session may have."""
    file = tmp_path / "large.yaml"
    file.touch()
    os.truncate(file, 1 << 30)
    assert refused(file).problems[0].message == LARGE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["1:1: the file is empty: a session needs `title` and `exercises`"]),
        ("# only a comment\n", ["1:1: the file is empty: a session needs `title` and `exercises`"]),
        (GOOD.encode("utf-16"), ["1:1: the file is in UTF-16: save it as UTF-8"]),
        (GOOD.encode("utf-16-be"), ["1:1: the file has a NUL byte here: it is no text in UTF-8"]),
        (b"title: T\nab\0c", ["2:3: the file has a NUL byte here: it is no text in UTF-8"]),
        (b"title: T\nF\xfc\xdfe", ["2:2: this is not UTF-8: save the file as UTF-8"]),
        (
            "title: T\x1b[2J\n",
            ["1:9: the character U+001B cannot be seen and cannot stand here: take it out"],
        ),
        ("[" * 100_000, [f"1:21: {DEEP}"]),
        ("- " * 100_000, [f"1:41: {DEEP}"]),
        ("{a: " * 50_000, [f"1:78: {DEEP}"]),
        ("? " * 100_000, [f"1:41: {DEEP}"]),
        ("exercises:\n" + "- x\n" * 60_000, [f"9999:3: {MANY}"]),
        ("exercises:\n" + "- x\n" * 100_000, [f"1:1: {LARGE}"]),
        ("x" * MAX_BYTES + "x", [f"1:1: {LARGE}"]),
        (
            GOOD + "---\n" + GOOD,
            ["5:1: a second document begins here: a file holds one"],
        ),
        (
            GOOD + "<<: {week: 1}\n",
            ["5:1: `<<` takes keys from another place, which is not read: write the keys out here"],
        ),
        (GOOD + "[a, b]: c\n", ["5:1: a key must be a word, not a list or keys of its own"]),
        (
            GOOD + "title: U\n",
            ["5:1: `title` stands here a second time, after line 1: keep one"],
        ),
        (
            "!!python/object/apply:os.system [touch /tmp/harm]\n",
            [
                "1:1: the tag `!!python/object/apply:os.system` gives a type, which is not read: "
                "take it out"
            ],
        ),
        (
            "title: &a T\nabout: *a\n" + GOOD[9:],
            [
                "1:8: `&a` names a place, which is not read here: take it out",
                "2:8: `*a` repeats another place of the file: write it out here",
            ],
        ),
    ],
    ids=range(20),
)
def test_text_that_is_no_session(tmp_path: Path, text: str | bytes, said: list[str]) -> None:
    """Wrong encodings, too deep, too much, too large, and what YAML can do and should not."""
    assert said_of_text(tmp_path, text) == said


def test_alias_bomb(tmp_path: Path) -> None:
    """Nine lists of nine of the last would be 387 million values: none is repeated."""
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )
    assert "2:10: `*a0` repeats another place of the file: write it out here" in said_of_text(
        tmp_path, bomb
    )


@pytest.mark.parametrize(
    "duration", [".nan", ".inf", "-5s", "1e9", "9" * 5000, "9" * 90 + "h", "0x10", "1/0"]
)
def test_durations_out_of_this_world(tmp_path: Path, duration: str) -> None:
    """Not a number, infinite, negative and astronomical ones are all no durations."""
    [said] = said_of_text(tmp_path, GOOD.replace("30s", duration))
    assert said.startswith("4:11: work: expected a duration ")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"exercise{n}: x\n" for n in range(4_900)),
        "title: T\n" * 9_000,
        "a: &a b\n" * 4_900,
        "exercises:\n" + ("- {" + ", ".join(f"work{n}: x" for n in range(20)) + "}\n") * 199,
        "title: " + "x " * 130_000,
        'title: "' + "\\x1b" * 65_000 + '"',
        "title: " + "a\u0301" * 80_000,
        "title: T\nsettle: '" + "1 h " * 60_000 + "'",
        "#\n" * 131_000,
        "%x\n" * 80_000,
    ],
    ids=[
        "near",
        "twice",
        "anchors",
        "keys",
        "words",
        "escapes",
        "marks",
        "hours",
        "notes",
        "percent",
    ],
)
def test_the_slowest_texts_come_to_an_end(tmp_path: Path, text: str) -> None:
    """As large as a file may be, and made to be slow: refused all the same."""
    assert said_of_text(tmp_path, text)
