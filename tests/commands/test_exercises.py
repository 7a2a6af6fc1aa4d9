"""The command `exercises`."""

from click.testing import CliRunner

from follow_along.cli import main


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and everything that is printed."""
    result = CliRunner().invoke(main, ["exercises", *arguments])
    return result.exit_code, result.output


def test_all_are_listed_by_name() -> None:
    """One line each, with kind, title and dose."""
    code, output = run()
    assert code == 0
    lines = output.splitlines()
    assert len(lines) == 24
    assert lines[2].split(maxsplit=2) == [
        "steady-check",
        "balance",
        "Steady check: 5 reps left, then 5 reps right",
    ]


def test_one_is_described_and_drawn() -> None:
    """Its texts, and two poses in Braille."""
    code, output = run("heel-raise-single", "--draw")
    assert code == 0
    assert "    Easier: " in output
    rows = [line for line in output.splitlines() if any("\u2801" <= c <= "\u28ff" for c in line)]
    assert len(rows) == 10
    assert any(row[:30].strip() and row[32:].strip() for row in rows)


def test_an_unknown_one_is_said_with_the_closest() -> None:
    """Nothing is listed."""
    assert run("heel-raise-singel") == (
        2,
        "No exercise heel-raise-singel comes with the program. Did you mean heel-raise-single?\n",
    )
