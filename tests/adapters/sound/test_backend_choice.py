"""What plays when the library asked for is not installed."""

import sys
from types import ModuleType

import pytest

from follow_along.adapters.sound.backend_choice import choose_backend
from follow_along.adapters.sound.engine import SoundEngine
from follow_along.adapters.sound.miniaudio_backend import MiniaudioBackend
from follow_along.adapters.sound.protocol import Setup
from follow_along.adapters.sound.simpleaudio_backend import SimpleaudioBackend


@pytest.fixture
def engine():
    """An engine without cues."""
    return SoundEngine({}, Setup("auto", []))


@pytest.fixture
def notices():
    """The sentences for the user."""
    return []


def test_without_miniaudio_simpleaudio_plays(monkeypatch, engine, notices):
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    monkeypatch.setitem(sys.modules, "simpleaudio", ModuleType("simpleaudio"))
    assert isinstance(choose_backend("auto", engine, notices.append), SimpleaudioBackend)
    assert notices == [
        "miniaudio is not installed: using simpleaudio. "
        "Install a C compiler and run: pip install miniaudio."
    ]


def test_without_simpleaudio_miniaudio_plays(monkeypatch, engine, notices):
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    assert isinstance(choose_backend("simpleaudio", engine, notices.append), MiniaudioBackend)
    assert len(notices) == 1
    assert "simpleaudio is not installed: using miniaudio. Run: pip install" in notices[0]


@pytest.mark.parametrize(("wanted", "named"), [("auto", "miniaudio"), ("simpleaudio",) * 2])
def test_without_either_library_nothing_plays(monkeypatch, engine, notices, wanted, named):
    """One sentence names the library asked for, and what stands in for it."""
    for name in ("simpleaudio", "miniaudio"):
        monkeypatch.setitem(sys.modules, name, None)
    assert choose_backend(wanted, engine, notices.append) is None
    assert len(notices) == 1
    assert notices[0].startswith(f"{named} is not installed: using the screen and the bell. ")


@pytest.mark.parametrize(
    "failure",
    [
        'ImportError("DLL load failed")',
        'ModuleNotFoundError("No module named x", name="x")',
        'OSError("libasound.so.2: cannot open {shared} object file")',
        'RuntimeError("built for X86_V2")',
        "SyntaxError()",
    ],
)
def test_a_library_that_cannot_be_loaded_is_not_called_missing(
    monkeypatch, tmp_path, engine, notices, failure
):
    """The sentence has the reason: it may be a library of the library, or the processor."""
    (tmp_path / "miniaudio.py").write_text(f"raise {failure}")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "miniaudio", raising=False)
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    assert choose_backend("auto", engine, notices.append) is None
    (notice,) = notices
    assert notice.startswith("miniaudio cannot be loaded (")
    assert failure.partition("(")[0] in notice
    assert notice.endswith("): using the screen and the bell. Reinstalling it may help.")
