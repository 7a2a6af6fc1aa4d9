"""What the sides of an exercise from another source are called: arms are no feet."""

import re

from follow_along.core.sessions.draft import Value

_NAMES = {
    "arm": ("left arm", "right arm", "both arms"),
    "hand": ("left hand", "right hand", "both hands"),
    "leg": ("left leg", "right leg", "both legs"),
    "side": ("left side", "right side", "both sides"),
}
_GERMAN_NAMES = {
    "arm": ("linker Arm", "rechter Arm", "beide Arme"),
    "hand": ("linke Hand", "rechte Hand", "beide Hände"),
    "leg": ("linkes Bein", "rechtes Bein", "beide Beine"),
    "side": ("linke Seite", "rechte Seite", "beide Seiten"),
}
_SIDES = ("left", "right", "both")

_PARTS = {"hände": "hand", "bein": "leg", **dict.fromkeys(("feet", "fuß", "fuss", "füße"), "foot")}
"""Words for a part of the body, and the one that stands for them."""

_PART = re.compile(
    r"(?:each|per|every|single|one|left|right|both|pro|je|jede[rsmn]?|ein\w*|link\w*|recht\w*"
    r"|beide\w*|/)[\s-]*(arm|hand|hände|leg|bein|foot|feet|fuß|fuss|füße)",
    re.IGNORECASE,
)


def side_names(text: str, kind: str, sides: str, *, german: bool = False) -> dict[str, Value]:
    """Return the key that names the sides of an exercise, as its text does; empty for feet.

    Without a word for them, those of a strength or mobility exercise are called sides.
    """
    found = _PART.search(text)
    part = found[1].lower() if found else "side" if kind in {"strength", "mobility"} else "foot"
    part = _PARTS.get(part, part)
    if part == "foot" or sides == "none" or (kind == "balance" and part == "leg"):
        return {}
    names = dict(zip(_SIDES, (_GERMAN_NAMES if german else _NAMES)[part], strict=True))
    used = ("left", "right") if sides == "each" else (sides,)
    return {"side_names": {side: names[side] for side in used}}
