"""The command `exercises`: the shipped exercises, to be used in a session of one's own."""

import click

from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.figure_file import read_figure
from follow_along.adapters.sessions.session_file import load_session
from follow_along.adapters.sessions.shipped_exercises import shipped_exercises
from follow_along.commands.errors import fail
from follow_along.core.enums import Side
from follow_along.core.sessions.dose import dose_words
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.text import cells
from follow_along.core.validation.messages import closest_match
from follow_along.ui.widgets.braille import picture

_COLUMNS, _ROWS = 30, 10
"""The size of a drawing, in cells."""


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=lambda *_: _completions())
@click.option("--draw", is_flag=True, help="Draw each exercise as well.")
def exercises(names: tuple[str, ...], draw: bool) -> None:
    """List the shipped exercises by name, all of them or those that are given.

    In a session file of yours, `- use: NAME` takes one.
    """
    known = _exercises()
    for name in names:
        if name not in known:
            near = closest_match(name, list(known))
            hint = f" Did you mean {near}?" if near else " `follow-along exercises` lists them."
            fail(f"No exercise {name} comes with the program.{hint}")
    chosen = [known[name] for name in names] or list(known.values())
    room = max(cells(each.id) for each in chosen)
    for each in chosen:
        blanks = " " * (room - cells(each.id))
        dose = dose_words(each, Side.LEFT)
        click.echo(f"{each.id}{blanks}  {each.kind:<8}  {each.name}: {dose}")
        if draw or names:
            _describe(each)
        if draw:
            click.echo("\n".join(_drawing(each)))


def _describe(exercise: Exercise) -> None:
    """Print the texts of an exercise, indented."""
    easier = f"Easier: {exercise.easier}" if exercise.easier else ""
    harder = f"Harder: {exercise.harder}" if exercise.harder else ""
    for line in (exercise.setup, *(f"- {cue}" for cue in exercise.cues), easier, harder):
        if line:
            click.echo(f"    {line}")


def _drawing(exercise: Exercise) -> list[str]:
    """Return the drawing of the key poses of an exercise, side by side."""
    from follow_along.core.figures.drawing import draw_figure  # noqa: PLC0415 - where it is drawn
    from follow_along.core.figures.motion import key_poses  # noqa: PLC0415

    figure = read_figure(find_paths().shipped_figures / f"{exercise.figure}.yaml")
    poses = [draw_figure(figure, pose.joints, Side.LEFT) for pose in key_poses(figure)[:2]]
    pictures = [picture(drawing, _COLUMNS, _ROWS) for drawing in poses]
    return ["  ".join(row.text for row in rows).rstrip() for rows in zip(*pictures, strict=True)]


def _exercises() -> dict[str, Exercise]:
    """Return the shipped exercises by name, each as a session that uses it has it."""
    names = list(shipped_exercises())
    text = "title: Shipped\nexercises:\n" + "".join(f"  - use: {name}\n" for name in names)
    paths = find_paths()
    session = load_session(text, paths.sessions / "shipped.yaml", paths.shipped_figures, None)
    return {exercise.use: exercise for exercise in session.all_exercises}


def _completions() -> list[str]:
    return list(shipped_exercises())
