"""Killed in the middle, at whatever moment: what was on the screen is in the log."""

import random
import re
import signal
import time
from pathlib import Path

import pytest

from tests.terminal.after_exit import a_session, count_in_log, is_begun, processes, select
from tests.terminal.terminal import PATIENCE_S, Terminal

AT_ONCE = 4
SIZE = (30, 8)
"""Small, so that counts are written in characters and not in large letters."""

SHORTEST_S, LONGEST_S = 0.0, 9.0
"""When after its beginning a session is killed."""

SOON_S = 0.05
"""A third of the kills come within this time after a key."""

_COUNT = re.compile(r"(\d+) stops?\b", re.IGNORECASE)


class Victim:
    """A session that is played, pressed and killed by a plan, of which nothing is known to it."""

    def __init__(self, number: int, home: Path) -> None:
        self.chance = random.Random(number)
        self.home = home / str(number)
        self.home.mkdir()
        session = a_session(self.home, sides="each")
        self.terminal = Terminal("play", session, home=self.home, size=SIZE)
        self._presses: list[tuple[float, str]] = []
        self._kill_at = float("inf")
        self._soon = number % 3 == 0
        self._given_up_at = time.monotonic() + PATIENCE_S
        self.killed = False

    def step(self) -> None:
        """Do what is due."""
        self.terminal.read_rest()
        now = time.monotonic()
        if not self._presses and "SPACE TO BEGIN" in self.terminal.text:
            self._plan(self.terminal.press(" "))
        while self._presses and self._presses[0][0] <= min(now, self._kill_at):
            self.terminal.press(self._presses.pop(0)[1])
        assert now < self._given_up_at, self.terminal.text
        if now >= self._kill_at:
            self.terminal.process.send_signal(signal.SIGKILL)
            self.terminal.process.wait()
            self.terminal.read_rest()
            self.killed = True

    def _plan(self, began: float) -> None:
        at = began
        while at < began + LONGEST_S + 5:
            at += self.chance.choice([0.2, 1.1, 1.2, 2.2]) + self.chance.random()
            self._presses.append((at, self.chance.choice("  t")))
        self._kill_at = began + self.chance.uniform(SHORTEST_S, LONGEST_S)
        if self._soon:
            before = [at for at, _ in self._presses if at <= self._kill_at]
            last = before[-1] if before else began
            self._kill_at = last + self.chance.uniform(0.0, SOON_S)

    @property
    def shown(self) -> int | None:
        """The count that was on the screen; None when there was none."""
        found = _COUNT.findall(self.terminal.text)
        return int(found[-1]) if found else None


def killed(home: Path, numbers: range) -> list[Victim]:
    """Play and kill the victims of these numbers, a few at once."""
    victims: list[Victim] = []
    running: list[Victim] = []
    waiting = list(numbers)
    while waiting or running:
        if len(running) < AT_ONCE and waiting:
            victims.append(Victim(waiting.pop(0), home))
            running.append(victims[-1])
        for victim in running:
            victim.step()
        for victim in [one for one in running if one.killed]:
            running.remove(victim)
        time.sleep(0.002)
    return victims


def assert_goes_on(victim: Victim) -> None:
    """The next start has nothing to complain of; it offers to go on where there is a run."""
    begun = is_begun(victim.home)
    with Terminal("play", str(victim.home / "short.yaml"), home=victim.home) as terminal:
        terminal.wait_for("Go on where you stood?" if begun else "Space  begin")
        assert "log" not in terminal.text.lower()
        terminal.press("\x03")
        assert terminal.wait_for_end() == 1
    if begun:
        assert select(victim.home, "SELECT count(*) FROM runs") == [(1,)]


@pytest.fixture
def victims(tmp_path, request):
    """Sessions that were killed, their terminals still showing what they showed."""
    found = killed(tmp_path, request.param)
    yield found
    for victim in found:
        victim.terminal.__exit__()


@pytest.mark.parametrize(
    "victims",
    [
        range(3),
        *(pytest.param(range(i, i + 50), marks=pytest.mark.slow) for i in range(0, 200, 50)),
    ],
    indirect=True,
    ids=str,
)
def test_every_count_that_was_on_the_screen_is_in_the_log(victims):
    """The log is whole, has at least what was seen, and at most the one press not yet shown."""
    for victim in victims:
        in_log = count_in_log(victim.home)
        # What was not drawn to the end yet may show no count, but never one that is not kept.
        if victim.shown is not None:
            assert victim.shown <= in_log <= victim.shown + 1, victim.terminal.text
        if is_begun(victim.home):
            assert select(victim.home, "PRAGMA integrity_check") == [("ok",)]
        assert processes(victim.home) == []
    assert any(victim.shown for victim in victims)
    for victim in victims[::4]:
        assert_goes_on(victim)
