"""The file that a command writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from follow_along.adapters.atomic_write import CannotReplaceError, atomic_write
from follow_along.adapters.log.log_file import is_log
from follow_along.adapters.paths import find_paths
from follow_along.commands.errors import fail
from follow_along.core.text import visible


@contextmanager
def new_file(file: Path, *, force: bool, mode: int = 0o666) -> Iterator[Path]:
    """Yield the path of a temporary file, which becomes `file` when the block succeeds.

    Exits with a sentence if `file` exists, without `force`, if it is the log, and when it cannot
    be written.
    """
    if is_log(file, find_paths().log):
        fail(visible(f"{file} is the log itself, and was not changed."))
    try:
        with atomic_write(file, replace=force, mode=mode) as part:
            yield part
    except CannotReplaceError as error:
        hint = "" if force else "; --force replaces it"
        fail(visible(f"{file} {error}{hint}."))
    except OSError as error:
        fail(visible(f"{file} could not be written: {error.strerror or error}."))
