"""Calls the history from a screen without blocking the interface."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from textual.widget import Widget

Params = ParamSpec("Params")
Result = TypeVar("Result")


async def call_in_thread(
    screen: Widget, call: Callable[Params, Result], *args: Params.args, **kwargs: Params.kwargs
) -> Result:
    """Call `call` in a thread, for a worker of `screen`; return or raise what it does.

    Raises CancelledError when the screen has closed meanwhile. Textual removes a screen's widgets
    before it cancels the screen's workers, so a late result would find no widget to show it.
    """
    try:
        return await asyncio.to_thread(call, *args, **kwargs)
    finally:
        if not (screen.is_attached and screen.display):
            raise asyncio.CancelledError
