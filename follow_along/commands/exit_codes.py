"""The exit codes of all commands. The README lists them."""

OK = 0
"""The run was finished, or the command did what was asked."""
ENDED_EARLY = 1
"""The run was left before its end."""
MISTAKES_FOUND = 1
"""`check` found mistakes in a file."""
OUTPUT_FAILED = 1
"""Standard output could not be written."""
UNUSABLE = 2
"""Wrong usage, or a file that cannot be used. click exits with the same code."""
INTERNAL_ERROR = 70
"""The program itself failed; EX_SOFTWARE in sysexits.h."""
INTERRUPTED = 130
"""Ended by the interrupt key."""


def of_signal(number: int) -> int:
    """The exit code that shells give a program ended by the signal `number`."""
    return 128 + number
