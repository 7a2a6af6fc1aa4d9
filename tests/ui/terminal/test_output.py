"""Nobody waits for the output: it is sent by a thread, or discarded once the terminal is lost."""

import os
import pty
from threading import Event, Thread

import pytest

from follow_along.ui.terminal import output as module
from follow_along.ui.terminal.output import TerminalOutput

MORE_THAN_FITS = "x" * 1_000_000
PATIENCE_S = 60.0


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


def read(master: int, size: int) -> bytes:
    """Read so many bytes, which a terminal may pass on in pieces."""
    arrived = b""
    while len(arrived) < size:
        arrived += os.read(master, 4096)
    return arrived


def test_what_is_written_arrives(ends):
    """All characters arrive in order, then the output says so."""
    master, slave, _ = ends
    sent = Event()
    output = TerminalOutput(slave, on_lost=list, on_sent=sent.set)
    output.write("héllo, ")
    output.write("you\ud800")
    assert read(master, 12) == "héllo, you?".encode()
    assert sent.wait(PATIENCE_S)
    assert not output.is_pending
    output.close()


def test_a_terminal_that_reads_nothing_holds_nobody_up(ends):
    """Writing returns at once; everything arrives when the terminal reads again."""
    master, slave, _ = ends
    output = TerminalOutput(slave, on_lost=list, on_sent=list)
    for _ in range(3):
        output.write(MORE_THAN_FITS)
    assert output.is_pending
    assert read(master, 3_000_000) == 3 * MORE_THAN_FITS.encode()
    output.close()


def test_a_lost_terminal_is_reported_once(ends):
    """Further text is discarded without an error."""
    master, slave, close = ends
    lost = Event()
    calls: list[str] = []
    output = TerminalOutput(
        slave, on_lost=lambda: (calls.append("lost"), lost.set())[0], on_sent=list
    )
    close(master)
    output.write("hello")
    assert lost.wait(PATIENCE_S)
    output.write("you")
    assert not output.is_pending
    output.close()
    assert calls == ["lost"]


def test_what_is_dropped_is_not_sent(ends):
    """What the terminal has not taken can be dropped; later text follows what it has taken."""
    master, slave, _ = ends
    output = TerminalOutput(slave, on_lost=list, on_sent=list)
    output.write(MORE_THAN_FITS)
    assert output.drop_unsent()
    assert not output.drop_unsent()
    output.write("end")
    arrived = b""
    while not arrived.endswith(b"end"):
        arrived += os.read(master, 4096)
    assert len(arrived) < len(MORE_THAN_FITS)
    output.close()


def test_the_end_waits_for_a_terminal_that_reads_slowly(ends):
    """All text arrives before the output is closed."""
    master, slave, _ = ends
    output = TerminalOutput(slave, on_lost=list, on_sent=list)
    output.write(MORE_THAN_FITS)
    arrived: list[bytes] = []
    reader = Thread(target=lambda: arrived.append(read(master, len(MORE_THAN_FITS))))
    reader.start()
    output.close()
    reader.join(PATIENCE_S)
    assert arrived == [MORE_THAN_FITS.encode()]


def test_a_terminal_that_reads_nothing_is_lost_when_the_program_ends(ends, monkeypatch):
    """The output gives up after `PATIENCE_S` at the end of the program."""
    monkeypatch.setattr(module, "POLL_S", 0.01)
    monkeypatch.setattr(module, "PATIENCE_S", 0.05)
    _, slave, _ = ends
    calls: list[str] = []
    output = TerminalOutput(slave, on_lost=lambda: calls.append("lost"), on_sent=list)
    output.write(MORE_THAN_FITS)
    assert calls == []
    output.close()
    assert calls == ["lost"]


def test_the_shells_descriptor_stays_blocking(ends):
    """The output uses a descriptor of its own."""
    _, slave, _ = ends
    output = TerminalOutput(slave, on_lost=list, on_sent=list)
    assert os.get_blocking(slave)
    output.close()
    assert os.fstat(slave)
