"""Generate the README's table of keys and its pictures, and the tables of docs/rules.md.

    python scripts/make_docs.py

Tests fail if they are out of date.
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
from follow_along.core.key_map import DEFAULT_KEYS  # noqa: E402
from follow_along.core.keyboard import key_label  # noqa: E402
from follow_along.ui.app import HistoryApp  # noqa: E402
from follow_along.ui.keys import DEFAULT_KEY_MAP, EVERYWHERE, PLAY  # noqa: E402
from scripts import rules_page  # noqa: E402
from scripts.make_moving import moving_picture  # noqa: E402
from tests.ui.app_harness import AppHarness  # noqa: E402
from tests.ui.fake_history import FakeHistory  # noqa: E402
from tests.ui.generated_history import weeks_of_runs  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SIZE = (80, 24)
LARGE = (160, 50)


def keys_table() -> str:
    """Return the keys of a session as a Markdown table."""
    lines = DEFAULT_KEY_MAP.help_lines((*PLAY, *EVERYWHERE))
    rows = [f"| {label} | {does} |" for label, does in lines]
    return "\n".join(["| Key | What it does |", "|---|---|", *rows])


def with_keys(readme: str) -> str:
    """Return the README with a new table of keys."""
    marked = r"(<!-- keys -->\n).*?(<!-- end of keys -->)"
    return re.sub(marked, lambda m: f"{m[1]}{keys_table()}\n{m[2]}", readme, flags=re.DOTALL)


def with_actions(page: str) -> str:
    """Return docs/keys.md with a new table of actions."""
    rows = [
        f"| `{name}` | {', '.join(map(key_label, keys))} |" for name, keys in DEFAULT_KEYS.items()
    ]
    marked = r"(<!-- actions -->\n).*?(<!-- end of actions -->)"
    table = "\n".join(["| Action | By default |", "|---|---|", *rows])
    return re.sub(marked, lambda m: f"{m[1]}{table}\n{m[2]}", page, flags=re.DOTALL)


async def pictures() -> dict[str, str]:
    """Return the README's pictures by file name."""
    return {
        "stopped.svg": await stopped_picture(),
        "large.svg": await large_picture(),
        "rating.svg": await rating_picture(),
        "history.svg": await history_picture(),
        "moving.svg": await moving_picture(),
    }


async def stopped_picture() -> str:
    """Return the steady check of week 1 during a stop."""
    harness = week_1()
    async with harness.play(SIZE) as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 175 + 11)
        await harness.press(pilot, "space")
        return shown(pilot.app, "stopped")


async def large_picture() -> str:
    """Return the heel raises of week 1 in a large window."""
    harness = week_1()
    async with harness.play(LARGE, look="light") as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 535)
        return shown(pilot.app, "large")


async def rating_picture() -> str:
    """Return the question for pain, after two answers."""
    harness = AppHarness()
    async with harness.play(SIZE) as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        for key in ("enter", "2", "4"):
            await harness.press(pilot, key)
        return shown(pilot.app, "rating")


def week_1() -> AppHarness:
    """Return a harness that plays the first session."""
    path = ROOT / "sessions" / "foot-ankle-1.yaml"
    session = read_session(path, ROOT / "figures")
    figures = read_figures(session, path, ROOT / "figures")
    return AppHarness(session=session, figures=figures)


async def history_picture() -> str:
    """Return the history of eight weeks with three made-up runs each."""
    async with HistoryApp(FakeHistory(weeks_of_runs(8))).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        return shown(pilot.app, "history")


def shown(app: App[Any], name: str) -> str:
    """Return a screenshot of the app as SVG."""
    svg = app.export_screenshot(title="follow-along")
    # The exporter puts random numbers into class names, which would change the file every time.
    return re.sub(r"terminal-\d+", f"terminal-{name}", svg)


def main() -> None:
    """Write all generated files."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    readme = ROOT / "README.md"
    readme.write_text(with_keys(readme.read_text()))
    keys_page = ROOT / "docs" / "keys.md"
    keys_page.write_text(with_actions(keys_page.read_text()))
    rules_page.main()
    for name, picture in asyncio.run(pictures()).items():
        (PICTURES / name).write_text(picture)


if __name__ == "__main__":
    main()
