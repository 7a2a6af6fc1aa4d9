"""Reads an export of another interval timer, whichever it is."""

import json
from pathlib import Path

from follow_along.adapters.conversion import jawt, openhiit, timer_machine
from follow_along.adapters.safe_read import NotTextError, UnreadableFileError, read_bytes
from follow_along.core.sessions.draft import Draft

FORMATS = (jawt, openhiit, timer_machine)
"""Each has a NAME, `recognises` and `convert`."""

MAX_BYTES = 2 * 1024 * 1024


class NoExportError(Exception):
    """The file is no export that can be read. The message is a clause."""


def read_export(path: Path) -> list[Draft]:
    """Return the sessions that an export holds. Raises NoExportError."""
    try:
        data = json.loads(read_bytes(path, MAX_BYTES))
    except (UnreadableFileError, NotTextError) as error:
        raise NoExportError(str(error)) from None
    except (ValueError, RecursionError):
        raise NoExportError("this is no JSON, which the exports of other timers are") from None
    for each in FORMATS:
        if each.recognises(data):
            drafts = [draft for draft in each.convert(data) if draft.entries]
            if not drafts:
                raise NoExportError(f"this is an export of {each.NAME} without any exercise")
            return drafts
    names = ", ".join(each.NAME for each in FORMATS)
    raise NoExportError(f"this is no export of a timer that is known ({names})")
