"""The log of runs: a SQLite file, written as things happen (`LogWriter`) and read (`LogReader`)."""

from follow_along.edges.log.faults import LogError
from follow_along.edges.log.figures import Wanted
from follow_along.edges.log.lines import log_lines
from follow_along.edges.log.marking import LogMarker
from follow_along.edges.log.reading import LogReader
from follow_along.edges.log.transfer import DifferingRunsError, Incoming, NotTakenError, outgoing
from follow_along.edges.log.writer import LogWriter

__all__ = [
    "DifferingRunsError",
    "Incoming",
    "LogError",
    "LogMarker",
    "LogReader",
    "LogWriter",
    "NotTakenError",
    "Wanted",
    "log_lines",
    "outgoing",
]
