"""Which exercise and which programme the options of `history` name: ids, or names of exercises."""

import unicodedata
from collections.abc import Callable, Mapping

import click
from click.shell_completion import CompletionItem

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.paths import NoHomeError, find_paths
from follow_along.core.history.totals import ExerciseTotals
from follow_along.core.validation.messages import alternatives, closest_match

Names = Mapping[str, str]
"""Names by id."""


def find_exercise(known: Names, given: str) -> str:
    """Return the id of an exercise by its id or its name, in any case.

    Raises click.BadParameter, with what it may be instead.
    """
    if given in known:
        return given
    ids = [key for key, name in known.items() if _folded(given) in {_folded(key), _folded(name)}]
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise click.BadParameter(f"several exercises have this name: {alternatives(ids)}")
    names = {_folded(text): text for text in (*known, *known.values())}
    return _refuse(f"no exercise `{given}` has been done", _folded(given), names)


def find_programme(known: Names, given: str) -> str:
    """Return the id of a programme. Raises click.BadParameter if none of its sessions was done."""
    ids = {_folded(key): key for key in known}
    return ids.get(_folded(given)) or _refuse(
        f"no session of a programme `{given}` has been done", _folded(given), ids
    )


def exercises(totals: tuple[ExerciseTotals, ...]) -> Names:
    """Return the exercises that were done, each with its latest name."""
    return {each.exercise: each.name for each in totals}


def programmes(totals: tuple[ExerciseTotals, ...]) -> Names:
    """Return the programmes of which sessions were done."""
    return {each.programme: "" for each in totals if each.programme}


def completing(
    known: Callable[[tuple[ExerciseTotals, ...]], Names],
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return the function by which a shell completes the ids that `known` finds in the log."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        try:
            names = known(LogReader(find_paths().log).week_totals())
        except (LogError, NoHomeError):
            return []
        return [
            CompletionItem(key, help=name or None)
            for key, name in names.items()
            if key.startswith(incomplete)
        ]

    return complete


def _refuse(problem: str, given: str, known: Names) -> str:
    """Raise click.BadParameter with the nearest of the known words, by their folded form."""
    near = closest_match(given, known)
    hint = f"did you mean `{known[near]}`?" if near else "`history --weeks all` shows what was done"
    raise click.BadParameter(f"{problem}; {hint}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
