"""The display is kept awake through a library that may do anything, even nothing at all."""

import sys
import threading
from contextlib import contextmanager
from types import ModuleType

import pytest

from follow_along.adapters import awake_display
from follow_along.adapters.awake_display import AwakeDisplay

PATIENCE_S = 60.0


class FakeLibrary(ModuleType):
    """A wakepy that notes what it is asked, and fails where it is told to."""

    def __init__(self, fails=()):
        super().__init__("wakepy")
        self.fails = fails
        self.states = []
        self.threads = set()
        self.changed = threading.Condition()
        self.keep = self

    def _note(self, state):
        with self.changed:
            self.states.append(state)
            self.threads.add(threading.current_thread().name)
            self.changed.notify()
        if state in self.fails:
            raise RuntimeError(state)

    @contextmanager
    def presenting(self, *, on_fail):
        """Note that the display is kept awake, and when no more."""
        assert on_fail == "pass"
        self._note("awake")
        yield
        self._note("free")

    def wait_for(self, *states):
        """Return whether exactly these states have been noted."""
        with self.changed:
            return self.changed.wait_for(lambda: self.states == list(states), PATIENCE_S)


@pytest.fixture
def library(monkeypatch, request):
    """The library in place of wakepy."""
    library = FakeLibrary(getattr(request, "param", ()))
    monkeypatch.setitem(sys.modules, "wakepy", library)
    # A busy machine may need longer than the program waits.
    monkeypatch.setattr(awake_display, "CLOSE_S", PATIENCE_S)
    return library


def test_the_display_is_awake_as_long_as_asked(library):
    """Asking again changes nothing; the library is used in a thread of its own."""
    display = AwakeDisplay()
    for awake in (False, True, True):
        display.keep(awake)
    assert library.wait_for("awake")
    for awake in (False, False, True):
        display.keep(awake)
    assert library.wait_for("awake", "free", "awake")
    display.close()
    assert library.states == ["awake", "free"] * 2
    assert library.threads == {"display"}


def test_without_a_run_the_library_is_not_touched(library):
    """No thread is started, and closing does nothing."""
    display = AwakeDisplay()
    display.keep(False)
    display.close()
    assert library.states == []


@pytest.mark.parametrize("library", [["awake"], ["free"], ["awake", "free"]], indirect=True)
def test_a_library_that_fails_is_asked_again_the_next_time(library):
    """Nothing is raised or said."""
    display = AwakeDisplay()
    for _ in range(3):
        display.keep(True)
        display.keep(False)
    display.close()
    assert library.states.count("awake") == 3


@pytest.mark.parametrize("error", [ImportError, RuntimeError, OSError, SyntaxError])
def test_a_library_that_cannot_be_imported_is_done_without(monkeypatch, tmp_path, error):
    """It may be missing, damaged, or not for this processor."""
    (tmp_path / "wakepy.py").write_text(f"raise {error.__name__}('no')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "wakepy", raising=False)
    display = AwakeDisplay()
    for awake in (True, False, True):
        display.keep(awake)
    display.close()


def test_a_library_that_hangs_holds_nothing_up(monkeypatch):
    """D-Bus may never answer; every call returns, and the thread ends with the program."""
    hanging = FakeLibrary()
    released = threading.Event()
    hanging.presenting = lambda **_: released.wait(PATIENCE_S)
    monkeypatch.setitem(sys.modules, "wakepy", hanging)
    monkeypatch.setattr(awake_display, "CLOSE_S", 0.0)
    display = AwakeDisplay()
    for awake in (True, False, True):
        display.keep(awake)
    display.close()
    assert not released.is_set()
    released.set()
