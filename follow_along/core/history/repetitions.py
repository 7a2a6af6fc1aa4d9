"""How many repetitions of a block were done. Records and logged runs share this rule."""

from follow_along.core.enums import BlockOutcome


def repetitions_done(
    written: int | None, corrected: int | None, outcome: BlockOutcome | None
) -> int | None:
    """Return the repetitions done; None where that is unknown, or the block is one of time.

    What the person said counts, and else the written number, if the block was done to its end: the
    key to press then is the one "when done". Of a block that was cut short nothing is known.
    """
    if corrected is not None:
        return corrected
    return written if outcome is BlockOutcome.DONE else None


def repetitions_text(
    written: int | None, corrected: int | None, outcome: BlockOutcome | None
) -> str:
    """Return the repetitions done, such as `9 of 12`; `? of 12` where that is unknown."""
    done = repetitions_done(written, corrected, outcome)
    return f"{'?' if done is None else done} of {written}"
