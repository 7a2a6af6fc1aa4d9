"""The user's settings: audio, theme, figure and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar, Literal, get_args

from follow_along.core.key_map import Keys, OwnKeys
from follow_along.core.validation.fields import Items, OneOf, Switch, WholeNumber
from follow_along.core.validation.file_record import FileRecord
from follow_along.core.validation.language_tag import LanguageTag

Audio = Literal["auto", "miniaudio", "simpleaudio", "bell", "none"]
Look = Literal["auto", "dark", "light"]
FigureMotion = Literal["moving", "still", "off"]
VoiceKind = Literal["recorded", "natural", "system", "espeak"]

LOUDEST = 100


@dataclass(frozen=True, kw_only=True)
class Settings(FileRecord):
    """The contents of the settings file. Every key is optional."""

    noun: ClassVar[str] = "the settings"

    audio: Annotated[Audio, OneOf(get_args(Audio))] = "auto"
    """The audio backend; `auto` selects the best one that works."""
    volume: Annotated[int, WholeNumber(0, LOUDEST)] = LOUDEST
    """Percent of the system's volume."""
    muted: Annotated[bool, Switch()] = False
    """Whether all sound is off."""
    cues: Annotated[bool, Switch()] = True
    """Whether cue sounds are played."""
    tempo: Annotated[bool, Switch()] = True
    """Whether a soft tone is played at the start of each tempo step."""
    voice: Annotated[bool, Switch()] = True
    """Whether phrases are spoken."""
    voices: Annotated[
        tuple[Annotated[VoiceKind, OneOf(get_args(VoiceKind))], ...], Items(least=1, most=4)
    ] = get_args(VoiceKind)
    """The kinds of voice that may speak, the preferred one first: the shipped recordings, the extra
    `natural-voice`, the system's voice, and the extra `voice`."""
    language: Annotated[str, LanguageTag()] = ""
    """The language of sessions that name none, such as `de`; that of the system unless given."""
    keep_awake: Annotated[bool, Switch()] = True
    """Whether the display stays awake during a run, except in a pause."""
    look: Annotated[Look, OneOf(get_args(Look))] = "auto"
    """The theme; `auto` follows the terminal."""
    figure: Annotated[FigureMotion, OneOf(get_args(FigureMotion))] = "moving"
    """Whether the figure moves, is shown as still key poses, or is hidden."""
    keys: Annotated[Mapping[str, Keys], OwnKeys()] = field(default_factory=dict)
    """Keys of one's own, by the action, in place of the default ones."""

    def louder(self, by: int) -> "Settings":
        """Return these settings `by` percent louder (softer, if negative), from 0 to 100."""
        return replace(self, volume=max(0, min(LOUDEST, self.volume + by)))

    def switched(self, name: str) -> "Settings":
        """Return these settings with `muted`, `cues`, `tempo` or `voice` toggled."""
        toggled: dict[str, Any] = {name: not getattr(self, name)}
        return replace(self, **toggled)

    def words(self) -> str:
        """Return what is muted, off or below full volume, as text; empty if nothing is."""
        if self.muted:
            return "muted"
        # Without cue sounds there are no tones either, so only "no cues" is shown.
        heard = {"cues": self.cues, "tones": self.tempo or not self.cues, "voice": self.voice}
        parts = [f"no {name}" for name, on in heard.items() if not on]
        if self.volume < LOUDEST:
            parts.append(f"volume {self.volume} %")
        return " · ".join(parts)
