"""Every screen shows hostile texts as written, without breaking its lines."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from follow_along.adapters.log.exclusions import LogHistory
from follow_along.core.listed_session import ListedSession
from follow_along.core.sessions.session import Session
from follow_along.core.text import cells
from follow_along.core.validation.problem import Problem
from follow_along.core.validation.validate import validate
from follow_along.ui.app import HistoryApp
from tests.adapters.log.log_events import a_log
from tests.fakes import FakeClock
from tests.hostile_text import HOSTILE_TEXTS, shown_only
from tests.ui.app_harness import AppHarness, resized
from tests.ui.history_harness import settle
from tests.ui.scenes import history_scenes, session_scenes

SIZES = [(40, 12), (121, 40)]
PER_SESSION = 4
CHUNKS = [
    HOSTILE_TEXTS[first : first + PER_SESSION]
    for first in range(0, len(HOSTILE_TEXTS), PER_SESSION)
]


def hostile_session(texts: tuple[str, ...]) -> Session:
    """Return a session with these texts in every field, validated as from a file."""
    name, line = " ".join(texts)[:100], "; ".join(texts)
    exercise = {
        "name": name,
        "id": "move",
        "kind": "balance",
        "sides": "each",
        "work": "30s",
        "rest": "10s",
        "tempo": [f"{text[:30]} 2s" for text in texts],
        "setup": line,
        "cues": [line, *texts],
        "easier": line,
        "harder": line,
    }
    fields = {"title": name, "about": line, "kit": list(texts), "safety": line}
    return validate(Session, {**fields, "exercises": [exercise, {**exercise, "sides": "both"}]})


def assert_shown_as_text(screen: Screen[object]) -> None:
    """Assert that a screen has no hidden text, link or action, and that its lines fit."""
    for strip in screen._compositor.render_strips():
        assert shown_only(strip.text)
        assert cells(strip.text) == strip.cell_length == screen.size.width
        for segment in strip:
            assert segment.control is None
            assert segment.style is None or segment.style.link is None
            assert segment.style is None or "@click" not in segment.style.meta


async def assert_shown_at_every_size(pilot: Pilot[Any]) -> None:
    """Assert the same at each size."""
    async for _ in resized(pilot, SIZES):
        assert_shown_as_text(pilot.app.screen)


@pytest.mark.parametrize("texts", CHUNKS, ids=range(len(CHUNKS)))
async def test_texts_of_a_session_are_shown_as_written(texts):
    """Texts are shown as written in every phase, in the dialogs and on the done screen."""
    harness = AppHarness(session=hostile_session(texts))
    async with harness.play() as pilot:
        async for _ in session_scenes(harness, pilot):
            await assert_shown_at_every_size(pilot)


async def test_listed_sessions_are_shown_as_written():
    """Titles, details and mistakes in a file are shown as written."""
    listed = [
        ListedSession(str(n), f"{n}.yaml", "yours", shadows=True, session=hostile_session(texts))
        for n, texts in enumerate(CHUNKS)
    ]
    problem = Problem(1, 1, "this is no session", "z.yaml")
    broken = ListedSession("z", "z.yaml", "yours", problems=(problem,))
    harness = AppHarness(listed=[*listed, broken])
    async with harness.choosing().run_test() as pilot:
        for _ in range(len(CHUNKS) + 1):
            await assert_shown_at_every_size(pilot)
            await pilot.press("down")
        await pilot.press("enter")
        await assert_shown_at_every_size(pilot)


@pytest.mark.parametrize("text", [" ".join(texts) for texts in CHUNKS], ids=range(len(CHUNKS)))
async def test_logged_texts_are_shown_as_written(tmp_path, text):
    """Every history screen shows the texts of the log as written."""
    log = tmp_path / "log.db"
    a_log(log, runs=2)
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("UPDATE runs SET title = ?, session = ?", (text, text))
        connection.execute("UPDATE blocks SET name = ?", (text,))
        connection.execute(
            "INSERT INTO ratings (run, question, revision, note, at_utc, at_offset_min)"
            " SELECT id, 'note', 1, ?, began_utc, 0 FROM runs",
            (text,),
        )
        connection.commit()
    async with HistoryApp(LogHistory(log, FakeClock())).run_test() as pilot:
        await settle(pilot)
        async for _ in history_scenes(pilot):
            await assert_shown_at_every_size(pilot)
