"""`show --watch` on a terminal: shown anew at a change, ended by Ctrl+C."""

from pathlib import Path

from tests.terminal.after_exit import a_session
from tests.terminal.terminal import Terminal


def test_shown_anew_until_ctrl_c(tmp_path):
    """Nothing of the old page is left, and the end leaves no message."""
    file = Path(a_session(tmp_path, work="60s"))
    with Terminal("show", str(file), "--watch", home=tmp_path) as terminal:
        terminal.wait_for("work     1:00  Stand, both feet")
        file.write_text(file.read_text().replace("60s", "2m"))
        terminal.wait_for("work     2:00  Stand, both feet")
        assert "1:00" not in terminal.text
        terminal.press("\x03")
        assert terminal.wait_for_end() == 130
        assert "Traceback" not in terminal.text
