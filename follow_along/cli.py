"""The command line. Textual is imported only when a screen opens."""

import math
import sys
from typing import TYPE_CHECKING, Any

import click

from follow_along import __version__
from follow_along.commands import (
    completion,
    exit_codes,
    export_import,
    history,
    log,
    sessions,
    sound,
)
from follow_along.commands.errors import CommandGroup, fail
from follow_along.commands.run_app import run_app
from follow_along.commands.sessions import SESSION, load_session
from follow_along.commands.sound import AUDIO, FIRST_SIDE
from follow_along.commands.streams import on_terminal, print_line
from follow_along.core.enums import Side
from follow_along.core.run.summary import summarise
from follow_along.core.session_list import ListedSession
from follow_along.core.settings import Audio
from follow_along.wiring import RunOptions, Services, open_services

if TYPE_CHECKING:
    from follow_along.ui.app import Outcome


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


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="follow-along")
@click.pass_context
def main(context: click.Context) -> None:
    """Play exercise sessions by ear and by eye. Press one big key when you lose your balance.

    Without a command: choose a session and play it.
    """
    if context.invoked_subcommand is None:
        _play_on_screen(RunOptions())


@main.command()
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
    exercises = len(listed.require_session().exercises)
    if from_exercise > exercises:
        raise click.UsageError(f"--from {from_exercise}: {listed.name} has {exercises} exercises")
    options = RunOptions(
        speed=speed,
        from_exercise=from_exercise,
        first_side=Side(first_side) if first_side else None,
        muted=mute,
        audio=audio,
    )
    _play_on_screen(options, listed)


for command in (
    sessions.list_sessions,
    sessions.show,
    sessions.check,
    sessions.schema,
    sound.render,
    sound.doctor,
    log.print_log,
    history.history,
    export_import.export_log,
    export_import.import_log,
    completion.completion,
):
    main.add_command(command)


def _play_on_screen(options: RunOptions, chosen: ListedSession | None = None) -> None:
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
        print_line(f"{_ending(outcome, options)} {summarise(outcome.record).sentence}")
    if app.ended_by is not None:
        sys.exit(exit_codes.of_signal(app.ended_by))
    left = bool(chosen) if outcome is None else not outcome.finished
    sys.exit(exit_codes.ENDED_EARLY if left else exit_codes.OK)


def _ending(outcome: "Outcome", options: RunOptions) -> str:
    if options.rehearsal:
        return "Rehearsal: nothing was logged."
    return "Done." if outcome.finished else "Ended early; your progress is saved."
