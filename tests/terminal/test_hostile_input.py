"""What the real program sends to a terminal when everything it reads means harm."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from follow_along.ui.screens.done import EARLY_S
from tests.hostile_text import HOSTILE_TEXTS, shown_only
from tests.terminal.sent_output import texts, titles, unusual
from tests.terminal.terminal import Terminal, environment_of

PER_EXERCISE = 4
CHUNKS = [
    HOSTILE_TEXTS[first : first + PER_EXERCISE]
    for first in range(0, len(HOSTILE_TEXTS), PER_EXERCISE)
]
PROGRAM = Path(sys.executable).with_name("follow-along")


def quoted(text: str) -> str:
    """A text as YAML in double quotes, however odd it is."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def a_session(chunks: list[tuple[str, ...]]) -> str:
    """A session file with these texts wherever a text may stand."""
    every = quoted("; ".join(text for chunk in chunks for text in chunk)[:500])
    lines = [f"title: {quoted(' '.join(chunks[0])[:100])}", f"about: {every}", f"safety: {every}"]
    lines += [f"kit: [{quoted(chunks[0][-1])}]", "get_ready: 9s", "settle: 0s"]
    lines.append("exercises:")
    for number, chunk in enumerate(chunks):
        name, line = quoted(" ".join(chunk)[:100]), quoted("; ".join(chunk)[:500])
        lines += [f"  - name: {name}", f"    id: move-{number}", "    work: 60s"]
        lines += [f"    tempo: [{quoted(chunk[0][:30] + ' 2s')}]", f"    setup: {line}"]
        lines += [f"    cues: [{line}]", f"    easier: {line}", f"    harder: {line}"]
    return "\n".join(lines) + "\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose sessions, by name and by content, mean harm."""
    folder = tmp_path / "data" / "follow-along" / "sessions"
    folder.mkdir(parents=True)
    for number, chunk in enumerate(CHUNKS):
        stem = " ".join(chunk).replace("/", "").replace("\0", "")
        name = f"{number} {stem}".encode()[:240].decode("utf-8", "ignore")
        (folder / f"{name}.yaml").write_text(a_session([chunk]))
    (folder / os.fsdecode(b"half\xff\x1b[5m.yaml")).write_text("title: " + quoted(HOSTILE_TEXTS[1]))
    return tmp_path


def assert_harmless(output: bytes) -> None:
    """Nothing acts but what the program means to do, and nothing of the text is hidden."""
    assert unusual(output) == []
    assert [text for text in texts(output) if not shown_only(text)] == []
    for title in titles(output):
        assert shown_only(title)
        assert title.startswith("follow-along") or not title


@pytest.mark.parametrize("nasty", [text for text in HOSTILE_TEXTS if not shown_only(text)])
def test_what_would_do_harm_is_noticed(nasty):
    """The check that the tests below stand on: sent as they are, these texts do not pass it."""
    with pytest.raises(AssertionError):
        assert_harmless(f"\x1b[1;1H\x1b[1mbefore {nasty} after".encode())


@pytest.mark.slow
def test_choosing_among_hostile_sessions(home):
    """Titles, names of files, all that is said of a session, and a file with a mistake."""
    with Terminal(home=home) as terminal:
        terminal.wait_for("leave")
        for _ in range(len(CHUNKS) + 1 + 5):
            terminal.press("\x1b[B")
            terminal.read(0.15)
        terminal.press("\r")
        terminal.read(0.3)
        terminal.press("\x03")
        terminal.wait_for_end()
        assert_harmless(terminal.output)
        assert "␛[5;9mBLINK" in "".join(texts(terminal.output))


@pytest.mark.slow
def test_playing_a_hostile_session(home):
    """Every phase of every exercise, the end, and the past; the window's title as well."""
    file = home / f"{HOSTILE_TEXTS[2]}.yaml".replace("/", "")
    file.write_text(a_session(CHUNKS))
    with Terminal("play", str(file), home=home) as terminal:
        terminal.wait_for("BEGIN" if "BEGIN" in terminal.text else "begin")
        terminal.press(" ")
        for _ in CHUNKS:
            for key in ("\r", " ", "?", "\x1b", " ", "n"):
                terminal.read(1.2)
                terminal.press(key)
        terminal.wait_for("history")
        terminal.read(EARLY_S)
        for key in ("h", "\r", "r", "\r", "q", "q", "q", "q", "q"):
            terminal.read(0.4)
            terminal.press(key)
        terminal.wait_for_end()
        assert_harmless(terminal.output)
        first, second, *_, last = titles(terminal.output)
        assert first == "follow-along"
        assert second.startswith("follow-along: ␛[5;9mBLINK")
        assert last == ""
        assert terminal.output.count(b"\x1b[22;0t") == terminal.output.count(b"\x1b[23;0t") == 1


QUICK = [
    ["list"],
    ["check", "{first}", "{half}", "{folder}", "no\x1b[5msuch.yaml", b"\xff\x1b[5m.yaml"],
]
"""The commands that are tried at every run of the tests, and the others."""
OTHERS = [
    ["show", "{first}"],
    ["show", "{first}", "too\u202emuch"],
    ["\u202eno-command"],
    ["play", "no\x1b[5msuch"],
    ["play", b"\xff\x1b[5m.yaml"],
    ["render", "{first}", "{first}"],
    ["render", "{first}", "{folder}/\x1b[5m/x.wav", "--no-voice"],
    ["export", "{first}"],
    ["export", "{folder}/\x1b[5m/\u202e.jsonl"],
    ["import", "{first}"],
    ["import", b"\xff\x1b[5m.jsonl"],
    ["log"],
    ["history", "--weeks", "all"],
    ["doctor", "--no-cues", "--audio", "none"],
]


@pytest.mark.parametrize(
    "arguments",
    [*QUICK, *(pytest.param(one, marks=pytest.mark.slow) for one in OTHERS)],
    ids=lambda value: str(value[0]),
)
def test_what_the_commands_print(home, arguments):
    """Names of files that are not there, are in the way or are wrong, and what is in them."""
    folder = home / "data" / "follow-along" / "sessions"
    first, *_, half = sorted(map(str, folder.glob("*.yaml")))
    (home / "config" / "follow-along").mkdir(parents=True)
    (home / "config" / "follow-along" / "settings.yaml").write_text(
        f"{quoted(HOSTILE_TEXTS[0])}: 1\n"
    )
    known = {"{first}": first, "{half}": half, "{folder}": str(folder)}
    given = [
        os.fsdecode(known.get(part, part.replace("{folder}", str(folder))))
        if isinstance(part, str)
        else part
        for part in arguments
    ]
    done = subprocess.run(
        [PROGRAM, *given], env=environment_of(home), cwd=home, capture_output=True, check=False
    )
    said = done.stdout + done.stderr
    assert said
    assert b"Traceback" not in said
    for line in said.decode("utf-8").replace("\t", " ").splitlines():
        assert shown_only(line)
