"""The cache of validated files: a start without pydantic, and never a stale or damaged entry."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions import record_cache
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.figure_file import read_figure
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.record_cache import RecordCache
from follow_along.adapters.sessions.record_json import from_json, to_json
from follow_along.adapters.sessions.session_file import read_session
from follow_along.adapters.sessions.settings_file import read_settings
from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings
from follow_along.core.validation.file_record import FileRecord
from tests.adapters.sessions.test_figure_file import GOOD as A_FIGURE

ROOT = Path(__file__).parents[3]
SESSIONS = sorted(shipped("sessions").glob("*.yaml"))
FIGURES = sorted(shipped("figures").glob("*.yaml"))
TEXT = "title: T\nexercises:\n  - name: A\n    work: 30s\n"
WITH_FIGURE = f"{TEXT}    figure: mine.yaml\n"


@pytest.fixture
def cache(tmp_path: Path) -> RecordCache:
    """A cache in a folder that is not there yet."""
    return RecordCache(tmp_path / "cache" / "records")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session file."""
    path = tmp_path / "session.yaml"
    path.write_text(TEXT)
    return path


def entries(tmp_path: Path) -> list[Path]:
    """The entries of the cache."""
    return sorted((tmp_path / "cache" / "records").iterdir())


def entry_path(cache: RecordCache, text: str, kind: type[FileRecord] = Session) -> Path:
    """The path of the entry of a text."""
    return cache._path(record_cache._key(text, kind))


def session(file: Path, cache: RecordCache) -> Session:
    """Read the session with the cache; shipped figures are known."""
    return read_session(file, shipped("figures"), cache)


@pytest.mark.parametrize("path", [*SESSIONS, *FIGURES], ids=lambda path: path.stem)
def test_every_shipped_file_comes_back_equal(cache: RecordCache, path: Path) -> None:
    """What was kept is what was validated."""
    kind = Session if path in SESSIONS else Figure
    made = read_record(path, kind, cache=cache)
    kept = cache.get(path.read_text("utf-8"), kind)
    assert kept == made
    assert repr(kept) == repr(made)


def test_a_kept_file_is_not_validated_again(
    file: Path, cache: RecordCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time nothing is parsed."""
    first = session(file, cache)
    monkeypatch.setitem(sys.modules, "follow_along.adapters.sessions.parsing", None)
    assert session(file, cache) == first


def test_a_changed_file_is_validated(file: Path, cache: RecordCache) -> None:
    """An entry belongs to the text, not to the path."""
    session(file, cache)
    file.write_text(TEXT.replace("30s", "40s"))
    assert session(file, cache).exercises[0].work == 40_000
    file.write_text(TEXT.replace("30s", "soon"))
    with pytest.raises(SessionFileError):
        session(file, cache)


def test_a_changed_program_validates_anew(
    file: Path, cache: RecordCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of the code found good is not believed."""
    session(file, cache)
    monkeypatch.setattr(record_cache, "_code_version", lambda: "another")
    assert cache.get(TEXT, Session) is None


def test_an_entry_is_of_one_kind(cache: RecordCache) -> None:
    """The same text read as something else has an entry of its own."""
    cache.put("", Settings())
    assert cache.get("", Settings) == Settings()
    assert cache.get("", Session) is None


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": lambda raw: raw[: len(raw) // 2],
    "one bit": lambda raw: raw[:-10] + bytes([raw[-10] ^ 1]) + raw[-9:],
    "no checksum": lambda raw: raw.partition(b"\n")[2],
    "not JSON": lambda _: b"\x80\x04pickle",
    "large": lambda raw: raw + b" " * 2_000_000,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_replaced(
    tmp_path: Path, file: Path, cache: RecordCache, damage: Callable[[bytes], bytes]
) -> None:
    """It is never used, and a good one is written in its place."""
    first = session(file, cache)
    (entry,) = entries(tmp_path)
    good = entry.read_bytes()
    entry.write_bytes(damage(good))
    assert cache.get(TEXT, Session) is None
    assert session(file, cache) == first
    assert entry.read_bytes() == good


def test_the_entry_of_another_text_is_not_used(
    tmp_path: Path, file: Path, cache: RecordCache
) -> None:
    """A file that was renamed or copied onto another is foreign."""
    session(file, cache)
    (entry,) = entries(tmp_path)
    other = TEXT.replace("30s", "40s")
    entry.rename(entry_path(cache, other))
    assert cache.get(other, Session) is None


@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero"), Path.touch]
)
def test_what_is_no_entry_does_no_harm(
    file: Path, cache: RecordCache, make: Callable[[Path], None]
) -> None:
    """A pipe, a folder, a device or an empty file in its place: nothing waits, nothing fails."""
    entry = entry_path(cache, TEXT)
    entry.parent.mkdir(parents=True)
    make(entry)
    assert session(file, cache).title == "T"


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, file: Path) -> None:
    """Nothing is kept, and everything works."""
    (tmp_path / "in the way").touch()
    cache = RecordCache(tmp_path / "in the way" / "records")
    assert session(file, cache) == session(file, cache)


def test_the_oldest_entries_are_dropped(
    tmp_path: Path, cache: RecordCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number of entries is bounded."""
    monkeypatch.setattr(record_cache, "MOST_ENTRIES", 3)
    for number in range(5):
        cache.put(f"volume: {number}", Settings(volume=number))
        os.utime(entry_path(cache, f"volume: {number}", Settings), (number, number))
    kept = [n for n in range(5) if cache.get(f"volume: {n}", Settings)]
    assert kept == [2, 3, 4]


def test_texts_of_one_checksum_take_turns(
    cache: RecordCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry is known by its text: one of the same name is another's."""
    monkeypatch.setattr(RecordCache, "_path", lambda self, _key: self._folder / "same.json")
    for volume in (10, 20):
        cache.put(f"volume: {volume}", Settings(volume=volume))
    anew = RecordCache(cache._folder)
    assert anew.get("volume: 10", Settings) is None
    assert anew.get("volume: 20", Settings) == Settings(volume=20)


def test_mistakes_are_not_kept(tmp_path: Path, file: Path, cache: RecordCache) -> None:
    """Every reading names them with their lines."""
    file.write_text("title: x\nwek: 1\n")
    for _ in range(2):
        with pytest.raises(SessionFileError) as caught:
            session(file, cache)
        assert [problem.line for problem in caught.value.problems] == [1, 2]
    assert not (tmp_path / "cache").exists()


def test_a_figure_beside_a_kept_session_is_checked_each_time(
    tmp_path: Path, file: Path, cache: RecordCache
) -> None:
    """The session's own text is the same, but the figure is gone or has mistakes."""
    file.write_text(WITH_FIGURE)
    figure = tmp_path / "mine.yaml"
    figure.write_text(A_FIGURE)
    session(file, cache)
    figure.write_text(A_FIGURE.replace("start: flat", "start: flt"))
    with pytest.raises(SessionFileError, match="has mistakes"):
        session(file, cache)
    figure.unlink()
    with pytest.raises(SessionFileError, match="there is no such file"):
        session(file, cache)


def test_a_shipped_figure_that_is_gone_is_a_mistake_of_a_kept_session(
    tmp_path: Path, file: Path, cache: RecordCache
) -> None:
    """The figures that come with the program may be others by now."""
    (tmp_path / "heel.yaml").write_text(A_FIGURE)
    file.write_text(f"{TEXT}    figure: heel\n")
    read_session(file, tmp_path, cache)
    (tmp_path / "heel.yaml").unlink()
    with pytest.raises(SessionFileError, match="no figure `heel` comes with the program"):
        read_session(file, tmp_path, cache)


def test_a_figure_in_the_list_is_not_listed_with_a_cache(
    tmp_path: Path, cache: RecordCache
) -> None:
    """Neither before it is kept nor after."""
    (tmp_path / "mine.yaml").write_text(A_FIGURE)
    library = Library(tmp_path, tmp_path / "none", tmp_path / "none", cache)
    assert library.all() == []
    read_figure(tmp_path / "mine.yaml", cache)
    assert library.all() == []


def test_settings_are_kept(tmp_path: Path, cache: RecordCache) -> None:
    """Most people set a few things once."""
    file = tmp_path / "settings.yaml"
    file.write_text("volume: 40\n")
    assert read_settings(file, cache) == read_settings(file, cache) == (Settings(volume=40), "")
    assert len(entries(tmp_path)) == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(Session.key_names()), value=json_values)
def test_a_value_of_a_wrong_type_makes_no_record(file: Path, key: str, value: object) -> None:
    """Even with a right checksum an entry gives what a session can hold, or nothing."""
    data = to_json(read_record(file, Session)) | {key: value}
    try:
        made = from_json(Session, data)
    except ValueError:
        return
    assert from_json(Session, to_json(made)) == made


PROGRAM = """
import sys
from pathlib import Path
from follow_along.adapters.paths import find_paths
from follow_along.wiring import library, load_settings

paths = find_paths()
assert load_settings(paths)[0].volume == 40
listed = library(paths).all()
assert len(listed) == 5 and all(each.session for each in listed)
assert len(library(paths).figures(listed[0])) > 3
print(sorted({"pydantic", "pydantic_core", "yaml"} & sys.modules.keys()))
"""


def test_a_start_with_a_warm_cache_imports_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    """They take longer to import than the rest of the program."""
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "CACHE")}
    settings_file = tmp_path / "CONFIG" / "follow-along" / "settings.yaml"
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text("volume: 40\n")
    imported = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | folders | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert imported == ["['pydantic', 'pydantic_core', 'yaml']", "[]"]
