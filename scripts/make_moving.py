"""Generate the README's animated picture: one repetition on the play screen, in a loop.

The SVG's style sheet shows the frames in turn, and one still frame if the reader prefers reduced
motion. scripts/make_docs.py writes the file.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from follow_along.adapters.sessions.session_file import read_figures, read_session
from tests.ui.app_harness import AppHarness

ROOT = Path(__file__).parent.parent
SIZE = (80, 24)
SECONDS = 6
"""One heel raise: two up, one hold, three down."""

A_SECOND = 5
"""Frames per second; each shows the middle of its time, so that none falls between two steps."""

BEFORE = 8 * 60 + 8 + SECONDS
"""Seconds from the first key to the second of the heel raises on one foot in week 3."""

EXPORT = re.compile(
    r"(?P<head>.*?)(?P<rules>\.terminal-\d+-r1 \{.*?)(?P<window>\s*</style>.*?)"
    r'(?P<grounds><rect [^>]*crispEdges"/>.*?)(?P<matrix>\s*<g class="terminal-\d+-matrix">\s*)'
    r"(?P<texts>.*?)(?P<end>\s*</g>\s*</g>\s*</svg>\s*)",
    re.DOTALL,
)
"""The form of Textual's export: `grounds` are the cell backgrounds, `texts` the text on them."""

RULE = re.compile(r"\.terminal-\d+-(r\d+) \{ (.*?) \}")
GROUND = re.compile(r'<rect fill="(.*?)" x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)".*?/>')
TEXT = re.compile(r'<text class="terminal-\d+-(r\d+)"([^>]*)>(.*?)</text>', re.DOTALL)

STILL = "@media (prefers-reduced-motion: reduce) { g { animation: none !important } }"


async def moving_picture() -> str:
    """Return the second heel raise on the left foot as an animated SVG."""
    path, shipped_figures = ROOT / "sessions" / "foot-ankle-3.yaml", ROOT / "figures"
    session = read_session(path, shipped_figures)
    figures = read_figures(session, path, shipped_figures)
    harness = AppHarness(session=session, figures=figures)
    frames = []
    async with harness.play(SIZE) as pilot:
        await harness.press(pilot, "space")
        await harness.pass_time(pilot, BEFORE + 0.5 / A_SECOND)
        for _ in range(SECONDS * A_SECOND):
            frames.append(pilot.app.export_screenshot(title="follow-along"))
            await harness.pass_time(pilot, 1 / A_SECOND)
    return in_turn(frames)


def in_turn(exports: Sequence[str]) -> str:
    """Return one animated SVG of frames of equal size; shared parts are included once."""
    inks: dict[str, str] = {}
    grounds: dict[str, list[int]] = defaultdict(list)
    texts: dict[str, list[int]] = defaultdict(list)
    frames = [parts_of(export) for export in exports]
    for number, frame in enumerate(frames):
        for piece in joined(frame["grounds"]):
            grounds[piece].append(number)
        for piece in inked(frame["texts"], dict(RULE.findall(frame["rules"])), inks):
            texts[piece].append(number)
    first = frames[0]
    below, above = together(grounds), together(texts)
    names = {seen: f"part-{n}" for n, seen in enumerate(dict.fromkeys([*below, *above]))}
    rules = [f".{name} {{ {rule} }}" for rule, name in inks.items()]
    for seen, name in names.items():
        rules += motion(name, seen, len(frames))
    body = [*drawn(below, names), first["matrix"].strip(), *drawn(above, names)]
    parts = [first["head"], *rules, STILL, first["window"], *body, first["end"].strip()]
    # The exporter puts random numbers into class names, which would change the file every time.
    return re.sub(r"terminal-\d+", "moving", "\n".join(parts)) + "\n"


def parts_of(export: str) -> dict[str, str]:
    """Return the parts of an export, with blanks of two bytes instead of six.

    Raises ValueError if the export has another form, as with another version of Textual.
    """
    parts = EXPORT.fullmatch(export.replace("&#160;", "\u00a0"))
    if parts is None:
        raise ValueError("This picture has not the form that EXPORT describes.")
    return parts.groupdict()


def joined(grounds: str) -> Iterator[str]:
    """Yield the backgrounds, with neighbours of one colour merged."""
    rects = GROUND.findall(grounds)
    for (fill, y, height), row in groupby(rects, key=lambda rect: (rect[0], rect[2], rect[4])):
        beside = list(row)
        x, width = float(beside[0][1]), sum(float(rect[3]) for rect in beside)
        yield (
            f'<rect fill="{fill}" x="{x:g}" y="{y}" width="{width:g}" height="{height}"'
            ' shape-rendering="crispEdges"/>'
        )


def inked(texts: str, rules: dict[str, str], inks: dict[str, str]) -> Iterator[str]:
    """Yield the texts with class names shared by all frames, which are added to `inks`."""
    for name, place, words in TEXT.findall(texts):
        if words.strip("\n"):
            ink = inks.setdefault(rules[name], f"ink-{len(inks)}")
            yield f'<text class="{ink}"{place}>{words}</text>'


def together(pieces: dict[str, list[int]]) -> dict[tuple[int, ...], list[str]]:
    """Return the pieces grouped by the frames that show them."""
    groups: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for piece, seen in pieces.items():
        groups[tuple(seen)].append(piece)
    return groups


def drawn(
    pieces: dict[tuple[int, ...], list[str]], names: dict[tuple[int, ...], str]
) -> Iterator[str]:
    """Yield each group of pieces as one SVG group."""
    for seen, group in pieces.items():
        yield f'<g class="{names[seen]}">{"".join(group)}</g>'


def motion(name: str, seen: Sequence[int], frames: int) -> Iterator[str]:
    """Yield the CSS that shows a group in these frames; with reduced motion only in the first."""
    if len(seen) == frames:
        return
    now = [f"visibility: {'visible' if n in seen else 'hidden'}" for n in range(frames)]
    steps = [
        f"{100 * n / frames:g}% {{ {now[n]} }}"
        for n in range(frames)
        if not n or now[n] != now[n - 1]
    ]
    yield f".{name} {{ {now[0]}; animation: {name} {SECONDS}s step-end infinite }}"
    yield f"@keyframes {name} {{ {' '.join(steps)} }}"
