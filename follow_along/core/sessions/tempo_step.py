"""A phase of a tempo: its word and how long it lasts."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict

from follow_along.core.durations import PATTERN
from follow_along.core.validation.fields import Duration, FieldRule, Text, describe_value

_WORD = Text(most=40, least=1)
_BEAT = Duration(least=100)
_WHOLE = Text(most=100, least=1)


class TempoStep(BaseModel):
    """One phase of a repetition: a word and how long it lasts, in milliseconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: Annotated[str, _WORD]
    ms: Annotated[int, _BEAT]


class TempoStepRule(FieldRule):
    """A phase as it is written: `look left 3s`."""

    def read(self, value: object) -> TempoStep:
        """Read a word and a duration, the last word being the duration."""
        match value:
            case TempoStep():
                return value
            case {"word": str(), "ms": int()}:
                return TempoStep.model_validate(value)
        # A number without quotes lacks its word, not its quotes.
        text = _WHOLE.read(str(value) if isinstance(value, str) else value)
        parts = re.fullmatch(rf"(.*?\S) ({PATTERN.strip('^$')})", text)
        if not parts:
            raise ValueError(
                f"expected a word and its duration such as `up 2s`, found {describe_value(text)}"
            )
        return TempoStep(word=_WORD.read(parts[1]), ms=_BEAT.read(parts[2]))

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see Rule
        """Tell of both in one text."""
        return {"type": "string", "pattern": rf"\S {PATTERN.strip('^')}"}
