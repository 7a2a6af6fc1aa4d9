"""The questions of the dialogs, which the plain player asks as well."""

from follow_along.core.cues.phrases import side_words
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.text import plural

LEAVE = ("Leave the session?", "Your progress is saved. The clock is stopped.")


def resume_question(resumable: ResumableRun) -> tuple[str, ...]:
    """Return the question whether to resume a run, and where and when it was interrupted."""
    block = resumable.player.block
    where = f"{block.exercise.name}, {side_words(block.side).lower()}"
    if block.exercise.sets > 1:
        where += f", set {block.set_number} of {block.exercise.sets}"
    return (
        "Resume where you left off?",
        resumable.run.title,
        f"At: {where}",
        f"Interrupted {resumable.ago}, with {plural(resumable.count, 'stop')} so far.",
    )
