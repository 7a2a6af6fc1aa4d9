"""The actions of keys, written as for Textual: `close`, `louder(10)`."""

import ast
import re
from typing import Any

_ACTION = re.compile(r"(\w+)(?:\((.*)\))?")


def parse_action(action: str) -> tuple[str, tuple[Any, ...]]:
    """Return the name and the arguments of an action; an empty name if it is none."""
    match = _ACTION.fullmatch(action)
    if match is None:
        return "", ()
    return match[1], ast.literal_eval(f"({match[2]},)") if match[2] else ()
