"""An export is imported unchanged; nothing is imported from an incomplete file."""

import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.log import export, import_file
from follow_along.adapters.log.export import export_lines, exported_rows
from follow_along.adapters.log.import_file import ImportFileError, import_stream
from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.rows import ROW_KINDS
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import Batch, a_header, a_log, few_examples, runs

PAGE = Path(__file__).parents[3] / "docs" / "history.md"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of two short runs."""
    path = tmp_path / "data" / "log.db"
    a_log(path, runs=2)
    return path


def import_bytes(log: Path, content: bytes) -> None:
    """Import an exported file."""
    with RunImport() as incoming:
        import_stream(io.BytesIO(content), incoming, "the file")
        incoming.merge_into(log)


def refusal(log: Path, content: bytes) -> str:
    """The error for a file that is refused; the log is unchanged."""
    before = log.read_bytes()
    with pytest.raises(ImportFileError) as error:
        import_bytes(log, content)
    assert log.read_bytes() == before
    return str(error.value)


@few_examples
@given(written=st.lists(runs(), min_size=0, max_size=3))
def test_export_and_import_into_an_empty_log_change_nothing(written: list[list[Batch]]) -> None:
    """Runs, blocks, stops and corrections; importing again changes nothing."""
    with TemporaryDirectory() as name:
        log, copy = Path(name) / "log.db", Path(name) / "copy" / "log.db"
        writer = LogWriter(log, elsewhere=Path(name))
        for number, batches in enumerate(written, start=1):
            writer.begin(a_header(number, title="=1+1 \x1b[31m\u202e ☃"))
            for batch in batches:
                writer.write(batch)
        writer.close()
        file = b"".join(export_lines(log))
        import_bytes(copy, file)
        assert LogReader(copy).runs() == LogReader(log).runs()
        assert b"".join(export_lines(copy)) == file
        import_bytes(copy, file)
        assert b"".join(export_lines(copy)) == file


def test_every_line_is_one_json_object_in_ascii(log: Path) -> None:
    """Any terminal can show it, whatever a name contains."""
    for line in export_lines(log):
        assert line.endswith(b"\n")
        assert all(0x20 <= byte < 0x7F for byte in line[:-1])
        assert isinstance(json.loads(line), dict)


def test_the_export_of_a_missing_log_has_no_runs(tmp_path: Path) -> None:
    """Importing it changes nothing."""
    file = b"".join(export_lines(tmp_path / "log.db"))
    assert file.count(b"\n") == 2
    import_bytes(tmp_path / "other.db", file)
    assert LogReader(tmp_path / "other.db").runs() == ()


def _change(text: bytes, **values: object) -> bytes:
    return json.dumps(json.loads(text) | values).encode() + b"\n"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        pytest.param(lambda line: b"{\n", "it is not a JSON object", id="half a line"),
        pytest.param(lambda line: b"[1]\n", "it is not a JSON object", id="a list"),
        pytest.param(lambda line: b"[" * 60_000 + b"\n", "it is not a JSON object", id="deep"),
        pytest.param(lambda line: b"\xff\xfe\n", "it is not a JSON object", id="no UTF-8"),
        pytest.param(lambda line: b"\n", "it is not a JSON object", id="an empty line"),
        pytest.param(lambda line: b"{}\n", "it is not a run, block", id="nothing in it"),
        pytest.param(lambda line: _change(line, line="dance"), "it is not a run, block", id="form"),
        pytest.param(
            lambda line: _change(line, line=["run"]), "it is not a run", id="form of lists"
        ),
        pytest.param(lambda line: _change(line, mood="x"), "mood is not known", id="unknown"),
        pytest.param(lambda line: b'{"line": "block"}\n', "it has no run", id="lacking"),
        pytest.param(lambda line: _change(line, place="1"), "place is not a whole", id="text"),
        pytest.param(lambda line: _change(line, place=True), "place is not a whole", id="truth"),
        pytest.param(lambda line: _change(line, place=1.5), "place is not a whole", id="fraction"),
        pytest.param(lambda line: _change(line, place=10**30), "or too large", id="large"),
        pytest.param(lambda line: _change(line, name=5), "name is not a text", id="number"),
        pytest.param(lambda line: _change(line, name="\ud800"), "name is not a text", id="half"),
        pytest.param(
            lambda line: _change(line, kind="dance"), "does not fit into a log", id="kind"
        ),
        pytest.param(lambda line: _change(line, run="x"), "does not fit into a log", id="no run"),
        pytest.param(lambda line: line + line, "does not fit into a log", id="twice"),
        pytest.param(
            lambda line: _change(line, name="x" * 256), "name is longer than 255", id="long"
        ),
        pytest.param(
            lambda line: _change(line, began_utc="3000-01-01T00:00:00.000Z"),
            "began_utc is not a time",
            id="no century",
        ),
        pytest.param(
            lambda line: _change(line, began_utc="2026-02-30T00:00:00.000Z"),
            "began_utc is not a time",
            id="no day",
        ),
    ],
)
def test_a_damaged_line_is_named_and_nothing_is_imported(
    log: Path, spoil: Callable[[bytes], bytes], expected: str
) -> None:
    """The third line is a block of the first run; the second run is not imported either."""
    lines = list(export_lines(log))
    lines[2] = spoil(lines[2])
    words = refusal(log, b"".join(lines))
    assert re.match(r"the file: line [34] is damaged: ", words)
    assert expected in words


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_export_that_an_editor_wrote_anew_is_imported(log: Path, coding: str, end: str) -> None:
    """With a byte order mark, in UTF-16, with other line ends, with characters for escapes."""
    title = "Fuß Ċਊ 🦶"
    lines = b"".join(export_lines(log)).decode().replace("Week 1: Find your feet", title)
    text = ("\ufeff" if "16" in coding else "") + lines.replace("\n", end) + end
    target = log.with_name("new.db")
    import_bytes(target, text.encode(coding))
    assert {run.title for run in LogReader(target).runs()} == {title}
    damaged = text.replace('"stop"', '"step"', 1).encode(coding)
    assert "line 5 is damaged" in refusal(target, damaged)


def test_a_broken_file_in_utf_16_is_one_sentence(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a character, a lone surrogate, a line that does not end."""
    content = b"".join(export_lines(log)).decode().encode("utf-16")
    assert "it is not text in UTF-16" in refusal(log, content[:-1])
    assert "it is not text in UTF-16" in refusal(log, content + b"\x00\xd8")
    monkeypatch.setattr(import_file, "LARGEST_LINE_BYTES", 1000)
    assert "line 1 is longer" in refusal(log, b"\xff\xfe" + b"a\0" * 5000)
    monkeypatch.setattr(import_file, "LARGEST_FILE_BYTES", 100)
    assert "larger than" in refusal(log, content)


def test_a_file_that_was_cut_off_is_refused(log: Path) -> None:
    """So is one that is cut off at the end of a line, lacks a line, or continues after its end."""
    lines = list(export_lines(log))
    assert "is incomplete" in refusal(log, b"".join(lines[:-1]))
    assert "the file is incomplete or was changed" in refusal(
        log, b"".join(lines[:-2] + lines[-1:])
    )
    assert "comes after the end" in refusal(log, b"".join([*lines, lines[1]]))


@pytest.mark.parametrize("head", [b"", b"hello\n", b"{}\n", b'{"format": "other", "version": 1}\n'])
def test_another_file_is_no_export(log: Path, head: bytes) -> None:
    """The error says so."""
    assert "not an export of follow-along" in refusal(log, head)


@pytest.mark.parametrize(
    ("version", "new"), [(1, ("round", "version", "reps", "reps_done")), (2, ("reps", "reps_done"))]
)
def test_an_export_of_an_earlier_version_is_imported(
    log: Path, version: int, new: tuple[str, ...]
) -> None:
    """What it lacks is as in a log of that time."""
    lines = [json.loads(line) for line in export_lines(log)]
    lines[0] |= {"version": version}
    older = [{name: line[name] for name in line if name not in new} for line in lines[1:]]
    target = log.with_name("new.db")
    import_bytes(target, b"\n".join(json.dumps(line).encode() for line in [lines[0], *older]))
    assert list(exported_rows(target)) == list(exported_rows(log))


def test_a_newer_version_is_refused(log: Path) -> None:
    """The error says what to do."""
    head = json.dumps({"format": export.FORMAT, "version": export.VERSION + 1}).encode() + b"\n"
    assert "update follow-along" in refusal(log, head)


def test_a_line_or_a_file_that_is_too_large_is_refused(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the limit."""
    lines = list(export_lines(log))
    long = lines[0] + b" " * import_file.LARGEST_LINE_BYTES + lines[1]
    assert "line 2 is longer than 64 KiB" in refusal(log, long)
    assert "line 1 is longer than 64 KiB" in refusal(log, b"\0" * 2**20)
    monkeypatch.setattr(import_file, "LARGEST_FILE_BYTES", 0)
    assert "larger than 0 MiB" in refusal(log, b"".join(lines))


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe without a writer, a name with a NUL."""
    os.mkfifo(tmp_path / "pipe")
    for source in ("nothing", ".", "pipe", "a\0b"):
        with RunImport() as incoming, pytest.raises(ImportFileError, match=r"imported: .*\.$"):
            import_file.import_file(tmp_path / source, incoming)


def test_the_page_names_every_column_of_every_line() -> None:
    """docs/history.md has the same columns as the export, in the same order."""
    text = PAGE.read_text(encoding="utf-8")
    for form, columns in ((name, form.columns) for name, form in ROW_KINDS.items()):
        (row,) = re.findall(rf"^\| `{form}` \| (`run`.*) \|$", text, re.MULTILINE)
        assert tuple(re.findall(r"`([^`]+)`", row)) == columns
