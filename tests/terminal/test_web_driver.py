"""Shown by another driver of Textual, as `textual serve` and textual-web do in a browser."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.after_exit import a_session, assert_complete, count_in_log, processes
from tests.terminal.terminal import PATIENCE_S, environment_of

pytestmark = pytest.mark.slow

PROGRAM = Path(sys.executable).with_name("follow-along")


class Browser:
    """The server's end of the pipes of `textual serve`."""

    def __init__(self, *arguments: str, home: Path) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            env=environment_of(home)
            | {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "80"},
        )
        assert self.process.stdin
        assert self.process.stdout
        self._input, self._output = self.process.stdin, self.process.stdout
        assert self._output.readline() == b"__GANGLION__\n"
        self.shown = ""

    def send(self, kind: bytes, payload: bytes) -> None:
        """Send a packet."""
        self._input.write(kind + len(payload).to_bytes(4, "big") + payload)
        self._input.flush()

    def press(self, key: str) -> None:
        """Press a key."""
        self.send(b"D", key.encode())

    def wait_for(self, words: str) -> None:
        """Read until some words have been shown, and forget what was shown."""
        while words not in self.shown:
            self._output.read(1)
            size = int.from_bytes(self._output.read(4), "big")
            text = self._output.read(size).decode()
            self.shown += re.sub("\x1b\\[[^a-zA-Z]*[a-zA-Z]", "", text)
        self.shown = ""


ENDS = {
    "a key": lambda browser: browser.press("\x03"),
    "a closed tab": lambda browser: browser.send(b"M", json.dumps({"type": "quit"}).encode()),
    "SIGTERM": lambda browser: browser.process.send_signal(signal.SIGTERM),
    "a server that is gone": lambda browser: browser.process.stdout.close(),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_stop_is_counted_and_the_run_ends_in_good_order(tmp_path, how):
    """Keys count, and however the window is closed, the log is complete."""
    browser = Browser("play", a_session(tmp_path), home=tmp_path)
    browser.wait_for("begin")
    browser.press(" ")
    browser.wait_for("lost balance")
    browser.press("t")
    end = time.monotonic() + PATIENCE_S
    while not count_in_log(tmp_path) and time.monotonic() < end:
        time.sleep(0.1)
    ENDS[how](browser)
    with browser.process:
        _, said = (
            browser.process.communicate(timeout=PATIENCE_S)
            if how != "a server that is gone"
            else (b"", b"")
        )
        browser.process.wait(PATIENCE_S)
    assert b"Traceback" not in said
    assert browser.process.returncode in {1, 128 + signal.SIGHUP}
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)
    assert processes(tmp_path) == []
    assert not list(tmp_path.glob("data/follow-along/crashes/*"))
