"""A tempo step: its word and how long it lasts."""

import re
from dataclasses import dataclass
from typing import Any

from follow_along.core.durations import PATTERN
from follow_along.core.validation.fields import Duration, FieldRule, Text
from follow_along.core.validation.messages import describe_value

_WORD = Text(most=40, least=1)
_LENGTH = Duration(least=100)
_WHOLE = Text(most=100, least=1)


@dataclass(frozen=True, slots=True)
class TempoStep:
    """One part of a repetition, such as `up` for two seconds."""

    word: str
    ms: int


class TempoStepRule(FieldRule):
    """A tempo step as it is written: `look left 3s`."""

    def read(self, value: object) -> TempoStep:
        """Read a word and a duration; the duration stands last."""
        # A number without quotes lacks its word, not its quotes.
        text = _WHOLE.read(str(value) if isinstance(value, str) else value)
        parts = re.fullmatch(rf"(.*?\S) ({PATTERN.strip('^$')})", text)
        if not parts:
            raise ValueError(
                f"expected a word and its duration such as `up 2s`, found {describe_value(text)}"
            )
        return TempoStep(word=_WORD.read(parts[1]), ms=_LENGTH.read(parts[2]))

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see FieldRule
        """Return one text with both."""
        return {"type": "string", "pattern": rf"\S {PATTERN.strip('^')}"}
