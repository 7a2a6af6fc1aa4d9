"""The system's voice: the command that turns a phrase into a WAV file.

The text is given on standard input and spoken as text: no shell, no markup.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

RENDER_S = 20.0
WAV_VARIABLE = "FOLLOW_ALONG_WAV"
POWERSHELL = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    f"$voice.SetOutputToWaveFile($env:{WAV_VARIABLE}); "
    "$voice.Speak([Console]::In.ReadToEnd()); "
    "$voice.Dispose()"
)
INSTALL = (
    "No voice is installed: playing the cue sounds alone. "
    "Install espeak-ng (on Debian and Ubuntu: sudo apt install espeak-ng)."
)


class VoiceError(Exception):
    """A phrase could not be rendered; the message is a clause that says why."""


@dataclass(frozen=True, slots=True)
class VoiceCommand:
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


def find_voice_command() -> VoiceCommand | None:
    """Return the voice of this system, or None if there is none."""
    for program in ("espeak-ng", "espeak"):
        # 150 words a minute are understood at once by someone who balances on one leg.
        if path := shutil.which(program):
            return VoiceCommand(
                program, (path, "-v", "en", "-s", "150", "-b", "1", "--stdin", "-w", "{wav}")
            )
    if sys.platform == "darwin" and (path := shutil.which("say")):
        return VoiceCommand("say", (path, "-f", "-", "--data-format=LEI16@48000", "-o", "{wav}"))
    if sys.platform == "win32" and (path := shutil.which("powershell")):
        return VoiceCommand("SAPI", (path, "-NoProfile", "-NonInteractive", "-Command", POWERSHELL))
    return None
