"""docs/promises.md names tests that exist, and every failure that it must cover."""

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
    "The session continues": ["The sound", "The terminal", "The program itself fails"],
    "Nothing harmful gets in": ["Other users", "Files", "Text", "Paths and sizes"],
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
"""Words of every failure that must be covered, by the table they are in."""


class Row(NamedTuple):
    """A row of a table: the fault, what happens, and the cell with the tests."""

    fault: str
    happens: str
    tests: str


def tables() -> dict[str, list[Row]]:
    """The rows of the table under each third-level heading."""
    rows: dict[str, list[Row]] = {}
    for section in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]:
        heading, _, text = section.partition("\n")
        lines = [line for line in text.splitlines() if line.startswith("|")]
        assert lines[0] == HEADER, heading
        cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines[2:]]
        rows[heading] = [Row(*(cell.strip() for cell in row)) for row in cells]
    return rows


TABLES = tables()
ROWS = [row for rows in TABLES.values() for row in rows]


def functions(path: Path) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    }


def test_every_group_of_promises_is_there():
    """The page has exactly these headings."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    groups = {
        part.partition("\n")[0]: re.findall(r"^### (.*)$", part, re.MULTILINE) for part in parts
    }
    assert groups == GROUPS


@pytest.mark.parametrize("heading", FAULTS)
def test_every_fault_has_a_row(heading):
    """The row is in the table of its group."""
    faults = " ".join(row.fault.replace("`", "") for row in TABLES[heading])
    assert [words for words in FAULTS[heading] if words not in faults] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_every_row_names_tests_that_exist(row):
    """Tests are named by file and function; a file alone must have tests."""
    assert row.happens
    named = re.findall(r"`([^`]+)`", row.tests)
    assert named
    assert ", ".join(f"`{name}`" for name in named) == row.tests
    for name in named:
        file, _, function = name.partition("::")
        held = functions(ROOT / file)
        assert held if not function else function in held, name


def test_no_fault_is_named_twice():
    """There are no duplicate rows."""
    faults = [row.fault for row in ROWS]
    assert len(faults) == len(set(faults))
