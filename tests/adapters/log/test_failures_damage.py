"""With a log damaged at random the session is kept, and the file is not changed."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import exported_rows
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.tsv import log_lines
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import (
    a_header,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)
from tests.adapters.log.log_failures import import_spool, kept, notices

PAGE = 4096
SEEDS = range(60)
MORE_SEEDS = range(60, 800)
NUMBER = 777

Damage = Callable[[bytearray, random.Random], None]


def _cut_off(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _pages_overwritten(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        begin = chance.randrange(len(content) // PAGE) * PAGE
        content[begin : begin + PAGE] = chance.randbytes(PAGE)


def _bytes_changed(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 5, 50))):
        content[chance.randrange(len(content))] = chance.randrange(256)


def _words_changed(content: bytearray, chance: random.Random) -> None:
    for _ in range(20):
        begin = chance.randrange(len(content) - 4)
        content[begin : begin + 4] = chance.choice((b"\0\0\0\0", b"9999", b"\xff\xfe\x80\x80"))


def _zeros(content: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(content))
    end = min(len(content), begin + chance.choice((16, 512, PAGE, 5 * PAGE)))
    content[begin:end] = bytes(end - begin)


def _little_left(content: bytearray, chance: random.Random) -> None:
    del content[chance.choice((1, 16, 20, 99, 100, 512, PAGE - 1, PAGE)) :]


def _more_at_the_end(content: bytearray, chance: random.Random) -> None:
    content += chance.randbytes(chance.choice((1, PAGE, 9000)))


DAMAGES: list[Damage] = [
    _cut_off,
    _pages_overwritten,
    _bytes_changed,
    _words_changed,
    _zeros,
    _little_left,
    _more_at_the_end,
]


@pytest.fixture(scope="module")
def sound_log(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an undamaged log of 40 runs."""
    return a_log(tmp_path_factory.mktemp("sound") / "log.db", runs=40)


def _readings(path: Path) -> Iterator[str]:
    """Read a log in every way; yield the errors."""
    reader = LogReader(path)
    for read in (
        reader.runs,
        reader.sessions,
        reader.week_totals,
        reader.run_totals,
        reader.heads,
        reader.latest,
        lambda: list(log_lines(reader.runs())),
        lambda: list(exported_rows(path)),
    ):
        try:
            read()
        except LogError as error:
            yield str(error)


@pytest.mark.parametrize(
    "seed", [*SEEDS, *(pytest.param(seed, marks=pytest.mark.slow) for seed in MORE_SEEDS)]
)
def test_a_damaged_log_costs_no_stop_and_no_byte(
    path: Path, elsewhere: Path, sound_log: bytes, seed: int
) -> None:
    """The log is used if possible; otherwise it is unchanged, and a spool file has the run."""
    chance = random.Random(seed)
    damaged = bytearray(sound_log)
    DAMAGES[seed % len(DAMAGES)](damaged, chance)
    path.parent.mkdir()
    path.write_bytes(damaged)
    for error in _readings(path):
        assert error.startswith(f"The log {path} ")
        assert error.count("\n") == 0
    writer = LogWriter(path, elsewhere=elsewhere)
    write_run(writer, NUMBER)
    writer.close()
    sentences = notices(writer)
    if sentences:
        assert sentences[0].startswith(f"The log {path} ")
        (file,) = kept(path.parent)
        assert file.name == f"log-unwritten-{a_header(NUMBER).run_id}.jsonl"
        assert str(file) in sentences[0]
        # Damage that is met in the middle of the run leaves the events before it in the file.
        after = path.read_bytes()
        unchanged = after == damaged  # pytest would take minutes to show the difference
        assert unchanged or a_header(NUMBER).run_id.encode() in after
        path.rename(path.with_suffix(".put-away"))
        assert import_spool(path, elsewhere) == []
        assert_logged(the_run(path, NUMBER), a_short_run())
        assert len(LogReader(path).runs()) == 1
    else:
        assert kept(path.parent) == []


def test_rows_that_this_program_never_writes_are_reported_as_damage(
    path: Path, sound_log: bytes
) -> None:
    """A changed letter in a row leaves a valid file with invalid content."""
    path.parent.mkdir()
    path.write_bytes(sound_log.replace(b"balanceleft", b"balance1eft"))
    sentence = (
        f"The log {path} is damaged (move it to another place and a new log will be created)."
    )
    for read in (LogReader(path).runs, LogReader(path).run_totals):
        with pytest.raises(LogError) as error:
            read()
        assert str(error.value) == sentence
