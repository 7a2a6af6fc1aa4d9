"""Renders a session into a video: shots and sound, woven together in the order of their time."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from follow_along.adapters.sound.rendering import Soundtrack
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.video.movie import Chapter, Movie, open_movie
from follow_along.adapters.video.painter import Painter
from follow_along.adapters.video.shots import FRAME_MS, shots
from follow_along.core.figures.figure import Figure
from follow_along.core.run.player import Player
from follow_along.core.sessions.timeline import Timeline


class Film(NamedTuple):
    """What is seen and heard: a run that began at 0, in a timeline without open blocks."""

    begun: Player
    figures: Mapping[str, Figure]
    soundtrack: Soundtrack


def render_video(
    film: Film, path: Path, painter: Painter, on_progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write a film as it is painted.

    `on_progress` is given the milliseconds that are done. Raises OSError when the file cannot be
    written.
    """
    timeline = film.begun.timeline
    with open_movie(
        path,
        painter.size,
        title=timeline.session.title,
        language=timeline.session.language,
        chapters=list(chapters(timeline)),
    ) as movie:
        sound = _Sound(film.soundtrack, movie)
        for shot in shots(film.begun, film.figures):
            sound.play_until(shot.at_ms)
            movie.show(painter.paint(shot), shot.at_ms)
            on_progress(shot.at_ms)
        sound.play_until(None)
        movie.hold(movie.samples * 1000 // RATE - FRAME_MS)


def chapters(timeline: Timeline) -> Iterator[Chapter]:
    """Yield a chapter for each exercise, in each round, from its lead-in on."""
    begins = list(timeline.exercises_begin())
    ends = [*(at_ms for at_ms, _ in begins[1:]), timeline.total_ms]
    for (at_ms, block), end_ms in zip(begins, ends, strict=True):
        rounds = f"Round {block.round_number}: " if block.rounds > 1 else ""
        yield Chapter(at_ms, end_ms, f"{rounds}{block.exercise.name}")


class _Sound:
    """Gives a film its sound and its subtitles, as far as its pictures have come."""

    def __init__(self, soundtrack: Soundtrack, movie: Movie) -> None:
        self._movie = movie
        self._blocks = soundtrack.blocks()
        self._spoken = soundtrack.spoken()
        self._next = next(self._spoken, None)

    def play_until(self, at_ms: int | None) -> None:
        """Add what is heard up to a moment; None: all that is left."""
        while at_ms is None or self._movie.samples * 1000 < at_ms * RATE:
            block = next(self._blocks, None)
            if block is None:
                break
            self._movie.hear(block)
        while self._next and (at_ms is None or self._next.at * 1000 < at_ms):
            said, self._next = self._next, next(self._spoken, None)
            self._movie.say(said.text, round(said.at * 1000), round(said.end * 1000))
