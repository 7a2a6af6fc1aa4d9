"""Finds texts that a `#` cuts short: what follows a blank and a `#` is a comment in YAML."""

import re

from follow_along.core.validation.problem import Problem

_RIGHT_BEHIND = re.compile(r" #(?=\S| ?[0-9])")
"""One blank, and a `#` as in `Hop #2`. Two blanks, or words after another blank, mean a comment."""

_BEHIND_TEXT = re.compile(rf"\w{_RIGHT_BEHIND.pattern}")


def texts_cut_short(text: str, file: str) -> tuple[Problem, ...]:
    """Return a warning for each text without quotes that a comment stands right behind.

    `text` is that of a valid file. PyYAML is imported only for a text that may have such a comment.
    """
    if not _BEHIND_TEXT.search(text):
        return ()
    from follow_along.adapters.sessions.yaml_nodes import plain_texts  # noqa: PLC0415 - see loader

    lines = text.splitlines()
    return tuple(
        Problem(line, column, _warning(words), file)
        for words, (line, column) in plain_texts(text)
        if _RIGHT_BEHIND.match(lines[line - 1], column - 1)
    )


def _warning(words: str) -> str:
    from follow_along.core.validation.messages import describe_value  # noqa: PLC0415

    return (
        f"what follows {describe_value(words)} is a comment and not part of the text: "
        "put the whole text in quotes, or two blanks before the `#`"
    )
