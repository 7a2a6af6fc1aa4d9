"""Speaks the text on standard input with the natural voice: `natural_speaker.py WAV`.

A process of its own: the library needs 100 MB, and only while it renders.
"""

import contextlib
import os
import sys


def main(wav: str) -> None:
    """Write what is said into the file `wav`."""
    from hibari import Hibari  # noqa: PLC0415 - loads its model

    with contextlib.suppress(AttributeError, OSError):
        # The sound process has a high priority, which rendering must not use.
        os.nice(19)
    text = sys.stdin.buffer.read().decode()
    # A slash in brackets would be its notation of a pronunciation.
    Hibari(threads=1).save(text.replace("](", "] ("), wav)


if __name__ == "__main__":
    main(sys.argv[1])
