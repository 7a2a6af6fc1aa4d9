"""The line at the foot of a screen that says which key does what."""

from textual.content import Content


def hint_line(hints: tuple[tuple[str, str], ...]) -> Content:
    """Keys in bold, what they do beside them, most important first."""
    parts = [Content.assemble((f" {key} ", "bold reverse"), f" {does}") for key, does in hints]
    return Content("   ").join(parts)
