"""The play screen, driven by keys and clicks, with a clock that the test controls."""

from dataclasses import replace

import pytest

from follow_along.core.enums import CueName, InterruptionKind, RunOutcome
from follow_along.core.run.player import Phase
from follow_along.core.run.record import Interrupted, RunEnded
from follow_along.ui.screens.dialogs import HelpDialog, LeaveDialog
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.pages import PagedLabel
from tests.ui.app_harness import HEADER, RAISE, AppHarness, run_of, session_of
from tests.ui.visible_cells import screen_words

LEAD_IN = 15.0


def shown(pilot, widget_id: str) -> str:
    """Return the text of a widget."""
    widget = pilot.app.screen.query_one(f"#{widget_id}")
    return widget.text if isinstance(widget, BigText) else str(widget.words)


async def to_work(harness: AppHarness, pilot) -> None:
    """Begin the run and let the lead-in pass."""
    await harness.press(pilot, "space")
    await harness.pass_time(pilot, LEAD_IN)
    assert run_of(pilot.app).player.phase is Phase.WORKING


async def test_title_card_waits_for_space():
    """The title card shows total time, kit and safety line, and starts nothing."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await harness.pass_time(pilot, 60)
        assert shown(pilot, "big") == "3:24"
        assert "wall, chair" in shown(pilot, "detail")
        assert "Stop if it hurts" in shown(pilot, "message")
        assert shown(pilot, "upcoming") == "First: One-leg stand, left foot"
        assert harness.log.events == []


async def test_big_key_stops_counts_and_resumes():
    """Space stops a block and counts; Space again starts the count-in, then resumes."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 10)
        await harness.press(pilot, "space")
        assert shown(pilot, "big") == "STOP"
        assert shown(pilot, "side") == "LEFT"
        assert shown(pilot, "count") == "1 STOP"
        assert shown(pilot, "message") == "Take your time."
        assert pilot.app.screen.has_class("-stopped")
        assert harness.sound.plans[-1].cues[0][1] is CueName.STOP
        assert harness.sound.plans[-1].hush
        await harness.pass_time(pilot, 100)
        assert shown(pilot, "detail") == "Left foot, 19 s to go"
        await harness.press(pilot, "space")
        assert shown(pilot, "big") == "3"
        assert not pilot.app.screen.has_class("-stopped")
        await harness.pass_time(pilot, 3)
        assert shown(pilot, "big") == "19"
        assert shown(pilot, "stops") == "1 stop"
        stops = [event for event in harness.log.events if isinstance(event, Interrupted)]
        assert [(stop.kind, stop.offset_ms) for stop in stops] == [
            (InterruptionKind.WOBBLE, 11_100)
        ]


async def test_page_down_and_a_click_are_the_big_key():
    """Page Down and a click anywhere stop the clock like Space."""
    for gesture in ("pagedown", "click"):
        harness = AppHarness()
        async with harness.play() as pilot:
            await to_work(harness, pilot)
            harness.clock.advance(5)
            if gesture == "click":
                await pilot.click(offset=(70, 20))
            else:
                await pilot.press(gesture)
            await pilot.pause()
            assert run_of(pilot.app).player.phase is Phase.STOPPED


async def test_held_space_is_one_stop():
    """Fifty repeats of a held key count one stop and do not resume."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        harness.clock.advance(5)
        await pilot.press("space")
        harness.clock.advance(0.5)
        for _ in range(50):
            await pilot.press("space")
            harness.clock.advance(0.033)
        await pilot.pause()
        run = run_of(pilot.app)
        assert run.player.phase is Phase.STOPPED
        assert run.player.record[-1].count == 1


async def test_touch_counts_without_stopping_the_clock():
    """T counts a touch and shows it at once."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "t")
        assert shown(pilot, "stops") == "1 stop"
        assert run_of(pilot.app).player.phase is Phase.WORKING


async def test_undo_while_stopped_removes_the_count():
    """U on a stop removes its count, and the block stays stopped."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "space")
        await harness.press(pilot, "u")
        assert shown(pilot, "big") == "PAUSE"
        assert shown(pilot, "message") == "Paused. Not counted."
        assert run_of(pilot.app).player.phase is Phase.STOPPED


async def test_count_of_the_block_just_done_can_be_corrected():
    """In the interval after a block, + and - change its count."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 31)
        assert shown(pilot, "stops") == "Last block: no stops (+ - to correct)"
        await harness.press(pilot, "plus")
        await harness.press(pilot, "plus")
        await harness.press(pilot, "minus")
        assert shown(pilot, "stops") == "Last block: 1 stop (+ - to correct)"


async def test_capital_letters_are_the_same_keys():
    """T does what t does, for Caps Lock."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "T")
        assert run_of(pilot.app).player.record[-1].count == 1


async def test_help_pauses_the_clock_and_resumes_it():
    """The help dialog pauses the block uncounted, and closing it starts the count-in."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpDialog)
        await harness.pass_time(pilot, 100)
        await harness.press(pilot, "space")
        run = run_of(pilot.app)
        assert run.player.phase is Phase.COUNT_IN
        assert run.player.record[-1].count == 0


async def test_leaving_asks_and_space_resumes():
    """Q pauses the clock and asks; Space resumes the session."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "q")
        assert isinstance(pilot.app.screen, LeaveDialog)
        await harness.press(pilot, "space")
        assert run_of(pilot.app).player.phase is Phase.COUNT_IN


FULL = "NOT SAVED: your counts will be lost. Make room on the disk, and they are saved."
NOT_WRITABLE = "NOT SAVED: your counts will be lost unless their disk can be written again."


@pytest.mark.parametrize(("full", "detail"), [(True, FULL), (False, NOT_WRITABLE)])
async def test_leave_dialog_says_that_counts_are_not_saved_until_they_are(full, detail):
    """It tries again while it is open; room on the disk is asked for only if that would help."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        harness.log.unsaved_runs, harness.log.disk_full = [HEADER.run_id], full
        await harness.press(pilot, "q")
        dialog = pilot.app.screen
        assert isinstance(dialog, LeaveDialog)
        assert shown(pilot, "leave-detail") == f"{detail} The clock is stopped."
        harness.log.unsaved_runs = []
        dialog._retry()
        assert shown(pilot, "leave-detail") == "Your progress is saved. The clock is stopped."


async def test_done_screen_closes_only_after_the_question_while_counts_are_not_saved():
    """The big key stays; leaving closes it."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "q")
        await harness.press(pilot, "enter")
        assert isinstance(pilot.app.screen, DoneScreen)
        harness.log.unsaved_runs = [HEADER.run_id]
        await harness.pass_time(pilot, 2)
        await harness.press(pilot, "q")
        assert isinstance(pilot.app.screen, LeaveDialog)
        assert shown(pilot, "leave-detail") == NOT_WRITABLE
        await harness.press(pilot, "space")
        assert isinstance(pilot.app.screen, DoneScreen)
        await harness.press(pilot, "q")
        await harness.press(pilot, "enter")
        assert not isinstance(pilot.app.screen, (DoneScreen, LeaveDialog))


async def test_leaving_ends_the_run_and_shows_the_totals():
    """Q and Enter log the run as left, and open the done screen."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 12)
        await harness.press(pilot, "q")
        await harness.press(pilot, "enter")
        assert isinstance(pilot.app.screen, DoneScreen)
        assert shown(pilot, "outcome") == "ENDED EARLY"
        ended = harness.log.events[-1]
        assert isinstance(ended, RunEnded)
        assert ended.outcome is RunOutcome.LEFT
        await harness.press(pilot, "q")
    assert pilot.app.return_value.finished is False


async def test_ctrl_c_ends_the_run_at_once():
    """Ctrl+C leaves without a question and logs the end of the run."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, "ctrl+c")
    assert isinstance(harness.log.events[-1], RunEnded)
    assert pilot.app.return_value.finished is False


async def test_a_run_not_begun_is_left_without_a_question():
    """Q on the title card leaves at once and logs nothing."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await harness.press(pilot, "q")
    assert harness.log.events == []
    assert pilot.app.return_value.record == ()


async def test_finished_run_opens_the_done_screen():
    """The done screen opens at the end, and + still corrects the last block."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 1000)
        assert isinstance(pilot.app.screen, DoneScreen)
        assert shown(pilot, "outcome") == "DONE"
        assert shown(pilot, "sentence").startswith("No stops in 2 min 24 s of steady work")
        await harness.press(pilot, "plus")
        assert shown(pilot, "last-block") == "Last block: 1 stop (Heel raise, two feet, both feet)"
        assert shown(pilot, "sentence").startswith("1 stop in 2 min 24 s")
        await harness.press(pilot, "q")
    assert pilot.app.return_value.finished


async def test_block_without_a_length_waits_for_enter():
    """The number of repetitions stands there in large letters until Enter."""
    harness = AppHarness(session=session_of(replace(RAISE, tempo=(), sets=1)))
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.pass_time(pilot, 75)
        assert (shown(pilot, "big"), shown(pilot, "detail")) == ("7 REPS", "Enter when done")
        await harness.press(pilot, "enter")
        assert isinstance(pilot.app.screen, DoneScreen)


async def test_a_version_is_chosen_by_a_key_and_shown():
    """The key that leads to the next version stands beside it; the version stays in the work."""
    harness = AppHarness(session=session_of(replace(RAISE, easier="Sit", harder="One foot")))
    async with harness.play() as pilot:
        await harness.press(pilot, "space")
        assert "S easier: Sit · H harder: One foot" in shown(pilot, "detail")
        await harness.press(pilot, "h")
        detail = shown(pilot, "detail")
        assert detail.startswith("Harder: One foot · ")
        assert detail.endswith(" · S easier: as written")
        await harness.pass_time(pilot, 16)
        assert shown(pilot, "detail") == "Harder: One foot"


async def test_bell_rings_without_a_sound_device():
    """The terminal bell rings when a block begins or ends, unless muted."""
    harness = AppHarness()
    harness.sound.audible = False
    async with harness.play() as pilot:
        rings = []
        pilot.app.bell = lambda: rings.append(1)
        await to_work(harness, pilot)
        assert len(rings) == 1
        await harness.pass_time(pilot, 31)
        assert len(rings) == 2
        await harness.press(pilot, "m")
        await harness.pass_time(pilot, 10)
        assert len(rings) == 2


async def test_notice_stays_after_a_key():
    """A notice of the sound is shown, and the next key does not remove it."""
    harness = AppHarness()
    harness.sound.notices.append("No sound device.")
    async with harness.play() as pilot:
        assert shown(pilot, "notice") == "No sound device."
        assert pilot.app.screen.query_one("#notice", ClippedLabel).display
        await harness.press(pilot, "space")
        assert shown(pilot, "notice") == "No sound device."


async def test_notices_follow_each_other_and_go():
    """Each of two notices keeps its row for twelve seconds; then the row is free again."""
    harness = AppHarness()
    harness.sound.notices += ["No sound device.", "No voice."]
    async with harness.play() as pilot:
        notice = pilot.app.screen.query_one("#notice", PagedLabel)
        for seconds, words in (
            (0, "No sound device."),
            (11, "No sound device."),
            (2, "No voice."),
        ):
            await harness.pass_time(pilot, seconds)
            assert (str(notice.words), notice.display) == (words, True)
        await harness.pass_time(pilot, 13)
        assert not notice.display


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (48, 16), (80, 12), (80, 24)])
async def test_every_text_before_the_work_can_be_read(size):
    """Heading, safety line and setup are shown whole, or page by page while the clock goes on."""
    name, safety, setup = (" ".join(f"{word}{n}" for n in range(12)) for word in ("n", "s", "u"))
    session = session_of(replace(RAISE, name=name, setup=setup))
    harness = AppHarness(session=replace(session, safety=safety, get_ready=120_000))
    async with harness.play(size) as pilot:

        async def unseen(*texts, seconds=60):
            words = set(" ".join(texts).split())
            while words and seconds:
                words -= set(screen_words(pilot.app.screen))
                await harness.pass_time(pilot, 1)
                seconds -= 1
            return words

        assert not await unseen(safety)
        await harness.press(pilot, "space")
        assert not await unseen(name, setup)


async def test_texts_of_a_file_are_never_markup():
    """A name such as [red] or [@click=...] is shown as written."""
    name = "[red]Stand[/red] [@click=app.quit]x[/]"
    harness = AppHarness(session=session_of(replace(RAISE, name=name, setup=name)))
    async with harness.play() as pilot:
        await harness.press(pilot, "space")
        rows = [
            "".join(segment.text for segment in strip)
            for strip in pilot.app.screen._compositor.render_strips()
        ]
        assert any(name in row for row in rows)
