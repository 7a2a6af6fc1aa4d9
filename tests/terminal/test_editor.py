"""E on the list of sessions: the terminal is handed over to the editor, and taken back."""

import signal
import sys

from tests.terminal.after_exit import assert_restored
from tests.terminal.terminal import Terminal

EDITOR = """
import pathlib, sys
path = pathlib.Path(sys.argv[1])
print("the editor of", path.name)
while (word := input()) != "done":
    print("it has read", word)
path.write_text(path.read_text().replace("Find your feet", word))
"""


def test_editor_has_the_terminal_and_gives_it_back(tmp_path):
    """As the shell would have it, also when the whole job is suspended and resumed meanwhile."""
    editor = tmp_path / "my editor.py"
    editor.write_text(EDITOR)
    environment = {"VISUAL": f"{sys.executable} '{editor}'"}
    with Terminal(home=tmp_path, environment=environment) as terminal:
        terminal.wait_for("E  edit")
        terminal.press("e")
        terminal.wait_for_output(b"the editor of foot-ankle-1.yaml")
        assert_restored(terminal)
        terminal.process.send_signal(signal.SIGTSTP)
        terminal.wait_for_stop()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.press("more\n")
        terminal.wait_for_output(b"it has read more")
        assert_restored(terminal)
        terminal.screen.reset()
        terminal.press("done\n")
        terminal.wait_for("Week 1: done")
        terminal.wait_for("yours")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert_restored(terminal)


def test_signal_while_the_editor_is_open_ends_the_program_after_it(tmp_path):
    """What she writes is not lost, and the terminal is restored."""
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR)
    with Terminal(home=tmp_path, environment={"EDITOR": f"{sys.executable} {editor}"}) as terminal:
        terminal.wait_for("E  edit")
        terminal.press("e")
        terminal.wait_for_output(b"the editor of")
        terminal.process.send_signal(signal.SIGTERM)
        terminal.press("done\n")
        assert terminal.wait_for_end() == 143
        assert_restored(terminal)
    (copy,) = (tmp_path / "data").rglob("foot-ankle-1.yaml")
    assert "Week 1: done" in copy.read_text()
