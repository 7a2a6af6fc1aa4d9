"""Processor time of another process, from Linux's clock for it."""

import time

_ALL_OF_ITS_TIME = 2


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has taken, exactly.

    The figures of /proc are counted in ticks of 10 ms, by what is found running at each: they
    say little of a program that wakes for a millisecond with the tick.
    """
    # As clock_getcpuclockid(3) makes it, which Python does not have.
    return time.clock_gettime((~pid << 3) | _ALL_OF_ITS_TIME)
