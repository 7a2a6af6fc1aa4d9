"""A program that writes runs to a log: `writer_program.py LOG FIRST COUNT`.

After each call of `write` it prints a line "run entries". The runs are numbered from FIRST.
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
