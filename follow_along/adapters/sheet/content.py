"""What a sheet says, as texts and pictures: everything but how it is laid out."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from follow_along.adapters.sheet.figure_svg import Picture, pictures
from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import key_poses, spread
from follow_along.core.sessions.dose import dose_words
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Group, Item, Rest, Session
from follow_along.core.sessions.timeline import Timeline, build_timeline
from follow_along.core.text import plural

_MOST_POSES = 3


class PosePicture(NamedTuple):
    """A pose, and the words below it."""

    picture: Picture
    caption: str


class Version(NamedTuple):
    """An easier or a harder version."""

    label: str
    text: str


class ExerciseRow(NamedTuple):
    """An exercise."""

    number: int
    name: str
    dose: str
    details: tuple[str, ...]
    """Tempo and rests."""
    setup: str
    cues: tuple[str, ...]
    versions: tuple[Version, ...]
    poses: tuple[PosePicture, ...]
    type: Literal["exercise"] = "exercise"


class RestRow(NamedTuple):
    """A rest of the session."""

    text: str
    type: Literal["rest"] = "rest"


class GroupRows(NamedTuple):
    """Exercises that are repeated together."""

    text: str
    rows: tuple["Row", ...]
    type: Literal["group"] = "group"


Row = ExerciseRow | RestRow | GroupRows


class Sheet(NamedTuple):
    """All that a sheet shows."""

    title: str
    language: str
    """A BCP 47 tag; empty if unknown."""
    facts: tuple[str, ...]
    """Length, how often, what is needed."""
    about: str
    safety: str
    rows: tuple[Row, ...]


def sheet(session: Session, figures: Mapping[str, Figure]) -> Sheet:
    """Return what the sheet of a session says; `figures` are those of its exercises, by name."""
    timeline = build_timeline(session, Side(session.first_side or "left"))
    return Sheet(
        title=session.title,
        language=session.language,
        facts=tuple(_facts(timeline)),
        about=session.about,
        safety=session.safety,
        rows=tuple(_Rows(timeline, figures).of(session.exercises)),
    )


def _facts(timeline: Timeline) -> Iterator[str]:
    session = timeline.session
    length = minutes_text(timeline.total_ms)
    more = ", and as long as you need where no time is given" if timeline.waits_for_key else ""
    yield f"Length: {length}{more}"
    if plan := session.weekly_plan:
        apart = f", {plural(plan.days_apart, 'day')} between" if plan.days_apart else ""
        times = "Once" if plan.per_week == 1 else plural(plan.per_week, "time")
        yield f"{times} a week{apart}"
    if session.kit:
        yield f"You need: {', '.join(map(_isolated, session.kit))}"
    own = [exercise.get_ready is not None for exercise in session.all_exercises]
    if session.get_ready and not all(own):
        unless = " that says nothing else" if any(own) else ""
        yield f"{_ready(session.get_ready)} before each exercise{unless}"


class _Rows:
    """The rows of a session, whose exercises are numbered in the order of the file."""

    def __init__(self, timeline: Timeline, figures: Mapping[str, Figure]) -> None:
        self._first_side = timeline.first_side
        self._figures = figures
        self._number = 0

    def of(self, items: Iterable[Item], *, paced: bool = False) -> Iterator[Row]:
        """Yield the rows of some items; `paced` says that their group fixes the pauses."""
        for item in items:
            match item:
                case Exercise():
                    self._number += 1
                    yield self._exercise(item, paced=paced)
                case Rest():
                    said = f": {_isolated(item.say)}" if item.say else ""
                    yield RestRow(f"Rest {_time(item.rest)}{said}")
                case Group():
                    rows = tuple(self.of(item.items, paced=item.every is not None))
                    yield GroupRows(_rounds(item), rows)

    def _exercise(self, exercise: Exercise, *, paced: bool) -> ExerciseRow:
        tempo = ", ".join(f"{_isolated(step.word)} {_time(step.ms)}" for step in exercise.tempo)
        details = (
            f"Tempo: {tempo}" if tempo else "",
            "" if paced else _pauses(exercise),
            "" if exercise.get_ready is None else _ready(exercise.get_ready),
        )
        side = exercise.sides_of_a_set[0]
        if len(exercise.sides_of_a_set) > 1:
            side = self._first_side
        figure = self._figures.get(exercise.figure)
        return ExerciseRow(
            number=self._number,
            name=exercise.name,
            dose=dose_words(exercise, self._first_side),
            details=tuple(filter(None, details)),
            setup=exercise.setup,
            cues=tuple(map(str, exercise.cues)),
            versions=tuple(
                Version(version.capitalize(), text)
                for version in exercise.versions
                if (text := exercise.version_text(version))
            ),
            poses=tuple(_poses(figure, side)) if figure else (),
        )


def _poses(figure: Figure, side: Side) -> Iterator[PosePicture]:
    """Yield the key poses; the whole body beside a close-up is drawn once."""
    poses = spread(key_poses(figure.for_side(side)), _MOST_POSES)
    close_up = replace(figure, whole=None)
    drawings = [
        draw_figure(close_up if index else figure, pose.joints, side)
        for index, pose in enumerate(poses)
    ]
    tells = len({pose.says for pose in poses}) > 1
    for picture, pose in zip(pictures(drawings), poses, strict=True):
        yield PosePicture(picture, (tells and pose.says) or pose.name)


def _rounds(group: Group) -> str:
    text = plural(group.rounds, "round")
    if group.every is not None:
        text += f", a new block every {_time(group.every)}"
    if group.rest and group.rounds > 1:
        text += f", {_time(group.rest)} rest between them"
    return text


def _pauses(exercise: Exercise) -> str:
    """Return how long the pauses between the blocks are; empty if there are none."""
    rest, change = exercise.rest, exercise.rest if exercise.change is None else exercise.change
    between_sides = len(exercise.sides_of_a_set) > 1 and change
    between_sets = exercise.sets > 1 and rest
    if between_sides and between_sets and rest == change:
        return f"{_time(rest)} rest between sides and sets"
    sides = f"{_time(change)} rest between sides" if between_sides else ""
    sets = f"{_time(rest)} rest between sets" if between_sets else ""
    return ", ".join(filter(None, (sides, sets)))


def _isolated(text: str) -> str:
    """Return a text that leaves the sentence around it in order, even if it runs from the right."""
    from_right = any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text)
    return f"\u2068{text}\u2069" if from_right else text


def _ready(ms: int) -> str:
    return f"{_time(ms)} to get ready"


def _time(ms: int) -> str:
    """Return a short length of time as `2 s` or `1.5 s`, a longer one as `2 min 5 s`."""
    return f"{ms / 1000:g} s" if ms < 60_000 else minutes_text(ms)
