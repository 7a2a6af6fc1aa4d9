"""The name by which a session refers to a figure."""

import re
from typing import Any, ClassVar

from follow_along.core.sessions.checked_name import CheckedName, NameCheck, NameChecks
from follow_along.core.validation.fields import SLUG, Text
from follow_along.core.validation.messages import describe_value

_LONGEST_NAME = 60
_FILE = r"[^./\\:][^/\\:]*\.ya?ml"


class FigureName(CheckedName):
    """A shipped figure by its id, or a file beside the session's by its name.

    Nothing that could lead to another folder is a name.
    """

    _pattern: ClassVar[str] = rf"(?:{SLUG})?|{_FILE}"

    def check(self, checks: NameChecks) -> NameCheck:
        """Look for it among the shipped figures, or beside the session."""
        return checks.figure

    def read(self, value: object) -> str:
        """Read an id, or the name of a file."""
        text = Text(_LONGEST_NAME).read(value)
        if not re.fullmatch(self._pattern, text):
            raise ValueError(
                "expected the id of a shipped figure such as `heel-raise-single`, or a file in the "
                f"session's own folder such as `my-move.yaml`, found {describe_value(text)}"
            )
        return text

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a string with its pattern."""
        limits = Text(_LONGEST_NAME).schema(inner)
        return {**limits, "pattern": f"^(?:{self._pattern})$", "examples": ["heel-raise-single"]}
