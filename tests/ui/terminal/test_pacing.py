"""Frames wait until a terminal has read the last one, if it says so; keys never wait for it."""

from hypothesis import given
from hypothesis import strategies as st

from follow_along.ui.terminal.pacing import LOST_S, SLOW_FOR_S, FramePacer


def answering() -> FramePacer:
    """Return the pacer of a terminal that has answered once, at 0 s."""
    pacer = FramePacer()
    assert pacer.may_send(0.0)
    assert pacer.ask(0.0)
    assert pacer.answered(0.0)
    return pacer


def send(pacer: FramePacer, now: float) -> bool:
    """Send a frame and ask for the status, if that is possible now."""
    return pacer.may_send(now) and pacer.ask(now)


def test_the_next_frame_waits_for_the_answer():
    """A frame is held until the terminal has read the one before."""
    pacer = answering()
    assert send(pacer, 1.0)
    assert not send(pacer, 1.2)
    assert pacer.answered(1.5)
    assert send(pacer, 1.5)


def test_a_key_is_shown_without_waiting_once():
    """The frame of a key goes out at once; the one after it waits for both answers."""
    pacer = answering()
    assert send(pacer, 1.0)
    pacer.key_read()
    assert send(pacer, 1.1)
    assert not send(pacer, 1.2)
    assert not pacer.answered(1.3)
    assert not send(pacer, 1.3)
    assert pacer.answered(1.4)
    assert send(pacer, 1.4)


def test_a_lost_answer_holds_frames_for_a_while_only():
    """The terminal may be another one now, as after a detached session."""
    pacer = answering()
    assert send(pacer, 1.0)
    assert not send(pacer, 1.0 + LOST_S / 2)
    assert send(pacer, 1.0 + LOST_S)
    assert send(pacer, 1.1 + LOST_S)


def test_a_terminal_that_never_answers_is_not_waited_for_and_soon_not_asked():
    """No frame is held, and the questions end."""
    pacer = FramePacer()
    asked = 0
    for tenth in range(1000):
        assert pacer.may_send(tenth / 10)
        asked += pacer.ask(tenth / 10)
    assert 0 < asked < 200


def test_a_link_is_slow_for_a_while_after_an_answer_that_took_long():
    """Long compared with the quickest: a far terminal with a fast link is not slow."""
    pacer = FramePacer()
    moments = []
    for asked, answered in ((0.0, 0.7), (1.0, 1.8), (2.0, 3.5), (4.0, 4.7)):
        send(pacer, asked)
        pacer.answered(answered)
        moments.append(pacer.is_slow(answered))
    assert moments == [False, False, True, True]
    assert not pacer.is_slow(3.5 + SLOW_FOR_S)


@given(st.lists(st.sampled_from(["frame", "answer", "key"]) | st.floats(0, 2), max_size=60))
def test_no_frame_is_held_longer_than_an_answer_can_take(steps):
    """Whatever happens, after `LOST_S` seconds of silence a frame may be sent."""
    pacer, now = FramePacer(), 0.0
    for step in steps:
        if isinstance(step, float):
            now += step
        elif step == "frame":
            send(pacer, now)
        elif step == "answer":
            pacer.answered(now)
        else:
            pacer.key_read()
    # A millionth more, for the rounding of sums.
    assert pacer.may_send(now + LOST_S + 1e-6)
