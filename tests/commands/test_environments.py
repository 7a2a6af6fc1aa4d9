"""Every command in odd environments: a result or one sentence, never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("follow-along")
SESSION = """\
title: "Ümlaut, 片足"
get_ready: 0s
exercises:
  - name: "Stand ü \N{EM DASH} \N{LEFT DOUBLE QUOTATION MARK}x\N{RIGHT DOUBLE QUOTATION MARK}"
    work: 1s
"""
EXPORT = '{"format": "follow-along log", "version": 1}\n{"line": "end", "lines": 0}\n'

COMMANDS = (
    "list",
    "show s.yaml",
    "check s.yaml",
    "new circuit",
    "new words --text Plank,45s",
    "edit s.yaml",
    "edit foot-ankle-1",
    "exercises",
    "due",
    "due --ics due.ics --force",
    "schema",
    "log",
    "history",
    "history --format csv",
    "report r.html",
    "export -",
    "export out.jsonl",
    "import runs.jsonl",
    "render s.yaml out.wav --no-voice",
    "doctor --no-cues --audio none",
    "completion zsh",
    "play s.yaml",
    "play --plain s.yaml --audio none",
    "play --help",
    "--help",
    "--version",
    "",
)
NO_FOLDER = "/proc/nonexistent"
"""There is none, and root cannot make one either."""

ENVIRONMENTS = {
    "nothing": {},
    "no home": {"HOME": NO_FOLDER},
    "empty home": {"HOME": ""},
    "a file for a home": {"HOME": "/etc/passwd"},
    "files for folders": dict.fromkeys(
        ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "/dev/null"
    ),
    # What has nothing to do with each other is tried at once: each is dozens of programs.
    "ASCII, a zone a day off": {"PYTHONIOENCODING": "ascii", "TZ": "UTC+25"},
    "Latin-1, no such zone, a size that is none": {
        "PYTHONIOENCODING": "latin-1:strict",
        "TZ": "Nope/Nope",
        "COLUMNS": "0",
        "LINES": "abc",
    },
    "no locale, a zone that is no zone file": {"LC_ALL": "xx_YY.NOPE", "TZ": ":/etc/passwd"},
    "no UTF-8, a long zone": {
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "A" * 5000,
    },
    "no temporary folder, without docstrings": {"TMPDIR": NO_FOLDER, "PYTHONOPTIMIZE": "2"},
}


@pytest.fixture
def folder(tmp_path):
    """A folder that anybody may write to, with a session and an export."""
    (tmp_path / "s.yaml").write_text(SESSION, encoding="utf-8")
    (tmp_path / "runs.jsonl").write_text(EXPORT)
    tmp_path.chmod(0o777)
    return tmp_path


def assert_one_sentence(folder, environment, *before):
    """Each command succeeds, or says one thing on standard error."""
    for command in COMMANDS:
        done = subprocess.run(
            [*before, PROGRAM, *command.split()],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        errors = done.stderr.decode("utf-8", "replace").splitlines()
        assert done.returncode in {0, 2} or (done.returncode == 1 and "--plain" in command), (
            command,
            errors,
        )
        # Bash itself complains of an unknown locale.
        told = [line for line in errors if "setlocale" not in line]
        assert len(told) <= (done.returncode != 0), (command, errors)


@pytest.mark.slow
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_odd_environment(folder, name):
    """What is missing, odd or unreadable is done without, or named."""
    assert_one_sentence(folder, {"HOME": str(folder)} | ENVIRONMENTS[name])


@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("setpriv") or os.geteuid() != 0, reason="needs root and setpriv"
)
@pytest.mark.parametrize("home", [None, NO_FOLDER, "/etc"])
def test_user_whom_the_system_does_not_know(folder, home):
    """As in a container: without a home, or with one that cannot be written."""
    user = ("setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups")
    assert_one_sentence(folder, {"HOME": home} if home else {}, *user)
