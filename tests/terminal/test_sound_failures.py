"""The sound fails in every way it can, and the session is played all the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.after_exit import close_summary
from tests.terminal.faulty_sound_library import put_library
from tests.terminal.terminal import Terminal

SESSION = """\
title: Short and real
get_ready: 2s
exercises:
  - name: One-leg stand
    kind: balance
    sides: both
    work: 8s
"""
HANG = "time.sleep(1e6)"
RAISE = "raise RuntimeError('out of tune')"
LIBRARY_FAILED = "The sound library failed (RuntimeError('out of tune'))"
HUNG = "The sound library does not answer"
WENT_AWAY = "The sound device went away"

FAULTS = {
    "chatters": (dict.fromkeys(("loaded", "opening", "started", "playing"), "chatter()"), ""),
    "raises as it opens": ({"opening": RAISE}, LIBRARY_FAILED),
    "raises as it is loaded": ({"loaded": RAISE}, "miniaudio cannot be loaded"),
    "hangs as it is loaded": ({"loaded": HANG}, HUNG),
    "ends as it is loaded": ({"loaded": "os.abort()"}, "The sound process keeps ending"),
    "raises as it starts": ({"started": RAISE}, LIBRARY_FAILED),
    "hangs as it opens": ({"opening": HANG}, "The sound server does not answer"),
    "hangs and lets nothing else run": ({"opening": "ctypes.PyDLL(None).sleep(1000)"}, HUNG),
    "dies in the middle": ({"playing": "played > 1 and os.abort()"}, "ended by itself"),
    "stops in the middle": ({"playing": f"played > 1 and {HANG}"}, WENT_AWAY),
    "raises in the middle": ({"playing": "assert played < 1"}, WENT_AWAY),
    "raises as it closes": (
        {"playing": f"played > 1 and {HANG}", "closing": RAISE},
        LIBRARY_FAILED,
    ),
    "hangs as it closes": ({"closing": HANG}, ""),
}


class Play:
    """The session played on a terminal to its end: what was shown, logged and sent."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        settings = home / "config" / "follow-along" / "settings.yaml"
        settings.parent.mkdir(parents=True)
        settings.write_text("voice: off\n")
        file = home / "short.yaml"
        file.write_text(SESSION)
        self.seen = ""
        """Everything the screen has shown, without spaces, as lines break anywhere."""
        with Terminal("play", str(file), home=home, environment=environment) as terminal:
            terminal.wait_for("begin")
            terminal.press(" ")

            def done() -> bool:
                self.seen += "".join(terminal.text.split())
                return "no stops" in terminal.text

            terminal.wait_until(done, "the end of the session")
            self.status = close_summary(terminal)
            self.output = bytes(terminal.output)
        with closing(sqlite3.connect(home / "data" / "follow-along" / "log.db")) as connection:
            query = "SELECT steady_ms, blocks.outcome, runs.outcome FROM blocks, runs"
            self.logged = connection.execute(query).fetchall()


def assert_undisturbed(play: Play) -> None:
    """Done, logged, and nothing on the terminal that is not ours."""
    assert play.status == 0
    assert play.logged == [(8000, "done", "done")]
    for foreign in (b"CHATTER", b"Traceback", b"out of tune\n"):
        assert foreign not in play.output


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_sound_library_that_fails_costs_the_session_nothing(tmp_path: Path, fault: str) -> None:
    """It is played to its end, and one notice says what failed."""
    library, notice = FAULTS[fault]
    play = Play(tmp_path, put_library(tmp_path / "library", **library))
    assert_undisturbed(play)
    assert "".join(notice.split()) in play.seen


@pytest.mark.slow
def test_without_any_device_the_session_is_played_and_it_is_said(tmp_path: Path) -> None:
    """The library finds nothing to play on, as over SSH."""
    none = {"opening": "raise MiniaudioError('no backend')"}
    play = Play(tmp_path, put_library(tmp_path / "library", **none))
    assert_undisturbed(play)
    assert "Nosounddevice:" in play.seen
    assert "nosound" in play.seen


@pytest.mark.slow
def test_a_device_that_vanishes_and_comes_back_is_heard_again(tmp_path: Path) -> None:
    """The first one goes silent for good after a second; the cues come from the next one."""
    first_only = {"playing": f"PlaybackDevice.opened == 1 and played > 1 and {HANG}"}
    play = Play(tmp_path, put_library(tmp_path / "library", **first_only))
    assert_undisturbed(play)
    assert "".join(WENT_AWAY.split()) in play.seen
    assert set((tmp_path / "library" / "heard").read_text().split()) >= {"2"}
