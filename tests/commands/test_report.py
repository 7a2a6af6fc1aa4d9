"""The command `report` writes one page, or says in one sentence why not."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.seeded_log import fill as fill_programme
from follow_along import __version__
from follow_along.adapters.report.page import page
from follow_along.cli import main
from follow_along.commands.report import _MOST_WEEKS
from follow_along.core.rating import Rating
from tests.adapters.report.reports import report_on
from tests.commands.test_history import fill
from tests.ui.generated_history import rated_weeks

WEEKS = ((6, 3), (4, 0), (0, 1))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory, and the current one."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(*arguments: str) -> Result:
    """Run the command; the result has both streams in `output`."""
    return CliRunner().invoke(main, ["report", *arguments])


def test_the_page_is_written(home: Path) -> None:
    """It has the name, the trend, the figures and the version, and its owner alone can read it."""
    fill(home / "follow-along" / "log.db", *WEEKS)
    result = report("r.html", "--name", "Anna <Muster>")
    assert result.output == (
        "Wrote a report on 2 March 2026 to 16 March 2026 (3 weeks) to r.html.\n"
    )
    assert result.exit_code == 0
    page = (home / "r.html").read_text(encoding="utf-8")
    assert "Anna &lt;Muster&gt;" in page
    assert "Getting steadier (14 stops in 3 weeks)." in page
    assert "4.0 (6 in 90 s)" in page
    assert "3 of 9 planned" in page
    assert f"Made by follow-along {__version__}." in page
    assert (home / "r.html").stat().st_mode & 0o077 == 0


def test_weeks_are_counted_back_from_the_last_one(home: Path) -> None:
    """A number out of range is refused."""
    fill(home / "follow-along" / "log.db", *WEEKS)
    assert "9 March 2026 to 16 March 2026 (2 weeks)" in report("r.html", "--weeks", "2").output
    for weeks in ("0", str(_MOST_WEEKS + 1), "-1", "all"):
        refused = report("s.html", "--weeks", weeks)
        assert refused.exit_code == 2
        assert "Invalid value for '--weeks'" in refused.output
    assert not (home / "s.html").exists()


def test_an_empty_log_is_said(home: Path) -> None:
    """No file is written, neither the page nor a log."""
    result = report("r.html")
    assert result.output == "No finished exercise in the log yet, so there is nothing to report.\n"
    assert result.exit_code == 2
    assert list(home.iterdir()) == []


def test_a_log_that_cannot_be_read_is_said(home: Path) -> None:
    """The sentence is that of the log."""
    log = home / "follow-along" / "log.db"
    log.parent.mkdir()
    log.write_text("no log")
    result = report("r.html")
    assert re.fullmatch(r"The log .* is damaged .*\.\n", result.output)
    assert result.exit_code == 2
    assert not (home / "r.html").exists()


@pytest.mark.parametrize("library", ["jinja2", "ziaplot"])
def test_without_the_extra_the_sentence_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """Nothing is written."""
    fill(home / "follow-along" / "log.db", *WEEKS)
    for name in [name for name in sys.modules if name.startswith("follow_along.adapters.report.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    result = report("r.html")
    assert result.output == (
        f"No report: {library} is not installed. Run: pip install 'follow-along[report]'\n"
    )
    assert result.exit_code == 2
    assert not (home / "r.html").exists()


def test_a_library_that_raises_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises as it is imported."""
    fill(home / "follow-along" / "log.db", *WEEKS)
    (home / "broken").mkdir()
    (home / "broken" / "ziaplot.py").write_text("raise RuntimeError('built for another')")
    monkeypatch.syspath_prepend(str(home / "broken"))
    for name in list(sys.modules):
        if name.startswith(("follow_along.adapters.report.", "ziaplot")):
            monkeypatch.delitem(sys.modules, name)
    result = report("r.html")
    assert result.output == "No report: a library for it cannot be loaded (built for another).\n"
    assert result.exit_code == 2


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_eight_weeks_of_the_programme_are_printed_on_two_pages(home: Path) -> None:
    """Every session of it, three and four times a week."""
    fill_programme(home / "follow-along" / "log.db", 32, 600)
    assert "(8 weeks)" in report("r.html", "--name", "A rather long name, to be printed").output
    assert sheets(home) == 2


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
@pytest.mark.parametrize("note", ["", "Tired.", "About shoes and the weather. " * 2, "long " * 51])
def test_eight_weeks_with_ratings_are_printed_on_two_pages(home: Path, note: str) -> None:
    """However much was noted after each run."""
    runs = rated_weeks(8)
    if note:
        runs = [replace(run, rating=Rating(2, 4, 0, note, 0)) for run in runs]
    made = report_on(runs, name="A rather long name, to be printed")
    (home / "r.html").write_text(page(made), encoding="utf-8")
    assert sheets(home) == 2


def sheets(folder: Path) -> int:
    """Print r.html; return the number of pages."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = ["chromium", *options, "--print-to-pdf=r.pdf", "r.html"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return len(re.findall(rb"/Type /Page\b(?!s)", (folder / "r.pdf").read_bytes()))
