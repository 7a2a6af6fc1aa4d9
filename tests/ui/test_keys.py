"""Each page's keys, by default and as the settings give them."""

import pytest

from follow_along.core import key_map
from follow_along.core.run.player import Phase
from follow_along.ui.app import FollowAlongApp, HistoryApp
from follow_along.ui.keys import DEFAULT_KEY_MAP, EVERYWHERE, PAGES, PLAY, KeyMap
from follow_along.ui.screens.choose import ChooseScreen
from follow_along.ui.screens.dialogs import HelpDialog
from follow_along.ui.screens.play import PlayScreen
from follow_along.ui.widgets.clipped_label import ClippedLabel
from follow_along.ui.widgets.hints import Hints
from tests.ui.app_harness import AppHarness, run_of
from tests.ui.fake_history import FakeHistory
from tests.ui.history_harness import settle
from tests.ui.screens.test_play import shown, to_work

OWN = KeyMap(
    {
        "balance": ("f5", "b"),
        "touch": ("k",),
        "plus": (".",),
        "minus": (",",),
        "help": ("z",),
        "leave": ("tab",),
        "start": ("f2",),
        "history": ("v",),
        "voice": ("f3",),
        "weeks": ("y",),
    }
)


@pytest.mark.parametrize("page", PAGES)
def test_the_actions_of_a_page_are_checked_for_conflicts_together(page):
    """What a page binds is a part of one of the groups of `core.key_map`."""
    names = {name for key in page for name in key.names}
    assert any(names <= group for group in key_map.PAGES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("keys", [DEFAULT_KEY_MAP, OWN])
def test_every_key_of_a_page_does_one_thing(page, keys):
    """By default and with keys of one's own."""
    every = [each for key in (*page, *EVERYWHERE) for each in keys.keys(key)]
    assert len(every) == len(set(every))


def test_own_keys_have_no_conflict():
    """Otherwise these tests would say nothing."""
    assert not list(key_map.conflicts(OWN.own))


def app_with_own_keys(harness: AppHarness, *, choosing: bool = False) -> FollowAlongApp:
    """Return an app whose settings give keys."""
    return FollowAlongApp(harness, None if choosing else harness.conductor(), key_map=OWN)


def hints_of(pilot) -> dict[str, str]:
    """Return the hints on the screen by what they do."""
    return {does: key for key, does in pilot.app.screen.query_one(Hints).hints}


async def test_keys_of_ones_own_play_a_session():
    """They do what the settings say, the keys they replace do nothing, and all hints name them."""
    harness = AppHarness()
    async with app_with_own_keys(harness).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert shown(pilot, "side") == "F5 TO BEGIN"
        await harness.press(pilot, "space")
        assert run_of(pilot.app).player.phase is Phase.WAITING
        await harness.press(pilot, "b")
        await harness.pass_time(pilot, 15)
        assert hints_of(pilot) == {"lost balance": "F5", "touch": "K", "pause": "P", "keys": "Z"}
        await harness.press(pilot, "t")
        await harness.press(pilot, "k")
        assert run_of(pilot.app).player.record[-1].count == 1
        await harness.pass_time(pilot, 3)
        await harness.press(pilot, "f5")
        assert run_of(pilot.app).player.phase is Phase.STOPPED
        await harness.press(pilot, "B")
        await harness.pass_time(pilot, 31)
        assert shown(pilot, "stops") == "Last block: 2 stops (. , to correct)"
        await harness.press(pilot, "full_stop")
        assert shown(pilot, "stops").startswith("Last block: 3 stops")
        await harness.press(pilot, "tab")
        assert hints_of(pilot) == {"continue the session": "F5", "leave": "F2"}
        await harness.press(pilot, "f2")
        assert (hints_of(pilot)["how it was"], hints_of(pilot)["close"]) == ("F2", "Tab")


async def test_the_help_page_shows_the_keys_as_they_are_set():
    """All of an action's keys, in the words of the screen."""
    harness = AppHarness()
    async with app_with_own_keys(harness).run_test(size=(80, 24)) as pilot:
        await to_work_with(harness, pilot, "f5")
        await harness.press(pilot, "z")
        assert isinstance(pilot.app.screen, HelpDialog)
        lines = [str(label.words) for label in pilot.app.screen.query(ClippedLabel)]
        rows = [" ".join(line.split()) for line in lines]
        assert "F5 Lost balance (or click): stop, count; again to resume; also B" in rows
        assert "← Previous block" in rows
        assert not any(" Space " in line for line in lines)
        await harness.press(pilot, "f5")
        assert isinstance(pilot.app.screen, PlayScreen)


async def to_work_with(harness, pilot, key):
    """Begin the run with a key, and let the lead-in pass."""
    await pilot.pause()
    await harness.press(pilot, key)
    await harness.pass_time(pilot, 15)


async def test_the_list_of_sessions_has_its_own_help():
    """It shows the keys of that page, not those of a session."""
    harness = AppHarness()
    async with harness.choosing().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        lines = [str(label.words) for label in pilot.app.screen.query(ClippedLabel)]
        assert any("Play the session" in line for line in lines)
        assert not any("Lost balance" in line for line in lines)


async def test_keys_of_ones_own_on_the_other_pages():
    """The list of sessions and the history take them, too."""
    async with app_with_own_keys(AppHarness(), choosing=True).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert hints_of(pilot)["play"] == "F2"
        await pilot.press("v")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, ChooseScreen)
        await pilot.press("tab")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayScreen)
    app = HistoryApp(FakeHistory(), key_map=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert hints_of(pilot) == {"close": "Tab"}
        await pilot.press("tab")


@pytest.mark.parametrize("key", ["space", "pagedown", "pageup", "f5", "full_stop"])
async def test_what_presenters_remotes_send_is_the_big_key(key):
    """Wherever it has no other meaning."""
    harness = AppHarness()
    async with harness.play() as pilot:
        await to_work(harness, pilot)
        await harness.press(pilot, key)
        assert run_of(pilot.app).player.phase is Phase.STOPPED


@pytest.mark.parametrize("choosing", [True, False])
async def test_what_is_wrong_with_the_settings_is_shown(choosing):
    """On the first screen, as the text that it is."""
    harness = AppHarness()
    app = FollowAlongApp(
        harness, None if choosing else harness.conductor(), problem="s.yaml:1:9: [red]no[/red]"
    )
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        rows = [
            "".join(segment.text for segment in strip)
            for strip in app.screen._compositor.render_strips()
        ]
        assert any("s.yaml:1:9: [red]no[/red]" in row for row in rows)


def test_hints_and_help_name_the_first_key():
    """The one that is most at hand."""
    assert DEFAULT_KEY_MAP.label(PLAY, "help") == "?"
    assert next(DEFAULT_KEY_MAP.help_lines(PLAY))[0] == "Space"
