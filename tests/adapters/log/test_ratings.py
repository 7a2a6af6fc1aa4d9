"""Ratings are kept as they are given, in every copy of a log, and no answer is erased."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import VERSION, export_lines, exported_rows
from follow_along.adapters.log.import_file import ImportFileError
from follow_along.adapters.log.ratings import add_answers
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.spool import Spool
from follow_along.adapters.log.writer import LogWriter
from follow_along.core.rating import Question, Rating
from follow_along.core.run.record import Rated
from follow_along.core.wall_time import WallTime
from tests.adapters.log.log_events import (
    BEGAN_MS,
    a_header,
    a_log,
    a_short_run,
    an_old_log,
    answers,
    assert_logged,
    few_examples,
    stamped,
    the_run,
    write_run,
)
from tests.adapters.log.log_failures import held, import_spool, kept
from tests.adapters.log.test_export import import_bytes
from tests.adapters.log.test_merge import merge

RUN = a_header(1).run_id
LATER = WallTime(BEGAN_MS + 10**9, 60)
EARLIER = WallTime(BEGAN_MS, 0)


def rated(*answers: Rated) -> list[list[object]]:
    """The short run with answers, a batch each."""
    return [*a_short_run(), *([stamped(answer)] for answer in answers)]


def test_answers_are_read_with_the_run_its_totals_and_the_list(path: Path) -> None:
    """Wherever the history reads a run, its rating is there; a run without answers has none."""
    writer = LogWriter(path)
    given = [Rated(100.0, Question.PAIN, 3), Rated(101.0, Question.NOTE, "a nice one")]
    write_run(writer, 1, rated(*given))
    write_run(writer, 2)
    writer.close()
    rating = Rating(pain=3, note="a nice one")
    reader = LogReader(path)
    second = a_header(2).run_id
    assert {run.run_id: run.rating for run in reader.runs()} == {RUN: rating, second: None}
    assert {run.run_id: run.rating for run in reader.run_totals()} == {RUN: rating, second: None}
    assert {run.run_id: run.rating for run in reader.heads()} == {RUN: rating, second: None}


@few_examples
@given(st.lists(st.tuples(answers(), st.integers(-10_000, 10_000), st.booleans()), max_size=8))
def test_a_rating_written_exported_imported_and_merged_is_the_same(given_answers) -> None:
    """The answer given last holds, whatever the wall clock did, in the log and in each copy."""
    with TemporaryDirectory() as name:
        log, copy, other = (Path(name) / each / "log.db" for each in "abc")
        writer = LogWriter(log)
        write_run(writer)
        expected = Rating()
        for (question, answer), shift, directly in given_answers:
            at = WallTime(BEGAN_MS + shift, 60)
            if directly:
                add_answers(log, RUN, {question: answer}, at)
            else:
                writer.write([stamped(Rated(100.0, question, answer))._replace(wall=at)])
            expected = expected.answered(question, answer)
        writer.close()
        assert writer.notice() is None
        rows = list(exported_rows(log))
        assert sum(row["line"] == "rating" for row in rows) == len(given_answers)
        assert the_run(log).rating == (expected or None)
        import_bytes(copy, b"".join(export_lines(log)))
        write_run(writer := LogWriter(other), 1, a_short_run()[:3])
        writer.close()
        merge(other, log, copy)
        for each in (copy, other):
            assert list(exported_rows(each)) == rows
            assert the_run(each).rating == the_run(log).rating


def test_answers_of_two_machines_are_both_kept(tmp_path: Path) -> None:
    """Of two answers to the same question, the one of more corrections holds, else the later."""
    here, there = tmp_path / "here" / "log.db", tmp_path / "there" / "log.db"
    a_log(here), a_log(there)
    add_answers(here, RUN, {Question.EFFORT: 4}, EARLIER)
    add_answers(here, RUN, {Question.PAIN: 1}, EARLIER)
    add_answers(here, RUN, {Question.PAIN: 2}, EARLIER)
    add_answers(there, RUN, {Question.PAIN: 9}, LATER)
    add_answers(there, RUN, {Question.FELT_STEADY: 5}, EARLIER)
    merge(here, there)
    merge(there, here)
    assert list(exported_rows(here)) == list(exported_rows(there))
    assert the_run(here).rating == Rating(felt_steady=5, effort=4, pain=2)
    add_answers(there, RUN, {Question.EFFORT: 7}, LATER)
    merge(here, there)
    assert the_run(here).rating == Rating(felt_steady=5, effort=7, pain=2)


def test_an_answer_is_in_the_file_before_the_call_returns(path: Path, elsewhere: Path) -> None:
    """While the log is locked it goes to a spool file, which the next start imports."""
    answered = rated(Rated(100.0, Question.PAIN, 0), Rated(101.0, Question.EFFORT, 10))
    a_log(path, runs=2)
    with held(path):
        write_run(LogWriter(path, elsewhere=elsewhere), 3, answered)
        assert len(kept(path.parent)) == 1
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 3), answered)  # type: ignore[arg-type]
    assert Spool(path, elsewhere).waiting() == []


def test_an_answer_that_cannot_be_saved_is_one_sentence(path: Path) -> None:
    """Without a log, without the run, and while another program holds the log."""
    with pytest.raises(LogError, match=r"The rating was not saved: the log .* is not there"):
        add_answers(path, RUN, {Question.PAIN: 1}, LATER)
    a_log(path)
    with pytest.raises(LogError, match="has no such run"):
        add_answers(path, "another", {Question.PAIN: 1}, LATER)
    with held(path), pytest.raises(LogError, match="in use by another program"):
        add_answers(path, RUN, {Question.PAIN: 1}, LATER)
    assert the_run(path).rating is None


@pytest.mark.parametrize(
    "values",
    [
        "'felt_steady', 1, 0, NULL",
        "'felt_steady', 1, 6, NULL",
        "'pain', 1, 11, NULL",
        "'pain', 1, -1, NULL",
        "'pain', 1, 'much', NULL",
        "'pain', 1, 1.5, NULL",
        "'pain', 0, 1, NULL",
        "'pain', 1, NULL, 'much'",
        "'note', 1, 3, NULL",
        "'note', 1, NULL, ''",
        "'mood', 1, 3, NULL",
        "'effort', 1, 3, NULL",
    ],
)
def test_the_table_refuses_what_no_question_asks(path: Path, values: str) -> None:
    """The constraints hold for any program that writes. The last one is there already."""
    a_log(path)
    add = (
        "INSERT INTO ratings (run, question, revision, score, note, at_utc, at_offset_min)"
        " VALUES (1, {}, '2026-03-07T06:30:00.000Z', 0)"
    )
    with closing(database.open_for_writing(path)) as connection:
        connection.execute(add.format("'effort', 1, 3, NULL"))
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(add.format(values))


def test_a_deleted_run_takes_its_rating_along(path: Path) -> None:
    """No answer is left without its run."""
    a_log(path, runs=2)
    for number in (1, 2):
        add_answers(path, a_header(number).run_id, {Question.PAIN: number}, LATER)
    with closing(database.open_for_writing(path)) as connection:
        for statement in (
            "DELETE FROM interruptions WHERE block IN (SELECT id FROM blocks WHERE run = 1)",
            "DELETE FROM blocks WHERE run = 1",
            "DELETE FROM runs WHERE id = 1",
        ):
            connection.execute(statement)
        assert connection.execute("SELECT run, score FROM ratings").fetchall() == [(2, 2)]


@pytest.mark.parametrize("version", [4, 5])
def test_a_log_of_a_version_before_is_rated(path: Path, tmp_path: Path, version: int) -> None:
    """Read, it has no ratings and is not changed; the first answer migrates it."""
    a_log(path, runs=2)
    old = tmp_path / "old.db"
    before = an_old_log(old, path, version)
    assert LogReader(old).runs() == LogReader(path).runs()
    assert [head.rating for head in LogReader(old).heads()] == [None, None]
    assert list(exported_rows(old)) == list(exported_rows(path))
    assert old.read_bytes() == before
    add_answers(old, RUN, {Question.NOTE: "Windy"}, LATER)
    assert the_run(old).rating == Rating(note="Windy")
    assert the_run(old, 2) == the_run(path, 2)


def test_an_export_without_ratings_is_imported(path: Path, tmp_path: Path) -> None:
    """Versions 1 and 2 had none."""
    a_log(path)
    lines = list(export_lines(path))
    for version in range(1, VERSION + 1):
        head = lines[0].replace(f'"version": {VERSION}'.encode(), f'"version": {version}'.encode())
        copy = tmp_path / str(version) / "log.db"
        import_bytes(copy, b"".join([head, *lines[1:]]))
        assert LogReader(copy).runs() == LogReader(path).runs()


def test_a_rating_off_its_scale_is_not_imported(path: Path, tmp_path: Path) -> None:
    """The line is named, and nothing is imported."""
    a_log(path)
    add_answers(path, RUN, {Question.PAIN: 3}, LATER)
    file = b"".join(export_lines(path)).replace(b'"score": 3', b'"score": 11')
    with pytest.raises(ImportFileError, match=r"line \d+ is damaged: it does not fit into a log"):
        import_bytes(tmp_path / "other.db", file)
