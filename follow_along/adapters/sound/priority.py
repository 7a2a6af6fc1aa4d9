"""Raises the priority of the sound process, as far as the system grants it without root.

miniaudio asks for a high thread priority, which Linux ignores for ordinary threads, and pyminiaudio
cannot ask RealtimeKit. All threads are raised, not the device's alone, because they hand the
interpreter to each other.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

NICE = -11
"""PulseAudio's and PipeWire's own default."""
ANSWER_S = 1.0


def raise_priority() -> None:
    """Raise the threads of this process that have no raised priority yet. Failure is silent.

    Does nothing except on Linux: Core Audio runs the callback in a real-time thread of its own, and
    on Windows the process is started in a high priority class.
    """
    if sys.platform != "linux":
        return
    for folder in Path("/proc/self/task").iterdir():
        thread = int(folder.name)
        # A thread may end meanwhile.
        with suppress(ProcessLookupError):
            if os.getpriority(os.PRIO_PROCESS, thread) <= NICE:
                continue
            try:
                os.setpriority(os.PRIO_PROCESS, thread, NICE)
            except PermissionError:
                if not _ask_realtimekit(thread):
                    return


def _ask_realtimekit(thread: int) -> bool:
    """Return whether RealtimeKit, which raises the priority of sound programs, did so."""
    try:
        subprocess.run(  # noqa: S603 - a fixed command
            [  # noqa: S607 - wherever the system keeps it
                "dbus-send",
                "--system",
                "--print-reply",
                "--dest=org.freedesktop.RealtimeKit1",
                "/org/freedesktop/RealtimeKit1",
                "org.freedesktop.RealtimeKit1.MakeThreadHighPriorityWithPID",
                f"uint64:{os.getpid()}",
                f"uint64:{thread}",
                f"int32:{NICE}",
            ],
            capture_output=True,
            check=True,
            timeout=ANSWER_S,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
