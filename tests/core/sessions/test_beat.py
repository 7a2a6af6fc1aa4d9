"""Where in its tempo an exercise is."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.sessions.beat import beat_at, cycle_ms
from follow_along.core.sessions.tempo_step import TempoStep
from follow_along.core.sessions.timeline import Block
from tests.builders import a_block
from tests.strategies import BEAT_MS


def block_of(*phases: tuple[str, int], **fields: int) -> Block:
    """A block with this tempo."""
    return a_block(tempo=[TempoStep(word=word, ms=ms) for word, ms in phases], **fields)


RAISE = (("up", 2000), ("hold", 1000), ("down", 3000))


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (0.0, "Rep 1 of 7 · up"),
        (0.999, "Rep 1 of 7 · up"),
        (1.0, "Rep 1 of 7 · up"),
        (2.0, "Rep 1 of 7 · hold"),
        (3.0, "Rep 1 of 7 · down"),
        (5.999, "Rep 1 of 7 · down"),
        (6.0, "Rep 2 of 7 · up"),
        (41.999, "Rep 7 of 7 · down"),
    ],
)
def test_a_beat_is_the_repetition_and_its_step(position: float, words: str) -> None:
    """Seven raises of six seconds."""
    block = block_of(*RAISE, reps=7)
    now = beat_at(block, position)
    assert now is not None
    assert f"{now.repetition_words(cycle_ms(block))} · {now.step.word}" == words


def test_without_a_tempo_there_is_no_beat() -> None:
    """None, and a cycle of length 0."""
    assert beat_at(a_block(), 3.0) is None
    assert cycle_ms(a_block()) == 0


def test_repetitions_too_quick_to_read_are_not_numbered() -> None:
    """Two a second are too fast."""
    block = block_of(("hop", 500), work=30_000)
    now = beat_at(block, 3.2)
    assert now is not None
    assert (now.step.word, now.repetition_words(cycle_ms(block))) == ("hop", "")


def test_the_begun_repetition_at_the_end_is_the_last() -> None:
    """Forty seconds hold six whole repetitions: there is no `7 of 6`."""
    block = block_of(*RAISE, work=40_000)
    now = beat_at(block, 38.0)
    assert now is not None
    assert (now.repetition, now.repetitions) == (6, 6)


def test_work_shorter_than_a_repetition_is_one_of_one() -> None:
    """Never `1 of 0`."""
    now = beat_at(block_of(*RAISE, work=4000), 1.0)
    assert now is not None
    assert (now.repetition, now.repetitions) == (1, 1)


@given(st.lists(BEAT_MS, min_size=1, max_size=5), st.floats(0.0, 89.9))
def test_a_beat_lasts_as_long_as_it_says(phases: list[int], position: float) -> None:
    """It is the step at that position, until just before its end."""
    block = block_of(*[(f"phase {i}", ms) for i, ms in enumerate(phases)], work=90_000)
    now = beat_at(block, position)
    assert now is not None
    within = position * 1000 % sum(phases)
    ends = list(accumulate(phases))
    likely = {next((i for i, end in enumerate(ends) if within + x < end), 0) for x in (-1e-2, 1e-2)}
    assert now.step.word in {f"phase {i}" for i in likely}
    assert 0 < now.changes_in <= now.step.ms / 1000
    later = beat_at(block, position + now.changes_in * 0.99)
    assert later is not None
    assert later._replace(changes_in=0.0) == now._replace(changes_in=0.0)
    changed = beat_at(block, position + now.changes_in + 1e-5)
    assert changed is not None
    assert changed.step != now.step or len(phases) == 1


@given(st.lists(BEAT_MS, min_size=1, max_size=5), st.integers(0, 200))
def test_a_phase_begins_at_its_moment(phases: list[int], number: int) -> None:
    """At the sum of the lengths before it, whatever the rounding."""
    block = block_of(*[(f"phase {i}", ms) for i, ms in enumerate(phases)], work=90_000)
    whole, part = divmod(number, len(phases))
    position = whole * (sum(phases) / 1000) + sum(phases[:part]) / 1000
    now = beat_at(block, position)
    assert now is not None
    assert now.step.word == f"phase {part}"
    assert now.changes_in == pytest.approx(now.step.ms / 1000, abs=1e-5)
