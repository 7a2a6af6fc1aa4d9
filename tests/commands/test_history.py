"""The commands `history`, `export` and `import`, run as from a shell."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.ratings import add_answers
from follow_along.adapters.log.reader import LogReader
from follow_along.cli import main
from follow_along.commands import history
from follow_along.commands.history_csv import COLUMNS
from follow_along.core.rating import Question
from follow_along.core.wall_time import WallTime
from tests.adapters.log.log_events import a_log

PAGE = Path(__file__).parents[2] / "docs" / "history.md"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "follow-along"


def run(*arguments: str, given: bytes = b"") -> Result:
    """Run a command; the result has both streams in `output`."""
    return CliRunner().invoke(main, arguments, input=given)


def fill(log: Path, *weeks: tuple[int, int], name: str = "Steady check") -> None:
    """A log with a run in each week of March 2026, with these stops on the left and right."""
    with RunImport() as incoming:
        for number, counts in enumerate(weeks):
            for line in _run(number, counts, name):
                incoming.add(line)
        incoming.merge_into(log)


def _run(number: int, counts: tuple[int, int], name: str) -> list[dict[str, object]]:
    day = f"2026-03-{2 + 7 * number:02}"
    run_id = f"00000000-0000-4000-8000-{number:012}"
    began = {"began_utc": f"{day}T07:00:00.000Z", "began_offset_min": 60}
    ended = {"ended_utc": f"{day}T07:20:00.000Z", "ended_offset_min": 60}
    head = {"session": "foot-ankle-1", "title": "Week 1", "programme": "foot-ankle"}
    lines: list[dict[str, object]] = [
        {"line": "run", "run": run_id, "week": number + 1, "first_side": "left", "entries": 9}
        | {"outcome": "done"}
        | head
        | began
        | ended
    ]
    for row, (side, count) in enumerate(zip(("left", "right"), counts, strict=True), start=1):
        lines.append(
            {"line": "block", "run": run_id, "row": row, "place": row - 1, "set_number": 1}
            | {"exercise": "steady-check", "name": name, "kind": "balance", "side": side}
            | {"planned_ms": 90_000, "steady_ms": 90_000, "outcome": "done"}
            | began
            | ended
        )
        lines += [
            {"line": "stop", "run": run_id, "row": row, "stop": stop, "kind": "wobble"}
            | {"offset_ms": 9000 * stop, "counted": 1, "lasted_ms": 3000}
            | began
            | ended
            for stop in range(1, count + 1)
        ]
    return lines


def test_without_a_run_the_history_says_what_will_appear(home: Path) -> None:
    """There is no empty table, and no file is made."""
    result = run("history")
    assert result.exit_code == 0
    assert result.output.startswith("No runs yet. After the first one, this shows")
    assert not home.exists()


def test_the_table_has_the_trend_and_then_the_weeks(home: Path) -> None:
    """Rates have counts and seconds beside them; no stops are 0."""
    fill(home / "log.db", (6, 3), (4, 0), (0, 1))
    assert run("history").output.splitlines() == [
        "Getting steadier (14 stops in 3 weeks).",
        "",
        "Runs done, of those planned",
        "  2026-W10  week 1  1 of 3",
        "  2026-W11  week 2  1 of 3",
        "  2026-W12  week 3  1 of 3",
        "",
        "Stops per minute (stops in steady seconds), longest stretch, steady share",
        "",
        "Steady check (balance)",
        "                    left             right            longest  steady",
        "  2026-W10  week 1  4.0 (6 in 90 s)  2.0 (3 in 90 s)  63 s     87%",
        "  2026-W11  week 2  2.7 (4 in 90 s)  0 (0 in 90 s)    90 s     94%",
        "  2026-W12  week 3  0 (0 in 90 s)    0.7 (1 in 90 s)  90 s     98%",
    ]


def test_a_week_in_which_a_side_was_not_done_says_so(home: Path) -> None:
    """The cell is not 0."""
    fill(home / "log.db", (1, 1))
    lines = _run(1, (1, 1), "Steady check")
    with RunImport() as incoming:
        for line in lines:
            if line.get("row") != 2:
                incoming.add(line)
        incoming.merge_into(home / "log.db")
    assert "not done" in run("history").output.splitlines()[-1]


def test_weeks_exercise_and_programme_are_selected_by_options(home: Path) -> None:
    """The options select what is shown; an unknown number is reported."""
    fill(home / "log.db", (6, 3), (4, 0), (0, 1))
    assert "2026-W10" not in run("history", "--weeks", "2").output
    assert "2026-W10" in run("history", "--weeks", "all").output
    assert "Steady check" in run("history", "--exercise", "steady-check").output
    assert "Steady check" in run("history", "--programme", "foot-ankle").output
    for weeks in ("0", "5201", "some", "1.5", "9" * 5000):
        refused = run("history", "--weeks", weeks)
        assert refused.exit_code == 2
        assert "expected a number of weeks (1 to 5200), or `all`" in refused.output


def test_csv_has_the_columns_that_the_page_names(home: Path) -> None:
    """The columns are in the same order, with a line for each run and side."""
    fill(home / "log.db", (6, 3), (4, 0))
    rows = list(csv.DictReader(io.StringIO(run("history", "--format", "csv").output)))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["run_began"], row["side"], row["stops"]) for row in rows] == [
        ("2026-03-02T08:00:00.000+01:00", "left", "6"),
        ("2026-03-02T08:00:00.000+01:00", "right", "3"),
        ("2026-03-09T08:00:00.000+01:00", "left", "4"),
        ("2026-03-09T08:00:00.000+01:00", "right", "0"),
    ]
    assert (rows[0]["stops_per_minute"], rows[0]["steady_share"], rows[0]["off_ms"]) == (
        "4.0",
        "0.8333",
        "18000",
    )
    text = PAGE.read_text(encoding="utf-8")
    section = text.split("## `follow-along history --format csv`")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == COLUMNS


def test_json_has_the_sentences_and_the_same_values(home: Path) -> None:
    """Numbers are JSON numbers, and a missing value is null."""
    fill(home / "log.db", (3, 0), (3, 0), (3, 0))
    data = json.loads(run("history", "--format", "json").output)
    assert data["trend"] == "No clear change yet (9 stops in 3 weeks)."
    assert data["sides"] == "More stops on the left lately (9 to 0)."
    assert len(data["figures"]) == 6
    assert list(data["figures"][0]) == list(COLUMNS)
    assert data["figures"][0]["stops_per_minute"] == 2.0


def test_each_line_of_a_run_has_its_rating(home: Path) -> None:
    """As numbers in json; empty in csv and null in json without an answer."""
    fill(home / "log.db", (1, 0), (2, 0))
    first = LogReader(home / "log.db").runs()[0].run_id
    answers = {Question.FELT_STEADY: 2, Question.PAIN: 0, Question.NOTE: "=1+1"}
    add_answers(home / "log.db", first, answers, WallTime(0, 0))
    rows = list(csv.DictReader(io.StringIO(run("history", "--format", "csv").output)))
    names = ("felt_steady", "effort", "pain", "morning_pain", "note")
    assert [tuple(row[name] for name in names) for row in rows] == [
        *[("2", "", "0", "", "'=1+1")] * 2,
        *[("", "", "", "", "")] * 2,
    ]
    data = json.loads(run("history", "--format", "json").output)
    assert [tuple(each[name] for name in names) for each in data["figures"]] == [
        *[(2, None, 0, None, "=1+1")] * 2,
        *[(None, None, None, None, None)] * 2,
    ]


def test_json_without_a_run_has_no_values(home: Path) -> None:
    """It is the same object, with an empty list."""
    empty = json.loads(run("history", "--format", "json").output)
    assert (empty["sides"], empty["figures"]) == (None, [])


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("given", ["steady-check", "Steady check", "STEADY CHECK"])
def test_exercise_is_found_by_its_id_or_its_name(home: Path, given: str, form: str) -> None:
    """In any case, and in every format."""
    fill(home / "log.db", (6, 3))
    assert "Steady check" in run("history", "--exercise", given, "--format", form).output


def test_name_in_another_unicode_form_is_the_same_name(home: Path) -> None:
    """As a Mac types it, and as the session file has it."""
    fill(home / "log.db", (6, 3), name="Caf\u00e9")
    assert "(6 in 90 s)" in run("history", "--exercise", "cafe\u0301").output


@pytest.mark.parametrize(
    ("option", "given", "words"),
    [
        ("--exercise", "Stedy check", "no exercise `Stedy check` has been done; did you mean `Ste"),
        ("--exercise", "steady-chek", "did you mean `steady-check`?"),
        ("--exercise", "zzz", "`history --weeks all` shows what was done"),
        ("--programme", "foot-ancle", "did you mean `foot-ankle`?"),
        ("--programme", "zzz", "no session of a programme `zzz` has been done"),
    ],
)
def test_unknown_exercise_or_programme_is_an_error(
    home: Path, option: str, given: str, words: str
) -> None:
    """Status 2, with the nearest name that is known."""
    fill(home / "log.db", (6, 3))
    for form in ("table", "csv", "json"):
        result = run("history", option, given, "--format", form)
        assert result.exit_code == 2
        assert words in result.output


def test_name_of_several_exercises_is_an_error(home: Path) -> None:
    """The sentence names their ids."""
    fill(home / "log.db", (6, 3))
    lines = [
        line | {"exercise": "steady-two"} if line["line"] == "block" else line
        for line in _run(1, (1, 1), "Steady check")
    ]
    with RunImport() as incoming:
        for line in lines:
            incoming.add(line)
        incoming.merge_into(home / "log.db")
    result = run("history", "--exercise", "steady check")
    assert result.exit_code == 2
    assert "several exercises have this name: `steady-check` or `steady-two`" in result.output


@pytest.mark.parametrize(
    ("line", "offers"),
    [("history --exercise st", "steady-check"), ("history --programme ", "foot-ankle")],
)
def test_ids_are_completed(home: Path, line: str, offers: str) -> None:
    """From the log; without one there is nothing to offer, and no failure."""
    words = f"follow-along {line}"
    environment = {
        "_FOLLOW_ALONG_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }

    def complete() -> str:
        return CliRunner().invoke(main, [], prog_name="follow-along", env=environment).output

    assert offers not in complete()
    fill(home / "log.db", (6, 3))
    assert offers in complete()


def csv_rows(delimiter: str, *options: str) -> list[dict[str, str]]:
    """The lines of csv, by column name."""
    output = run("history", "--format", "csv", *options).output
    return list(csv.DictReader(io.StringIO(output), delimiter=delimiter))


@pytest.mark.parametrize(
    ("options", "delimiter", "share"),
    [
        ((), ",", "0.8333"),
        (("--delimiter", ";"), ";", "0.8333"),
        (("--delimiter", "tab"), "\t", "0.8333"),
        (("--decimal", ","), ";", "0,8333"),
        (("--decimal", ",", "--delimiter", "|"), "|", "0,8333"),
    ],
)
def test_csv_for_a_spreadsheet_in_another_language(
    home: Path, options: tuple[str, ...], delimiter: str, share: str
) -> None:
    """Only numbers with decimals change; moments are local, without an offset."""
    fill(home / "log.db", (6, 3), name="Version 1.5, slow; long")
    first = csv_rows(delimiter, *options)[0]
    assert (first["steady_share"], first["name"]) == (share, "Version 1.5, slow; long")
    assert first["began_local"] == "2026-03-02T08:00:00"
    assert (
        csv.Sniffer().sniff(run("history", "--format", "csv", *options).output, ",;|\t").delimiter
        == delimiter
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--delimiter", ";"),
        ("--decimal", ",", "--format", "json"),
        ("--format", "csv", "--delimiter", "x"),
        ("--format", "csv", "--delimiter", ",", "--decimal", ","),
        ("--format", "csv", "--decimal", "x"),
    ],
)
def test_csv_options_that_cannot_be_are_refused(home: Path, options: tuple[str, ...]) -> None:
    """With a usage error, and nothing on standard output."""
    result = run("history", *options)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_name_acts_neither_on_a_terminal_nor_in_a_spreadsheet(home: Path, form: str) -> None:
    """Control characters are replaced by visible ones; formulas are text."""
    fill(home / "log.db", (1, 1), name="=HYPERLINK(1)\x1b[31m")
    output = run("history", "--format", form).output
    assert "\x1b" not in output
    if form == "csv":
        assert "'=HYPERLINK(1)" in output


def test_on_a_terminal_it_opens_the_screen_unless_an_option_is_given(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an option or piped, it prints."""
    opened: list[bool] = []
    monkeypatch.setattr(history, "_open_screen", lambda: opened.append(True))
    run("history")
    assert not opened
    monkeypatch.setattr(history, "can_draw", lambda: True)
    run("history", "--weeks", "4")
    assert not opened
    run("history")
    assert opened


def test_a_log_that_cannot_be_read_is_status_2(home: Path, tmp_path: Path) -> None:
    """Each command gives one sentence."""
    home.mkdir(parents=True)
    (home / "log.db").write_text("not a database, and longer than a header of one\n" * 50)
    for arguments in (("history",), ("export", "-"), ("export", str(tmp_path / "out"))):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "is damaged" in result.output
    assert not (tmp_path / "out").exists()


def test_export_and_import_carry_a_log_to_another_machine(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a file or by a pipe; importing again changes nothing."""
    a_log(home / "log.db", runs=2)
    file = tmp_path / "runs.jsonl"
    done = run("export", str(file))
    assert (done.exit_code, done.output) == (0, f"Wrote 2 runs to {file}.\n")
    assert run("export", str(file)).exit_code == 2
    assert run("export", "--force", str(file)).exit_code == 0
    assert run("export", "-").stdout_bytes == file.read_bytes()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    result = run("import", str(file))
    assert result.output == ("Imported 2 runs.\n")
    assert (
        LogReader(tmp_path / "other" / "follow-along" / "log.db").runs()
        == LogReader(home / "log.db").runs()
    )
    again = run("import", "-", given=file.read_bytes())
    assert again.output == ("Nothing new: the log already has the 2 runs in the file.\n")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "empty"))
    empty = run("export", "-").stdout_bytes
    assert run("import", "-", given=empty).output.startswith("The file has no runs. A copy of")


def test_an_import_replaces_a_differing_run_only_by_force(home: Path, tmp_path: Path) -> None:
    """The sentence says how many runs differ, and what to do."""
    a_log(home / "log.db", runs=2)
    file = tmp_path / "runs.jsonl"
    run("export", str(file))
    file.write_bytes(file.read_bytes().replace(b"foot-ankle-1", b"other"))
    result = run("import", str(file))
    assert result.exit_code == 2
    assert result.output.startswith(
        "The log has other runs under the ids of 2 runs in the file, so not"
    )
    assert {one.session for one in LogReader(home / "log.db").runs()} == {"foot-ankle-1"}
    assert "2 runs in the file" in run("import", "--force", str(file)).output


def test_a_file_that_cannot_be_imported_is_status_2(home: Path, tmp_path: Path) -> None:
    """The sentence has the number of the damaged line; no log is made."""
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"format": "follow-along log", "version": 1}\n{"line": "x"}\n')
    result = run("import", str(bad))
    assert result.exit_code == 2
    assert "line 2 is damaged" in result.output
    assert not home.exists()
