"""The name by which a session refers to a figure."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from follow_along.core.validation.fields import SLUG, FieldRule, Text
from follow_along.core.validation.messages import describe_value

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

_LONGEST_NAME = 60
_FILE = r"[^./\\:][^/\\:]*\.ya?ml"


@dataclass(frozen=True)
class FigureName(FieldRule):
    """A shipped figure by its id, or a file beside the session's by its name.

    Nothing that could lead to another folder is a name. Empty text means no figure. The context of
    the validation may be a function from a name to what is wrong with that figure.
    """

    _pattern: ClassVar[str] = rf"(?:{SLUG})?|{_FILE}"

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

    def _read_in_context(self, value: object, info: "ValidationInfo") -> str:
        name = self.read(value)
        if name and info.context and (problem := info.context(name)):
            raise ValueError(problem)
        return name

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - only where a file is validated

        return core_schema.with_info_before_validator_function(
            self._read_in_context, handler(source)
        )
