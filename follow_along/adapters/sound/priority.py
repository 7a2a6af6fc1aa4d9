"""Raises the priority of the sound process, as far as the system grants it without root.

miniaudio asks for a high thread priority, which Linux ignores for ordinary threads, and pyminiaudio
cannot ask RealtimeKit.
"""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

NICE = -11
REALTIME_PRIORITY = 5
"""Both are PulseAudio's own defaults."""
REALTIME_US = 200_000
"""Microseconds that a real-time thread may run at a stretch; RealtimeKit grants no more."""
ANSWER_S = 1.0


def raise_priority() -> None:
    """Make the audio library's threads real-time, and raise this program's own. Failure is silent.

    The program's threads are raised as well, because the library's wait for them.

    Does nothing except on Linux: Core Audio runs the callback in a real-time thread of its own, and
    on Windows the process is started in a high priority class.
    """
    if sys.platform != "linux":
        return
    own = {thread.native_id for thread in threading.enumerate()}
    for folder in Path("/proc/self/task").iterdir():
        thread = int(folder.name)
        # A thread may end meanwhile.
        with suppress(ProcessLookupError):
            granted = _raise_nice(thread) if thread in own else _make_realtime(thread)
            if not granted:
                return


def _raise_nice(thread: int) -> bool:
    """Return whether a thread has a raised nice level."""
    if os.getpriority(os.PRIO_PROCESS, thread) <= NICE:
        return True
    try:
        os.setpriority(os.PRIO_PROCESS, thread, NICE)
    except PermissionError:
        return _ask_realtimekit("MakeThreadHighPriorityWithPID", thread, f"int32:{NICE}")
    return True


def _make_realtime(thread: int) -> bool:
    """Return whether a thread is a real-time thread."""
    if os.sched_getscheduler(thread) != os.SCHED_OTHER:
        return True
    policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
    try:
        os.sched_setscheduler(thread, policy, os.sched_param(REALTIME_PRIORITY))
    except PermissionError:
        # Unix alone has this module.
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_RTTIME, (REALTIME_US, REALTIME_US))
        return _ask_realtimekit("MakeThreadRealtimeWithPID", thread, f"uint32:{REALTIME_PRIORITY}")
    return True


def _ask_realtimekit(method: str, thread: int, level: str) -> bool:
    """Return whether RealtimeKit, which raises the priority of sound programs, did so."""
    try:
        subprocess.run(  # noqa: S603 - a fixed command
            [  # noqa: S607 - wherever the system keeps it
                "dbus-send",
                "--system",
                "--print-reply",
                "--dest=org.freedesktop.RealtimeKit1",
                "/org/freedesktop/RealtimeKit1",
                f"org.freedesktop.RealtimeKit1.{method}",
                f"uint64:{os.getpid()}",
                f"uint64:{thread}",
                level,
            ],
            capture_output=True,
            check=True,
            timeout=ANSWER_S,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
