"""Printing when the terminal or the pipe may be gone."""

import os

import click


def print_line(text: str, *, err: bool = False) -> None:
    """Print a line to standard output or, with `err`, to standard error.

    When the stream is gone, this and all later output is discarded.
    """
    try:
        click.echo(text, err=err)
    except OSError:
        discard_output()


def discard_output() -> None:
    """Discard all output from now on, so that nothing fails or blocks, not even at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    os.close(null)
