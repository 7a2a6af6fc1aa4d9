"""Calls the history from a screen without blocking the interface."""

import asyncio
import atexit
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

from textual.widget import Widget

Params = ParamSpec("Params")
Result = TypeVar("Result")

END_WAIT_S = 2.0
"""How long the end of the program waits for a thread."""

_threads: set[threading.Thread] = set()


async def call_in_thread(
    screen: Widget, call: Callable[Params, Result], *args: Params.args, **kwargs: Params.kwargs
) -> Result:
    """Call `call` in a thread, for a worker of `screen`; return or raise what it does.

    Raises CancelledError when the screen has closed meanwhile. Textual removes a screen's widgets
    before it cancels the screen's workers, so a late result would find no widget to show it.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def resolve(result: Result | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)  # type: ignore[arg-type]
        else:
            future.set_exception(error)

    def run() -> None:
        result, error = None, None
        try:
            result = call(*args, **kwargs)
        except BaseException as raised:  # noqa: BLE001 - raised again where it is awaited
            error = raised
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(resolve, result, error)
        _threads.discard(threading.current_thread())

    # Not asyncio.to_thread: the end of the program would wait for a disk that hangs.
    thread = threading.Thread(target=run, daemon=True)
    _threads.add(thread)
    thread.start()
    try:
        return await future
    finally:
        if not (screen.is_attached and screen.display):
            raise asyncio.CancelledError


@atexit.register
def _wait_for_threads() -> None:
    """Let threads finish: Python would end them anywhere, and Rust code aborts when it is ended."""
    for thread in list(_threads):
        thread.join(END_WAIT_S)
