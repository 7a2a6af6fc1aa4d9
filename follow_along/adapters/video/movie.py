"""An MP4 file that is written as it is made: pictures, sound, subtitles and chapters.

H.264 (High profile, 4:2:0) and AAC, with the index in front, so that browsers, phones and
televisions play it. A picture is held until the next one.
"""

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
from av.packet import Packet
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc

from follow_along.adapters.sound.samples import RATE, Samples, to_bytes
from follow_along.core.language import primary

_MILLISECONDS = Fraction(1, 1000)

_SOUND_BITS_PER_S = 96_000

_H264 = {
    "preset": "veryfast",
    "profile": "high",
    # A constant quality: a rate that is controlled takes a look ahead, which costs time, and blurs
    # edges that move. Most of a picture is as it was, so that nothing else has to be saved.
    "qp": "26",
    "rc-lookahead": "0",
    "mbtree": "0",
    "weightp": "0",
    "sc_threshold": "0",
    # A picture that waits for a later one would need an edit list, which some players ignore.
    "bf": "0",
    # Where so little moves, a finer search saves a twentieth of the file and takes a fifth of the
    # time.
    "subq": "0",
    "threads": "2",
}

_MP4 = {
    "movflags": "+faststart",
    # Pictures may be a second apart, and some of them wait in the encoder.
    "max_interleave_delta": str(60_000_000),
}

_KEY_MS = 5_000
"""A player can jump to a chapter, and to a moment at most this long before any."""

_SUBTITLE_STYLE = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, Italic, Underline, Alignment
Style: Default,Arial,16,&Hffffff,&H0,0,0,0,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""

_THREE_LETTERS = {
    "ar": "ara",
    "cs": "ces",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "hu": "hun",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "nb": "nob",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "th": "tha",
    "tr": "tur",
    "uk": "ukr",
    "vi": "vie",
    "zh": "zho",
}
"""ISO 639-2 codes, which MP4 has for a language, by those of language tags."""


class Chapter(NamedTuple):
    """A part of a film, from `at_ms` to `end_ms`, with its title."""

    at_ms: int
    end_ms: int
    title: str


class Movie:
    """A film that is being written. Its parts are given in the order of their time."""

    def __init__(
        self,
        container: av.container.OutputContainer,
        size: tuple[int, int],
        language: str,
        chapters: Sequence[Chapter],
    ) -> None:
        self._container = container
        self._video = container.add_stream("libx264", rate=25, options=_H264)
        self._video.width, self._video.height = size
        self._video.pix_fmt = "yuv420p"
        # A picture is encoded while the next one is drawn.
        self._video.thread_type = "FRAME"
        # The colours of high definition, which is what players assume.
        self._video.codec_context.colorspace = Colorspace.ITU709
        self._video.codec_context.color_primaries = ColorPrimaries.BT709
        self._video.codec_context.color_trc = ColorTrc.BT709
        self._sound = container.add_stream("aac", rate=RATE, layout="mono")
        self._sound.bit_rate = _SOUND_BITS_PER_S
        self._subtitles = container.add_stream("mov_text")
        self._subtitles.codec_context.subtitle_header = _SUBTITLE_STYLE
        self._video.codec_context.time_base = self._video.time_base = _MILLISECONDS
        self._subtitles.codec_context.time_base = self._subtitles.time_base = _MILLISECONDS
        for stream in (self._video, self._sound, self._subtitles):
            stream.metadata["language"] = language_code(language)
        self._frame: av.VideoFrame | None = None
        self._key_ms = -_KEY_MS
        self._cuts = {at for each in chapters for at in (each.at_ms, each.end_ms)}
        """Where chapters begin and end, in milliseconds."""
        self.samples = 0
        """The samples of sound so far."""

    def show(self, frame: av.VideoFrame, at_ms: int) -> None:
        """Show a picture from a moment on."""
        self._frame = frame
        frame.pts, frame.time_base = at_ms, _MILLISECONDS
        is_key = at_ms - self._key_ms >= _KEY_MS or at_ms in self._cuts
        frame.pict_type = (
            av.video.frame.PictureType.I if is_key else av.video.frame.PictureType.NONE
        )
        if is_key:
            self._key_ms = at_ms
        self._container.mux(self._video.encode(frame))

    def hold(self, at_ms: int) -> None:
        """Show the last picture up to a moment."""
        if self._frame is not None:
            self.show(self._frame, at_ms)

    def hear(self, samples: Samples) -> None:
        """Add sound to what is heard."""
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
        frame.sample_rate, frame.pts, frame.time_base = RATE, self.samples, Fraction(1, RATE)
        frame.planes[0].update(to_bytes(samples))
        self.samples += len(samples)
        self._container.mux(self._sound.encode(frame))

    def say(self, text: str, at_ms: int, end_ms: int) -> None:
        """Add a subtitle."""
        # Written by hand, because the encoder takes `{...}` in a text for a command.
        data = text.encode("utf-8", "replace")[:0xFFFF]
        packet = Packet(struct.pack(">H", len(data)) + data)
        packet.pts = packet.dts = at_ms
        packet.duration, packet.time_base = end_ms - at_ms, _MILLISECONDS
        packet.stream = self._subtitles
        self._container.mux(packet)

    def finish(self) -> None:
        """Write what the encoders still hold."""
        self._container.mux(self._video.encode(None))
        self._container.mux(self._sound.encode(None))


@contextmanager
def open_movie(
    path: Path,
    size: tuple[int, int],
    *,
    title: str,
    language: str,
    chapters: Sequence[Chapter],
) -> Iterator[Movie]:
    """Open a film for writing. Raises OSError when the file cannot be written, also at the end."""
    container = av.open(str(path), "w", format="mp4", options=_MP4)
    try:
        container.metadata["title"] = title
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": chapter.at_ms,
                    "end": chapter.end_ms,
                    "time_base": _MILLISECONDS,
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(chapters)
            ]
        )
        movie = Movie(container, size, language, chapters)
        yield movie
        movie.finish()
    except BaseException:
        # The file is unfinished, and what ended it matters more than that.
        with suppress(Exception):
            container.close()
        raise
    container.close()


def language_code(tag: str) -> str:
    """Return the code of three letters for the language of a tag; `und` if it has none here."""
    code = primary(tag)
    return code if len(code) == 3 else _THREE_LETTERS.get(code, "und")
