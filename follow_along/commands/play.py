"""The command `play`, and what the program does without a command."""

import math
import sys
from collections.abc import Callable
from typing import Any

import click

from follow_along.commands import exit_codes
from follow_along.commands.arguments import AUDIO, FIRST_SIDE, SESSION, load_session
from follow_along.commands.errors import NOT_SAVED, SAVED, fail
from follow_along.commands.run_app import run_app
from follow_along.commands.streams import can_draw, is_dumb, print_line, require_streams
from follow_along.conductor import Conductor
from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.listed_session import ListedSession
from follow_along.core.settings import Audio
from follow_along.core.text import plural, visible
from follow_along.services import RunOptions, Services, open_services
from follow_along.ui.outcome import Outcome

Ending = tuple[Outcome | None, int | None]
"""How the last run ended, and the number of the signal that ended the program, if one did."""


class Speed(click.FloatRange):
    """A number from 1 to 1000. click.FloatRange lets "nan" pass, which no comparison stops."""

    def __init__(self) -> None:
        super().__init__(1, 1000)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read the number. Fails with a usage error for anything else."""
        speed = float(super().convert(value, param, ctx))
        if math.isnan(speed):
            self.fail(f"{value!r} is not a number from 1 to 1000.", param, ctx)
        return speed


@click.command()
@SESSION
@click.option(
    "--speed",
    type=Speed(),
    default=1.0,
    metavar="N",
    help="Rehearse at N times the speed; nothing is logged.",
)
@click.option(
    "--from",
    "from_exercise",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Start at exercise N.",
)
@FIRST_SIDE
@click.option("--mute", is_flag=True, help="Start muted; M unmutes.")
@AUDIO
@click.option(
    "--plain",
    is_flag=True,
    help="Lines of text in place of a screen, for a screen reader or a simple terminal.",
)
def play(  # noqa: PLR0913, PLR0917 - each is an option
    session: str,
    speed: float,
    from_exercise: int,
    first_side: str | None,
    mute: bool,
    audio: Audio | None,
    plain: bool,
) -> None:
    """Play SESSION: a name that `list` shows, or the path of a session file."""
    listed = load_session(session)
    exercises = len(listed.require_session().all_exercises)
    if from_exercise > exercises:
        raise click.UsageError(
            f"--from {from_exercise}: {listed.name} has {plural(exercises, 'exercise')}"
        )
    options = RunOptions(
        speed=speed,
        from_exercise=from_exercise,
        first_side=Side(first_side) if first_side else None,
        muted=mute,
        audio=audio,
    )
    if plain:
        require_streams()
        _finish(options, listed, lambda services: _play_plainly(services, options, listed))
    else:
        play_on_screen(options, listed)


def play_on_screen(options: RunOptions, chosen: ListedSession | None = None) -> None:
    """Open the list of sessions, or the chosen one, and exit when the screen has closed."""
    if not can_draw():
        fail(
            "follow-along needs a terminal that can draw. Without one, play a session with"
            " `follow-along play --plain SESSION`; `follow-along list` has their names."
        )
    _finish(options, chosen, lambda services: _play_on_screen(services, options, chosen))


def _play_on_screen(
    services: Services, options: RunOptions, chosen: ListedSession | None
) -> Ending:
    from follow_along.ui.app import FollowAlongApp  # noqa: PLC0415 - takes 0.2 s
    from follow_along.ui.keys import KeyMap  # noqa: PLC0415 - only where there is a screen

    run = services.open(chosen) if chosen else None
    app = FollowAlongApp(
        services,
        run,
        badge=options.badge,
        look=services.settings.look,
        key_map=KeyMap(services.settings.keys),
        problem=services.settings_problem,
    )
    return run_app(app), app.ended_by


def _play_plainly(services: Services, options: RunOptions, chosen: ListedSession) -> Ending:
    from follow_along.commands.play_plain import play_plainly  # noqa: PLC0415 - few need it

    return play_plainly(services, chosen, badge=options.badge, by_line=is_dumb())


def _finish(
    options: RunOptions, chosen: ListedSession | None, play_in: Callable[[Services], Ending]
) -> None:
    """Play with open services; then print how the run ended, and exit."""
    services: Services | None = None
    try:
        with open_services(options) as services:
            outcome, ended_by = play_in(services)
    except Exception as error:
        if services:
            error.add_note(NOT_SAVED if any(services.lost()) else SAVED)
        raise
    finally:
        for sentence in services.notices() if services else ():
            print_line(sentence, err=True)
        lost = list(services.lost()) if services else []
        for run in lost:
            _print_lost(run)
    if outcome is not None:
        from follow_along.core.run.summary import summarise  # noqa: PLC0415 - after the run

        print_line(_ending(outcome, options, saved=not lost))
        if outcome.record:
            # A line of its own: together they would be broken within a word at 80 columns.
            print_line(summarise(outcome.record).sentence)
    if ended_by is not None:
        sys.exit(exit_codes.of_signal(ended_by))
    left = bool(lost) or (bool(chosen) if outcome is None else not outcome.finished)
    sys.exit(exit_codes.ENDED_EARLY if left else exit_codes.OK)


def _print_lost(run: Conductor) -> None:
    """Print the counts of a run that could not be saved, so that they can be noted."""
    from follow_along.core.run.summary import summarise  # noqa: PLC0415 - after the run

    print_line(f"{visible(run.header.title)} could not be saved. Its counts:", err=True)
    for exercise in summarise(run.player.record).exercises:
        steady = minutes_text(exercise.steady_ms)
        name = f"{visible(exercise.exercise)}, {exercise.side}"
        print_line(f"  {name}: {plural(exercise.count, 'stop')} in {steady}", err=True)


def _ending(outcome: Outcome, options: RunOptions, *, saved: bool) -> str:
    if options.rehearsal:
        return "Rehearsal: nothing was logged."
    if not outcome.record:
        return "No exercise was begun."
    if not saved:
        return "Done, but not saved." if outcome.finished else "Ended early, and not saved."
    return "Done." if outcome.finished else "Ended early; your progress is saved."
