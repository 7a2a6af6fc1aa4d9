"""`play --plain` on a terminal and through pipes: lines, keys, endings, and no Textual."""

import os
import selectors
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.after_exit import (
    a_session,
    assert_complete,
    count_in_log,
    is_begun,
    processes,
    rest,
    select,
)
from tests.terminal.terminal import PATIENCE_S, Terminal, environment_of
from tests.terminal.user_session import squeezed

INT, TERM, HUP = 128 + signal.SIGINT, 128 + signal.SIGTERM, 128 + signal.SIGHUP
BY_KEY = 1

slow = pytest.mark.slow


def plain(home: Path, *options: str, work: str = "60s", **terminal: object) -> Terminal:
    """Play a short session plainly, without sound."""
    command = ("play", "--plain", a_session(home, work=work), "--audio", "none", *options)
    return Terminal(*command, home=home, **terminal)  # type: ignore[arg-type]


def begin(terminal: Terminal) -> None:
    """Begin the run, and let the key rest."""
    terminal.wait_for("Space: begin")
    terminal.press(" ")
    terminal.wait_for("Go: ")
    rest(terminal)


def test_session_is_played_with_single_keys(tmp_path):
    """A stop, resumed, counted; only lines come out, and the terminal has its settings back."""
    with plain(tmp_path, work="4s") as terminal:
        begin(terminal)
        terminal.press(" ")
        terminal.wait_for("1 stop. Take your time.")
        assert count_in_log(tmp_path) == 1
        rest(terminal)
        terminal.press(" ")
        terminal.wait_for("Q: close.")
        terminal.read(1.1)
        terminal.press("+")
        terminal.wait_for("Last block: 2 stops.")
        terminal.press("\r")
        terminal.wait_for("How steady did it feel?")
        terminal.press("2xb0")
        terminal.wait_for("Did it hurt?")
        terminal.press("0")
        terminal.wait_for("A note")
        terminal.press("Qu\xe9 bien: x\r")
        assert terminal.wait_for_end() == 0
        assert terminal.settings() == terminal.settings_before
        assert "Done.\r\n2 stops in 4 s of steady work." in terminal.output.decode()
        assert b"\x1b" not in terminal.output
    assert_complete(tmp_path, "done", "done")
    assert count_in_log(tmp_path) == 2
    assert select(tmp_path, "SELECT question, score, note FROM answers ORDER BY question") == [
        ("effort", 0, None),
        ("felt_steady", 2, None),
        ("note", None, "Qu\xe9 bien: x"),
        ("pain", 0, None),
    ]


ENDS = {signal.SIGINT: INT, signal.SIGTERM: TERM, signal.SIGHUP: HUP}


@pytest.mark.parametrize("number", [signal.SIGTERM, *(pytest.param(n, marks=slow) for n in ENDS)])
def test_ended_by_a_signal(tmp_path, number):
    """The run is logged as left, its block as cut; the terminal is restored."""
    with plain(tmp_path) as terminal:
        begin(terminal)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == ENDS[number]
        assert terminal.settings() == terminal.settings_before
        assert "Ended early; your progress is saved." in terminal.text
    assert_complete(tmp_path)
    assert processes(tmp_path) == []


@slow
@pytest.mark.parametrize("keys", ["\x03", "q\r", "\x11"])
def test_ended_by_a_key(tmp_path, keys):
    """Ctrl+C, Q and Enter, Ctrl+Q."""
    with plain(tmp_path) as terminal:
        begin(terminal)
        for key in keys:
            terminal.press(key)
            terminal.read(0.2)
        assert terminal.wait_for_end() == (INT if keys == "\x03" else BY_KEY)
        assert terminal.settings() == terminal.settings_before
    assert_complete(tmp_path)


@slow
def test_closed_terminal_leaves_a_complete_log(tmp_path):
    """The window is closed or the link lost."""
    with plain(tmp_path) as terminal:
        begin(terminal)
        terminal.hang_up()
        assert terminal.wait_for_end() == HUP
    assert_complete(tmp_path)
    assert processes(tmp_path) == []


@slow
def test_terminal_that_takes_no_output_holds_nothing_up(tmp_path):
    """With a full terminal a key is counted at once, and SIGTERM ends the run in good order."""
    with plain(tmp_path) as terminal:
        begin(terminal)
        for _ in range(400):  # each prints a line: more than a terminal holds
            terminal.send_unread(b"m")
            terminal.pause(0.005)
        terminal.send_unread(b" ")
        for _ in range(600):
            if count_in_log(tmp_path):
                break
            terminal.pause(0.1)
        assert count_in_log(tmp_path) == 1
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE_S) == TERM
    assert_complete(tmp_path)


@slow
@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with job control")
def test_shell_can_suspend_and_resume_it(tmp_path):
    """Ctrl+Z pauses the run and gives the terminal back; `fg` takes it again."""
    shell = "import os; os.execvp('bash', ['bash', '--norc', '-i'])"
    program = Path(sys.executable).with_name("follow-along")
    with Terminal(home=tmp_path, script=shell, environment={"PS1": "ready: "}) as terminal:
        terminal.wait_for("ready:")
        terminal.press(f"{program} play --plain {a_session(tmp_path)} --audio none\r")
        begin(terminal)
        terminal.press("\x1a")
        terminal.wait_for_output(b"Stopped")
        terminal.press("echo typed and seen\r")
        terminal.wait_for("\ntyped and seen")
        assert "Not counted" in terminal.text
        terminal.press("fg\r")
        rest(terminal)
        terminal.press(" ")
        terminal.wait_for("Go: Both feet, 5")
        terminal.press("\x03")
        terminal.wait_for("Ended early")
        terminal.wait_until(lambda: terminal.text.rstrip().endswith("ready:"), "the prompt")
        terminal.press("exit $?\r")
        assert terminal.wait_for_end() == INT
    assert_complete(tmp_path)
    assert select(tmp_path, "SELECT DISTINCT kind, counted FROM interruptions") == [("break", 0)]


class Piped:
    """The program between two pipes."""

    def __init__(self, home: Path, *, work: str = "60s") -> None:
        program = Path(sys.executable).with_name("follow-along")
        self.process = subprocess.Popen(
            [program, "play", "--plain", a_session(home, work=work), "--audio", "none"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment_of(home),
            cwd=home,
            bufsize=0,
        )

    def type(self, *lines: str) -> None:
        """Type lines."""
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.process.stdin.flush()

    def wait_for(self, words: str) -> list[str]:
        """The lines up to the one with some words."""
        lines: list[str] = []
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while selector.select(PATIENCE_S) and (line := self.process.stdout.readline()):
                lines.append(line.decode().rstrip("\n"))
                if words in lines[-1]:
                    return lines
        self.process.kill()
        raise AssertionError(f"waited in vain for {words!r}: {lines}")

    def close(self) -> tuple[str, str, int]:
        """End the input; the rest of the output, the errors and the exit code."""
        output, errors = self.process.communicate(timeout=PATIENCE_S)
        return output.decode(), errors.decode(), self.process.returncode


def test_session_is_played_line_by_line(tmp_path):
    """An empty line is the big key; the end of the input leaves the run."""
    piped = Piped(tmp_path)
    assert "Type a key or its name, then press Enter. Enter alone is Space." in piped.wait_for(
        "Space: begin"
    )
    piped.type("")
    piped.wait_for("Go: ")
    piped.type("T")
    assert piped.wait_for("Touch at ")[-1].endswith("1 stop.")
    output, errors, status = piped.close()
    assert output.startswith("Ended early; your progress is saved.\n1 stop in ")
    assert (errors, status) == ("", BY_KEY)
    assert_complete(tmp_path)


def test_lost_output_leaves_the_run(tmp_path):
    """A reader that has gone reads no more lines."""
    piped = Piped(tmp_path)
    piped.wait_for("Space: begin")
    piped.type("")
    piped.wait_for("Go: ")
    piped.process.stdout.close()
    piped.type("t", "m")
    assert piped.process.wait(PATIENCE_S) == 1
    assert b"Traceback" not in piped.process.stderr.read()
    piped.process.stdin.close()
    piped.process.stderr.close()
    assert_complete(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_output_is_one_sentence(tmp_path):
    """Status 1, and no run that nobody hears of."""
    program = Path(sys.executable).with_name("follow-along")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [program, "play", "--plain", a_session(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment_of(tmp_path),
            check=False,
        )
    assert done.stderr == "Standard output cannot be written (No space left on device).\n"
    assert done.returncode == 1
    assert not is_begun(tmp_path)


def test_no_textual_is_loaded(tmp_path):
    """From the start to the end of a run: the start of a screen takes a fifth of a second."""
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: print([m for m in ('textual', 'rich') if m in sys.modules]))\n"
        "from follow_along.__main__ import main\nmain()"
    )
    with plain(tmp_path, script=script) as terminal:
        begin(terminal)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == TERM
        assert "Ended early" in terminal.text
        assert "[]" in terminal.text


@pytest.mark.parametrize("command", [(), ("play", "short.yaml")])
def test_terminal_that_cannot_draw_is_told_of_it(tmp_path, command):
    """With TERM=dumb nothing is drawn; one sentence names `play --plain`."""
    a_session(tmp_path)
    with Terminal(*command, home=tmp_path, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_end() == 2
        assert squeezed("follow-along play --plain SESSION") in squeezed(terminal.text)
        assert b"\x1b" not in terminal.output


def test_dumb_terminal_types_lines(tmp_path):
    """The terminal keeps its settings, as a shell within an editor needs it."""
    with plain(tmp_path, environment={"TERM": "dumb"}) as terminal:
        terminal.wait_for("Enter alone is Space")
        assert terminal.settings() == terminal.settings_before
        terminal.wait_for("Space: begin")
        terminal.press("\r")
        terminal.wait_for("Go: ")
        terminal.press("quit\r")
        terminal.wait_for("No key here: quit.")
        os.kill(terminal.process.pid, signal.SIGINT)
        assert terminal.wait_for_end() == INT
    assert_complete(tmp_path)
