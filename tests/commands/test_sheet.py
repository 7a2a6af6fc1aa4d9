"""The option `--sheet` of `show` writes a sheet, or says in one sentence why not."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import fontpkg
import pytest
import typst
from click.testing import CliRunner, Result

from follow_along.cli import main
from tests.adapters.sound.pulse_server import wait_until

SHORT = """
title: Short
exercises:
  - name: Stand
    work: 30s
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory, and the current one, with a session; in a country with A4."""
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short.yaml").write_text(SHORT)
    return tmp_path


def show(*arguments: str) -> Result:
    """Run the command; the result has both streams in `output`."""
    return CliRunner().invoke(main, ["show", *arguments])


def pages_in(file: Path) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))


def test_a_pdf_is_written(home: Path) -> None:
    """The sentence has the pages, the paper and the file."""
    result = show("short.yaml", "--sheet", "short.pdf")
    assert result.output == "Wrote a sheet of 1 page (A4) to short.pdf.\n"
    assert result.exit_code == 0
    assert (home / "short.pdf").read_bytes().startswith(b"%PDF-")
    assert not [path for path in home.iterdir() if path.suffix == ".part"]


def test_a_picture_is_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One picture, whatever its length; the ending may be in capitals."""
    monkeypatch.setattr("follow_along.adapters.sheet.pages.DOTS_PER_INCH", 50)
    assert show("short.yaml", "--sheet", "s.PNG").output == "Wrote a sheet (A4) to s.PNG.\n"
    assert (home / "s.PNG").read_bytes().startswith(b"\x89PNG\r\n")
    result = show("foot-ankle-3", "--sheet", "long.png", "--paper", "letter")
    assert result.output == "Wrote a sheet as long as 2 pages (Letter) to long.png.\n"


def test_the_paper_is_that_of_the_country(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the option says which."""
    monkeypatch.setenv("LC_PAPER", "en_US.UTF-8")
    assert "(Letter)" in show("short.yaml", "--sheet", "a.pdf").output
    assert "(A4)" in show("short.yaml", "--sheet", "b.pdf", "--paper", "a4").output


@pytest.mark.parametrize("name", ["s.jpg", "s", "s.pdf.gz", "short.yaml", "s.svg"])
def test_another_ending_is_refused(home: Path, name: str) -> None:
    """Nothing is written, not even by force."""
    result = show("short.yaml", "--sheet", name, "--force")
    assert result.output == (
        f"{name} is not written: the name of a sheet must end in .pdf or .png.\n"
    )
    assert result.exit_code == 2
    assert (home / "short.yaml").read_text() == SHORT


def test_options_that_do_nothing_are_refused(home: Path) -> None:
    """Those of a sheet without one, and `--watch` with one."""
    for arguments in (["--force"], ["--paper", "a4"]):
        assert "--paper and --force need --sheet" in show("short.yaml", *arguments).output
    result = show("short.yaml", "--sheet", "s.pdf", "--watch")
    assert "does not go with --sheet" in result.output
    assert result.exit_code == 2
    assert not (home / "s.pdf").exists()


def test_a_session_with_a_mistake_gets_no_sheet(home: Path) -> None:
    """The mistake is said, as without the option; so is a session that is not there."""
    (home / "short.yaml").write_text(SHORT.replace("work", "wrok"))
    assert "wrok" in show("short.yaml", "--sheet", "s.pdf").output
    assert "There is no session `none`" in show("none", "--sheet", "s.pdf").output
    assert not (home / "s.pdf").exists()


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("片足で Stand", "片 足 で"),
        ("一二三四五六七八九十百", "一 二 三 四 五 六 七 八 九 十 and 1 other character"),
    ],
)
def test_letters_that_no_font_has_are_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, named: str
) -> None:
    """As many as a sentence holds; here only the fonts are there that come with the extra."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[fontpkg.path("Open Sans").parent])
    monkeypatch.setattr("follow_along.adapters.sheet.pages._fonts", lambda: fonts)
    (home / "short.yaml").write_text(f"{SHORT}    setup: {name}\n", encoding="utf-8")
    assert show("short.yaml", "--sheet", "s.pdf").output == (
        "Wrote a sheet of 1 page (A4) to s.pdf."
        f" This machine cannot draw {named}: \ufffd stands for each.\n"
    )


def test_a_picture_that_would_be_too_long_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says what to write in its place."""
    monkeypatch.setattr("follow_along.adapters.sheet.pages.MOST_PAGES", 1)
    result = show("foot-ankle-3", "--sheet", "s.png", "--paper", "letter")
    assert result.output == (
        "No sheet: it has 2 pages, and a picture at most 1. Write it as a PDF.\n"
    )
    assert result.exit_code == 2
    assert not (home / "s.png").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ended_by_a_signal_it_leaves_no_file(home: Path, number: signal.Signals) -> None:
    """Neither the file that was named nor the hidden one that is there until all is written."""
    exercise = SHORT.partition("exercises:\n")[2] + "    setup: Stand tall.\n"
    (home / "short.yaml").write_text("title: Long\nexercises:\n" + exercise * 150)
    (home / "out").mkdir()
    command = subprocess.Popen(
        [sys.executable, "-m", "follow_along", "show", "short.yaml", "--sheet", "out/s.pdf"],
        # Some shells start programs with signals ignored.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509 - holds no lock
    )
    assert wait_until(lambda: any((home / "out").iterdir()))
    command.send_signal(number)
    assert command.wait() == 128 + number
    assert list((home / "out").iterdir()) == []


@pytest.mark.parametrize("library", ["typst", "fontpkg"])
def test_without_the_extra_the_sentence_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """Nothing is written; the timeline is shown all the same."""
    for name in list(sys.modules):
        if name.startswith("follow_along.adapters.sheet."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    result = show("short.yaml", "--sheet", "s.pdf")
    assert result.output == (
        f"No sheet: {library} is not installed. Run: pip install 'follow-along[sheet]'\n"
    )
    assert result.exit_code == 2
    assert not (home / "s.pdf").exists()
    assert "Short  (0:45)" in show("short.yaml").output


def test_a_library_that_raises_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises as it is imported."""
    (home / "broken").mkdir()
    (home / "broken" / "typst.py").write_text("raise RuntimeError('built for another')")
    monkeypatch.syspath_prepend(str(home / "broken"))
    for name in list(sys.modules):
        if name.startswith(("follow_along.adapters.sheet.", "typst")):
            monkeypatch.delitem(sys.modules, name)
    result = show("short.yaml", "--sheet", "s.pdf")
    assert result.output == "No sheet: a library for it cannot be loaded (built for another).\n"
    assert result.exit_code == 2
