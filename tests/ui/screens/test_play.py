"""The play screen, driven by keys and clicks, with a clock that obeys."""

from dataclasses import replace

from follow_along.core.enums import CueName, InterruptionKind, RunOutcome
from follow_along.core.run.player import Phase
from follow_along.core.run.record import Interrupted, RunEnded
from follow_along.ui.screens.dialogs import HelpDialog, LeaveDialog
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from tests.ui.app_harness import RAISE, AppHarness, run_of, session_of

LEAD_IN = 15.0


def shown(pilot, place: str) -> str:
    """The words at a place of the screen."""
    widget = pilot.app.screen.query_one(f"#{place}")
    return widget.text if isinstance(widget, BigText) else str(widget.words)


async def to_work(stage: AppHarness, pilot) -> None:
    """Begin, and let the lead-in pass."""
    await stage.press(pilot, "space")
    await stage.pass_time(pilot, LEAD_IN)
    assert run_of(pilot.app).player.phase is Phase.WORKING


async def test_title_card_waits_for_the_person():
    """Before the first exercise: total time, kit, the safety line; nothing runs until Space."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await stage.pass_time(pilot, 60)
        assert shown(pilot, "big") == "3:24"
        assert "wall, chair" in shown(pilot, "detail")
        assert "Stop if it hurts" in shown(pilot, "message")
        assert shown(pilot, "upcoming") == "First: One-leg stand, left foot"
        assert stage.log.events == []


async def test_big_key_stops_the_clock_counts_and_goes_on():
    """Space in a block stops it and counts; Space again gives the count-in, then the rest."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 10)
        await stage.press(pilot, "space")
        assert shown(pilot, "big") == "STOP"
        assert shown(pilot, "side") == "LEFT"
        assert shown(pilot, "count") == "1 STOP"
        assert shown(pilot, "message") == "Take your time."
        assert pilot.app.screen.has_class("-stopped")
        assert stage.sound.plans[-1].cues[0][1] is CueName.STOP
        assert stage.sound.plans[-1].hush
        await stage.pass_time(pilot, 100)
        assert shown(pilot, "detail") == "Left foot, 19 s to go"
        await stage.press(pilot, "space")
        assert shown(pilot, "big") == "3"
        assert not pilot.app.screen.has_class("-stopped")
        await stage.pass_time(pilot, 3)
        assert shown(pilot, "big") == "19"
        assert shown(pilot, "stops") == "1 stop"
        stops = [event for event in stage.log.events if isinstance(event, Interrupted)]
        assert [(stop.kind, stop.offset_ms) for stop in stops] == [
            (InterruptionKind.WOBBLE, 11_100)
        ]


async def test_page_down_and_a_click_anywhere_are_the_big_key():
    """A presentation remote, a foot pedal or a mouse stops the clock just as Space does."""
    for gesture in ("pagedown", "click"):
        stage = AppHarness()
        async with stage.play() as pilot:
            await to_work(stage, pilot)
            stage.clock.advance(5)
            if gesture == "click":
                await pilot.click(offset=(70, 20))
            else:
                await pilot.press(gesture)
            await pilot.pause()
            assert run_of(pilot.app).player.phase is Phase.STOPPED


async def test_held_space_is_one_stop():
    """Fifty repeats of a held key stop the clock once and never toggle it."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        stage.clock.advance(5)
        await pilot.press("space")
        stage.clock.advance(0.5)
        for _ in range(50):
            await pilot.press("space")
            stage.clock.advance(0.033)
        await pilot.pause()
        run = run_of(pilot.app)
        assert run.player.phase is Phase.STOPPED
        assert run.player.record[-1].count == 1


async def test_touch_counts_and_the_clock_runs_on():
    """T counts a touch without stopping, and it is seen at once."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.press(pilot, "t")
        assert shown(pilot, "stops") == "1 stop"
        assert run_of(pilot.app).player.phase is Phase.WORKING


async def test_undo_takes_the_count_back_while_stopped():
    """U on the stop screen makes it a slip: the count is gone, the place is kept."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.press(pilot, "space")
        await stage.press(pilot, "u")
        assert shown(pilot, "count") == "NO STOPS"
        assert run_of(pilot.app).player.phase is Phase.STOPPED


async def test_count_of_the_block_just_done_can_be_corrected():
    """In the interval after a block, + and - correct its count, which is shown."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 31)
        assert shown(pilot, "stops") == "Last block: no stops (+ - to correct)"
        await stage.press(pilot, "plus")
        await stage.press(pilot, "plus")
        await stage.press(pilot, "minus")
        assert shown(pilot, "stops") == "Last block: 1 stop (+ - to correct)"


async def test_caps_lock_swallows_no_key():
    """A letter typed as a capital does the same."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.press(pilot, "T")
        assert run_of(pilot.app).player.record[-1].count == 1


async def test_help_holds_the_clock_and_gives_it_back():
    """The page of keys stops the clock, uncounted, and the block goes on after it."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpDialog)
        await stage.pass_time(pilot, 100)
        await stage.press(pilot, "space")
        run = run_of(pilot.app)
        assert run.player.phase is Phase.COUNT_IN
        assert run.player.record[-1].count == 0


async def test_leaving_asks_and_space_goes_on():
    """Q asks with the clock held; Space goes on with the session."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.press(pilot, "q")
        assert isinstance(pilot.app.screen, LeaveDialog)
        await stage.press(pilot, "space")
        assert run_of(pilot.app).player.phase is Phase.COUNT_IN


async def test_leaving_ends_the_run_and_shows_what_was_done():
    """Q, Enter: the run is logged as left, the figures are shown, the outcome is not finished."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 12)
        await stage.press(pilot, "q")
        await stage.press(pilot, "enter")
        assert isinstance(pilot.app.screen, DoneScreen)
        assert shown(pilot, "outcome") == "ENDED EARLY"
        ended = stage.log.events[-1]
        assert isinstance(ended, RunEnded)
        assert ended.outcome is RunOutcome.LEFT
        await stage.press(pilot, "enter")
    assert pilot.app.return_value.finished is False


async def test_ctrl_c_ends_the_run_at_once():
    """Ctrl+C leaves without asking, and the log is complete."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.press(pilot, "ctrl+c")
    assert isinstance(stage.log.events[-1], RunEnded)
    assert pilot.app.return_value.finished is False


async def test_a_run_not_begun_is_left_without_a_question():
    """Q on the title card leaves; there is nothing to show and nothing in the log."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await stage.press(pilot, "q")
    assert stage.log.events == []
    assert pilot.app.return_value.record == ()


async def test_finished_run_shows_done_and_reports_it():
    """At the end the done screen comes by itself; the last block can still be corrected."""
    stage = AppHarness()
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 1000)
        assert isinstance(pilot.app.screen, DoneScreen)
        assert shown(pilot, "outcome") == "DONE"
        assert shown(pilot, "sentence").startswith("No stops in 2 min 24 s of steady work")
        await stage.press(pilot, "plus")
        assert shown(pilot, "last-block") == "Last block: Heel raise, two feet, both feet: 1 stop"
        assert shown(pilot, "sentence").startswith("1 stop in 2 min 24 s")
        await stage.press(pilot, "enter")
    assert pilot.app.return_value.finished


async def test_block_without_a_length_waits_for_enter():
    """Reps without a tempo count up until Enter."""
    stage = AppHarness(session=session_of(replace(RAISE, tempo=(), sets=1)))
    async with stage.play() as pilot:
        await to_work(stage, pilot)
        await stage.pass_time(pilot, 75)
        assert shown(pilot, "big") == "1:15"
        await stage.press(pilot, "enter")
        assert isinstance(pilot.app.screen, DoneScreen)


async def test_bell_stands_in_where_nothing_is_heard():
    """Without a sound device the terminal's bell rings at the changes, and not while muted."""
    stage = AppHarness()
    stage.sound.audible = False
    async with stage.play() as pilot:
        rings = []
        pilot.app.bell = lambda: rings.append(1)
        await to_work(stage, pilot)
        assert len(rings) == 1
        await stage.pass_time(pilot, 31)
        assert len(rings) == 2
        await stage.press(pilot, "m")
        await stage.pass_time(pilot, 10)
        assert len(rings) == 2


async def test_notice_is_shown_once_and_stays():
    """What the sound or the log could not do is said on the screen, without hiding the digits."""
    stage = AppHarness()
    stage.sound.notices.append("No sound device was found.")
    async with stage.play() as pilot:
        assert shown(pilot, "notice") == "No sound device was found."
        assert pilot.app.screen.query_one("#notice", ClippedLabel).display
        await stage.press(pilot, "space")
        assert shown(pilot, "notice") == "No sound device was found."


async def test_words_of_a_file_are_text_and_never_markup():
    """A name such as [red] or [@click=...] is shown as it was written."""
    name = "[red]Stand[/red] [@click=app.quit]x[/]"
    stage = AppHarness(session=session_of(replace(RAISE, name=name, setup=name)))
    async with stage.play() as pilot:
        await stage.press(pilot, "space")
        rows = [
            "".join(segment.text for segment in strip)
            for strip in pilot.app.screen._compositor.render_strips()
        ]
        assert any(name in row for row in rows)
