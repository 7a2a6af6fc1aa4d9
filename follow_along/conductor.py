"""The conductor of one run: it applies the rules to the keys, the clock, the sound and the log.

It reads the clock once per action, applies the rules at that moment, plans the sound and writes the
log. Only then does the snapshot change, so that every count on the screen is in the log.
Rare ticks delay the screen, never the sound or the times in the log.
"""

from collections.abc import Callable, Mapping
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from follow_along.core.cues import phrases
from follow_along.core.cues.plan import answer, plan
from follow_along.core.enums import InterruptionKind, Side
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.frames import current_frame
from follow_along.core.figures.motion import Motion
from follow_along.core.rating import Answer, Question, Rating
from follow_along.core.run.key_repeat import KeyRepeatFilter
from follow_along.core.run.player import Action, NotAllowedError, Phase, Player, Transition
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    Interrupted,
    InterruptionEnded,
    Rated,
    RunEnded,
)
from follow_along.core.run.repetitions import correct_reps
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings
from follow_along.core.view import View, view
from follow_along.ports import Clock, RunHeader, RunLog, Sound, Stamped

DEFAULTS = Settings()

SLEEP_S = 2.0
"""Seconds of machine sleep that are ignored, because they do no harm."""

WAKING_S = 0.5
"""A key within so many seconds of the end of a sleep is the one that woke the machine."""

_ACT_ONCE = {
    Action.BIG_KEY,
    Action.PAUSE,
    Action.ENTER,
    Action.NEXT,
    Action.BACK,
    Action.RESTART,
}
"""Actions that change the block or the phase: a held key must do them once."""

_CLOCK_ACTIONS = {Action.BIG_KEY, Action.PAUSE}
_NOT_INTERRUPTING = {Action.TOUCH, Action.UNDO, Action.PLUS, Action.MINUS, Action.MORE_REST}
"""Actions that leave the interval running: the cue or phrase being played is not cut off."""

_BELL_EVENTS = (BlockBegan, BlockEnded, Interrupted, InterruptionEnded, RunEnded)
"""Events for which the terminal's bell rings when cues are not audible."""


TOO_SOON = "again within a second, ignored"
"""Why a key did nothing: it was held, or pressed again too soon."""


class FigureFrame(NamedTuple):
    """What the screen shows of a figure, at one reading of the clock."""

    figure: Figure | None
    """None if the exercise has none, or the settings turn it off."""
    side: Side
    motion: Motion | None
    """What to draw of a moving figure; None if the settings forbid motion, or the run is over."""
    changes_in: float | None
    """Real seconds until the next frame; None if only an action changes it."""


class Snapshot(NamedTuple):
    """Everything the screen shows of a run, at one reading of the clock."""

    read_at: float
    """Monotonic real seconds of that reading."""
    view: View
    session: Session
    settings: Settings
    audible: bool
    """Whether the sound is believed to be audible."""
    over: bool
    frame: FigureFrame
    view_changes_in: float | None
    """Real seconds until time alone changes the view; None if only an action changes it."""


class Conductor:
    """Conducts one run, which the log identifies by `header`.

    `figures` holds the session's figures by the names that its exercises use. `keep_awake` is told
    whether the display is to stay awake, after every action; it must not wait or raise.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the ports and the data of a run
        self,
        player: Player,
        clock: Clock,
        sound: Sound,
        log: RunLog,
        header: RunHeader,
        settings: Settings = DEFAULTS,
        figures: Mapping[str, Figure] = MappingProxyType({}),
        keep_awake: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self.player = player
        self.header = header
        self.settings = settings
        self._clock = clock
        self._sound = sound
        self._log = log
        self.figures = figures
        self._keep_awake = keep_awake
        self._key_repeat = KeyRepeatFilter()
        self._now = clock.now()
        """The session time of the last reading of the clock, in seconds."""
        self._asleep = clock.asleep()
        self._woke = -inf
        """The real seconds at which a sleep was noticed that stopped the run."""
        self._bell_due = False
        self.begun = False
        """Whether this conductor has written an event to the log."""
        self.rating = Rating()
        """How the run was, as far as this conductor was told."""
        self.refusal = ""
        """Why the last key did nothing; empty if it did something."""
        sound.tune(settings)
        sound.prepare(phrases.all_phrases(player.timeline), player.timeline.session.language)
        log.begin(header)

    def tick(self, *, age_s: float = 0.0) -> bool:
        """Read the clock and advance the run. True if a sleep of the machine stopped the run.

        `age_s` are the real seconds since the key was read that the run is advanced for; it is
        never set back.
        """
        pressed = self._clock.real(self._clock.now()) - age_s
        self._now = max(self._now, self._clock.session(pressed))
        self._apply(advance(self.player, self._now))
        asleep = self._clock.asleep()
        slept, self._asleep = asleep - self._asleep, asleep
        if slept <= SLEEP_S or not self._act(Action.SLEPT):
            return False
        self._woke = self.read_at
        return True

    def press(self, action: Action, *, age_s: float = 0.0) -> bool:
        """Do the action of a key that was read `age_s` real seconds ago, as of then.

        False for a repeat of a held key, or if not allowed then.
        """
        if self._is_new_press(action, once=action in _ACT_ONCE, age_s=age_s):
            return self.act(action, age_s=age_s)
        self.tick(age_s=age_s)
        return False

    def act(self, action: Action, *, age_s: float = 0.0) -> bool:
        """Do an action now. False if the rules do not allow it; then it changes nothing."""
        self.tick(age_s=age_s)
        if action in _CLOCK_ACTIONS and self.read_at - self._woke < WAKING_S:
            # This key woke the machine: the clock is already stopped, and must stay stopped.
            self.refusal = "it woke the computer"
            return False
        return self._act(action)

    def correct_reps(self, attempt: int, reps: int | None, *, age_s: float = 0.0) -> bool:
        """Log how many repetitions of an attempt were really done; None takes that back.

        False if it is not allowed.
        """
        self.tick(age_s=age_s)
        self.refusal = ""
        try:
            self._apply(correct_reps(self.player, attempt, reps, self._now))
        except NotAllowedError as error:
            self.refusal = str(error)
        return not self.refusal

    def switch(self, name: str, *, age_s: float = 0.0) -> None:
        """Toggle the setting `muted`, `cues`, `tempo` or `voice`, for a key as in `press`."""
        self.tick(age_s=age_s)
        if self._is_new_press(name, once=True, age_s=age_s):
            self._change_settings(self.settings.switched(name))

    def louder(self, by: int, *, age_s: float = 0.0) -> None:
        """Raise the volume by `by` percentage points; lower it if negative. A key as in `press`."""
        self.tick(age_s=age_s)
        self._change_settings(self.settings.louder(by))

    def rate(self, question: Question, answer: Answer, *, age_s: float = 0.0) -> None:
        """Log the answer to a question on the run; None takes it back. Raises ValueError."""
        self.rating = self.rating.answered(question, answer)
        self.tick(age_s=age_s)
        rated = Rated(self._now, question, answer)
        self._log.write([Stamped(rated, self._clock.wall(rated.at))])

    def accept_key(self, key: str, *, age_s: float = 0.0) -> bool:
        """Whether a key of a page is a new press: not held, nor pressed again within a second."""
        return self._is_new_press(key, once=True, age_s=age_s)

    def key_time(self, *, age_s: float = 0.0) -> float:
        """Return the real time of a key that was read `age_s` seconds ago, in seconds."""
        return self._clock.pressed() - age_s

    def pause_for_dialog(self, *, age_s: float = 0.0) -> bool:
        """Pause the run, uncounted, while a dialog is open. True if the clock was running."""
        self.tick(age_s=age_s)
        return self.player.running and self._act(Action.PAUSE)

    def snapshot(self) -> Snapshot:
        """Return everything the screen shows, as of the last reading of the clock."""
        current_view = view(self.player, self._now)
        view_changes_s = current_view.next_change_s
        return Snapshot(
            read_at=self.read_at,
            view=current_view,
            session=self.player.timeline.session,
            settings=self.settings,
            audible=self.audible,
            over=self.over,
            frame=self.figure_frame(),
            view_changes_in=None if view_changes_s is None else self._real_s(view_changes_s),
        )

    def figure_frame(self) -> FigureFrame:
        """Return what the screen shows of the figure, as of the last reading of the clock."""
        block, setting = self.player.block, self.settings.figure
        figure = None if setting == "off" else self.figures.get(block.exercise.figure)
        motion, changes_in = None, None
        if figure is not None and setting == "moving":
            motion, changes_in = current_frame(self.player, self._now, figure, self._real_s)
        return FigureFrame(figure, block.side, motion, changes_in)

    def bell_due(self) -> bool:
        """Whether to ring the bell in place of a cue; then False until the next event."""
        due, self._bell_due = self._bell_due, False
        return due and not self.settings.muted and not self.audible

    @property
    def now(self) -> float:
        """The session time of the last reading of the clock, in seconds."""
        return self._now

    @property
    def read_at(self) -> float:
        """The real time of the last reading of the clock, in monotonic seconds."""
        return self._clock.real(self._now)

    @property
    def audible(self) -> bool:
        """Whether the sound is believed to be audible."""
        return self._sound.audible

    def notice(self) -> str | None:
        """Return one sentence on a failure of the log or the sound, each once, or None."""
        return self._log.notice() or self._sound.notice()

    @property
    def is_logged(self) -> bool:
        """Whether the run is kept; False in a rehearsal."""
        return self._log.keeps

    @property
    def saved(self) -> bool:
        """Whether everything is stored; what is only in memory is tried again."""
        return self.header.run_id not in self._log.unsaved()

    @property
    def disk_full(self) -> bool:
        """Whether room on a disk would let more be stored."""
        return self._log.disk_full

    @property
    def over(self) -> bool:
        """Whether the run has ended: done, or left early."""
        return self.player.phase in {Phase.DONE, Phase.LEFT}

    def _change_settings(self, settings: Settings) -> None:
        self.settings = settings
        self._sound.tune(settings)

    def _is_new_press(self, key: str, *, once: bool, age_s: float) -> bool:
        """Whether this is a new press and not the repeat of a held key."""
        pressed = self.key_time(age_s=age_s)
        self._key_repeat, is_new = self._key_repeat.accept(key, pressed, cooldown=once)
        self.refusal = "" if is_new else TOO_SOON
        return is_new

    def _act(self, action: Action) -> bool:
        """Do an action as of the last clock reading. False if the rules do not allow it."""
        before, now = self.player, self._now
        self.refusal = ""
        try:
            transition = act(before, action, now)
        except NotAllowedError as error:
            self.refusal = str(error)
            return False
        try:
            after = transition.player
            cues = (*answer(before, action, after, now), *plan(after, now))
            self._sound.plan(cues, hush=action not in _NOT_INTERRUPTING)
        finally:
            # The sound comes first because a person waits for it; its failure must lose no count.
            self._apply(transition)
        return True

    def _real_s(self, session_s: float) -> float:
        """Convert seconds of session time from now on into real seconds."""
        return self._clock.real(self._now + session_s) - self._clock.real(self._now)

    def _apply(self, transition: Transition) -> None:
        """Write a transition to the log, then make it the state that the screen shows."""
        events = transition.events
        if events:
            self.begun = True
            self._log.write([Stamped(event, self._clock.wall(event.at)) for event in events])
        self._bell_due |= any(isinstance(event, _BELL_EVENTS) for event in events)
        self.player = transition.player
        # A pause, unlike a loss of balance, may last for hours.
        stopped = self.player.open_interruption is InterruptionKind.WOBBLE
        self._keep_awake(self.player.running or stopped)
