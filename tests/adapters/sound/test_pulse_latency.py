"""The latency that PulseAudio reports."""

import pytest

from follow_along.adapters.sound.pulse_latency import latency_of

STREAM = {
    "buffer_latency_usec": 60_000.0,
    "sink_latency_usec": 140_000.0,
    "properties": {"application.process.id": "42"},
}


def test_the_latencies_of_buffer_and_sink_are_added():
    """Streams of other processes do not count."""
    other = STREAM | {"properties": {"application.process.id": "7"}, "sink_latency_usec": 1.0}
    assert latency_of([other, STREAM], 42) == pytest.approx(0.2)


@pytest.mark.parametrize(
    "streams",
    [
        [],
        [3],
        [{}],
        [STREAM | {"properties": {}}],
        [STREAM | {"properties": None}],
        [STREAM | {"sink_latency_usec": "many"}],
        [STREAM | {"buffer_latency_usec": 0, "sink_latency_usec": 0}],
        [STREAM | {"sink_latency_usec": 5e6}],
    ],
)
def test_an_unknown_latency_is_none(streams):
    """The process has no stream, or its numbers are missing or impossible."""
    assert latency_of(streams, 42) is None
