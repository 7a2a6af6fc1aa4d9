"""Durations: parsing what a person writes, and showing lengths. All values are milliseconds."""

import re

FORMS = "30, 30s, 0.5s, 1m30s, 1h, 1:30 or 1:02:03"
"""The accepted forms, for messages."""

_UNITS = (
    r"(?=[0-9])(?:(?P<h>[0-9]{1,100}) ?h ?)?(?:(?P<m>[0-9]{1,100}) ?m ?)?"
    r"(?:(?P<s>[0-9]{1,100})(?:\.(?P<part>[0-9]{1,3}))? ?s?)?"
)
_CLOCK = r"(?:(?P<h>[0-9]{1,100}):(?=[0-9]{2}:))?(?P<m>[0-9]{1,100}):(?P<s>[0-5][0-9])"

PATTERN = "^(?:{})$".format(re.sub(r"\?P<\w+>", "?:", f"{_UNITS}|{_CLOCK}"))
"""What `parse_duration` accepts, as a regular expression for JSON Schema."""


def parse_duration(text: str) -> int:
    """Return a duration in milliseconds. A bare number is seconds, 1:30 is minutes and seconds.

    Raises ValueError, naming the accepted forms, for anything else.
    """
    match = re.fullmatch(_UNITS, text) or re.fullmatch(_CLOCK, text)
    if not match:
        raise ValueError(f"expected a duration such as {FORMS}")
    parts = match.groupdict()
    hours, minutes, seconds = (int(parts[unit] or 0) for unit in "hms")
    fraction = int((parts.get("part") or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def duration_text(ms: int) -> str:
    """Return a duration as in a session file, such as `1m30s`: the inverse of `parse_duration`."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes)
    if rest:
        return f"{text}{seconds}.{rest:03}".rstrip("0") + "s"
    return text + f"{seconds}s" if seconds or not text else text


def clock_text(ms: int) -> str:
    """Return a length of time as `10:24` or `1:02:03`.

    Seconds are rounded up, so that 0:00 shows only at the end.
    """
    minutes, seconds = divmod(-(-ms // 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def length_text(ms: int, *, waits: bool) -> str:
    """Return a length of time as `8:20`, or `8:20+` if a part of it waits for a key."""
    return clock_text(ms) + ("+" if waits else "")


def minutes_text(ms: int) -> str:
    """Return a length of time, rounded to seconds: `40 s`, `2 min`, `4 min 12 s`."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"
