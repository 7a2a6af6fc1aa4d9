"""The tables of docs/rules.md, generated from the rules themselves."""

import inspect
import re
from collections.abc import Iterable
from pathlib import Path

from follow_along.core.run.rules import PHASES, RULES, Handler

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def with_tables(page: str) -> str:
    """Return the page with its two tables generated anew."""
    for name, table in (("rules", rules_table()), ("transitions", transitions_table())):
        marked = rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)"
        page = re.sub(marked, rf"\g<1>{table}\n\g<2>", page, flags=re.DOTALL)
    return page


def rules_table() -> str:
    """Return the table of what each action does in each phase."""
    rows = (
        [f"**{_words(action.name)}**", *(_words(cell.__name__) if cell else "" for cell in row)]
        for action, row in RULES.items()
    )
    return _table(["", *PHASES], rows)


def transitions_table() -> str:
    """Return the table of what each transition does, in the order of the rules."""
    handlers = dict.fromkeys(cell for row in RULES.values() for cell in row if cell)
    return _table(
        ["Transition", "What it does"],
        ([_words(handler.__name__), _summary(handler)] for handler in handlers),
    )


def _summary(handler: Handler) -> str:
    return (inspect.getdoc(handler) or "").partition("\n\n")[0].replace("\n", " ")


def _words(name: str) -> str:
    return name.lower().replace("_", " ")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [list(head), *map(list, rows)]
    cells.insert(1, ["---"] * len(cells[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def main() -> None:
    """Write the page."""
    PAGE.write_text(with_tables(PAGE.read_text()))


if __name__ == "__main__":
    main()
