"""docs/promises.md is true: what it names exists, and nothing that was promised is missing."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
HEADER = "| Fault | What happens | The test |"

GROUPS = {
    "Nothing is lost": ["The program ends", "The log cannot be written", "Time"],
    "The session goes on": ["The sound", "The terminal", "The program itself fails"],
    "Nothing is let in": ["Files", "Text", "Paths and sizes"],
}

FAULTS = {
    "The program ends": ["SIGKILL", "SIGHUP", "SIGTERM", "Ctrl+C", "SSH", "Started again"],
    "The log cannot be written": [
        *("Two programs at once", "locked", "disk is full", "read-only", "missing"),
        *("newer version", "cut off", "pages overwritten", "no database", "deleted"),
    ],
    "Time": ["sleeps", "set forward or back", "time zone", "Midnight", "New Year"],
    "The sound": ["No sound device", "vanishes", "raises", "hangs", "dies", "prints"],
    "The terminal": ["Resized", "100 a second", "held", "storm", "pasted", "Unknown sequences"],
    "The program itself fails": ["exception in a screen", "report"],
    "Files": [
        *("10,000", "Alias bombs", "deep nesting", "gigabyte", "/dev/zero", "pipe", "folder"),
        *("link in a circle", "UTF-16", "NUL", "tabs", "duplicate and merge keys"),
        *("!!python/object", "Not a number", "infinite", "negative", "astronomical"),
        *("100,000 exercises", "empty", "only a comment"),
    ],
    "Text": ["Markup", "OSC and CSI", "bidirectional", "no width", "window title", "Wide"],
    "Paths and sizes": ["out of its folder", "import", "export", "link", "size that has a limit"],
}
"""Words of every fault that was promised something, by the table they are in."""


class Row(NamedTuple):
    """A row of a table: a fault, what happens, the cell that names the tests."""

    fault: str
    happens: str
    tests: str


def tables() -> dict[str, list[Row]]:
    """The rows below each heading of the third order."""
    found: dict[str, list[Row]] = {}
    for section in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]:
        heading, _, text = section.partition("\n")
        lines = [line for line in text.splitlines() if line.startswith("|")]
        assert lines[0] == HEADER, heading
        cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines[2:]]
        found[heading] = [Row(*(cell.strip() for cell in row)) for row in cells]
    return found


TABLES = tables()
ROWS = [row for rows in TABLES.values() for row in rows]


def functions(path: Path) -> set[str]:
    """The tests that a file holds."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    }


def test_every_group_of_promises_is_there():
    """Under its heading, and no other."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    found = {
        part.partition("\n")[0]: re.findall(r"^### (.*)$", part, re.MULTILINE) for part in parts
    }
    assert found == GROUPS


@pytest.mark.parametrize("heading", FAULTS)
def test_every_fault_has_a_row(heading):
    """In the table of its kind."""
    faults = " ".join(row.fault.replace("`", "") for row in TABLES[heading])
    assert [words for words in FAULTS[heading] if words not in faults] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_every_row_names_tests_that_exist(row):
    """By file and function; a file alone must hold some."""
    assert row.happens
    named = re.findall(r"`([^`]+)`", row.tests)
    assert named
    assert ", ".join(f"`{name}`" for name in named) == row.tests
    for name in named:
        file, _, function = name.partition("::")
        held = functions(ROOT / file)
        assert held if not function else function in held, name


def test_no_fault_is_named_twice():
    """A page that is grown over nobody reads."""
    faults = [row.fault for row in ROWS]
    assert len(faults) == len(set(faults))
