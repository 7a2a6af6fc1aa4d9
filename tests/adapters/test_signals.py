"""Signals that end a program: told instead, and only for as long as that was asked for."""

import os
import signal

import pytest

from follow_along.adapters.signals import ENDING_SIGNALS, on_ending_signals
from follow_along.commands.exit_codes import of_signal


@pytest.mark.parametrize("number", ENDING_SIGNALS)
def test_signal_is_told_and_ends_nothing(number):
    """Each is told with its number, as often as it comes."""
    told: list[int] = []
    before = signal.getsignal(number)
    with on_ending_signals(told.append):
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
    assert told == [number, number]
    assert signal.getsignal(number) is before


def test_signal_that_was_ignored_stays_so():
    """As nohup has it with the hang-up."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    told: list[int] = []
    try:
        with on_ending_signals(told.append):
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told == []


def test_status_is_the_one_that_shells_give():
    """128 and the number of the signal."""
    assert of_signal(signal.SIGTERM) == 143
