"""Easier and harder versions of an exercise."""

import pytest

from follow_along.core.cues.phrases import all_phrases
from follow_along.core.cues.plan import answer, plan
from follow_along.core.enums import CueName, Version
from follow_along.core.run.player import Action, NotAllowedError, Player, new_player
from follow_along.core.run.record import VersionChanged
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import build_timeline
from tests.builders import BEGIN, a_run, a_session, after, an_exercise, at_work

EASIER, WRITTEN, HARDER = Version
BIG_KEY, UP, DOWN = Action.BIG_KEY, Action.HARDER, Action.EASIER
STAND = an_exercise(1, sides="each", sets=2, easier="Fingertips on the wall", harder="Eyes shut")
HOP = an_exercise(2, easier="Step")


def done_in(player: Player) -> list[Version]:
    """The version of each attempt."""
    return [attempt.version for attempt in player.record]


def test_a_version_holds_from_the_block_at_hand_for_the_whole_exercise() -> None:
    """Not for another one, and not for blocks that are done."""
    player, now = at_work(a_run(STAND, HOP))
    player, now = after(player, 35.0, DOWN, 300.0, begin=now)
    assert done_in(player) == [WRITTEN, EASIER, EASIER, EASIER, WRITTEN]


def test_an_attempt_counts_as_the_version_it_ends_in() -> None:
    """Of a block that was eased in its middle nothing is compared with the harder way."""
    player, now = at_work(a_run(STAND))
    step = act(player, DOWN, now + 10.0)
    assert step.events == (VersionChanged(now + 10.0, 1, EASIER),)
    assert done_in(step.player) == [EASIER]
    assert step.player.phase is player.phase


def test_versions_are_in_order_and_end() -> None:
    """Two steps from the easiest to the hardest; a key beyond the last one is refused."""
    player = a_run(STAND)
    for action, version in ((DOWN, EASIER), (UP, WRITTEN), (UP, HARDER)):
        player = act(player, action, BEGIN).player
        assert player.version is version
    with pytest.raises(NotAllowedError, match="no harder version"):
        act(player, UP, BEGIN)
    with pytest.raises(NotAllowedError, match="no harder version"):
        act(a_run(HOP), UP, BEGIN)
    with pytest.raises(NotAllowedError, match="no easier version"):
        act(a_run(an_exercise()), DOWN, BEGIN)


def test_a_run_begins_in_the_versions_of_the_last_one() -> None:
    """Unless the session has no such version any longer."""
    timeline = build_timeline(a_session(STAND, HOP))
    player = new_player(timeline, versions={"move-1": EASIER, "move-2": HARDER, "gone": EASIER})
    player, now = at_work(player)
    player, _ = after(player, 300.0, begin=now)
    assert done_in(player) == [EASIER] * 4 + [WRITTEN]


def test_a_change_is_heard_at_once_with_what_it_means() -> None:
    """A tick, then which version it is and how it is done."""
    player, now = after(a_run(STAND), BIG_KEY, 5.0)
    for action, said in (
        (DOWN, "Easier.\nFingertips on the wall"),
        (UP, "As written."),
        (UP, "Harder.\nEyes shut"),
    ):
        changed = act(player, action, now).player
        tick, phrase = answer(player, action, changed, now)
        assert (tick.cue, phrase.phrase) == (CueName.TICK, said)
        assert set(said.split("\n")) <= set(all_phrases(player.timeline))
        player = changed


def test_a_version_that_is_kept_is_said_before_the_exercise_begins() -> None:
    """Once for each exercise; the one that is written needs no words."""
    timeline = build_timeline(a_session(STAND, HOP))
    player = new_player(timeline, versions={"move-1": EASIER})
    player, now = after(player, BIG_KEY)
    said = [cue.phrase for cue in plan(player, now) if cue.phrase]
    assert said.count("Easier.\nFingertips on the wall") == 1
    assert "As written." not in said
