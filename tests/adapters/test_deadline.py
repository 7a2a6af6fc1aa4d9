"""Calls with a deadline: results, errors, and calls that do not return."""

import gc
import threading

import pytest

from follow_along.adapters.deadline import DeadlineThread, LateError

PATIENCE_S = 60.0


def test_a_call_returns_its_result_or_raises_its_error() -> None:
    """As if it had been made directly."""
    thread = DeadlineThread(PATIENCE_S)
    assert thread.call(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        thread.call(divmod, 7, 0)
    assert thread.call(divmod, 7, 2) == (3, 1)


def test_all_calls_are_made_in_one_thread_that_is_not_the_callers() -> None:
    """A connection to a database may belong to it."""
    thread = DeadlineThread(PATIENCE_S)
    threads = {thread.call(threading.get_ident) for _ in range(3)}
    assert len(threads) == 1
    assert threads != {threading.get_ident()}


def test_while_a_call_does_not_return_every_other_is_late_and_not_made() -> None:
    """Once it has returned, the next call is made."""
    thread = DeadlineThread(0.0)
    gate, made = threading.Event(), []
    with pytest.raises(LateError):
        thread.call(gate.wait)
    with pytest.raises(LateError):
        thread.call(made.append, 1)
    assert made == []
    late = thread._last
    assert late is not None
    gate.set()
    assert late.returned.wait(PATIENCE_S)
    thread._wait_s = PATIENCE_S
    thread.call(made.append, 2)
    assert made == [2]


def test_the_thread_ends_with_its_object() -> None:
    """A program that opens many logs does not gather threads."""
    thread = DeadlineThread(PATIENCE_S)
    inner = thread.call(threading.current_thread)
    del thread
    gc.collect()
    inner.join(PATIENCE_S)
    assert not inner.is_alive()


def test_callers_in_several_threads_wait_for_each_other() -> None:
    """A call of another thread that is on time makes none of them late."""
    thread = DeadlineThread(PATIENCE_S)
    begun, gate, made = threading.Event(), threading.Event(), []

    def slow() -> None:
        begun.set()
        gate.wait(PATIENCE_S)
        made.append("slow")

    callers = [
        threading.Thread(target=thread.call, args=(slow,)),
        threading.Thread(target=thread.call, args=(made.append, "quick")),
    ]
    callers[0].start()
    assert begun.wait(PATIENCE_S)
    callers[1].start()
    # It waits, or has failed.
    callers[1].join(0.05)
    assert callers[1].is_alive()
    gate.set()
    for caller in callers:
        caller.join(PATIENCE_S)
    assert made == ["slow", "quick"]
