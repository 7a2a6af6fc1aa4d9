"""The command `play`, and what the program does without a command."""

import math
import sys
from typing import TYPE_CHECKING, Any

import click

from follow_along.commands import exit_codes
from follow_along.commands.arguments import AUDIO, FIRST_SIDE, SESSION, load_session
from follow_along.commands.errors import fail
from follow_along.commands.run_app import run_app
from follow_along.commands.streams import on_terminal, print_line
from follow_along.core.enums import Side
from follow_along.core.session_list import ListedSession
from follow_along.core.settings import Audio
from follow_along.wiring import RunOptions, Services, open_services

if TYPE_CHECKING:
    from follow_along.ui.outcome import Outcome


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
def play(  # noqa: PLR0913, PLR0917 - each is an option
    session: str,
    speed: float,
    from_exercise: int,
    first_side: str | None,
    mute: bool,
    audio: Audio | None,
) -> None:
    """Play SESSION: a name that `list` shows, or the path of a session file."""
    listed = load_session(session)
    exercises = len(listed.require_session().all_exercises)
    if from_exercise > exercises:
        raise click.UsageError(f"--from {from_exercise}: {listed.name} has {exercises} exercises")
    options = RunOptions(
        speed=speed,
        from_exercise=from_exercise,
        first_side=Side(first_side) if first_side else None,
        muted=mute,
        audio=audio,
    )
    play_on_screen(options, listed)


def play_on_screen(options: RunOptions, chosen: ListedSession | None = None) -> None:
    """Open the list of sessions, or the chosen one, and exit when the screen has closed."""
    if not on_terminal():
        fail("follow-along needs a terminal. See follow-along --help.")
    from follow_along.ui.app import FollowAlongApp  # noqa: PLC0415 - takes 0.2 s

    services: Services | None = None
    try:
        with open_services(options) as services:
            run = services.open(chosen) if chosen else None
            app = FollowAlongApp(services, run, badge=options.badge, look=services.settings.look)
            outcome = run_app(app)
    finally:
        for sentence in services.notices() if services else ():
            print_line(sentence, err=True)
    if outcome is not None:
        from follow_along.core.run.summary import summarise  # noqa: PLC0415 - after the run

        print_line(f"{_ending(outcome, options)} {summarise(outcome.record).sentence}")
    if app.ended_by is not None:
        sys.exit(exit_codes.of_signal(app.ended_by))
    left = bool(chosen) if outcome is None else not outcome.finished
    sys.exit(exit_codes.ENDED_EARLY if left else exit_codes.OK)


def _ending(outcome: "Outcome", options: RunOptions) -> str:
    if options.rehearsal:
        return "Rehearsal: nothing was logged."
    return "Done." if outcome.finished else "Ended early; your progress is saved."
