"""Completion in real shells: a session's name is inserted as one word, and never runs anything."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("follow-along")
PATIENCE_S = 60
SILENCE_S = 0.7
"""A shell that is silent for so long has answered."""

SUFFIXES = [
    "$(touch${IFS}PWNED)",
    ";touch PWNED",
    "`touch PWNED`",
    " with blanks",
    ":colons:too",
    ",commas,too",
    "'quotes\"",
    "&touch PWNED&",
    "|touch PWNED",
    ">PWNED",
    "*",
    "~!#{}[]()<>?=^\\",
    "é足",
]
NAMES = [f"n{number}{suffix}" for number, suffix in enumerate(SUFFIXES, 10)]
"""Each begins with a number of its own, by which it is completed."""

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'"),
    "zsh": (["zsh", "-f", "-i"], "unset zle_bracketed_paste; autoload -U compinit; compinit -u -D"),
    "fish": (["fish", "--no-config", "-i"], "true"),
}
"""How each shell is started, and a line that makes it ready."""


class Shell:
    """A shell on a pseudo-terminal."""

    def __init__(self, command: list[str], home: Path) -> None:
        environment = {
            "HOME": str(home),
            "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
            "XDG_DATA_HOME": str(home / "data"),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "PS1": "$ ",
        }
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            os.chdir(home)
            os.execvpe(command[0], command, environment)

    def __enter__(self) -> "Shell":
        self._read_until_silent()
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._master)

    def type(self, text: str) -> None:
        """Type a text, and wait until the shell has answered and is silent."""
        os.write(self._master, text.encode())
        self._read_until_silent()

    def _read_until_silent(self) -> None:
        patience = PATIENCE_S
        while select.select([self._master], [], [], patience)[0]:
            os.read(self._master, 65536)
            patience = SILENCE_S


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_a_completed_name_is_one_word_and_runs_nothing(tmp_path, shell):
    """Tab inserts the name; the program then gets exactly that name as its argument."""
    command, ready = SHELLS[shell]
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {shell}")
    folder = tmp_path / "data" / "follow-along" / "sessions"
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / f"{name}.yaml").write_text("title: A\nexercises: [{name: Stand, work: 30s}]\n")
    script = subprocess.run([PROGRAM, "completion", shell], capture_output=True, check=True).stdout
    (tmp_path / "completion").write_bytes(script)
    keep = tmp_path / "keep"
    keep.write_text('#!/bin/sh\nprintf "%s" "$3" > "$HOME/argument"\n')
    keep.chmod(0o755)
    with Shell(command, tmp_path) as terminal:
        terminal.type(f"{ready}; source {tmp_path}/completion\n")
        for name in NAMES:
            terminal.type(f"follow-along play {name[:3]}")
            terminal.type("\t")
            terminal.type(f"\x01{keep} \x05")
            terminal.type("\n")
            assert (tmp_path / "argument").read_text() == name
    assert not list(tmp_path.glob("**/PWNED*"))
