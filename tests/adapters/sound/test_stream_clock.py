"""The stream clock tells when each sample is heard."""

import pytest

from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.stream_clock import GAP_S, StreamClock

BLOCK = 1_200
BLOCK_S = BLOCK / RATE


def play(clock, start, blocks, late=lambda _: 0.0, drift=0.0):
    """Ask for blocks on a grid that begins at `start`; return when each is heard."""
    return [
        clock.request(start + i * BLOCK_S * (1 + drift) + late(i), BLOCK) for i in range(blocks)
    ]


def test_samples_are_heard_a_latency_after_a_punctual_request():
    """The latency is added to the stream's own time."""
    clock = StreamClock(0.075)
    assert play(clock, 50.0, 3) == pytest.approx([50.075, 50.075 + BLOCK_S, 50.075 + 2 * BLOCK_S])


def test_late_requests_move_nothing():
    """A request that comes late does not make its samples late."""
    clock = StreamClock(0.0)
    said = play(clock, 50.0, 100, late=lambda i: 0.01 * (i % 3 > 0))
    assert said[3:] == pytest.approx([50.0 + i * BLOCK_S for i in range(3, 100)])


def test_drift_is_followed():
    """After ten minutes at 100 parts in a million the error is a fifth of a millisecond."""
    clock = StreamClock(0.0)
    blocks = round(600 / BLOCK_S)
    said = play(clock, 50.0, blocks, drift=100e-6)
    assert said[-1] == pytest.approx(50.0 + (blocks - 1) * BLOCK_S * (1 + 100e-6), abs=2.1e-4)


def test_a_burst_that_fills_the_buffer_is_not_early():
    """The last of its requests tells the time."""
    clock = StreamClock(0.0)
    for _ in range(3):
        clock.request(50.0, BLOCK)
    assert clock.request(50.0, BLOCK) == pytest.approx(50.0)


def test_a_filling_is_forgotten_once_the_stream_flows():
    """A device may fill its buffer and then take its time to begin."""
    clock = StreamClock(0.0)
    for _ in range(4):
        clock.request(50.0, BLOCK)
    flowing = 50.15
    assert play(clock, flowing, 3) == pytest.approx([flowing + i * BLOCK_S for i in range(3)])


def test_requests_in_a_bunch_move_nothing():
    """A busy machine makes three late requests at once."""
    clock = StreamClock(0.0)
    said = play(clock, 50.0, 200, late=lambda i: BLOCK_S * (2 - i % 3) if i > 20 else 0.0)
    assert said == pytest.approx([50.0 + i * BLOCK_S for i in range(200)])


def test_a_stream_that_ran_dry_starts_again():
    """Neither the old time nor the burst that fills the buffer again is believed."""
    clock = StreamClock(0.0)
    play(clock, 50.0, 100)
    later = 50.0 + 100 * BLOCK_S + GAP_S + 0.1
    for _ in range(4):
        clock.request(later, BLOCK)
    flowing = later + 0.1
    assert play(clock, flowing, 1) == pytest.approx([flowing])


def test_a_small_shift_is_learnt_in_a_moment():
    """A short underrun shifts the stream for good."""
    clock = StreamClock(0.0)
    play(clock, 50.0, 100)
    shifted = 50.0 + 100 * BLOCK_S + 0.05
    assert play(clock, shifted, 14)[-1] == pytest.approx(shifted + 13 * BLOCK_S)
