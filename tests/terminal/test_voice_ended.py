"""The program is left while a phrase is being rendered: nothing of it remains."""

import os
from pathlib import Path

from tests.terminal.after_exit import a_session, processes
from tests.terminal.terminal import Terminal

VOICE = """\
#!/bin/sh
if [ "$1" = --voices ]; then
    echo "Pty Language Age/Gender VoiceName File Other"
    echo "5 en --/M English gmw/en"
    exit
fi
for wav; do :; done
echo begun > "$wav"
exec sleep 1000
"""
"""A voice of English that never ends; the last of its arguments is the file to write."""


def test_leaving_while_a_phrase_is_rendered_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    """The first start renders every phrase of a session, one after another."""
    programs, temporary = tmp_path / "programs", tmp_path / "temporary"
    programs.mkdir()
    temporary.mkdir()
    voice = programs / "espeak-ng"
    voice.write_text(VOICE)
    voice.chmod(0o700)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "TMPDIR": str(temporary)}
    session = a_session(tmp_path)
    with Terminal("play", session, home=tmp_path, environment=environment) as terminal:
        terminal.wait_for("begin")
        terminal.wait_until(lambda: any(temporary.glob("*/phrase.wav")), "a phrase")
        terminal.press("\x03")
        terminal.wait_for_end()
        terminal.wait_until(lambda: not processes(tmp_path), "the end of the voice")
    assert list(temporary.glob("follow-along*")) == []
