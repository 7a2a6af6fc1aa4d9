"""The look follows the terminal's background, however the terminal answers, and no key is lost."""

import pytest

from tests.terminal.after_exit import (
    a_session,
    assert_complete,
    assert_restored,
    begin,
    count_in_log,
)
from tests.terminal.terminal import Terminal

ASKED = b"\x1b]11;?\x1b\\\x1b[c"
LIGHT, DARK = b"48;2;251;250;246", b"48;2;12;16;20"
WHITE, BLACK = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x07"
ATTRIBUTES = b"\x1b[?62;22c"

QUICK = "light, at once"
ANSWERS = {
    QUICK: ([WHITE + ATTRIBUTES], 0.0, LIGHT),
    "dark, at once": ([BLACK + ATTRIBUTES], 0.0, DARK),
    "light, late": ([WHITE + ATTRIBUTES], 2.0, LIGHT),
    "light, in pieces": ([bytes([byte]) for byte in WHITE + ATTRIBUTES], 0.15, LIGHT),
    "no colour": ([ATTRIBUTES], 0.0, DARK),
    "nothing": ([], 0.0, DARK),
    "nonsense": ([b"\x1b]11;rgb:zz/1\x07" + ATTRIBUTES], 0.0, DARK),
}


@pytest.mark.parametrize(
    "how", [QUICK, *(pytest.param(how, marks=pytest.mark.slow) for how in ANSWERS if how != QUICK)]
)
def test_the_look_follows_the_answer(tmp_path, how):
    """The first frame waits for no answer; nothing of an answer is a key, and each key counts."""
    pieces, pause_s, ground = ANSWERS[how]
    truecolor = {"COLORTERM": "truecolor"}
    command = ("play", a_session(tmp_path))
    with Terminal(*command, home=tmp_path, environment=truecolor) as terminal:
        terminal.wait_for_output(ASKED)
        if pause_s:
            terminal.wait_for("Space  begin")
        for piece in pieces:
            terminal.read(pause_s)
            terminal.send(piece)
        begin(terminal)
        terminal.press("t")
        terminal.wait_for("1 stop")
        shown = bytes(terminal.output)
        assert shown.rfind(ground) > shown.rfind(DARK if ground is LIGHT else LIGHT)
        terminal.press("\x03")
        assert terminal.wait_for_end() == 1
        assert_restored(terminal)
    assert count_in_log(tmp_path) == 1
    assert_complete(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("setting", [{"COLORFGBG": "15;0"}, {"TERM": "linux"}])
def test_a_known_background_is_not_asked_for(tmp_path, setting):
    """Where the environment says it, or the terminal would not understand."""
    with Terminal("play", a_session(tmp_path), home=tmp_path, environment=setting) as terminal:
        begin(terminal)
        assert ASKED not in terminal.output
