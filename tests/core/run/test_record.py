"""What happened, added up."""

from follow_along.core.enums import BlockOutcome, InterruptionKind, RunOutcome
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    BlockSkipped,
    Corrected,
    Event,
    Interrupted,
    InterruptionEnded,
    RunBegan,
    RunEnded,
    Undone,
    add_events,
)
from tests.builders import a_block

BLOCK = a_block(work=30_000)


def test_a_block_from_its_begin_to_its_end() -> None:
    """Begun, stopped at ten seconds, gone on, done."""
    events: list[Event] = [
        RunBegan(0.0),
        BlockBegan(15.0, 1, BLOCK),
        Interrupted(25.0, 1, 1, InterruptionKind.WOBBLE, 10_000, counted=True),
    ]
    (row,) = add_events((), events)
    assert (row.began, row.outcome, row.count) == (15.0, None, 1)
    assert (row.interruptions[0].began, row.interruptions[0].ended) == (25.0, None)
    events += [
        InterruptionEnded(31.0, 1, 1),
        BlockEnded(51.0, 1, BlockOutcome.DONE, 30_000),
        RunEnded(51.0, RunOutcome.DONE),
    ]
    (row,) = add_events((), events)
    assert (row.outcome, row.steady_ms, row.longest_ms) == (BlockOutcome.DONE, 30_000, 20_000)
    assert row.interruptions[0].ended == 31.0


def test_adding_piece_by_piece_is_adding_at_once() -> None:
    """The record needs no memory but itself."""
    events: list[Event] = [
        BlockBegan(0.0, 1, BLOCK),
        Interrupted(1.0, 1, 1, InterruptionKind.TOUCH, 1000, counted=True),
        InterruptionEnded(1.0, 1, 1),
        Undone(2.0, 1, 1),
        BlockEnded(30.0, 1, BlockOutcome.DONE, 30_000),
        BlockSkipped(31.0, 2, BLOCK),
        Corrected(32.0, 1, +1),
    ]
    bit_by_bit = add_events((), events[:3])
    for event in events[3:]:
        bit_by_bit = add_events(bit_by_bit, [event])
    assert bit_by_bit == add_events((), events)


def test_a_skipped_block_is_a_row_of_no_work() -> None:
    """Missing work: over as it begins."""
    (row,) = add_events((), [BlockSkipped(3.0, 1, BLOCK)])
    assert (row.outcome, row.steady_ms, row.count) == (BlockOutcome.SKIPPED, 0, 0)
    assert row.longest_ms == 0


def test_only_losses_of_balance_count() -> None:
    """A wobble and a touch do, a break and a sleep do not, nor the same loss again."""
    kinds = [
        (InterruptionKind.WOBBLE, True),
        (InterruptionKind.WOBBLE, False),
        (InterruptionKind.TOUCH, True),
        (InterruptionKind.BREAK, False),
        (InterruptionKind.SLEEP, False),
    ]
    stops: list[Event] = [
        Interrupted(float(i), 1, i, kind, i * 1000, counted)
        for i, (kind, counted) in enumerate(kinds, start=1)
    ]
    (row,) = add_events((), [BlockBegan(0.0, 1, BLOCK), *stops])
    assert row.count == 2
    assert row.last_counted is not None
    assert row.last_counted.kind is InterruptionKind.TOUCH


def test_what_is_undone_stays_and_does_not_count() -> None:
    """The one before it is then the last that counts."""
    (row,) = add_events(
        (),
        [
            BlockBegan(0.0, 1, BLOCK),
            Interrupted(5.0, 1, 1, InterruptionKind.TOUCH, 5000, counted=True),
            Interrupted(9.0, 1, 2, InterruptionKind.TOUCH, 9000, counted=True),
            Undone(9.5, 1, 2),
        ],
    )
    assert row.count == 1
    assert row.last_counted is not None
    assert row.last_counted.number == 1
    assert len(row.interruptions) == 2


def test_what_is_undone_has_ended_when_it_ended() -> None:
    """Taking back a count opens no stop again; the end of a stop brings back no count."""
    begun = BlockBegan(0.0, 1, BLOCK)
    stop = Interrupted(5.0, 1, 1, InterruptionKind.WOBBLE, 5000, counted=True)
    ended, undone = InterruptionEnded(9.0, 1, 1), Undone(9.5, 1, 1)
    for events in ((begun, stop, ended, undone), (begun, stop, undone, ended)):
        (row,) = add_events((), events)
        assert (row.interruptions[0].ended, row.interruptions[0].undone) == (9.0, True)


def test_corrections_add_up() -> None:
    """By hand, either way."""
    corrections: list[Event] = [Corrected(40.0, 1, delta) for delta in (+1, +1, -1)]
    (row,) = add_events((), [BlockBegan(0.0, 1, BLOCK), *corrections])
    assert (row.count, row.correction) == (1, 1)


def test_the_longest_stretch_is_broken_by_stops_and_by_losses() -> None:
    """What was undone does not break it: balance was not lost."""
    begun = BlockBegan(0.0, 1, BLOCK)
    done = BlockEnded(40.0, 1, BlockOutcome.DONE, 30_000)
    stop = Interrupted(10.0, 1, 1, InterruptionKind.WOBBLE, 10_000, counted=True)
    touch = Interrupted(10.0, 1, 1, InterruptionKind.TOUCH, 10_000, counted=True)
    undone = Undone(11.0, 1, 1)
    pieces: list[tuple[tuple[Event, ...], int]] = [
        ((), 30_000),
        ((stop,), 20_000),
        ((stop, undone), 30_000),
        ((touch,), 20_000),
        ((touch, undone), 30_000),
    ]
    for between, longest in pieces:
        (row,) = add_events((), [begun, *between, done])
        assert row.longest_ms == longest


def test_events_of_an_earlier_row_find_it() -> None:
    """A correction in the lead-in to the next attempt is to the one before."""
    first, second = add_events(
        (),
        [
            BlockBegan(0.0, 1, BLOCK),
            BlockEnded(10.0, 1, BlockOutcome.RESTARTED, 10_000),
            BlockBegan(13.0, 2, BLOCK),
            Corrected(14.0, 1, +1),
        ],
    )
    assert (first.count, second.count) == (1, 0)
