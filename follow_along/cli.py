"""The command line. A command's module is imported only when that command runs."""

import click

from follow_along import __version__
from follow_along.commands.completion import completion
from follow_along.commands.errors import CommandGroup


@click.group(
    cls=CommandGroup,
    lazy_commands={
        "check": "check:check",
        "convert": "convert:convert",
        "doctor": "sound:doctor",
        "due": "due:due",
        "edit": "authoring:edit",
        "exercises": "exercises:exercises",
        "export": "export_import:export_log",
        "history": "history:history",
        "import": "export_import:import_log",
        "list": "sessions:list_sessions",
        "log": "log:print_log",
        "new": "authoring:new",
        "play": "play:play",
        "render": "render:render",
        "report": "report:report",
        "schema": "sessions:schema",
        "show": "show:show",
    },
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
        from follow_along.commands.play import play_on_screen  # noqa: PLC0415 - see above
        from follow_along.services import RunOptions  # noqa: PLC0415

        play_on_screen(RunOptions())


main.add_command(completion)
