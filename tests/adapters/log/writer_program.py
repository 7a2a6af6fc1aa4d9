"""A program that writes runs to a log and says so after each write: `a_writer.py LOG FIRST COUNT`.

It prints a line "run entries" once `write` has returned, for runs numbered FIRST and up.
"""

import sys
from pathlib import Path

from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import a_header, a_short_run


def main(log: str, first: str, count: str) -> None:
    """Write the runs."""
    path = Path(log)
    writer = LogWriter(path, elsewhere=path.parent)
    writer.import_spool()
    for number in range(int(first), int(first) + int(count)):
        writer.begin(a_header(number))
        written = 0
        for batch in a_short_run():
            writer.write(batch)
            written += len(batch)
            sys.stdout.write(f"{number} {written}\n")
            sys.stdout.flush()
    writer.close()
    while notice := writer.notice():
        sys.stderr.write(notice + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
