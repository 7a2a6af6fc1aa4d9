"""What each key does: the keys of each action, as they come and as the settings give them.

Actions are named as in the settings. Keys are named as in `core.keyboard`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from follow_along.core.keyboard import key_label, read_key
from follow_along.core.validation.fields import FieldRule
from follow_along.core.validation.file_record import Mistake
from follow_along.core.validation.messages import describe_value, did_you_mean

Keys = tuple[str, ...]

DEFAULT_KEYS: Mapping[str, Keys] = {
    # Besides Space: what presenters' remotes send and has no other meaning.
    "balance": ("space", "pagedown", "pageup", "f5", "."),
    "touch": ("t",),
    "pause": ("p",),
    "undo": ("u",),
    "plus": ("+",),
    "minus": ("-",),
    "start": ("enter",),
    "next": ("n", "right"),
    "back": ("b", "left"),
    "restart": ("r",),
    "rest": ("e",),
    "easier": ("s",),
    "harder": ("h",),
    "mute": ("m",),
    "voice": ("v",),
    "cues": ("c",),
    "tempo": ("o",),
    "louder": ("up",),
    "softer": ("down",),
    "help": ("?", "f1"),
    "leave": ("q", "escape"),
    "history": ("h",),
    "reps": ("r",),
    "weeks": ("w",),
    "runs": ("r",),
    "sides": ("s",),
    "measure": ("m",),
    "exclude": ("x",),
    "edit": ("e",),
}
"""The actions and their keys, the one that hints show first."""

_PLAY = frozenset(list(DEFAULT_KEYS)[:21])
_DONE = frozenset({"plus", "minus", "undo", "start", "leave", "history", "reps"})
_LISTS = frozenset({"start", "help", "leave", "history"}) | set(list(DEFAULT_KEYS)[23:])
PAGES = (_PLAY, _DONE, _LISTS)
"""Actions that share a page, and so can share no key."""

_CURSOR = ("up", "down", "left", "right")
"""The keys of the cursor on the pages of lists."""

_MOST_KEYS = 20


def all_keys(own: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return the keys of every action, with keys of one's own in place of the defaults.

    A key that is given to an action is taken from the others of its pages.
    """
    taken = {
        name: {key for other in _neighbours(name) for key in own.get(other, ())}
        for name in DEFAULT_KEYS
    }
    return {
        name: own.get(name) or tuple(key for key in keys if key not in taken[name])
        for name, keys in DEFAULT_KEYS.items()
    }


def conflicts(own: Mapping[str, Keys]) -> Iterator[tuple[str, str]]:
    """Find keys that two actions of a page have, and those that leave an action without a key.

    Yield the action, and a sentence.
    """
    for name, key in ((name, key) for name, keys in own.items() for key in keys):
        for other in _neighbours(name):
            if name > other and key in own.get(other, ()):
                both = f"both `{other}` and `{name}`"
                yield name, f"{key_label(key)} is given to {both}: give it to one of them"
        if name in _LISTS - _PLAY and key in _CURSOR:
            yield name, f"{key_label(key)} moves the cursor: give `{name}` another key"
    for name, keys in all_keys(own).items():
        if not keys:
            lost = DEFAULT_KEYS[name][0]
            taker = next(other for other in _neighbours(name) if lost in own.get(other, ()))
            without = f"which leaves `{name}` without a key: give that one another"
            yield taker, f"{key_label(lost)} is given to `{taker}`, {without}"


def _neighbours(name: str) -> set[str]:
    return {other for page in PAGES if name in page for other in page} - {name}


class OwnKeys(FieldRule):
    """A mapping from actions to one key or a list of keys."""

    def read(self, value: object) -> dict[str, Keys]:
        """Read the keys. Every mistake and every conflict is reported at its action."""
        if not isinstance(value, Mapping):
            raise ValueError(
                "expected actions with their keys, such as `balance: [space, f5]`, "
                f"found {describe_value(value)}"
            )
        own: dict[str, Keys] = {}
        mistakes: list[Mistake] = []
        for name, keys in value.items():
            if name not in DEFAULT_KEYS:
                mistakes.append(Mistake((name,), _unknown_action(name), "key"))
                continue
            try:
                own[name] = _read_keys(keys)
            except ValueError as error:
                mistakes.append(Mistake((name,), f"{name}: {error}"))
        mistakes += [Mistake((name,), sentence) for name, sentence in conflicts(own)]
        if mistakes:
            from follow_along.core.validation.validate import raise_mistakes  # noqa: PLC0415 - pydantic

            raise_mistakes("keys", mistakes)
        return own

    def schema(self, inner: dict[str, Any]) -> dict[str, Any]:
        """Return a mapping from actions to keys."""
        return inner


def _unknown_action(name: str) -> str:
    hint = did_you_mean(name, DEFAULT_KEYS) or f"; the actions are {', '.join(DEFAULT_KEYS)}"
    return f"{describe_value(name)} is no action with a key{hint}"


def _read_keys(value: object) -> Keys:
    words = value if isinstance(value, list) else [value]
    if not 1 <= len(words) <= _MOST_KEYS:
        raise ValueError(f"expected 1 to {_MOST_KEYS} keys, found {len(words) or 'nothing'}")
    return tuple(dict.fromkeys(map(_read_key, words)))


def _read_key(word: object) -> str:
    key = read_key(word) if isinstance(word, str) else None
    if key is None:
        raise ValueError(
            f"expected a key such as `t`, `space`, `pagedown` or `f5`, found {describe_value(word)}"
        )
    return key
