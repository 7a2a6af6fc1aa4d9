"""Standard input and output, which may be closed, full, gone, or not a terminal."""

import io
import os
import sys
from typing import BinaryIO

import click


class StreamError(Exception):
    """Standard input or output cannot be used. The message is one sentence."""


class _StandardOutput(io.FileIO):
    """Standard output whose failures are told apart from those of other files."""

    def write(self, data: object) -> int | None:  # type: ignore[override]
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            raise
        except OSError as error:
            discard_output(1)
            message = f"Standard output cannot be written ({error.strerror})."
            raise StreamError(message) from error


def open_standard_output() -> None:
    r"""Raise StreamError when standard output cannot be written, and never for a character.

    A character that the locale's encoding lacks is written as an escape such as `\u2019`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(_StandardOutput(1, "w", closefd=False)),
            encoding=sys.stdout.encoding,
            errors="backslashreplace",
            line_buffering=sys.stdout.line_buffering,
        )


def standard_input() -> BinaryIO:
    """Standard input as bytes. Raises StreamError when it is closed."""
    if sys.stdin is None:
        raise StreamError("Standard input is closed.")
    return sys.stdin.buffer


def standard_output() -> BinaryIO:
    """Standard output as bytes. Raises StreamError when it is closed."""
    if sys.stdout is None:
        raise StreamError("Standard output is closed.")
    return sys.stdout.buffer


def require_streams() -> None:
    """Raise StreamError when standard input or output is closed.

    Another file may then have its number.
    """
    standard_input()
    standard_output()


def on_terminal() -> bool:
    """Whether standard input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def is_dumb() -> bool:
    """Whether the terminal says that it cannot move its cursor, such as a shell within Emacs."""
    return os.environ.get("TERM") == "dumb"


def can_draw() -> bool:
    """Whether standard input and output are a terminal that can show a screen.

    Or whether Textual is told to show it elsewhere, as `textual serve` does in a browser.
    """
    return "TEXTUAL_DRIVER" in os.environ or (on_terminal() and not is_dumb())


def print_line(text: str, *, err: bool = False) -> None:
    """Print a line to standard output or, with `err`, to standard error.

    When the stream is gone, this and all later output is discarded.
    """
    try:
        click.echo(text, err=err)
    except (OSError, StreamError):
        discard_output(1, 2)


def discard_output(*descriptors: int) -> None:
    """Discard what is written to the descriptors, so that nothing fails or blocks at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    for descriptor in descriptors:
        os.dup2(null, descriptor)
    os.close(null)
