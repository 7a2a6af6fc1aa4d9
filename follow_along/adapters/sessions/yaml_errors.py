"""Plain sentences for what PyYAML reports, for readers who do not know YAML's grammar."""

import re
from collections.abc import Sequence

import yaml

from follow_along.core.text import visible
from follow_along.core.validation.messages import describe_value

_BACKSLASH = (
    "a backslash in double quotes has a meaning of its own: write two, or use single quotes"
)
_SIGN = "text that begins with `*`, `&`, `!` or `%` must stand in quotes"

_SENTENCES = (
    ("found character '\\t'", "a tab cannot stand here: use spaces"),
    (
        "that cannot start any token",
        "text cannot begin with this character: put the whole text in quotes",
    ),
    (
        "mapping values are not allowed here",
        "a `:` cannot stand here: put text that has one in quotes, or begin the line where the "
        "line above begins",
    ),
    ("could not find expected ':'", "a `:` is missing after a key, or a quote is never closed"),
    ("sequence entries are not allowed here", "a list item cannot stand here: begin a new line"),
    ("expected ',' or ']'", "a `,` or the closing `]` of a list is missing before this"),
    ("expected ',' or '}'", "a `,` or the closing `}` is missing before this"),
    (
        "expected <block end>",
        "this does not fit what stands before it: check the quotes, and that lines which belong "
        "together begin in the same column",
    ),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("found unexpected document separator", "a quote is opened and never closed"),
    ("found unknown escape character", _BACKSLASH),
    ("expected escape sequence", _BACKSLASH),
    ("expected alphabetic or numeric character", _SIGN),
    ("expected URI", _SIGN),
    ("expected the node content", "a value is missing before this"),
)
"""Parts of PyYAML's messages, and the sentence for each; the first match is used."""

_CONTENT = re.compile(r"\s*[^\s#]")
_KEY = re.compile(r"([ \t]*(?:-[ \t]+)*)(\w[\w-]*)(?:(:)(?=\S)|(?=\s|$))")
"""A key at the beginning of a line, followed by a colon without a space, or by none."""

_READS_AS = {
    "bool": "a yes-or-no",
    "int": "a number",
    "float": "a number",
    "null": "nothing at all",
    "timestamp": "a date",
}


def plain_sentence(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Return the line and column (from 1) of a syntax error in `text`, and a sentence about it."""
    return _missing_colon(error, text) or _by_message(error)


def _missing_colon(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str] | None:
    """Find the key without a colon that YAML notices only in the next line; None if there is none.

    The next key then stands where the rest of a text could, so that its own colon is refused.
    """
    mark = error.problem_mark
    if mark is None:
        return None
    lines = text.splitlines()
    if "could not find expected ':'" in f"{error.problem}" and error.context_mark:
        return _key_without_colon(lines, error.context_mark.line)
    at_a_key = mark.line < len(lines) and re.fullmatch(
        r"[\s-]*[\w-]+", lines[mark.line][: mark.column]
    )
    if "mapping values are not allowed here" not in f"{error.problem}" or not at_a_key:
        return None
    above = (number for number in range(mark.line - 1, -1, -1) if _CONTENT.match(lines[number]))
    return _key_without_colon(lines, next(above, -1))


def _key_without_colon(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    """Say what the key at the beginning of a line lacks; None if it lacks nothing."""
    found = _KEY.match(lines[number]) if 0 <= number < len(lines) else None
    if not found:
        return None
    key, column = describe_value(found[2]), found.end(2) + 1
    if found[3]:
        return number + 1, column + 1, f"a space is missing after the `:` of {key}"
    return number + 1, column, f"a `:` is missing after {key}, or a quote is never closed"


def _by_message(error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    problem = f"{error.problem or error.context}"
    mark = error.problem_mark or error.context_mark
    # A quote that is never closed is noticed at the end of the file, where nobody would look.
    never_closed = ("found unexpected end", "found unexpected doc")
    if problem.startswith(never_closed) and error.context_mark:
        mark = error.context_mark
    sentence = next((words for part, words in _SENTENCES if part in problem), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return line, column, sentence or f"this is not YAML that can be read here ({visible(problem)})"


def reads_as(tag: str) -> str:
    """Return what YAML takes an unquoted value for, by its tag; the tag is not that of text."""
    return _READS_AS.get(tag.rpartition(":")[2], "a sign with a meaning of its own")
