"""The output writer writes everything, or discards it once the terminal is lost."""

import os
import pty

import pytest

from follow_along.ui.terminal import driver
from follow_along.ui.terminal.driver import OutputWriter


@pytest.fixture
def ends():
    """Return both ends of a pseudo-terminal and a function that closes one."""
    master, slave = pty.openpty()
    open_ends = {master, slave}

    def close(end: int) -> None:
        open_ends.discard(end)
        os.close(end)

    yield master, slave, close
    for end in open_ends:
        os.close(end)


def test_what_is_written_arrives(ends):
    """All bytes arrive in order."""
    master, slave, _ = ends
    output = OutputWriter(slave, on_lost=list, is_ending=lambda: False)
    assert output.write(b"hello, ") == 7
    assert output.write(b"you") == 3
    arrived = b""
    # A terminal may pass the bytes on in pieces.
    while len(arrived) < 10:
        arrived += os.read(master, 100)
    assert arrived == b"hello, you"
    output.close()


def test_a_lost_terminal_is_reported_once(ends):
    """Further writes are discarded without an error."""
    master, slave, close = ends
    calls: list[str] = []
    output = OutputWriter(slave, on_lost=lambda: calls.append("lost"), is_ending=lambda: False)
    close(master)
    assert output.write(b"hello") == 5
    assert output.write(b"you") == 3
    assert calls == ["lost"]
    output.close()


def test_a_terminal_that_reads_nothing_is_lost_when_the_program_ends(ends, monkeypatch):
    """The writer waits `PATIENCE_S` at the end of the program, and without limit before."""
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


def test_the_shells_descriptor_stays_blocking(ends):
    """The writer uses a descriptor of its own."""
    _, slave, _ = ends
    output = OutputWriter(slave, on_lost=list, is_ending=lambda: False)
    assert os.get_blocking(slave)
    output.close()
    assert os.fstat(slave)
