"""The questions of the dialogs, which the plain player asks as well."""

from follow_along.conductor import Conductor
from follow_along.core.place_words import repeats, with_side
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.text import plural


def leave_question(run: Conductor) -> tuple[str, str]:
    """Return the question whether to leave a session, or one that is done, and what it means.

    What is only in memory is tried again.
    """
    if run.saved:
        detail = "Your progress is saved."
    elif run.disk_full:
        detail = "NOT SAVED: your counts will be lost. Make room on the disk, and they are saved."
    else:
        detail = "NOT SAVED: your counts will be lost unless their disk can be written again."
    return (
        ("Close?", detail)
        if run.over
        else ("Leave the session?", f"{detail} The clock is stopped.")
    )


def resume_question(resumable: ResumableRun) -> tuple[str, ...]:
    """Return the question whether to resume a run, and where and when it was interrupted."""
    block = resumable.player.block
    where = ", ".join((with_side(block), *repeats(block)))
    return (
        "Resume where you left off?",
        resumable.run.title,
        f"At: {where}",
        f"Interrupted {resumable.ago}, with {plural(resumable.count, 'stop')} so far.",
    )
