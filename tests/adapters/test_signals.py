"""Signals that end a program are passed to a handler for as long as it is set."""

import os
import signal

import pytest

from follow_along.adapters.signals import ENDING_SIGNALS, on_ending_signals
from follow_along.commands.exit_codes import of_signal


@pytest.mark.parametrize("number", ENDING_SIGNALS)
def test_signal_is_passed_on_and_does_not_end_the_program(number):
    """The handler gets the number of each signal, and the old handler is restored."""
    received: list[int] = []
    # A shell starts its background jobs with SIGINT ignored.
    outer = signal.signal(number, signal.SIG_DFL)
    try:
        with on_ending_signals(received.append, once=False):
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
        assert received == [number, number]
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, outer)


@pytest.mark.usefixtures("handlers_kept")
def test_after_the_first_signal_all_others_are_ignored():
    """In what is around it too, so that none cuts short what is done at the end."""
    inner: list[int] = []
    outer: list[int] = []
    with on_ending_signals(outer.append):
        with on_ending_signals(inner.append):
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGTERM)
    assert (inner, outer) == ([signal.SIGTERM], [])


def test_ignored_signal_stays_ignored():
    """For example, nohup ignores SIGHUP."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    received: list[int] = []
    try:
        with on_ending_signals(received.append):
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert received == []


def test_exit_status_is_that_of_a_shell():
    """The status is 128 plus the number of the signal."""
    assert of_signal(signal.SIGTERM) == 143
