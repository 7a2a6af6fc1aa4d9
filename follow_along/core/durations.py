"""Durations as a person writes them, and as lengths are shown. Milliseconds in between."""

import re

FORMS = "30, 30s, 0.5s, 1m30s, 1h, 1:30 or 1:02:03"
"""The forms a person may write, for messages."""

_UNITS = (
    r"(?=[0-9])(?:(?P<h>[0-9]{1,100}) ?h ?)?(?:(?P<m>[0-9]{1,100}) ?m ?)?"
    r"(?:(?P<s>[0-9]{1,100})(?:\.(?P<part>[0-9]{1,3}))? ?s?)?"
)
_CLOCK = r"(?:(?P<h>[0-9]{1,100}):(?=[0-9]{2}:))?(?P<m>[0-9]{1,100}):(?P<s>[0-5][0-9])"

PATTERN = "^(?:{})$".format(re.sub(r"\?P<\w+>", "?:", f"{_UNITS}|{_CLOCK}"))
"""What `parse_duration` reads, as a regular expression that JSON Schema knows too."""


def parse_duration(text: str) -> int:
    """Read a duration in milliseconds: a bare number is seconds, 1:30 is minutes and seconds.

    Raises ValueError, naming the forms that are accepted, for anything else.
    """
    found = re.fullmatch(_UNITS, text) or re.fullmatch(_CLOCK, text)
    if not found:
        raise ValueError(f"expected a duration such as {FORMS}")
    parts = found.groupdict()
    hours, minutes, seconds = (int(parts[unit] or 0) for unit in "hms")
    fraction = int((parts.get("part") or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def duration_text(ms: int) -> str:
    """Write milliseconds as a session file has them, such as `1m30s`; the inverse of parsing."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes)
    if rest:
        return f"{text}{seconds}.{rest:03}".rstrip("0") + "s"
    return text + f"{seconds}s" if seconds or not text else text


def clock_text(ms: int) -> str:
    """Show a length of time in milliseconds as `10:24` or `1:02:03`.

    A begun second counts as a whole one, so that 0:00 shows only where nothing is left.
    """
    minutes, seconds = divmod(-(-ms // 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def minutes_text(ms: int) -> str:
    """Show a length of time, rounded to seconds: `40 s`, `2 min`, `4 min 12 s`."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"
