"""The program is killed at random moments: every count that was shown is in the log."""

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
"""How long after its beginning a session is killed."""

SOON_S = 0.05
"""A third of the kills come within this time after a key."""

_COUNT = re.compile(r"(\d+) stops?\b", re.IGNORECASE)


class KilledRun:
    """A session on a terminal that gets keys and SIGKILL at random moments."""

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
        """Read the screen, and send what is due."""
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
        """The count on the screen; None where there is none."""
        found = _COUNT.findall(self.terminal.text)
        return int(found[-1]) if found else None


def killed(home: Path, numbers: range) -> list[KilledRun]:
    """Play and kill runs with these seeds, a few at once."""
    killed_runs: list[KilledRun] = []
    running: list[KilledRun] = []
    waiting = list(numbers)
    while waiting or running:
        if len(running) < AT_ONCE and waiting:
            killed_runs.append(KilledRun(waiting.pop(0), home))
            running.append(killed_runs[-1])
        for run in running:
            run.step()
        for run in [one for one in running if one.killed]:
            running.remove(run)
        time.sleep(0.002)
    return killed_runs


def assert_resumable(run: KilledRun) -> None:
    """The next start reports nothing, and offers to resume where there is a run."""
    begun = is_begun(run.home)
    with Terminal("play", str(run.home / "short.yaml"), home=run.home) as terminal:
        terminal.wait_for("Resume where you left off?" if begun else "Space  begin")
        assert "log" not in terminal.text.lower()
        terminal.press("\x03")
        assert terminal.wait_for_end() == 1
    if begun:
        assert select(run.home, "SELECT count(*) FROM runs") == [(1,)]


@pytest.fixture
def killed_runs(tmp_path, request):
    """Runs that were killed; their terminals still show what they showed."""
    found = killed(tmp_path, request.param)
    yield found
    for run in found:
        run.terminal.__exit__()


@pytest.mark.parametrize(
    "killed_runs",
    [
        range(3),
        *(pytest.param(range(i, i + 50), marks=pytest.mark.slow) for i in range(0, 200, 50)),
    ],
    indirect=True,
    ids=str,
)
def test_every_count_that_was_on_the_screen_is_in_the_log(killed_runs):
    """The log is sound, and has at least what was shown and at most one press more."""
    for run in killed_runs:
        in_log = count_in_log(run.home)
        # What was not drawn to the end yet may show no count, but never one that is not kept.
        if run.shown is not None:
            assert run.shown <= in_log <= run.shown + 1, run.terminal.text
        if is_begun(run.home):
            assert select(run.home, "PRAGMA integrity_check") == [("ok",)]
        assert processes(run.home) == []
    assert any(run.shown for run in killed_runs)
    for run in killed_runs[::10]:
        assert_resumable(run)
