"""Films of short sessions, rendered by the command, and what a decoder finds in them."""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageStat

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.session_file import read_figures, read_session
from follow_along.adapters.sound.samples import RATE, Samples, read_wav
from follow_along.adapters.video.painter import Painter
from follow_along.adapters.video.shots import Shot, shot_at
from follow_along.cli import main
from follow_along.core.enums import Side
from follow_along.core.figures.figure import Figure
from follow_along.core.palette import PALETTES, Palette
from follow_along.core.run.player import Action, Player, new_player
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.timeline import Timeline, build_timeline

SIZE = (320, 180)

SESSION = """\
title: "Short: ein Test"
language: en
get_ready: 4s
kit: [wall]
safety: Stop if it hurts.
exercises:
  - name: Steady check
    sides: each
    work: 5s
    change: 4s
    setup: Hands on hips
    cues: [Grow tall]
    tempo: [look left 1s, look right 1s]
    figure: steady-check
  - name: Heel raise, two feet
    id: rises
    sides: both
    reps: 3
    figure: heel-raise-double
"""

BRIEF = """\
title: Brief
get_ready: 1s
exercises:
  - {name: Steady check, sides: both, work: 2s, cues: [Grow tall], figure: steady-check}
"""


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, of 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@dataclass
class Film:
    """A file that was rendered, of a session file."""

    path: Path
    session: Path
    output: str = ""
    size: tuple[int, int] = SIZE
    look: str = "dark"
    reps_last: int = 4000
    pictures: list[tuple[float, Image.Image]] = field(default_factory=list)
    drawings: dict[float, Image.Image] = field(default_factory=dict)

    @property
    def timeline(self) -> Timeline:
        """The timeline that it shows."""
        session = read_session(self.session, shipped("figures"))
        return build_timeline(session, Side.LEFT).with_time_limit(self.reps_last)

    @property
    def palette(self) -> Palette:
        """Its colours."""
        return PALETTES["light" if self.look == "light" else "dark"]

    def begun(self) -> Player:
        """The run that it shows, begun at 0."""
        return act(new_player(self.timeline), Action.BIG_KEY, 0.0).player

    def figures(self) -> dict[str, Figure]:
        """The figures of its session."""
        session = read_session(self.session, shipped("figures"))
        return dict(read_figures(session, self.session, shipped("figures")))

    def shot(self, at: float) -> Shot:
        """What is to be seen at a moment (seconds)."""
        player = advance(self.begun(), at).player
        figure = self.figures().get(player.block.exercise.figure)
        return shot_at(player, figure, round(at * 1000))

    def drawn(self, at: float) -> Image.Image:
        """The picture that it must hold at a moment, drawn anew for it."""
        if at not in self.drawings:
            painter = Painter(*self.size, self.palette, self.timeline)
            self.drawings[at] = painter.paint(self.shot(at)).to_image()
        return self.drawings[at]

    def decoded(self) -> list[tuple[float, Image.Image]]:
        """Every picture with the moment from which it is shown."""
        if not self.pictures:
            with av.open(str(self.path)) as container:
                self.pictures = [
                    (float(frame.time), frame.to_image()) for frame in container.decode(video=0)
                ]
        return self.pictures

    def heard(self) -> Samples:
        """All samples of its sound, at their moments from 0 on."""
        heard = array("h")
        with av.open(str(self.path)) as container:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            for frame in container.decode(audio=0):
                start = round(float(frame.time) * RATE)
                assert start == len(heard)
                for part in resampler.resample(frame):
                    heard.frombytes(bytes(part.planes[0])[: 2 * part.samples])
        return heard

    def shown(self, at: float) -> Image.Image:
        """The picture that is shown at a moment."""
        return [image for moment, image in self.decoded() if moment <= at + 1e-6][-1]


def subtitles_of(path: Path) -> Iterator[tuple[float, float, str]]:
    """Yield the subtitles of a film, each with its beginning and end (seconds)."""
    with av.open(str(path)) as container:
        for packet in container.demux(container.streams.subtitles[0]):
            data = bytes(packet)
            # Between two of them are empty ones.
            if len(data) > 2 and packet.pts is not None:
                (length,) = struct.unpack(">H", data[:2])
                begin = float(packet.pts * packet.time_base)
                end = begin + float(packet.duration * packet.time_base)
                yield begin, end, data[2 : 2 + length].decode()


def render_wav(film: Film, *options: str) -> Samples:
    """Return what `render` writes as WAV for the session of a film."""
    path = film.path.with_suffix(".wav")
    arguments = ["render", str(film.session), str(path), "--reps-last", "4s", "--force", *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return read_wav(path, longest=60.0)


def render_film(folder: Path, *options: str, text: str = SESSION, size=SIZE, **described) -> Film:
    """Render a session of this text by the command."""
    session, path = folder / "short.yaml", folder / "short.mp4"
    session.write_text(text, encoding="utf-8")
    arguments = ["render", str(session), str(path), "--size", "{}x{}".format(*size), *options]
    result = CliRunner().invoke(main, [*arguments, "--reps-last", "4s", "--force"])
    assert result.exit_code == 0, result.output
    return Film(path, session, result.output, size, **described)
