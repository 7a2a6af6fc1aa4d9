"""Reads hostile files one by one in a process of its own, and prints what that cost as JSON.

Arguments: a folder of files, each a session, a figure or settings by the ending of its name; and
the seconds of processor time after which a file is given up.
"""

import json
import resource
import signal
import sys
from collections import Counter
from pathlib import Path

from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings

MODELS = {".session": Session, ".figure": Figure, ".settings": Settings}


def outcome(path: Path) -> str:
    """Read a file; whether it was good. Problems must lie within it and be safe to show."""
    try:
        read_record(path, MODELS[path.suffix])
    except SessionFileError as error:
        problems = error.problems
    else:
        return "good"
    lines = len(path.read_bytes().decode("utf-8", "replace").splitlines())
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= lines + 1, problem
        assert problem.column >= 1, problem
        assert str(problem).isprintable(), problem
    return "refused"


def most_mb() -> float:
    """The most memory this process has had at once."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage says on Linux begins with the size of the process that started this one.
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> None:
    """Read every file of the folder."""
    outcomes: Counter[str] = Counter()
    folder, patience_s = sys.argv[1:]
    for path in sorted(Path(folder).iterdir()):
        # The process is ended by the signal if it does not come to an end by itself.
        signal.setitimer(signal.ITIMER_PROF, float(patience_s))
        outcomes[outcome(path)] += 1
    said = {**outcomes, "most_mb": most_mb()}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
