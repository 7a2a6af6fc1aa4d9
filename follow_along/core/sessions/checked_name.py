"""Names in a session that must lead to something outside it: a figure, or a shipped exercise."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from follow_along.core.validation.fields import FieldRule, Slug

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

NameCheck = Callable[[str], str]
"""Returns what is wrong with a name; empty if nothing is."""


class NameChecks(NamedTuple):
    """The context in which a session is validated: how to find out what its names lead to."""

    figure: NameCheck
    exercise: NameCheck


class CheckedName(FieldRule):
    """A name that is checked where the validation has a context. Empty text means no name."""

    def check(self, checks: NameChecks) -> NameCheck:
        """Return the check that holds for this kind of name."""
        raise NotImplementedError

    def _read_in_context(self, value: object, info: "ValidationInfo") -> object:
        name = self.read(value)
        if name and info.context and (problem := self.check(info.context)(str(name))):
            raise ValueError(problem)
        return name

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - only where a file is validated

        return core_schema.with_info_before_validator_function(
            self._read_in_context, handler(source)
        )


class ExerciseName(CheckedName):
    """The id of a shipped exercise."""

    def check(self, checks: NameChecks) -> NameCheck:
        """Look for it among the shipped exercises."""
        return checks.exercise

    def read(self, value: object) -> str:
        """Read an id."""
        return Slug().read(value)

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a string with its pattern."""
        return Slug().schema(inner)
