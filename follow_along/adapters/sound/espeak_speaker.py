"""Speaks the text on standard input with the espeak-ng of a wheel.

`espeak_speaker.py VOICE WORDS_A_MINUTE WAV`. A process of its own: a library in C may crash alone.
"""

import contextlib
import ctypes
import os
import sys
import wave

_RETRIEVAL = 1
_DONT_EXIT = 0x8000
_RATE_PARAMETER = 1
_UTF8 = 1
_BY_CHARACTER = 1


def main(voice: str, words_a_minute: str, wav: str) -> None:
    """Write what is said into the file `wav`."""
    import espeakng_loader  # noqa: PLC0415 - an extra

    with contextlib.suppress(AttributeError, OSError):
        # The sound process has a high priority, which rendering must not use.
        os.nice(19)
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    rate = library.espeak_Initialize(_RETRIEVAL, 0, data, _DONT_EXIT)
    if rate <= 0 or library.espeak_SetVoiceByName(voice.encode()):
        raise SystemExit(f"espeak-ng has no voice {voice}")
    library.espeak_SetParameter(_RATE_PARAMETER, int(words_a_minute), 0)
    said = bytearray()

    def collect(samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: object) -> int:
        if samples and count > 0:
            said.extend(ctypes.string_at(samples, 2 * count))
        return 0

    pointer = ctypes.POINTER(ctypes.c_short)
    callback = ctypes.CFUNCTYPE(ctypes.c_int, pointer, ctypes.c_int, ctypes.c_void_p)(collect)
    library.espeak_SetSynthCallback(callback)
    text = sys.stdin.buffer.read() + b"\0"
    library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, _BY_CHARACTER, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    with wave.open(wav, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
