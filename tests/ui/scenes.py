"""Drives an app to the states that tests look at.

Opening an app is the slow part, so `run_scenes` and `history_scenes` show all states in one app.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from follow_along.core.listed_session import ListedSession
from follow_along.core.validation.problem import Problem
from tests.ui.app_harness import RAISE, SHORT, AppHarness, session_of
from tests.ui.history_harness import press


def listed_sessions() -> list[ListedSession]:
    """Return a programme of two weeks, a session of the user, and a file with a mistake."""
    week_1 = replace(SHORT, per_week=3, days_apart=1)
    week_2 = replace(week_1, title="Week 2: Stand taller", week=2)
    mine = replace(session_of(RAISE), title="Ten minutes for the calves", programme="", week=None)
    sentence = "unknown key `exercices`, did you mean `exercises`?"
    problem = Problem(3, 1, sentence, "wobbly.yaml")
    return [
        ListedSession("foot-ankle-1", "foot-ankle-1.yaml", "shipped", session=week_1),
        ListedSession("foot-ankle-2", "foot-ankle-2.yaml", "shipped", session=week_2),
        ListedSession("calves", "calves.yaml", "yours", session=mine),
        ListedSession("wobbly", "wobbly.yaml", "yours", problems=(problem,)),
    ]


async def title_card(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """Before the first key."""


async def working(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """Eleven seconds into the first block."""
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 26)


async def stopped(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """Balance lost twice in the first block."""
    await working(harness, pilot)
    await harness.press(pilot, "t")
    await harness.pass_time(pilot, 4)
    await harness.press(pilot, "space")


async def changing_sides(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """The interval between left and right, with a notice and a count to correct."""
    await stopped(harness, pilot)
    await harness.press(pilot, "space")
    harness.sound.notices.append("No sound device: using the screen and the bell.")
    await harness.pass_time(pilot, 21)


async def tempo(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """Repetitions with a tempo, on both feet."""
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 15 + 70 + 15 + 14)


async def help_page(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """The help dialog."""
    await working(harness, pilot)
    await harness.press(pilot, "question_mark")


async def done(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """The done screen of a run with two stops on the left."""
    await stopped(harness, pilot)
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 500)


async def rating(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """The first question after a session to its end."""
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 1000)
    await harness.press(pilot, "enter")
    harness.clock.advance(0.3)


async def pain(harness: AppHarness, pilot: Pilot[Any]) -> None:
    """The question for pain, with two answers before it."""
    await done(harness, pilot)
    await harness.press(pilot, "enter")
    await pilot.press("2", "4")
    await pilot.pause()


async def session_scenes(harness: AppHarness, pilot: Pilot[Any]) -> AsyncIterator[str]:
    """Lead one run through every screen with texts of its session, and yield the name of each.

    The first exercise has a `get_ready` of 15 s, and blocks of 30 s or more.
    """
    yield "title card"
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 3)
    yield "ready"
    await harness.pass_time(pilot, 23)
    yield "working"
    await harness.press(pilot, "question_mark")
    yield "help"
    await harness.press(pilot, "escape")
    await harness.press(pilot, "q")
    yield "leaving"
    await harness.press(pilot, "escape")
    await harness.press(pilot, "p")
    yield "paused"
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 4)
    await harness.press(pilot, "t")
    await harness.pass_time(pilot, 4)
    await harness.press(pilot, "space")
    yield "stopped"
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, 1)
    yield "count-in"
    await harness.pass_time(pilot, 5)
    yield "last seconds"
    await harness.pass_time(pilot, 11)
    yield "between blocks"
    await harness.pass_time(pilot, 500)
    yield "done"


async def run_scenes(harness: AppHarness, pilot: Pilot[Any]) -> AsyncIterator[str]:
    """Lead one run through every screen, the rating included, and yield the name of each."""
    async for scene in session_scenes(harness, pilot):
        yield scene
    await harness.press(pilot, "enter")
    yield "steady"
    await harness.press(pilot, "5")
    yield "effort"
    await harness.press(pilot, "x")
    await harness.press(pilot, "0")
    yield "note"
    # Typed as one text: a key takes the pilot longer than a person.
    pilot.app.screen.query_one(Input).value = "a note " * 30
    await pilot.pause()
    yield "a long note"


async def history_scenes(pilot: Pilot[None]) -> AsyncIterator[str]:
    """Lead the history through its screens, and yield the name of each while it is shown."""
    yield "weeks"
    await press(pilot, "down", "s")
    yield "sides"
    await press(pilot, "enter")
    yield "chart"
    await press(pilot, "r")
    yield "runs"
    await press(pilot, "enter", *["down"] * 8)
    yield "run"
    await press(pilot, "question_mark")
    yield "help"
