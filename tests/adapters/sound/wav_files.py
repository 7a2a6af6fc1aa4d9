"""WAV files of any kind, for tests."""

import wave


def write_pcm(path, samples, *, rate=48_000, channels=1, width=2):
    """Write samples into a WAV file of any kind."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
