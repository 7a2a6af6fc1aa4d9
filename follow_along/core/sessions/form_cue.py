"""A form cue that has a moment of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from follow_along.core.durations import duration_text, parse_duration
from follow_along.core.validation.fields import FieldRule, Text
from follow_along.core.validation.file_record import FileRecord
from follow_along.core.validation.messages import describe_value

CUE_TEXT = Text(most=500, least=1)
_HALF = "half"


class _MomentRule(FieldRule):
    """`half`, or a duration: from the beginning of the work, or with a minus before its end."""

    def read(self, value: object) -> object:
        """Read either form; a moment before the end becomes a negative number."""
        if value == _HALF:
            return _HALF
        text = value if isinstance(value, str) else ""
        before_end = text.startswith("-")
        try:
            ms = parse_duration(text.removeprefix("-"))
        except ValueError:
            expected = "expected `half`, or a time such as `10s` or `-5s`"
            raise ValueError(f"{expected}, found {describe_value(value)}") from None
        return -max(ms, 1) if before_end else ms

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - see FieldRule
        """Return a number of seconds, or text in one of the forms."""
        forms = [{"type": "number"}, {"type": "string"}]
        return {"anyOf": forms, "examples": ["half", "10s", "-5s"]}


@dataclass(frozen=True, kw_only=True)
class TimedCue(FileRecord):
    """A form cue with its moment."""

    noun: ClassVar[str] = "a cue with a moment"

    at: Annotated[int | Literal["half"], _MomentRule()]
    """When: `half`, a time from the beginning of the work, or with a minus one before its end."""
    say: Annotated[str, CUE_TEXT]
    """What is shown and spoken."""

    def __str__(self) -> str:
        """Return the text with its moment: `Change direction (half way)`."""
        if isinstance(self.at, str):
            return f"{self.say} (half way)"
        side = "before the end" if self.at < 0 else "after the beginning"
        return f"{self.say} ({duration_text(abs(self.at))} {side})"

    def position_s(self, work_s: float) -> float:
        """Return the moment in a work of this length, in seconds from its beginning."""
        if isinstance(self.at, str):
            return work_s / 2
        return self.at / 1000 + (work_s if self.at < 0 else 0.0)

    def problem(self, work_ms: int) -> str:
        """Return why the moment is not within `work_ms` (0: no time limit); empty if it is."""
        if not work_ms:
            waits = "the work has no time limit, so that only a time from its beginning is known"
            return waits if self.at == _HALF or self.position_s(0.0) < 0 else ""
        position = self.position_s(work_ms / 1000)
        inside = 0 <= position < work_ms / 1000
        return "" if inside else f"it is not within the work of {duration_text(work_ms)}"


class FormCueRule(FieldRule):
    """A form cue: a text, or a text with its moment."""

    keeps_blanks: ClassVar[bool] = True

    def read(self, value: object) -> object:
        """Read either form; the mistakes of a mapping keep their own keys."""
        if not isinstance(value, Mapping):
            return CUE_TEXT.read(value)
        from follow_along.core.validation.validate import nested  # noqa: PLC0415 - pydantic

        return nested(TimedCue, value)

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return both forms."""
        timed = [each for each in inner["anyOf"] if "$ref" in each]
        return {"anyOf": [CUE_TEXT.schema({}), *timed]}
