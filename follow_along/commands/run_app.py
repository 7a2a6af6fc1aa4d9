"""Running a Textual app on the terminal until it ends, whatever ends it."""

from typing import TYPE_CHECKING, TypeVar

from follow_along.adapters.signals import on_ending_signals
from follow_along.commands.errors import exit_if_asked
from follow_along.commands.streams import discard_output

if TYPE_CHECKING:
    from follow_along.ui.base_app import BaseApp

Result = TypeVar("Result")


def run_app(app: "BaseApp[Result]") -> Result | None:
    """Run an app and return its result, None if it has none. Raises the exception that ended it."""
    with on_ending_signals(app.end_soon):
        exit_if_asked()
        result = app.run()
    if app.unread:
        discard_output(1, 2)
    elif app.is_web:
        # It speaks a protocol on standard output, of which a sentence is no part.
        discard_output(1)
    if app.fault is not None:
        raise app.fault
    return result
