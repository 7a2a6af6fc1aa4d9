"""Calls that may never return, such as those to a file on a network, with a deadline."""

import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")


class LateError(TimeoutError):
    """A call has not returned in time. It is not cancelled, and may still take effect."""


@dataclass(eq=False, slots=True)
class _Call:
    function: Callable[[], Any]
    returned: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self.function()
        except BaseException as error:  # noqa: BLE001 - raised again where the call was made
            self.error = error
        self.returned.set()


class DeadlineThread:
    """Makes calls one after another in a thread of its own, and waits for each at most `wait_s`.

    Callers in several threads wait for each other, each at most `wait_s` more. While a call that is
    late has not returned, every other call is late at once. The thread does not keep the program
    from ending.
    """

    def __init__(self, wait_s: float) -> None:
        self._wait_s = wait_s
        self._calls: SimpleQueue[_Call | None] | None = None
        self._last: _Call | None = None
        self._calling = threading.Lock()

    def call(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Return what the function returns, or raise what it raises. Raises LateError."""
        if not self._calling.acquire(timeout=self._wait_s):
            raise LateError("it does not answer")
        try:
            return self._call(function, *arguments)
        finally:
            self._calling.release()

    def _call(self, function: Callable[..., Result], *arguments: object) -> Result:
        if self._last is not None and not self._last.returned.is_set():
            raise LateError("it does not answer")
        if self._calls is None:
            self._calls = SimpleQueue()
            threading.Thread(target=_run_calls, args=(self._calls,), daemon=True).start()
            # The thread ends with this object.
            weakref.finalize(self, self._calls.put, None).atexit = False
        self._last = call = _Call(lambda: function(*arguments))
        self._calls.put(call)
        if not call.returned.wait(self._wait_s):
            raise LateError("it does not answer")
        self._last = None
        if call.error is not None:
            raise call.error
        result: Result = call.result
        return result


def _run_calls(calls: "SimpleQueue[_Call | None]") -> None:
    while (call := calls.get()) is not None:
        call.run()
        del call
