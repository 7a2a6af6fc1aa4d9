"""What is written to the terminal: all of it, or nothing more when nobody takes it."""

import os
import pty

import pytest

from follow_along.ui.terminal import driver
from follow_along.ui.terminal.driver import OutputWriter


@pytest.fixture
def ends():
    """A terminal: the end that shows, and the end that programs write to."""
    master, slave = pty.openpty()
    open_ends = {master, slave}

    def close(end: int) -> None:
        open_ends.discard(end)
        os.close(end)

    yield master, slave, close
    for end in open_ends:
        os.close(end)


def test_what_is_written_arrives(ends):
    """In order, whole."""
    master, slave, _ = ends
    output = OutputWriter(slave, on_lost=list, is_ending=lambda: False)
    assert output.write(b"hello, ") == 7
    assert output.write(b"you") == 3
    arrived = b""
    # A terminal hands on what it was given in pieces of its own choice.
    while len(arrived) < 10:
        arrived += os.read(master, 100)
    assert arrived == b"hello, you"
    output.close()


def test_terminal_that_is_gone_is_told_once(ends):
    """Writing goes on without an error, to nobody."""
    master, slave, close = ends
    calls: list[str] = []
    output = OutputWriter(slave, on_lost=lambda: calls.append("lost"), is_ending=lambda: False)
    close(master)
    assert output.write(b"hello") == 5
    assert output.write(b"you") == 3
    assert calls == ["lost"]
    output.close()


def test_terminal_that_takes_nothing_is_given_up_when_the_program_ends(ends, monkeypatch):
    """A second is waited, no more; before the end it would be waited for ever."""
    monkeypatch.setattr(driver, "POLL_S", 0.01)
    monkeypatch.setattr(driver, "PATIENCE_S", 0.05)
    _, slave, _ = ends
    calls: list[str] = []
    looks = iter([False] * 20)
    output = OutputWriter(
        slave, on_lost=lambda: calls.append("lost"), is_ending=lambda: next(looks, True)
    )
    assert output.write(bytes(1_000_000)) == 1_000_000
    assert calls == ["lost"]
    assert next(looks, None) is None
    output.close()


def test_descriptor_of_the_shell_keeps_its_ways(ends):
    """The shell shares the one that is there: it must not become one that never waits."""
    _, slave, _ = ends
    output = OutputWriter(slave, on_lost=list, is_ending=lambda: False)
    assert os.get_blocking(slave)
    output.close()
    assert os.fstat(slave)
