"""PulseAudio's word on its latency."""

import json

import pytest

from follow_along.adapters.sound.pulse_latency import latency_of

STREAM = {
    "buffer_latency_usec": 60_000.0,
    "sink_latency_usec": 140_000.0,
    "properties": {"application.process.id": "42"},
}


def test_the_ways_of_our_stream_are_added():
    """The server's buffer and the sink's, of our process and no other."""
    other = STREAM | {"properties": {"application.process.id": "7"}, "sink_latency_usec": 1.0}
    assert latency_of(json.dumps([other, STREAM]), 42) == pytest.approx(0.2)


@pytest.mark.parametrize(
    "listing",
    [
        "",
        "Connection refused",
        "[]",
        "3",
        json.dumps([{}]),
        json.dumps([STREAM | {"properties": {}}]),
        json.dumps([STREAM | {"buffer_latency_usec": 0, "sink_latency_usec": 0}]),
        json.dumps([STREAM | {"sink_latency_usec": 5e6}]),
    ],
)
def test_what_is_not_known_is_none(listing):
    """No stream of ours, no figures, or figures beyond belief."""
    assert latency_of(listing, 42) is None
