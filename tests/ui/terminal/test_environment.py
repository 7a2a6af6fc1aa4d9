"""What the environment says of a terminal is corrected, and its font taken into account."""

import pytest
from rich.console import Console

from follow_along.core.text import cells
from follow_along.ui.terminal.environment import correct, substitutes

SCREEN = {"TERM": "screen.xterm-256color", "STY": "1.pts", "COLORTERM": "truecolor"}


def corrected(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment as Textual sees it."""
    correct(environment)
    return environment


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        (SCREEN, "256"),
        (SCREEN | {"TERM": "screen-256color"}, "256"),
        (SCREEN | {"TERM": "screen"}, "standard"),
        ({"TERM": "screen-256color", "TMUX": "/tmp/x,1,0", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "linux"}, "standard"),
    ],
)
def test_no_more_colours_are_sent_than_the_terminal_knows(environment, colours):
    """GNU screen inherits a promise that only the terminal around it can keep; tmux keeps it."""
    console = Console(force_terminal=True, _environ=corrected(dict(environment)))
    assert console.color_system == colours


@pytest.mark.parametrize(("value", "counts"), [("1", True), ("0", True), ("", False)])
def test_no_color_counts_when_it_is_not_empty(value, counts):
    """As https://no-color.org says."""
    assert ("NO_COLOR" in corrected({"NO_COLOR": value})) is counts


def test_the_font_of_the_linux_console_gets_half_blocks_for_braille():
    """Each half of a pattern that is mostly drawn is a half block; nothing becomes invisible."""
    table = substitutes({"TERM": "linux"})
    drawn = {"⠀": " ", "⣿": "█", "⠛": "▀", "⣤": "▄", "⠉": "▀", "⡀": "▄", "⠂": "▀", "⡇": "█"}
    assert {braille: braille.translate(table) for braille in drawn} == drawn
    patterns = [chr(code) for code in range(0x2801, 0x2900)]
    assert all(pattern.translate(table) in "▀▄█" for pattern in patterns)


def test_each_substitute_is_as_wide_and_in_the_font():
    """The layout stays, and code page 437, the font's usual content, has each of them."""
    for code, instead in substitutes({"TERM": "linux"}).items():
        assert cells(instead) == cells(chr(code)) == 1
        assert instead == "►" or instead.encode("cp437")


def test_other_terminals_get_everything_as_it_is():
    """Their fonts have Braille."""
    assert substitutes({"TERM": "xterm-256color"}) == substitutes({}) == {}
