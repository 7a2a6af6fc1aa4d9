"""Make what the README shows: its table of keys, and its pictures, by driving the app.

    python scripts/make_docs.py

Tests hold the table to the keys, and the pictures to the screens.
"""

import asyncio
import re
import sys
from pathlib import Path
from typing import Any

from textual.app import App

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from follow_along.adapters.sessions.session_file import read_figures, read_session  # noqa: E402 - after the path
from follow_along.ui.app import HistoryApp  # noqa: E402
from follow_along.ui.keys import EVERYWHERE, PLAY  # noqa: E402
from scripts import rules_page  # noqa: E402
from scripts.make_moving import moving_picture  # noqa: E402
from tests.ui.app_harness import AppHarness  # noqa: E402
from tests.ui.fake_history import FakeHistory  # noqa: E402
from tests.ui.made_history import weeks_of_runs  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SIZE = (80, 24)
LARGE = (160, 50)


def keys_table() -> str:
    """Every key of a session and what it does, as a Markdown table."""
    rows = [f"| {key.label} | {key.does} |" for key in (*PLAY, *EVERYWHERE)]
    return "\n".join(["| Key | What it does |", "|---|---|", *rows])


def with_keys(readme: str) -> str:
    """The README with its table of keys made anew."""
    marked = r"(<!-- keys -->\n).*?(<!-- end of keys -->)"
    return re.sub(marked, lambda m: f"{m[1]}{keys_table()}\n{m[2]}", readme, flags=re.DOTALL)


async def pictures() -> dict[str, str]:
    """Every picture of the README by the name of its file, as the app shows it now."""
    return {
        "stopped.svg": await stopped_picture(),
        "large.svg": await large_picture(),
        "history.svg": await history_picture(),
        "moving.svg": await moving_picture(),
    }


async def stopped_picture() -> str:
    """Week 1: the steady check, stopped."""
    stage = week_1()
    async with stage.play(SIZE) as pilot:
        await stage.press(pilot, "space")
        await stage.pass_time(pilot, 175 + 11)
        await stage.press(pilot, "space")
        return shown(pilot.app, "stopped")


async def large_picture() -> str:
    """Week 1: heel raises in a large window."""
    stage = week_1()
    async with stage.play(LARGE, look="light") as pilot:
        await stage.press(pilot, "space")
        await stage.pass_time(pilot, 535)
        return shown(pilot.app, "large")


def week_1() -> AppHarness:
    """A stage on which the first session is played."""
    path = ROOT / "sessions" / "foot-ankle-1.yaml"
    session = read_session(path, ROOT / "figures")
    figures = read_figures(session, path, ROOT / "figures")
    return AppHarness(session=session, figures=figures)


async def history_picture() -> str:
    """Eight weeks of made-up runs, three in each."""
    async with HistoryApp(FakeHistory(weeks_of_runs(8))).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        return shown(pilot.app, "history")


def shown(app: App[Any], name: str) -> str:
    """What the app shows, as a picture."""
    svg = app.export_screenshot(title="follow-along")
    # The exporter names its styles by chance numbers; without them the file changes only when the
    # picture does.
    return re.sub(r"terminal-\d+", f"terminal-{name}", svg)


def main() -> None:
    """Make everything."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    readme = ROOT / "README.md"
    readme.write_text(with_keys(readme.read_text()))
    rules_page.main()
    for name, picture in asyncio.run(pictures()).items():
        (PICTURES / name).write_text(picture)


if __name__ == "__main__":
    main()
