"""Libraries that an extra installs: where they are missing, a sentence says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from follow_along.commands.errors import fail
from follow_along.core.text import visible


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Import what makes `what` in this block. Exits with a sentence if a library fails.

    `name` is that of the extra.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        install = f"pip install 'follow-along[{name}]'"
        fail(f"No {what}: {error.name} is not installed. Run: {install}")
    except Exception as error:  # noqa: BLE001 - a library may raise anything as it is imported
        fail(visible(f"No {what}: a library for it cannot be loaded ({error})."))
