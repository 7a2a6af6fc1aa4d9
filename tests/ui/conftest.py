"""Makes apps in tests cheap: their styles are parsed once, and no wait takes real time."""

import asyncio
from collections.abc import Iterator

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def cheap_apps() -> Iterator[None]:
    """Share parsed styles between apps, and replace the waits of Textual's pilot.

    Textual parses all styles for each app and again for each new screen, and it waits for 20 ms of
    little work, which on a busy machine never come.
    """
    parse_rules, kept = Stylesheet._parse_rules, {}

    def parse_rules_once(self: Stylesheet, *args: object, **named: object) -> object:
        key = (frozenset(self._variables.items()), args, frozenset(named.items()))
        if key not in kept:
            kept[key] = parse_rules(self, *args, **named)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules_once)
        patch.setattr(textual.pilot, "wait_for_idle", until_idle)
        patch.setattr(textual.app, "wait_for_idle", until_idle)
        patch.setattr("follow_along.ui.base_app._start_collecting", lambda: None)
        yield


async def until_idle(*_: float) -> None:
    """Wait until the app has nothing to do but wait for time, a key or a thread.

    A resize and a refresh of the screen, which Textual puts off for a frame, are done at once.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    while True:
        await asyncio.sleep(0)
        if not ready and not _hurry(active_app.get()):
            return


def _hurry(app: App[object]) -> bool:
    """Do what was put off for a frame; return whether there was anything."""
    if app._resize_timer is not None:
        app._check_resize()
    elif app._screen_stack and app.screen._update_timer._active.is_set():
        app.screen._on_timer_update()
    else:
        return False
    return True
