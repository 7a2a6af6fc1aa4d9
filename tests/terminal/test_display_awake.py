"""The desktop is asked, over a D-Bus of the test's own, to keep the display awake in a session."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.after_exit import a_session, begin, rest
from tests.terminal.terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon (Debian: dbus)"),
]

SERVICE = """\
import sys
from jeepney import HeaderFields, MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.ScreenSaver"))
print("ready", flush=True)
while True:
    call = bus.receive()
    if call.header.message_type is MessageType.method_call:
        member = call.header.fields[HeaderFields.member]
        inhibit = member == "Inhibit"
        bus.send(new_method_return(call, *(("u", (7,)) if inhibit else (None, ()))))
        with open(sys.argv[1], "a") as noted:
            noted.write(f"{member} ")
"""
"""A desktop that notes what it is asked."""


class Desktop:
    """A desktop on a D-Bus of its own."""

    def __init__(self, folder: Path) -> None:
        self._noted = folder / "noted"
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE
        )
        address = self._first_line(self._bus)
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address}
        self._service = subprocess.Popen(
            [sys.executable, "-c", SERVICE, self._noted],
            stdout=subprocess.PIPE,
            env=os.environ | self.environment,
        )
        assert self._first_line(self._service) == "ready"

    @staticmethod
    def _first_line(process: "subprocess.Popen[bytes]") -> str:
        assert process.stdout
        return process.stdout.readline().decode().strip()

    def asked(self) -> list[str]:
        """What it was asked so far."""
        return self._noted.read_text().split() if self._noted.exists() else []

    def end(self) -> None:
        """End it and its bus."""
        for process in (self._service, self._bus):
            process.kill()
            process.communicate()


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A desktop that is there before the program."""
    pytest.importorskip("jeepney", reason="needs jeepney, which wakepy uses on Linux")
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.end()


def test_the_desktop_is_asked_in_a_session_and_not_in_a_pause(
    tmp_path: Path, desktop: Desktop
) -> None:
    """A stop is no pause; leaving takes the wish back."""
    session, environment = a_session(tmp_path), desktop.environment
    with Terminal("play", session, home=tmp_path, environment=environment) as terminal:

        def is_asked(*members: str) -> None:
            terminal.wait_until(lambda: desktop.asked() == list(members), f"{members}")

        begin(terminal)
        is_asked("Inhibit")
        terminal.press(" ")
        terminal.wait_for("Take your time")
        rest(terminal)
        terminal.press(" ")
        terminal.wait_for("lost balance")
        rest(terminal)
        is_asked("Inhibit")
        terminal.press("p")
        is_asked("Inhibit", "UnInhibit")
        rest(terminal)
        terminal.press("p")
        is_asked("Inhibit", "UnInhibit", "Inhibit")
        terminal.press("\x03")
        terminal.wait_for_end()
    assert desktop.asked() == ["Inhibit", "UnInhibit"] * 2
