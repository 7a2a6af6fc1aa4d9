"""What a person sets once: what plays, how loud, what is heard, and how it looks."""

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from follow_along.core.validation.fields import FieldRule, OneOf, WholeNumber, describe_value
from follow_along.core.validation.model import FileModel

Audio = Literal["auto", "miniaudio", "simpleaudio", "bell", "none"]
Look = Literal["auto", "dark", "light"]
FigureMotion = Literal["moving", "still", "off"]

LOUDEST = 100


class _Switch(FieldRule):
    """On or off."""

    def read(self, value: object) -> bool:
        """Read a word for it."""
        words = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        raise ValueError(f"expected `on` or `off`, found {describe_value(value)}")

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Tell of a truth value."""
        return inner


class Settings(FileModel):
    """The settings file. Every key may be left out."""

    noun: ClassVar[str] = "the settings"

    audio: Annotated[Audio, OneOf(get_args(Audio))] = Field(
        "auto", description="What plays the cues; `auto` is the best there is."
    )
    volume: Annotated[int, WholeNumber(0, LOUDEST)] = Field(
        LOUDEST, description="How loud, in percent of what the system gives."
    )
    muted: Annotated[bool, _Switch()] = Field(False, description="Whether nothing is heard.")
    cues: Annotated[bool, _Switch()] = Field(True, description="Whether cue sounds are heard.")
    tempo: Annotated[bool, _Switch()] = Field(
        True, description="Whether soft tones keep the tempo, one at each change of its phases."
    )
    voice: Annotated[bool, _Switch()] = Field(True, description="Whether phrases are spoken.")
    look: Annotated[Look, OneOf(get_args(Look))] = Field(
        "auto", description="A dark screen or a light one; `auto` follows the terminal."
    )
    figure: Annotated[FigureMotion, OneOf(get_args(FigureMotion))] = Field(
        "moving",
        description="Whether the figure moves, stands still in its key poses, or is not shown.",
    )

    def louder(self, by: int) -> "Settings":
        """The same, `by` percent louder (softer, if negative), within what there is."""
        return self.model_copy(update={"volume": max(0, min(LOUDEST, self.volume + by))})

    def switched(self, name: str) -> "Settings":
        """The same with one of `muted`, `cues`, `tempo`, `voice` the other way round."""
        return self.model_copy(update={name: not getattr(self, name)})

    def words(self) -> str:
        """What of it a person might miss: empty where everything is heard in full."""
        if self.muted:
            return "muted"
        # Without cue sounds there are no tones either, and one word is enough.
        heard = {"cues": self.cues, "tones": self.tempo or not self.cues, "voice": self.voice}
        parts = [f"no {name}" for name, on in heard.items() if not on]
        if self.volume < LOUDEST:
            parts.append(f"volume {self.volume} %")
        return " · ".join(parts)
