"""A program that writes runs to a log: `writer_program.py LOG FIRST COUNT`.

After each call of `write` it prints a line "run entries". The runs are numbered from FIRST.
"""

import sys
from pathlib import Path

from follow_along.adapters.log import spool, writer
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import a_header, a_short_run


def main(log: str, first: str, count: str) -> None:
    """Write the runs."""
    path = Path(log)
    # On a busy machine nothing is late.
    writer.WAIT_S = spool.WAIT_S = 60.0
    log_writer = LogWriter(path, elsewhere=path.parent)
    log_writer.import_spool()
    for number in range(int(first), int(first) + int(count)):
        log_writer.begin(a_header(number))
        written = 0
        for batch in a_short_run():
            log_writer.write(batch)
            written += len(batch)
            sys.stdout.write(f"{number} {written}\n")
            sys.stdout.flush()
    log_writer.close()
    while notice := log_writer.notice():
        sys.stderr.write(notice + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
