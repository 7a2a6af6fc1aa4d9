"""The program fails in its own code: the run is kept, the terminal restored, one sentence said."""

import pytest

from tests.terminal.after_exit import a_session, assert_complete, assert_restored, processes
from tests.terminal.terminal import Terminal

FAILED = 70

FAULTS = {
    "in a screen's key": """
        from follow_along.ui.screens.play import PlayScreen
        def action_louder(self, by): raise ValueError("a fault of our own")
        PlayScreen.action_louder = action_louder""",
    "in a widget's picture": """
        from follow_along.ui.screens.play import PlayScreen
        def render(): raise ValueError("a fault of our own")
        def action_louder(self, by):
            for widget in self.query("*"):
                widget.render = render
                widget.refresh()
        PlayScreen.action_louder = action_louder""",
    "in a timer": """
        from follow_along.ui.screens.play import PlayScreen
        def fault(): raise ValueError("a fault of our own")
        def action_louder(self, by): self.set_timer(0.01, fault)
        PlayScreen.action_louder = action_louder""",
    "in a worker": """
        from follow_along.ui.screens.play import PlayScreen
        async def fault(): raise ValueError("a fault of our own")
        def action_louder(self, by): self.run_worker(fault())
        PlayScreen.action_louder = action_louder""",
    "in a dialog that opens": """
        from follow_along.ui.screens.play import PlayScreen
        from follow_along.ui.screens.dialogs import HelpDialog
        def compose(self): raise ValueError("a fault of our own")
        HelpDialog.compose = compose
        def action_louder(self, by): self.action_help()
        PlayScreen.action_louder = action_louder""",
    "in the thread that reads the keys": """
        from follow_along.ui.terminal.input_filter import InputFilter
        before = InputFilter.feed
        def feed(self, data, waiting=0):
            if data == b"\\x1b[A": raise ValueError("a fault of our own")
            return before(self, data, waiting)
        InputFilter.feed = feed""",
}

QUICK = "in a worker"
"""The fault that is tried at every run of the tests."""


def program(fault: str) -> str:
    """The program with a fault put into it, which the key for louder brings out."""
    lines = [line[8:] for line in fault.strip("\n").splitlines()]
    return "\n".join([*lines, "from follow_along.cli import main", "main()"])


def reports(home) -> list[str]:
    """The crash reports that there are."""
    folder = home / "data" / "follow-along" / "crashes"
    return [path.read_text() for path in sorted(folder.glob("*"))]


@pytest.mark.parametrize(
    "where", [QUICK, *(pytest.param(one, marks=pytest.mark.slow) for one in FAULTS if one != QUICK)]
)
def test_fault_in_a_block(tmp_path, where):
    """The run ends as left, the terminal is as before, and a sentence names the report."""
    command = ("play", a_session(tmp_path))
    with Terminal(*command, home=tmp_path, script=program(FAULTS[where])) as terminal:
        terminal.wait_for("Space  begin")
        terminal.press(" ")
        terminal.wait_for("lost balance")
        terminal.press("\x1b[A")
        assert terminal.wait_for_end() == FAILED
        assert_restored(terminal)
        said = bytes(terminal.output).rpartition(b"\x1b[")[2].decode()
    (report,) = reports(tmp_path)
    assert "a fault of our own" in report
    assert str(tmp_path) not in report
    assert (
        "Internal error: follow-along had to stop. Your progress is saved. A report is in " in said
    )
    assert f"{tmp_path}/data/follow-along/crashes/crash-" in said.replace("\r\n", "")
    assert "Traceback" not in said
    assert "a fault of our own" not in said
    assert_complete(tmp_path)
    assert processes(tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("play", "foot-ankle-1"), ("list",)], ids=["play", "list"])
def test_fault_before_or_without_a_screen(tmp_path, arguments):
    """A fault while the parts are put together: the same sentence, the same status."""
    fault = program("""
        from follow_along import services, wiring
        def find(*_): raise ValueError("a fault of our own")
        wiring.Library = services.LogWriter = find""")
    with Terminal(*arguments, home=tmp_path, script=fault) as terminal:
        assert terminal.wait_for_end() == FAILED
        assert "Internal error: follow-along had to stop" in terminal.text
        assert "Traceback" not in terminal.text
        assert terminal.settings() == terminal.settings_before
    assert len(reports(tmp_path)) == 1
    assert processes(tmp_path) == []
