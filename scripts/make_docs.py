"""Make what the README shows: its table of keys, and its pictures, by driving the app.

    python scripts/make_docs.py

A test holds the table to the keys; the pictures are made anew when the screens change.
"""

import asyncio
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from follow_along.edges.session_file import read_session  # noqa: E402 - after the path
from follow_along.ui.app import HistoryApp  # noqa: E402
from follow_along.ui.keys import EVERYWHERE, PLAY  # noqa: E402
from tests.ui.fake_history import FakeHistory  # noqa: E402
from tests.ui.past import weeks_of_runs  # noqa: E402
from tests.ui.stage import Stage  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SIZE = (80, 24)


def keys_table() -> str:
    """Every key of a session and what it does, as a Markdown table."""
    rows = [f"| {key.label} | {key.does} |" for key in (*PLAY, *EVERYWHERE)]
    return "\n".join(["| Key | What it does |", "|---|---|", *rows])


def with_keys(readme: str) -> str:
    """The README with its table of keys made anew."""
    marked = r"(<!-- keys -->\n).*?(<!-- end of keys -->)"
    return re.sub(marked, lambda m: f"{m[1]}{keys_table()}\n{m[2]}", readme, flags=re.DOTALL)


async def make_pictures() -> None:
    """The steady check of week 1, on the left: at work, and stopped."""
    stage = Stage(session=read_session(ROOT / "sessions" / "foot-ankle-1.yaml"))
    async with stage.play(SIZE) as pilot:
        await stage.press(pilot, "space")
        await stage.pass_time(pilot, 175 + 11)
        save(pilot.app, "working")
        await stage.press(pilot, "space")
        save(pilot.app, "stopped")


async def make_history_picture() -> None:
    """Eight weeks of made-up runs, three in each."""
    async with HistoryApp(FakeHistory(weeks_of_runs(8))).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        save(pilot.app, "history")


def save(app: object, name: str) -> None:
    """Keep what the app shows as a picture."""
    svg = app.export_screenshot(title="follow-along")
    # The exporter names its styles by chance numbers; without them the file changes only when the
    # picture does.
    (PICTURES / f"{name}.svg").write_text(re.sub(r"terminal-\d+", f"terminal-{name}", svg))


def main() -> None:
    """Make everything."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    readme = ROOT / "README.md"
    readme.write_text(with_keys(readme.read_text()))
    asyncio.run(make_pictures())
    asyncio.run(make_history_picture())


if __name__ == "__main__":
    main()
