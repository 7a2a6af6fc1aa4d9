"""The program's side of the sound process, with small programs in place of the real one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from follow_along.adapters.sound import supervisor
from follow_along.adapters.sound.client import SoundClient
from follow_along.adapters.sound.opening import open_sound
from follow_along.adapters.sound.protocol import Plan, Prepare, Setup, Tune, decode
from follow_along.adapters.sound.silent import SilentSound
from follow_along.adapters.sound.supervisor import FAILED, GAVE_UP, HUNG
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from follow_along.core.settings import Settings
from tests.adapters.sound.pulse_server import first_notice, wait_until

TOP = Path(__file__).parents[3]
LISTENS = """
import sys
print('{"type": "Status", "audible": true, "backend": "a test"}', flush=True)
print('{"type": "Notice", "sentence": "A notice."}', flush=True)
with open(sys.argv[1], "a") as log:
    for line in sys.stdin:
        log.write(line)
        log.flush()
        if '"Close"' in line:
            break
"""
DIES_ONCE = (
    """
import os, sys
if not os.path.exists(sys.argv[1] + ".died"):
    open(sys.argv[1] + ".died", "w").close()
    for line in sys.stdin:
        if '"cue": "go"' in line:
            os._exit(1)
"""
    + LISTENS
)
DIES = "raise SystemExit(1)"
HANGS = "import signal; signal.pause()"
CHATTERS = (
    """
import os
for descriptor in (1, 2):
    os.write(descriptor, b'ALSA lib confmisc.c: chatter\\xff\\n{"type": "Status"}\\n')
try:
    os.write(os.open("/dev/tty", os.O_WRONLY), b"chatter")
except OSError:
    print('{"type": "Notice", "sentence": "No terminal."}', flush=True)
"""
    + LISTENS
)


@pytest.fixture
def log(tmp_path):
    """The file in which the small program records its messages."""
    return tmp_path / "log"


@pytest.fixture
def start(log):
    """Start a sound process that runs a small program."""
    started = []

    def start(program):
        command = (sys.executable, "-c", program, str(log))
        started.append(SoundClient(Setup("auto", []), command))
        return started[-1]

    yield start
    for sound in started:
        sound.close()


def messages_in(log):
    """Return the messages recorded."""
    if not log.exists():
        return []
    return [decode(line) for line in log.read_bytes().splitlines()]


GO = ScheduledCue(5.0, cue=CueName.GO)


def test_what_is_asked_for_reaches_the_process(start, log):
    """Every call of the port becomes a message, in order."""
    sound = start(LISTENS)
    sound.prepare(["left foot"], "en")
    sound.plan([GO])
    sound.plan([], hush=True)
    sound.tune(Settings(muted=True))
    sound.tune(Settings(volume=50, cues=False, voice=False))
    sound.tune(Settings(tempo=False))
    want = [
        Prepare(["left foot"]),
        Plan([GO]),
        Plan([], hush=True),
        Tune(1.0, cues=True, tempo=True, voice=True, muted=True),
        Tune(0.5, cues=False, tempo=True, voice=False, muted=False),
        Tune(1.0, cues=True, tempo=False, voice=True, muted=False),
    ]
    assert wait_until(lambda: messages_in(log)[-len(want) :] == want)
    assert isinstance(messages_in(log)[0], Setup)


def test_reports_are_read(start):
    """The status is kept, and each sentence is given once."""
    sound = start(LISTENS)
    assert not sound.audible or sound.status.backend == "a test"
    assert wait_until(lambda: sound.audible)
    assert first_notice(sound) == "A notice."
    assert sound.notice() is None


def test_a_process_that_died_is_told_everything_again(start, log):
    """The new one has the settings, the phrases and the plan."""
    sound = start(DIES_ONCE)
    sound.prepare(["left foot"], "en")
    sound.tune(Settings(muted=True))
    sound.plan([GO])
    assert wait_until(lambda: sound.audible)
    assert wait_until(lambda: len(messages_in(log)) >= 3)
    setup, prepare, plan = messages_in(log)[:3]
    assert setup == Setup("auto", [], muted=True)
    assert (prepare, plan) == (Prepare(["left foot"]), Plan([GO]))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_process_that_dies_after_its_first_report_is_reported_once(start):
    """However often it dies: a cue may be missing."""
    sound = start(LISTENS)
    assert first_notice(sound) == "A notice."
    for _ in range(3):
        assert wait_until(lambda: sound.audible)
        victim = sound.pid
        os.kill(victim, signal.SIGKILL)
        assert wait_until(lambda gone=victim: sound.pid != gone)
    assert wait_until(lambda: sound.audible)
    assert [sound.notice(), sound.notice()] == [FAILED, None]


def test_a_process_that_keeps_dying_is_given_up(start, monkeypatch):
    """It is reported once, nothing is audible, and no call raises."""
    monkeypatch.setattr(supervisor, "PAUSE_S", 0.0)
    sound = start(DIES)
    assert first_notice(sound) == GAVE_UP
    assert sound.notice() is None
    sound.plan([GO])
    assert not sound.audible


def test_a_process_that_never_reports_is_given_up_however_slowly_it_dies(start, monkeypatch):
    """A busy machine takes seconds to start each one; the user is told all the same."""
    monkeypatch.setattr(supervisor, "PAUSE_S", 0.0)
    monkeypatch.setattr(supervisor, "DEATHS_WITHIN_S", 0.0)
    sound = start(DIES)
    assert first_notice(sound) == GAVE_UP


def test_a_process_that_cannot_be_started_is_reported(tmp_path):
    """A missing interpreter is a sentence for the user."""
    sound = SoundClient(Setup("auto", []), [str(tmp_path / "nothing")])
    assert "cannot be started" in first_notice(sound)
    sound.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are needed to hang a process")
def test_a_hanging_process_makes_nobody_wait(start):
    """With its pipe full, starting, planning and closing return, though it never reads or ends."""
    sound = start(HANGS)
    for _ in range(100):
        sound.plan([ScheduledCue(float(i), cue=CueName.TICK) for i in range(100)])
    sound.close()
    assert not sound.audible


def test_a_process_that_reports_no_more_is_replaced(start, monkeypatch):
    """A process that hangs is noticed by its silence."""
    monkeypatch.setattr(supervisor, "SILENT_S", 0.2)
    monkeypatch.setattr(supervisor, "CHECK_S", 0.05)
    sound = start(LISTENS)
    assert wait_until(lambda: sound.audible)
    first = sound.pid
    assert wait_until(lambda: sound.pid != first)
    assert first_notice(sound) == "A notice."
    assert first_notice(sound) == HUNG


def test_what_libraries_write_never_reaches_the_terminal(start, capfd):
    """Standard error goes nowhere, other lines are ignored, and there is no terminal."""
    sound = start(CHATTERS)
    assert wait_until(lambda: sound.audible)
    assert first_notice(sound) == "No terminal."
    sound.close()
    assert capfd.readouterr() == ("", "")


def test_closing_twice_is_closing_once(start):
    """The second call does nothing."""
    sound = start(LISTENS)
    assert wait_until(lambda: sound.audible)
    sound.close()
    sound.close()
    with pytest.raises(ProcessLookupError):
        os.kill(sound.pid, 0)
    assert not sound.audible


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_real_process_dies_with_the_program():
    """The program is killed and cannot tell it."""
    program = (
        "import sys, threading\n"
        "from follow_along.adapters.sound.opening import open_sound\n"
        "sound = open_sound(cue_folders=[])\n"
        "while not sound.pid: threading.Event().wait(0.01)\n"
        "print(sound.pid, flush=True)\n"
        "threading.Event().wait()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(TOP)},
    ) as parent:
        child = int(parent.stdout.readline())
        os.kill(child, 0)
        parent.send_signal(signal.SIGKILL)

    def gone():
        try:
            state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        return state == "Z"

    assert wait_until(gone)


def test_bell_and_none_play_nothing():
    """With `bell` the screen rings the bell; with `none` nothing does."""
    for backend, audible in (("bell", False), ("none", True)):
        sound = open_sound(Settings(audio=backend), cue_folders=[])
        assert isinstance(sound, SilentSound)
        sound.prepare(["left foot"], "en")
        sound.plan([GO], hush=True)
        sound.tune(Settings(muted=True))
        assert sound.audible is audible
        assert sound.notice() is None
        sound.close()
