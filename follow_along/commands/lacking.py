"""Characters that no font has: a sentence names them."""

from follow_along.core.text import plural

_MOST_NAMED = 10


def lacking(characters: str) -> str:
    """Say which characters are not drawn; empty if all are."""
    if not characters:
        return ""
    named, more = " ".join(characters[:_MOST_NAMED]), len(characters) - _MOST_NAMED
    others = f" and {plural(more, 'other character')}" if more > 0 else ""
    return f"No font on this machine has {named}{others}: � stands for each."
