"""A key held down is one press; hurried fingers do not undo what they did."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.run.key_repeat import KeyRepeatFilter

BEGINS = st.sampled_from((0.0, 1000.0, 12_345.678, 1_000_000.1))


def taken(moments: list[float], *, cooldown: bool, key: str = "space") -> list[float]:
    """Which of these arrivals of one key are taken for presses."""
    presses, result = KeyRepeatFilter(), []
    for now in moments:
        presses, fresh = presses.accept(key, now, cooldown=cooldown)
        if fresh:
            result.append(now)
    return result


def held(begin: float, delay: float, every: float, count: int) -> list[float]:
    """The arrivals of a key held down."""
    return [begin, *(begin + delay + every * i for i in range(count))]


@given(BEGINS, st.floats(0.2, 0.95), st.floats(0.02, 0.09), st.integers(0, 300))
def test_a_held_key_is_one_press(begin: float, delay: float, every: float, count: int) -> None:
    """However long it is held, and however soon its repeats begin."""
    assert taken(held(begin, delay, every, count), cooldown=True) == [begin]


@given(
    BEGINS,
    st.floats(0.2, 0.95),
    st.lists(st.floats(0.01, 0.2), max_size=200),
)
def test_a_held_key_over_a_bad_line_is_one_press(
    begin: float, delay: float, gaps: list[float]
) -> None:
    """Repeats that arrive unevenly, as over SSH, are repeats all the same."""
    moments = [begin, *accumulate(gaps, initial=begin + delay)]
    assert taken(moments, cooldown=True) == [begin]


@given(BEGINS, st.floats(0.0, 0.95))
def test_a_hurried_second_press_does_not_undo_the_first(begin: float, gap: float) -> None:
    """Two presses within a second are one."""
    assert taken([begin, begin + gap], cooldown=True) == [begin]


@given(BEGINS, st.lists(st.floats(1.001, 30.0), max_size=20), st.booleans())
def test_presses_a_second_apart_are_all_taken(
    begin: float, gaps: list[float], cooldown: bool
) -> None:
    """Nothing that is meant is lost."""
    moments = list(accumulate(gaps, initial=begin))
    assert taken(moments, cooldown=cooldown) == moments


@given(BEGINS, st.floats(0.2, 0.95), st.floats(0.02, 0.09), st.integers(0, 100))
def test_a_press_after_a_held_key_is_taken(
    begin: float, delay: float, every: float, count: int
) -> None:
    """A second after it was let go, the key answers again."""
    moments = held(begin, delay, every, count)
    assert taken([*moments, moments[-1] + 1.001], cooldown=True)[1:] == [moments[-1] + 1.001]


@pytest.mark.parametrize("cooldown", [True, False])
def test_keys_do_not_hold_back_one_another(cooldown: bool) -> None:
    """The other key at the same moment is a press of its own."""
    presses, _ = KeyRepeatFilter().accept("space", 5.0, cooldown=True)
    _, fresh = presses.accept("u", 5.0, cooldown=cooldown)
    assert fresh


def test_a_key_that_does_not_toggle_can_be_pressed_quickly() -> None:
    """Five times `+` in two seconds are five."""
    moments = [10.0, 10.4, 10.8, 11.2, 11.6]
    assert taken(moments, cooldown=False) == moments


def test_repeats_of_a_key_that_does_not_toggle_are_no_presses() -> None:
    """Closer than fingers go they are a held key."""
    moments = held(10.0, 0.03, 0.03, 100)
    assert taken(moments, cooldown=False) == [10.0]


def test_what_is_remembered_is_a_new_value() -> None:
    """Taking a press changes nothing that others hold."""
    presses = KeyRepeatFilter()
    presses.accept("space", 1.0, cooldown=True)
    assert presses == KeyRepeatFilter()


def test_the_limits_themselves_are_long_enough() -> None:
    """A gap of exactly a limit is a press."""
    assert taken([0.0, 1.0], cooldown=True) == [0.0, 1.0]
    assert taken([0.0, 0.5, 1.0], cooldown=True) == [0.0, 1.0]
    assert taken([0.0, 0.12], cooldown=False) == [0.0, 0.12]
