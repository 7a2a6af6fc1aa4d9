"""Reading the past for a screen, in a thread of its own."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from textual.widget import Widget

Given = ParamSpec("Given")
Read = TypeVar("Read")


async def read_for(
    screen: Widget, read: Callable[Given, Read], *args: Given.args, **kwargs: Given.kwargs
) -> Read:
    """What `read` answers or raises; for a worker of `screen`, which ends here if that has closed.

    Its widgets go before its workers are cancelled: what came then would find no place.
    """
    try:
        return await asyncio.to_thread(read, *args, **kwargs)
    finally:
        if not (screen.is_attached and screen.display):
            raise asyncio.CancelledError
