"""The voices of this machine: the commands that turn a sentence into a WAV file.

The text is given on standard input and spoken as text: no shell, no markup.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

from follow_along.adapters.sound.languages import scripts_of
from follow_along.core.language import primary

RENDER_S = 20.0
LIST_S = 10.0
WAV_VARIABLE = "FOLLOW_ALONG_WAV"
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)
_SAPI_LIST = (
    f"{_SAPI}$voice.GetInstalledVoices() | Where-Object {{ $_.Enabled }} | "
    'ForEach-Object { "$($_.VoiceInfo.Culture.Name)`t$($_.VoiceInfo.Name)" }'
)
_SAPI_SPEAK = (
    "$voice.SelectVoice('{name}'); "
    f"$voice.SetOutputToWaveFile($env:{WAV_VARIABLE}); "
    "$voice.Speak([Console]::In.ReadToEnd()); "
    "$voice.Dispose()"
)
_GOOD_VOICES = ("Samantha", "Daniel", "Anna", "Thomas", "Alice", "Mónica", "Xander", "Joana")
"""Voices of macOS for everyday texts: among the English ones are some that sing."""
_WORDS_A_MINUTE = "150"
"""Understood at once by someone who balances on one leg."""
_OTHER_CODES = {"zh": "cmn", "no": "nb"}
"""What espeak-ng calls a language."""


class VoiceError(Exception):
    """A phrase could not be rendered; the message is a clause that says why."""


class VoiceCommand(NamedTuple):
    """A command that speaks; `{wav}` in its arguments stands for the file to write."""

    name: str
    command: tuple[str, ...]

    def render(self, text: str, wav: Path) -> None:
        """Speak `text` into the file `wav`. Raises VoiceError."""
        command = [str(wav) if argument == "{wav}" else argument for argument in self.command]
        try:
            subprocess.run(  # noqa: S603 - a fixed command; the text is on standard input
                command,
                input=plain_text(text).encode(),
                capture_output=True,
                check=True,
                timeout=RENDER_S,
                env=os.environ | {WAV_VARIABLE: str(wav)},
            )
        # The error's own text names the file, which differs for each phrase: the user would be told
        # the same a hundred times.
        except subprocess.CalledProcessError as error:
            raise VoiceError(f"{self.name} failed with status {error.returncode}") from error
        except subprocess.TimeoutExpired as error:
            raise VoiceError(f"{self.name} took longer than {RENDER_S:g} seconds") from error
        except OSError as error:
            raise VoiceError(f"{self.name} failed ({error.strerror})") from error


def plain_text(text: str) -> str:
    """Return `text` with nothing in it that a voice takes for a command.

    espeak-ng and say read phonemes and commands between doubled brackets, and say takes control
    characters for commands.
    """
    printable = "".join(char if char.isprintable() else " " for char in text)
    while "[[" in printable or "]]" in printable:
        printable = printable.replace("[[", "[ [").replace("]]", "] ]")
    return printable


def find_voice(kind: str, language: str, text: str = "") -> VoiceCommand | None:
    """Return the voice of a kind that speaks a text in a language; None if there is none."""
    voice = _KINDS[kind](language) if kind in _KINDS else None
    # espeak-ng reads the Chinese letters in a Japanese text as "Chinese letter".
    spelt = primary(language) == "ja" and "CJK" in scripts_of(text)
    return None if voice and spelt and "espeak" in voice.name else voice


@cache
def _natural_voice(language: str) -> VoiceCommand | None:
    """Return the voice of the extra `natural-voice`, which speaks English."""
    if primary(language) != "en" or not importlib.util.find_spec("hibari"):
        return None
    return VoiceCommand("hibari", _python("natural_speaker.py", "{wav}"))


@cache
def _system_voice(language: str) -> VoiceCommand | None:
    """Return the voice of this system."""
    for program in ("espeak-ng", "espeak"):
        if path := shutil.which(program):
            voice = _match(language, _espeak_languages(path))
            rate = ("-s", _WORDS_A_MINUTE, "-b", "1", "--stdin", "-w", "{wav}")
            return VoiceCommand(program, (path, "-v", voice, *rate)) if voice else None
    if sys.platform == "darwin" and (path := shutil.which("say")):
        say = _say_voice(language, _output(path, "-v", "?"))
        options = ("-f", "-", "--data-format=LEI16@48000", "-o", "{wav}")
        return VoiceCommand("say", (path, "-v", say, *options)) if say else None
    if sys.platform == "win32" and (path := shutil.which("powershell")):
        options = ("-NoProfile", "-NonInteractive", "-Command")
        name = _sapi_voice(language, _output(path, *options, _SAPI_LIST))
        speak = _SAPI + _SAPI_SPEAK.replace("{name}", name.replace("'", "''"))
        return VoiceCommand("SAPI", (path, *options, speak)) if name else None
    return None


@cache
def _bundled_espeak(language: str) -> VoiceCommand | None:
    """Return the espeak-ng of the extra `voice`."""
    spec = importlib.util.find_spec("espeakng_loader")
    if not spec or not spec.origin:
        return None
    folder = Path(spec.origin).parent / "espeak-ng-data" / "lang"
    voice = _match(language, {path.name.lower() for path in folder.glob("*/*")})
    command = _python("espeak_speaker.py", voice, _WORDS_A_MINUTE, "{wav}")
    return VoiceCommand("espeak-ng of the extra", command) if voice else None


_KINDS: dict[str, Callable[[str], VoiceCommand | None]] = {
    "natural": _natural_voice,
    "system": _system_voice,
    "espeak": _bundled_espeak,
}


def _python(script: str, *arguments: str) -> tuple[str, ...]:
    """Return the command for a speaker of this folder, in a process that may crash alone."""
    return (sys.executable, "-P", str(Path(__file__).with_name(script)), *arguments)


def _match(language: str, known: Collection[str]) -> str:
    """Return the known name for a language, with its region if it has one; empty if none."""
    short = primary(language)
    names = (language.lower(), short, _OTHER_CODES.get(short, ""))
    return next((name for name in names if name in known), "")


def _espeak_languages(path: str) -> set[str]:
    """Return the languages that espeak-ng speaks by itself."""
    rows = [line.split() for line in _output(path, "--voices").splitlines()[1:]]
    # It lists the voices of another program, mbrola, whether they are there or not.
    own = [row for row in rows if len(row) > 4 and not row[4].startswith("mb/")]
    # French is `fr-fr` there, but its file, `roa/fr`, is a name as well.
    return {name.lower() for row in own for name in (row[1], row[4].rpartition("/")[2])}


def _say_voice(language: str, listing: str) -> str:
    """Return the voice of macOS for a language, from what `say -v ?` prints."""
    rows = re.findall(r"^(.+?)\s+([a-z]{2,3})[_-](\S+)\s+#", listing, re.MULTILINE)
    region = language.partition("-")[2].upper()
    own = [(name, place) for name, code, place in rows if code == primary(language)]
    own.sort(key=lambda each: (*_GOOD_VOICES, each[0]).index(each[0]))
    own.sort(key=lambda each: bool(region) and each[1].upper() != region)
    return own[0][0] if own else ""


def _sapi_voice(language: str, listing: str) -> str:
    """Return the voice of Windows for a language, from lines of a culture and a name."""
    rows = [line.split("\t") for line in listing.splitlines() if "\t" in line]
    same = [row for row in rows if primary(row[0]) == primary(language)]
    names = [(row[0] != language, row[1].strip()) for row in same]
    return min(names, key=lambda each: each[0])[1] if names else ""


def _output(*command: str) -> str:
    """Return what a command prints; empty if it fails."""
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=LIST_S)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")
