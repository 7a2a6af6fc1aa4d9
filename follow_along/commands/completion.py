"""The command that prints a shell's completion script."""

import re

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
)

_SPECIAL = re.compile(r"[^\w@%+,./-]", re.ASCII)


@add_completion_class
class QuotingBashComplete(BashComplete):
    """Completion for bash that quotes what it inserts.

    click inserts names as they are, so that bash runs a command that is part of a file's name. zsh
    and fish quote by themselves.
    """

    name = "bash"
    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' response completion type value
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The type and the value of an item, quoted for the command line."""
        value = _SPECIAL.sub(lambda special: f"\\{special[0]}", item.value)
        return f"{item.type},{value}"


@add_completion_class
class EscapingZshComplete(ZshComplete):
    """Completion for zsh that escapes backslashes, which click leaves to be read as escapes."""

    name = "zsh"

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The type, the value and the description of an item, each on a line."""
        value = item.value.replace("\\", "\\\\") if item.help else item.value
        return super().format_completion(CompletionItem(value, item.type, item.help))


@add_completion_class
class SplittingFishComplete(FishComplete):
    """Completion for fish that keeps a name with commas, which click cuts at the first."""

    name = "fish"
    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split --max 1 ","'
    )


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    For bash: follow-along completion bash >> ~/.bash_completion
    """
    shell_class: type[ShellComplete] | None = get_completion_class(shell)
    if shell_class is None:
        raise click.UsageError(f"no completion for {shell}")
    program = context.find_root().command
    click.echo(shell_class(program, {}, "follow-along", "_FOLLOW_ALONG_COMPLETE").source())
