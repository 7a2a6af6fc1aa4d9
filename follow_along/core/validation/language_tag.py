"""Language tags (BCP 47), such as `de` and `pt-BR`."""

import re
from typing import Any

from follow_along.core.language import usual_capitals
from follow_along.core.validation.fields import FieldRule
from follow_along.core.validation.messages import describe_value

_TAG = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}"


class LanguageTag(FieldRule):
    """A language, as a tag: of two or three letters, and a region or script where that matters."""

    def read(self, value: object) -> str:
        """Read a tag; its parts get the capitals that they usually have. Empty text means none."""
        if value == "":
            return ""
        if not isinstance(value, str) or not re.fullmatch(_TAG, value):
            raise ValueError(
                f"expected a language such as `en`, `de` or `pt-BR`, found {describe_value(value)}"
            )
        return usual_capitals(value)

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a string with its pattern."""
        return {**inner, "type": "string", "pattern": f"^(?:{_TAG})?$", "examples": ["en", "pt-BR"]}
