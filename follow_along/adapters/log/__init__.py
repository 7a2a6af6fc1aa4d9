"""The log of runs: a SQLite file, written as things happen (`LogWriter`) and read (`LogReader`)."""

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.exclusions import LogHistory
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.totals_query import TotalsFilter
from follow_along.adapters.log.transfer import (
    DifferingRunsError,
    IncomingRuns,
    NotTakenError,
    outgoing,
)
from follow_along.adapters.log.tsv import log_lines
from follow_along.adapters.log.writer import LogWriter

__all__ = [
    "DifferingRunsError",
    "IncomingRuns",
    "LogError",
    "LogHistory",
    "LogReader",
    "LogWriter",
    "NotTakenError",
    "TotalsFilter",
    "log_lines",
    "outgoing",
]
