"""The conductor: one run, from the first key to the last, between the rules and the world.

It reads the clock once per action, hands that moment to the rules, plans the sound, writes the
log, and only then lets the screen show what happened: a count that is seen is a count that is kept.
It knows no screen.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from follow_along.core.cues import phrases
from follow_along.core.cues.plan import answer, plan
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import Motion, motion
from follow_along.core.run.key_repeat import KeyRepeatFilter
from follow_along.core.run.player import Action, NotAllowedError, Phase, Player, Transition
from follow_along.core.run.record import (
    BlockBegan,
    BlockEnded,
    Interrupted,
    InterruptionEnded,
    RunEnded,
)
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings
from follow_along.core.view import View, view
from follow_along.ports import Clock, RunHeader, RunLog, Sound, Stamped

DEFAULTS = Settings()

SLEEP_S = 2.0
"""A sleep of the machine shorter than this goes unnoticed, and does no harm."""

FRAME_S = 0.2
"""Seconds for which a picture of a moving figure stands: slow moves need no more, and it spares a
laptop's battery and a slow connection."""

_EPSILON_S = 1e-6

_LEAD_ELSEWHERE = {
    Action.BIG_KEY,
    Action.PAUSE,
    Action.ENTER,
    Action.NEXT,
    Action.BACK,
    Action.RESTART,
}
"""Actions that lead somewhere else: a key held down must do them once."""

_CLOCK_KEYS = {Action.BIG_KEY, Action.PAUSE}
_SOFT = {Action.TOUCH, Action.UNDO, Action.PLUS, Action.MINUS, Action.MORE_REST}
"""Actions after which the interval goes on: what is being said is not cut off."""

_RUNG_FOR = (BlockBegan, BlockEnded, Interrupted, InterruptionEnded, RunEnded)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the screen shows of a run at one moment."""

    view: View
    session: Session
    settings: Settings
    audible: bool
    """Whether cues are thought to be heard."""
    over: bool
    figure: Figure | None
    motion: Motion | None
    """How the figure stands; None where none may move, or the run is over."""
    view_changes_in: float | None
    """Real seconds until time alone changes the view; None while it stands still."""
    motion_changes_in: float | None
    """Real seconds until the next picture of the figure; None: not by itself."""


class Conductor:
    """One run. `header` is what the log will know it by, once it begins.

    `figures` are those of the session, by the names that its exercises have for them.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - each is a part of the world of a run
        self,
        player: Player,
        clock: Clock,
        sound: Sound,
        log: RunLog,
        header: RunHeader,
        settings: Settings = DEFAULTS,
        figures: Mapping[str, Figure] = MappingProxyType({}),
    ) -> None:
        self.player = player
        self.header = header
        self.settings = settings
        self._clock = clock
        self._sound = sound
        self._log = log
        self.figures = figures
        self._key_repeat = KeyRepeatFilter()
        self._now = clock.now()
        """The moment at which the clock was last read."""
        self._asleep = clock.asleep()
        self._bell_due = False
        self.begun = False
        """Whether anything of it is in the log that was not there before."""
        sound.tune(settings)
        sound.prepare(phrases.all_phrases(player.timeline))
        log.begin(header)

    def tick(self) -> None:
        """Let time pass until now. However rarely this is called, only the picture is late."""
        self._catch_up()

    def press(self, action: Action) -> bool:
        """Take a key press. False for the repeat of a held key, and where it has no meaning."""
        if self._is_fresh(action, leads_elsewhere=action in _LEAD_ELSEWHERE):
            return self.act(action)
        self._catch_up()
        return False

    def act(self, action: Action) -> bool:
        """Do an action now. False where the rules do not allow it: then nothing has changed."""
        slept = self._catch_up()
        if slept and action in _CLOCK_KEYS:
            # The key that woke the machine: the clock is stopped already, and must stay so.
            return False
        return self._act(action)

    def switch(self, name: str) -> None:
        """Turn one of the settings `muted`, `cues`, `tempo`, `voice` on or off."""
        self._catch_up()
        if self._is_fresh(name, leads_elsewhere=True):
            self._tune(self.settings.switched(name))

    def louder(self, by: int) -> None:
        """Change the volume by so many percent."""
        self._catch_up()
        self._tune(self.settings.louder(by))

    def pause_for_dialog(self) -> bool:
        """Stop the clock, uncounted, while the person is asked something. True if it ran."""
        self._catch_up()
        return self.player.running and self._act(Action.PAUSE)

    def snapshot(self) -> Snapshot:
        """All that the screen shows, as it was when the clock was last read."""
        figure = self.figures.get(self.player.block.exercise.figure)
        shown = view(self.player, self._now)
        view_in = None if shown.next_change_s is None else self._real(shown.next_change_s)
        moved, moved_in = self._motion(figure)
        return Snapshot(
            view=shown,
            session=self.player.timeline.session,
            settings=self.settings,
            audible=self.audible,
            over=self.over,
            figure=figure,
            motion=moved,
            view_changes_in=view_in,
            motion_changes_in=moved_in,
        )

    def bell_due(self) -> bool:
        """Whether the terminal's bell must stand in for a cue, once for each change."""
        due, self._bell_due = self._bell_due, False
        return due and not self.settings.muted and not self.audible

    @property
    def audible(self) -> bool:
        """Whether cues are thought to reach an ear."""
        return self._sound.audible

    def notice(self) -> str | None:
        """One sentence on what the sound or the log could not do, each once."""
        return self._log.notice() or self._sound.notice()

    @property
    def over(self) -> bool:
        """Whether the run has ended, one way or the other."""
        return self.player.phase in {Phase.DONE, Phase.LEFT}

    def _tune(self, settings: Settings) -> None:
        self.settings = settings
        self._sound.tune(settings)

    def _is_fresh(self, key: str, *, leads_elsewhere: bool) -> bool:
        """Whether a press is one of its own, and no repeat of a key that is held."""
        pressed = self._clock.pressed()
        self._key_repeat, fresh = self._key_repeat.accept(key, pressed, cooldown=leads_elsewhere)
        return fresh

    def _catch_up(self) -> bool:
        """Read the clock and let time pass until then. True if the machine slept meanwhile."""
        self._now = self._clock.now()
        self._take(advance(self.player, self._now))
        return self._notice_sleep(self._now)

    def _act(self, action: Action) -> bool:
        """Do an action at the moment at which the clock was last read."""
        before, now = self.player, self._now
        try:
            step = act(before, action, now)
        except NotAllowedError:
            return False
        try:
            due = (*answer(before, action, step.player, now), *plan(step.player, now))
            self._sound.plan(due, hush=action not in _SOFT)
        finally:
            # The sound comes first, for a person waits for it; but its failure must cost no count.
            self._take(step)
        return True

    def _motion(self, figure: Figure | None) -> tuple[Motion | None, float | None]:
        """How a figure that may move stands, and in how many real seconds to show it again.

        Frames are counted from the beginning of the interval: each repetition shows the same ones,
        so that they can be kept, and every fifth comes with a new second.
        """
        if figure is None or self.settings.figure != "moving":
            return None, None
        begin = self.player.origin if self.player.running else 0.0
        since_frame = (self._now - begin + _EPSILON_S) % FRAME_S
        shown = motion(self.player, self._now - since_frame, figure)
        if shown is None or shown.changes_in is None:
            return shown, None
        if not shown.moving:
            return shown, self._real(shown.changes_in - since_frame)
        wait, frame = self._real(FRAME_S - since_frame), self._real(FRAME_S)
        # A rehearsal leaves frames out.
        return shown, wait + max(0, math.ceil((FRAME_S / 2 - wait) / frame)) * frame

    def _real(self, session_s: float) -> float:
        """How many real seconds pass in so many of the session's time."""
        return self._clock.real(self._now + session_s) - self._clock.real(self._now)

    def _notice_sleep(self, now: float) -> bool:
        """Stop the run where the machine fell asleep. True if it slept, and ran until then."""
        asleep = self._clock.asleep()
        slept, self._asleep = asleep - self._asleep, asleep
        if slept <= SLEEP_S:
            return False
        try:
            step = act(self.player, Action.SLEPT, now)
        except NotAllowedError:
            return False
        self._sound.plan(answer(self.player, Action.SLEPT, step.player, now), hush=True)
        self._take(step)
        return True

    def _take(self, step: Transition) -> None:
        """The one way on: the log first, then the state that the screen shows."""
        if step.events:
            self.begun = True
            self._log.write([Stamped(event, self._clock.wall(event.at)) for event in step.events])
        self._bell_due |= any(isinstance(event, _RUNG_FOR) for event in step.events)
        self.player = step.player
