"""Characters that cannot be drawn: a sentence names them."""

from follow_along.core.text import plural

_MOST_NAMED = 10


def lacking(characters: str) -> str:
    """Say which characters are not drawn; empty if all are."""
    if not characters:
        return ""
    named, more = " ".join(characters[:_MOST_NAMED]), len(characters) - _MOST_NAMED
    others = f" and {plural(more, 'other character')}" if more > 0 else ""
    return f"This machine cannot draw {named}{others}: � stands for each."
