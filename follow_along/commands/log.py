"""The command `log`: printing the log, and rating a run of it."""

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any, TypeVar

import click

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.exclusions import LogHistory
from follow_along.adapters.log.tsv import log_lines
from follow_along.commands.errors import fail
from follow_along.core.dates import day_text, time_text
from follow_along.core.rating import Answer, Question, Rating, check_answer
from follow_along.core.text import one_line, visible
from follow_along.wiring import log_history

_LAST = "last"
_NONE = "none"

_F = TypeVar("_F", bound=Callable[..., Any])

_Given = tuple[Answer] | None
"""An answer that was given, in a tuple: None in it is `none`."""


def _read_answer(_: click.Context, parameter: click.Parameter, given: str | None) -> _Given:
    """An answer, or `none`. Raises click.BadParameter for one that the question cannot have."""
    if given is None:
        return None
    question, text = Question(parameter.name), one_line(given)
    answer: Answer = text
    if not text or text.lower() == _NONE:
        answer = None
    elif question is not Question.NOTE and text.isascii() and text.isdigit():
        answer = int(text[:4])
    try:
        check_answer(question, answer)
    except ValueError as error:
        raise click.BadParameter(f"{error}, or `{_NONE}` for no answer") from error
    return (answer,)


def _answer(option: str, question: Question, metavar: str, words: str) -> Callable[[_F], _F]:
    return click.option(
        option,
        question.value,
        callback=_read_answer,
        metavar=metavar,
        help=f"With --rate: {words}; `{_NONE}` takes it back.",
    )


@click.command("log")
@click.option("--stops", is_flag=True, help="Only the stops that count, touches included.")
@click.option(
    "--rate",
    "rated",
    metavar="RUN",
    help="Say how a run was: its id or the first characters of it, or `last`.",
)
@_answer("--steady", Question.FELT_STEADY, "1-5", "how steady it felt, 5 is lost balance often")
@_answer("--effort", Question.EFFORT, "0-10", "the effort")
@_answer("--pain", Question.PAIN, "0-10", "the pain")
@_answer("--morning-pain", Question.MORNING_PAIN, "0-10", "the pain in the morning after")
@_answer("--note", Question.NOTE, "TEXT", "a note")
def print_log(stops: bool, rated: str | None, **given: _Given) -> None:
    """Print runs, blocks and stops as lines of tab-separated text, oldest first.

    With --rate: answer how a run was, or change an answer, and print its rating; without an answer
    print it.
    """
    answers = {Question(name): each[0] for name, each in given.items() if each is not None}
    if answers and rated is None:
        raise click.UsageError("--rate RUN says which run the answers are for")
    if rated is not None and stops:
        raise click.UsageError("--rate prints one rating, --stops the stops: give one of them")
    log = log_history()
    try:
        if rated is not None:
            _rate(log, rated, answers)
            return
        # Closed here: a generator that is collected later would close the log in another thread.
        with closing(log.each_run()) as runs:
            for line in log_lines(runs, stops_only=stops):
                click.echo(line)
    except LogError as error:
        fail(str(error))


def _rate(log: LogHistory, rated: str, answers: Mapping[Question, Answer]) -> None:
    run_id = _find_run(log, rated)
    if answers:
        log.rate(run_id, answers)
    run = log.run(run_id)
    if run is not None:
        words = "; ".join((run.rating or Rating()).words) or "no answer"
        when = f"{day_text(run.began)}, {time_text(run.began)}"
        click.echo(visible(f"{run.title}, {when}: {words}."))


def _find_run(log: LogHistory, rated: str) -> str:
    """The id of the run that `rated` names. Exits with a usage error where that is not one run."""
    if rated == _LAST:
        latest = log.latest()
        found = [latest.run_id] if latest else []
    else:
        found = [head.run_id for head in log.heads() if rated and head.run_id.startswith(rated)]
    if len(found) == 1:
        return found[0]
    which = visible(rated)
    if found:
        raise click.UsageError(f"--rate {which}: {len(found)} runs begin so: give more of the id")
    raise click.UsageError(f"--rate {which}: no such run (`follow-along log` prints their ids)")
