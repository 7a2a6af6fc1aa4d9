"""The plain player: keys in, lines out, through the conductor, with time handed in."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import follow_along
from follow_along.adapters.sessions.loader import read_record
from follow_along.conductor import Conductor
from follow_along.core.enums import InterruptionKind, RunOutcome
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.rating import Question, Rating
from follow_along.core.run.player import Action, Player, new_player
from follow_along.core.run.record import (
    Corrected,
    Interrupted,
    Rated,
    RepsCorrected,
    RunBegan,
    RunEnded,
    RunResumed,
)
from follow_along.core.run.resuming import ResumableRun
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.ui.keys import DEFAULT_KEY_MAP, KeyMap
from follow_along.ui.outcome import Outcome
from follow_along.ui.plain.player import BY_LINE, PlainPlayer
from tests.builders import a_run, after, an_exercise
from tests.conductor_harness import HEADER
from tests.fakes import FakeClock, FakeLog, FakeSound
from tests.logged_runs import a_past_run
from tests.ui.fake_history import FakeHistory

TO_WORK = ("space", 15.5)
"""The keys and seconds from the title into the first block."""


@dataclass
class FakeConsole:
    """Keys that were pressed beforehand, the seconds between them, and the lines printed."""

    clock: FakeClock
    keys: list[str | float]
    by_line: bool = False
    lines: list[str] = field(default_factory=list)
    rung: int = 0
    suspended: int = 0
    takes_lines: bool = False

    def key(self, timeout_s: float) -> str:
        """The next key, or "" when the seconds until it are longer than the timeout."""
        if not self.keys:
            raise EOFError
        first = self.keys[0]
        if isinstance(first, str):
            del self.keys[0]
            return first
        self.clock.advance(min(first, timeout_s) + 1e-9)
        if first > timeout_s:
            self.keys[0] = first - timeout_s
        else:
            del self.keys[0]
        return ""

    def take_lines(self, *, whole: bool) -> None:
        """Remember whether whole lines are typed."""
        self.takes_lines = whole

    def print(self, line: str) -> None:
        """Remember the line."""
        self.lines.append(line)

    def ring(self) -> None:
        """Count the rings."""
        self.rung += 1

    def suspend(self) -> None:
        """Count the suspensions."""
        self.suspended += 1


class Played:
    """A run played with keys, up to the end of the input."""

    def __init__(
        self,
        *keys: str | float,
        player: Player | None = None,
        resumable: ResumableRun | None = None,
        morning: LoggedRun | None = None,
        sound: FakeSound | None = None,
        log: FakeLog | None = None,
        key_map: KeyMap = DEFAULT_KEY_MAP,
        **console: bool,
    ) -> None:
        self.clock, self.log = FakeClock(), log or FakeLog()
        self.sound = sound or FakeSound()
        self._resumable, self._morning = resumable, morning
        self.history = FakeHistory([morning] if morning else [])
        self.console = FakeConsole(self.clock, list(keys), **console)
        run = self._conductor(player or a_run(an_exercise(work=20_000, sides="each")))
        self.player = PlainPlayer(self, run, self.console, key_map=key_map)  # type: ignore[arg-type]
        self.outcome: Outcome = self.player.play()

    @property
    def lines(self) -> list[str]:
        """What was printed."""
        return self.console.lines

    def lines_from(self, words: str) -> list[str]:
        """The lines from the first that begins with some words."""
        first = next(i for i, line in enumerate(self.lines) if line.startswith(words))
        return self.lines[first:]

    def resumable_run(self, _instead: Conductor | None) -> ResumableRun | None:
        """The run that can be resumed."""
        return self._resumable

    def morning_run(self) -> LoggedRun | None:
        """The run after which this morning's pain is asked for."""
        return self._morning

    def resume(self, resumable: ResumableRun) -> Conductor:
        """That run, waiting."""
        return self._conductor(resumable.player)

    def _conductor(self, player: Player) -> Conductor:
        return Conductor(player, self.clock, self.sound, self.log, HEADER)


def stops(played: Played) -> list[int]:
    """The counted stops in the log, by their offset."""
    return [e.offset_ms for e in played.log.events if isinstance(e, Interrupted) and e.counted]


def test_session_to_its_end():
    """Every change has its line as time passes, and the log has the run as done."""
    played = Played(*TO_WORK, 6.0, "space", 5.0, "space", 60.0, "q")
    assert played.outcome.finished
    assert stops(played) == [6500]
    assert played.lines_from("Stop at") == [
        "Stop at 6.5 s: 1 stop. Take your time. Left foot, 14 s to go.",
        "Space: count-in, then resume. U: undo the count. Question mark: keys.",
        "Steady ... 3.",
        "Go: Left foot, 14 s to go.",
        "Move 1, left foot: 1 stop in 20 s.",
        "Change sides: Move 1. Right foot. Exercise 1 of 1. 10 s, then 20 s.",
        "Go: Right foot, 20 s to go.",
        "Move 1, right foot: no stops in 20 s.",
        "That's it. Session done.",
        "Move 1, left foot: 1 stop in 20 s; longest stretch 14 s.",
        "Move 1, right foot: no stops in 20 s; longest stretch 20 s.",
        "Plus, Minus: correct the last block. Enter: how it was. Q: close.",
    ]


def test_last_block_is_corrected_after_the_end():
    """Keys within a second of the end were meant for the block; then + corrects its count."""
    played = Played(*TO_WORK, 50.0, "space", "+", 2.0, "+", 1.0, "q", "+")
    assert [e.delta for e in played.log.events if isinstance(e, Corrected)] == [1]
    assert played.lines[-1] == "Last block: 1 stop."
    assert played.outcome.record[-1].count == 1


def reps_run() -> Player:
    """A run of two sets of twelve."""
    return a_run(an_exercise(name="Squats", reps=12, sides="none", sets=2, rest=0))


@pytest.mark.parametrize("by_line", [False, True])
def test_repetitions_are_corrected_after_the_end(by_line):
    """R leads to the first block, Down to the next; a line is a whole number."""
    number = ["10"] if by_line else ["1", "0"]
    keys = [*TO_WORK, 9.0, "enter", 9.0, "enter", 2.0, "r", *number, "down", "-", "enter", "q"]
    played = Played(*keys, player=reps_run(), by_line=by_line)
    said = [(e.attempt, e.reps) for e in played.log.events if isinstance(e, RepsCorrected)]
    assert said == [*([] if by_line else [(1, 1)]), (1, 10), (2, 11)]
    lines = played.lines_from("Squats: 12, 12 reps")
    assert [line for line in lines if "of 12" in line] == [
        "Squats, set 1 of 2: 12 of 12 reps.",
        *([] if by_line else ["Squats, set 1 of 2: 1 of 12 reps."]),
        "Squats, set 1 of 2: 10 of 12 reps.",
        "Squats, set 2 of 2: 12 of 12 reps.",
        "Squats, set 2 of 2: 11 of 12 reps.",
    ]
    assert "R: correct the reps." in lines[-1]


def test_repetitions_that_cannot_be_are_refused():
    """And a run without any says that there are none."""
    keys = [*TO_WORK, 9.0, "enter", 9.0, "enter", 2.0, "r", "0", "-", "backspace", "down", "enter"]
    played = Played(*keys, player=reps_run())
    said = [(e.attempt, e.reps) for e in played.log.events if isinstance(e, RepsCorrected)]
    assert said == [(1, 0), (1, None)]
    assert "0 to 999." in played.lines
    assert Played(*TO_WORK, 90.0, "r").lines[-1] == "No repetitions to correct."


def test_end_of_the_input_leaves_the_run():
    """What was done is in the log, as left."""
    played = Played(*TO_WORK, 6.0)
    assert not played.outcome.finished
    assert played.log.events[-1] == RunEnded(played.clock.now(), RunOutcome.LEFT)


def test_run_that_never_began_is_not_logged():
    """Q before the first key asks nothing."""
    assert Played("q").log.events == []


def test_signal_leaves_the_run():
    """The loop ends at its next turn, whatever it waits for."""
    for keys in ((*TO_WORK, 1.0), (*TO_WORK, 1.0, "q"), (*TO_WORK, 1.0, "?")):
        played = Played()
        console = FakeConsole(played.clock, [*keys, "end", 1.0, "space"])
        player = PlainPlayer(played, played._conductor(a_run()), console)  # type: ignore[arg-type]
        read = console.key

        def key(timeout_s: float, read=read, player=player) -> str:
            name = read(timeout_s)
            if name == "end":
                player.end_soon(15)
                return ""
            return name

        console.key = key  # type: ignore[method-assign]
        assert not player.play().finished
        assert player.ended_by == 15
        assert isinstance(played.log.events[-1], RunEnded)


def test_leaving_asks_first_and_stops_the_clock():
    """Space continues after a count-in; Enter leaves."""
    played = Played(*TO_WORK, 1.0, "q", 30.0, "space", 4.0, "q", "enter")
    [offset] = {e.offset_ms for e in played.log.events if isinstance(e, Interrupted)} - {2500}
    assert offset == 1500
    assert all(not e.counted for e in played.log.events if isinstance(e, Interrupted))
    asked = "Leave the session? Your progress is saved. The clock is stopped."
    assert played.lines.count(asked) == 2
    assert "Steady ... 3." in played.lines
    assert played.log.events[-1] == RunEnded(played.clock.now(), RunOutcome.LEFT)


@pytest.mark.parametrize(
    ("full", "detail"),
    [
        (True, "Make room on the disk, and they are saved."),
        (False, "unless their disk can be written again."),
    ],
)
def test_question_says_that_counts_are_not_saved(full: bool, detail: str) -> None:
    """As the dialog does."""
    log = FakeLog(unsaved_runs=[HEADER.run_id], disk_full=full)
    (asked,) = [line for line in Played(*TO_WORK, 1.0, "q", log=log).lines if "Leave the" in line]
    assert asked.startswith("Leave the session? NOT SAVED: your counts will be lost")
    assert detail in asked


def test_help_stops_the_clock_and_says_what_space_does_then():
    """In a stop, closing the help leaves it a stop."""
    played = Played(*TO_WORK, 1.0, "space", "f1", 9.0, "space")
    assert "T: Touched down: count it without stopping the clock" in played.lines
    assert played.lines[-2:] == [
        "Space: close.",
        "Space: count-in, then resume. U: undo the count. Question mark: keys.",
    ]


def test_suspended_run_is_paused():
    """SIGTSTP stops the clock, uncounted, before the terminal is given back."""
    played = Played(*TO_WORK, 1.0, "suspend")
    assert played.console.suspended == 1
    assert [e.kind for e in played.log.events if isinstance(e, Interrupted)] == [
        InterruptionKind.BREAK
    ]


def test_sound_keys_say_what_is_off():
    """The same keys, and the same sound."""
    played = Played("v", 1.0, "down", "m", 1.0, "m", 1.0, "v", "up")
    assert played.lines[3:] == [
        "Sound: no voice.",
        "Sound: no voice, volume 90 %.",
        "Sound: muted.",
        "Sound: no voice, volume 90 %.",
        "Sound: volume 90 %.",
        "Sound: all on.",
    ]
    assert played.sound.settings.volume == 100


def test_unknown_key_is_named():
    """With control characters made visible."""
    assert Played("x\x1b[2J").lines[-1] == "No key here: x␛[2J. Question mark: keys."


def test_refused_key_says_why_once_while_it_is_held():
    """And again after another line."""
    played = Played("space", *[0.05, "space"] * 20, 2.0, "t", 1.0, "up", "up")
    assert played.lines[5:] == [
        "Space: again within a second, ignored.",
        "T: not now.",
        "Sound: all on.",
    ]


def test_bell_rings_where_no_sound_is_heard():
    """At each change, as on the screen."""
    assert Played(*TO_WORK, sound=FakeSound(audible=False)).console.rung == 1
    assert Played(*TO_WORK).console.rung == 0


def test_notices_are_printed():
    """Those of the log and of the sound."""
    assert "No device." in Played("space", 1.0, sound=FakeSound(notices=["No device."])).lines


def test_line_by_line_is_explained_first():
    """The first line says how keys are typed."""
    assert Played(by_line=True).lines[0] == BY_LINE
    assert BY_LINE not in Played().lines


def interrupted() -> ResumableRun:
    """A run that was interrupted in its second block, with one stop."""
    waiting = a_run(an_exercise(work=20_000, sides="each"))
    advanced, _ = after(waiting, Action.BIG_KEY, 15.0, Action.TOUCH, 20.0, 10.0, 5.0)
    resumable = replace(waiting, index=1, record=advanced.record)
    return ResumableRun(a_past_run(title="A session"), resumable, ago_ms=20 * 60_000)


QUESTION = (
    "Resume where you left off? A session. At: Move 1, right foot. Interrupted 20 minutes ago,"
    " with 1 stop so far."
)


def test_interrupted_run_is_resumed_by_the_big_key():
    """The question, the title of the resumed run, and its lead-in after Space."""
    played = Played("space", "space", 1.0, resumable=interrupted())
    assert played.lines[:4] == [
        QUESTION,
        "Space: resume. N: start a new run. Q: close.",
        "A session. Exercise 1 of 1, 0:30.",
        "Next: Move 1, right foot.",
    ]
    assert played.lines[5].startswith("Change sides: Move 1. Right foot.")
    assert isinstance(played.log.events[0], RunResumed)


def test_interrupted_run_can_be_left_unfinished():
    """N begins the new run."""
    played = Played("n", "space", 1.0, resumable=interrupted())
    assert played.lines[2] == "A session. 1 exercise, 1:05."
    assert isinstance(played.log.events[0], RunBegan)


@pytest.mark.parametrize("key", ["q", "escape"])
def test_the_question_whether_to_resume_can_be_left_open(key):
    """The program ends without a word more: no run is begun, and the next start asks again."""
    played = Played(key, "space", 1.0, resumable=interrupted())
    assert played.lines == [QUESTION, "Space: resume. N: start a new run. Q: close."]
    assert played.log.events == []


def test_end_while_asked_whether_to_resume():
    """Nothing is begun or changed."""
    assert Played(resumable=interrupted()).log.events == []


def test_keys_of_ones_own_are_taken_and_named():
    """As the settings give them; those they replace do nothing."""
    own = KeyMap({"balance": ("f5", "b"), "touch": ("k",)})
    played = Played("f5", 15.5, 1.0, "t", "k", 3.0, "b", key_map=own)
    assert any(line.startswith("No key here: t.") for line in played.lines)
    assert played.outcome.record[0].count == 2
    assert any("F5: count-in, then resume." in line for line in played.lines)


def test_the_page_shows_what_is_printed(tmp_path):
    """The example in docs/plain.md is a run of the session in the README."""
    root = Path(follow_along.__file__).parent.parent
    readme = (root / "README.md").read_text()
    (tmp_path / "example.yaml").write_text(
        readme.split("<!-- example -->\n```yaml\n")[1].split("```")[0]
    )
    session = read_record(tmp_path / "example.yaml", Session)
    run = new_player(build_timeline(session))
    played = Played(*TO_WORK, 9.0, "space", 5.0, "space", 25.0, player=run)
    page = (root / "docs" / "plain.md").read_text()
    assert page.split("```\n")[1].splitlines() == played.lines


def answered(played: Played) -> Rating:
    """What the answers in the log come to."""
    rating = Rating()
    for event in played.log.events:
        if isinstance(event, Rated):
            rating = rating.answered(event.question, event.answer)
    return rating


TO_RATING = (*TO_WORK, 60.0, "enter")


def test_it_asks_how_it_was_and_keeps_each_answer():
    """One line for each question, one for its keys; a note is typed as a line."""
    played = Played(*TO_RATING, "2", "x", "0", "Ça va, mieux\n", "+")
    assert answered(played) == Rating(felt_steady=2, effort=10, pain=0, note="Ça va, mieux")
    assert played.lines_from("How steady") == [
        "How steady did it feel? 1 steady, 5 lost balance often.",
        "Enter: skip. B: back. Q: skip the rest.",
        "How hard was it? 0 is no effort, 10 (X) is the most.",
        "Enter: skip. B: back. Q: skip the rest.",
        "Did it hurt? 0 is no pain, 10 (X) is the worst.",
        "Enter: skip. B: back. Q: skip the rest.",
        "A note, if you like: type it.",
        "Press Enter at the end of it. Enter alone: no note.",
    ]
    assert played.outcome.finished


def test_every_question_can_be_skipped_answered_again_or_left():
    """Back leads to the counts at last; a score off the scale is asked for again."""
    played = Played(*TO_RATING, "9", "3", "b", "b", "+", "enter", "1", "enter", "10", "\n", "+")
    assert answered(played) == Rating(felt_steady=1, pain=10)
    assert "9: 1 to 5 here." in played.lines
    assert [e.delta for e in played.log.events if isinstance(e, Corrected)] == [1]
    assert played.lines.count("Last block: 1 stop.") == 1


@pytest.mark.parametrize("keys", [(), ("4",), ("4", "2"), ("4", "2", "0")])
def test_an_end_of_the_input_keeps_every_answer(keys):
    """At a score, and at a note."""
    played = Played(*TO_RATING, *keys)
    answers = (answered(played).felt_steady, answered(played).effort, answered(played).pain)
    assert [answer for answer in answers if answer is not None] == [int(key) for key in keys]
    assert played.outcome.finished
    assert not played.console.takes_lines


def test_an_empty_line_is_no_note():
    """And a line of blanks is none."""
    for line in ("\n", "  \n"):
        played = Played(*TO_RATING, "enter", "space", "pagedown", line, "+")
        assert not answered(played)


def test_a_rehearsal_is_closed_by_enter():
    """It is not asked about."""
    played = Played(*TO_RATING, "2", log=FakeLog(keeps=False))
    assert not answered(played)
    assert played.lines[-1] == "Plus, Minus: correct the last block. Q: close."


HURT = a_past_run(rating=Rating(pain=2))


@pytest.mark.parametrize(("key", "answer"), [("3", 3), ("enter", None), ("q", None), ("b", None)])
def test_pain_of_this_morning_is_asked_before_the_title(key, answer):
    """Answered or skipped, it is kept, and the session begins as ever."""
    played = Played(key, *TO_WORK, 60.0, "q", morning=HURT)
    assert played.lines[:3] == [
        "Week 1: Find your feet, 7 Mar.",
        "Does it hurt this morning? 0 is no pain, 10 (X) is the worst.",
        "Enter: skip. B: back. Q: skip the rest.",
    ]
    assert played.history.answers == [(HURT.run_id, {Question.MORNING_PAIN: answer})]
    assert played.outcome.finished


def test_a_morning_that_ends_without_a_key_is_asked_again():
    """Nothing is kept."""
    assert Played(morning=HURT).history.answers == []


def test_a_morning_that_cannot_be_kept_is_one_sentence():
    """The session goes on."""

    class Broken(Played):
        def morning_run(self) -> LoggedRun | None:
            self.history.problem = "The rating was not saved: the log is damaged."
            return HURT

    played = Broken("3", *TO_WORK, 60.0, "q")
    assert "The rating was not saved: the log is damaged." in played.lines
    assert played.outcome.finished
