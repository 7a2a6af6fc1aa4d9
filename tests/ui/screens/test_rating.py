"""The rating page: one key for each answer, none of them needed, none of them lost."""

import pytest
from textual.widgets import Input

from follow_along.core.rating import LONGEST_NOTE, Question, Rating
from follow_along.core.run.record import Rated
from follow_along.ui.app import FollowAlongApp
from follow_along.ui.keys import KeyMap
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.dialogs import LeaveDialog
from follow_along.ui.screens.done import DoneScreen
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.screens.rating import RatingScreen
from follow_along.ui.widgets.big_text import BigText
from tests.logged_runs import a_past_run
from tests.ui.app_harness import HEADER, AppHarness
from tests.ui.fake_history import FakeHistory
from tests.ui.scenes import rating
from tests.ui.screens.test_play import shown, to_work
from tests.ui.screens.test_refused_keys import flashed, forget_flashed, to_the_end

STEADY, EFFORT, PAIN, NOTE = "STEADY 1-5", "EFFORT 0-10", "PAIN 0-10", "NOTE"


def answers(harness: AppHarness) -> list[tuple[Question, object]]:
    """Return the answers in the log, in their order."""
    return [(e.question, e.answer) for e in harness.log.events if isinstance(e, Rated)]


def given(harness: AppHarness) -> Rating:
    """Return what the answers in the log come to."""
    so_far = Rating()
    for question, answer in answers(harness):
        so_far = so_far.answered(question, answer)
    return so_far


async def type_fast(pilot, *keys: str) -> None:
    """Press keys one after the other, without any time between them."""
    await pilot.press(*keys)
    await pilot.pause()


async def test_three_digits_and_enter_are_all_it_takes():
    """Each answer is in the log when the next question stands there; the session then closes."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        assert shown(pilot, "question") == STEADY
        await type_fast(pilot, "2")
        assert (shown(pilot, "question"), given(harness)) == (EFFORT, Rating(felt_steady=2))
        await type_fast(pilot, "4")
        assert (shown(pilot, "question"), given(harness)) == (PAIN, Rating(felt_steady=2, effort=4))
        await type_fast(pilot, "0")
        assert (shown(pilot, "question"), given(harness).pain) == (NOTE, 0)
        assert shown(pilot, "given") == "steady 2 · effort 4 · pain 0"
        await type_fast(pilot, "enter")
    assert pilot.app.return_value.finished
    assert len(answers(harness)) == 3


async def test_no_key_is_swallowed_however_fast_they_come():
    """Keys of a person who knows the page, in one burst, with a note at the end."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await type_fast(pilot, "5", "x", "0", *"q b 7", "enter")
    assert given(harness) == Rating(felt_steady=5, effort=10, pain=0, note="q b 7")


async def test_every_question_can_be_skipped():
    """By Enter, by the big key of a remote, or by the arrow; nothing is logged."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        for key in ("enter", "space", "pagedown", "f5", "down"):
            assert shown(pilot, "question") == STEADY
            for question in (EFFORT, PAIN, NOTE):
                await harness.press(pilot, key)
                assert shown(pilot, "question") == question, key
            for _ in range(3):
                await harness.press(pilot, "up")
        for _ in range(4):
            await harness.press(pilot, "enter")
    assert pilot.app.return_value.finished
    assert answers(harness) == []


@pytest.mark.parametrize("answered", [0, 1, 2, 3])
async def test_one_key_leaves_all_that_is_left(answered):
    """What was answered is kept."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await type_fast(pilot, *"123"[:answered], "escape")
    assert pilot.app.return_value.finished
    assert [answer for _, answer in answers(harness)] == [1, 2, 3][:answered]


@pytest.mark.parametrize("answered", [0, 1, 2, 3])
async def test_a_program_that_ends_there_has_every_answer(answered):
    """Ctrl+C on the page: the run stays as it was, and the answers are kept."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        events = len(harness.log.events)
        await type_fast(pilot, *"123"[:answered], *"ab" * (answered == 3), "ctrl+c")
    assert pilot.app.return_value.finished
    expected = [1, 2, 3][:answered] + ["ab"] * (answered == 3)
    assert [answer for _, answer in answers(harness)] == expected
    assert len(harness.log.events) == events + len(expected)


async def test_the_counts_are_one_key_away_and_an_answer_is_corrected():
    """Back and back again; the last answer holds, and the session is not closed by it."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await type_fast(pilot, "1", "b")
        assert (shown(pilot, "question"), shown(pilot, "given")) == (STEADY, "steady 1")
        await harness.press(pilot, "left")
        assert isinstance(pilot.app.screen, DoneScreen)
        await harness.press(pilot, "plus")
        assert shown(pilot, "last-block").startswith("Last block: 1 stop ")
        await harness.press(pilot, "enter")
        assert (shown(pilot, "question"), shown(pilot, "given")) == (STEADY, "steady 1")
        await type_fast(pilot, "3", "4", "5", "up", "6")
        assert given(harness) == Rating(felt_steady=3, effort=4, pain=6)
        await type_fast(pilot, "escape")
    assert pilot.app.return_value.finished


async def test_q_on_the_counts_closes_without_a_question():
    """Who wants to leave leaves by one key, as before."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_the_end(harness, pilot)
        await harness.press(pilot, "q")
    assert pilot.app.return_value.finished


async def test_a_session_that_was_left_is_asked_about_too():
    """It may have been left because it hurt. Then the list comes back."""
    harness = AppHarness()
    async with harness.choosing().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await harness.press(pilot, "enter")
        await to_work(harness, pilot)
        await harness.press(pilot, "q")
        await harness.press(pilot, "enter")
        await harness.pass_time(pilot, 2)
        await harness.press(pilot, "enter")
        assert isinstance(pilot.app.screen, RatingScreen)
        await type_fast(pilot, "4", "enter", "9", "escape")
        assert isinstance(pilot.app.screen, ChooseScreen)
    assert given(harness) == Rating(felt_steady=4, pain=9)


async def test_a_rehearsal_is_not_asked_about():
    """Nothing of it is logged."""
    harness = AppHarness(badge=" rehearsal ")
    harness.log.keeps = False
    async with harness.play() as pilot:
        await to_the_end(harness, pilot)
        await harness.press(pilot, "enter")
    assert pilot.app.return_value.finished


async def test_counts_that_are_not_saved_are_asked_about_after_the_answers():
    """As without a rating."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        harness.log.unsaved_runs = [HEADER.run_id]
        await type_fast(pilot, "escape")
        assert isinstance(pilot.app.screen, LeaveDialog)


async def test_a_held_key_answers_one_question():
    """Enter from the page before, and a digit: the line of the hints says what was ignored."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        for _ in range(5):
            harness.clock.advance(0.05)
            await type_fast(pilot, "enter")
        assert shown(pilot, "question") == STEADY
        assert flashed(pilot) == "Enter: again within a second, ignored"
        for _ in range(5):
            harness.clock.advance(0.05)
            await type_fast(pilot, "3")
        assert (shown(pilot, "question"), given(harness)) == (EFFORT, Rating(felt_steady=3))
        assert flashed(pilot) == "3: again within a second, ignored"
        await harness.press(pilot, "3")
        assert given(harness) == Rating(felt_steady=3, effort=3)


async def test_a_key_that_is_no_answer_says_so():
    """Nothing is logged, and the question stays."""
    sentences = {
        "0": "0: 1 to 5 here",
        "6": "6: 1 to 5 here",
        "x": "X: 1 to 5 here",
        "k": "K: not here; Enter skips",
        "f6": "F6: not here; Enter skips",
        "left_shift": "",
    }
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        for key, said in sentences.items():
            forget_flashed(pilot)
            await harness.press(pilot, key)
            assert (flashed(pilot), shown(pilot, "question")) == (said, STEADY)
            assert answers(harness) == []


async def test_scores_of_every_keyboard():
    """The keypad, digits of other scripts, and X by its place on other keyboards."""
    scores = {str(score): score for score in range(10)}
    scores |= dict.fromkeys(["x", "X", "ч", "χ", "ป", "asterisk", "multiply"], 10)
    scores |= {"٣": 3, "۹": 9, "७": 7, "๐": 0, "２": 2}
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await harness.press(pilot, "enter")
        for key, score in scores.items():
            assert shown(pilot, "question") == EFFORT
            harness.log.entries.clear()
            await harness.press(pilot, key)
            assert answers(harness) == [(Question.EFFORT, score)], key
            await type_fast(pilot, "b")


async def test_a_digit_is_a_score_whatever_else_it_is_given():
    """Keys of one's own work beside it: here Tab leaves, and 1 and F2 go on."""
    harness = AppHarness()
    key_map = KeyMap({"start": ("1", "f2"), "leave": ("tab",), "balance": ("x", "space")})
    app = FollowAlongApp(harness, harness.conductor(), key_map=key_map)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, 1000)
        await harness.press(pilot, "f2")
        await type_fast(pilot, "1")
        await harness.press(pilot, "f2")
        assert (shown(pilot, "question"), given(harness)) == (PAIN, Rating(felt_steady=1))
        await type_fast(pilot, "x")
        assert given(harness) == Rating(felt_steady=1, pain=10)
        await harness.press(pilot, "tab")
    assert app.return_value.finished


async def test_a_note_takes_every_letter_and_is_kept_on_the_way_out():
    """Letters that are keys elsewhere are text; blanks at the ends are not kept."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await type_fast(pilot, "1", "2", "3")
        note = pilot.app.screen.query_one(Input)
        assert note.has_focus
        await type_fast(pilot, *" b?x+ 10", "left", "backspace", "space")
        assert note.value == " b?x+  0"
        await type_fast(pilot, "up")
        assert answers(harness)[-1] == (Question.NOTE, "b?x+ 0")
        assert shown(pilot, "question") == PAIN
        await type_fast(pilot, "9", "end", "space", "!", "enter")
    assert given(harness) == Rating(felt_steady=1, effort=2, pain=9, note="b?x+ 0 !")


async def test_a_note_is_typed_in_a_window_that_has_just_got_the_focus():
    """Not even the first letter is lost, and a digit is no score there."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await type_fast(pilot, "1", "2", "3")
        pilot.app.screen.set_focus(None)
        await type_fast(pilot, *"7 x", "enter")
    assert given(harness) == Rating(felt_steady=1, effort=2, pain=3, note="7 x")


async def test_a_note_is_no_longer_than_the_log_takes():
    """More letters are not taken."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await rating(harness, pilot)
        await type_fast(pilot, "1", "2", "3")
        pilot.app.screen.query_one(Input).value = "n" * (LONGEST_NOTE - 1)
        await type_fast(pilot, *"n" * 9, "enter")
    assert given(harness).note == "n" * LONGEST_NOTE


SIZES = [(160, 50), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_each_question_is_read_from_two_metres(size):
    """In large letters, with its scale, and with the meaning of its ends in full."""
    harness = AppHarness()
    async with harness.play(size) as pilot:
        await rating(harness, pilot)
        least = {160: 15, 80: 7, 40: 4}[size[0]]
        for key in ("1", "2", "3", ""):
            large = pilot.app.screen.query_one("#question", BigText)
            assert len(large.large or ()) >= least
            meaning = pilot.app.screen.query_one("#meaning")
            assert str(meaning.render()) == shown(pilot, "meaning")
            await type_fast(pilot, *filter(None, [key]))


HURT = a_past_run(rating=Rating(pain=2))


@pytest.mark.parametrize("choosing", [True, False])
@pytest.mark.parametrize(("key", "answer"), [("0", 0), ("x", 10), ("enter", None), ("q", None)])
async def test_pain_of_this_morning_is_asked_once_before_all_else(key, answer, choosing):
    """Answered or skipped, it is kept in the log, and the program goes on as ever."""
    harness = AppHarness(morning=HURT, history=FakeHistory([HURT]))
    app = harness.choosing() if choosing else harness.playing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert shown(pilot, "question") == PAIN
        assert shown(pilot, "given") == "Week 1: Find your feet, 7 Mar"
        assert shown(pilot, "meaning").startswith("Does it hurt this morning?")
        await pilot.press("b", key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseScreen if choosing else PlayScreen)
        assert harness.history.answers == [(HURT.run_id, {Question.MORNING_PAIN: answer})]


async def test_a_morning_that_cannot_be_kept_is_one_sentence():
    """The program goes on."""
    harness = AppHarness(morning=HURT, history=FakeHistory([HURT], problem="It was not saved."))
    async with harness.choosing().run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert [str(each.message) for each in pilot.app._notifications] == ["It was not saved."]
        assert isinstance(pilot.app.screen, ChooseScreen)


async def test_a_morning_that_ends_without_an_answer_is_asked_again():
    """Ctrl+C keeps nothing."""
    harness = AppHarness(morning=HURT)
    async with harness.choosing().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+c")
    assert harness.history.answers == []
