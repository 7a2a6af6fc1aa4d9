"""The processor time of another process, read from its Linux CPU clock."""

import time

_CPUCLOCK_SCHED = 2


def processor_seconds(pid: int) -> float:
    """Return the exact processor time of a process, in seconds.

    /proc samples in ticks of 10 ms and misses a program that wakes for a millisecond. Raises
    OSError when there is no such process.
    """
    # The value of clock_getcpuclockid(3), which Python does not offer.
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
