"""Draw every shipped figure in its key poses, as the program draws them, for docs/figures.md.

    python scripts/make_figures.py

A test fails if the picture is out of date.
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from follow_along.adapters.sessions.figure_file import read_figure  # noqa: E402
from follow_along.core.enums import Side  # noqa: E402
from follow_along.core.figures.drawing import draw_figure  # noqa: E402 - after the path
from follow_along.core.figures.figure import Figure  # noqa: E402
from follow_along.core.figures.motion import key_poses  # noqa: E402
from follow_along.core.figures.shapes import Drawing, Weight  # noqa: E402
from follow_along.ui.widgets.braille import picture  # noqa: E402
from follow_along.ui.widgets.figure_view import Still, spread  # noqa: E402

SHEET = ROOT / "docs" / "pictures" / "figures.svg"
CELLS = (30, 12)
POSES = 4
ABREAST = 2
PITCH = 4
"""The distance between dots, in the picture's units; a cell is two dots wide and four high."""

WIDTH, HEIGHT = CELLS[0] * 2 * PITCH, CELLS[1] * 4 * PITCH
HEAD, GAP = 40, 16

INKS = {
    Weight.PROP: "#a8cbff",
    Weight.THIN: "#7ee2b8",
    Weight.SIGN: "#ffd24a",
    Weight.BOLD: "#f4f6f8",
}


def figures() -> list[Figure]:
    """Return the shipped figures, sorted by file name."""
    return [read_figure(path) for path in sorted((ROOT / "figures").glob("*.yaml"))]


def sheet() -> str:
    """Return an SVG of all figures."""
    cards = [card(figure) for figure in figures()]
    across = POSES * (WIDTH + GAP) + GAP
    down = HEAD + HEIGHT + GAP
    placed = [
        f'<g transform="translate({n % ABREAST * across} {n // ABREAST * down})">{each}</g>'
        for n, each in enumerate(cards)
    ]
    size = f"{ABREAST * across} {-(-len(cards) // ABREAST) * down + GAP}"
    style = (
        "text{font:18px sans-serif;fill:#f4f6f8}.says{fill:#a8cbff;text-anchor:end}"
        f"path{{fill:none;stroke-width:3.4;stroke-linecap:round;stroke-dasharray:0 {PITCH}}}"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">',
            f"<style>{style}</style>",
            '<rect width="100%" height="100%" fill="#0c1014"/>',
            *placed,
            "</svg>\n",
        ]
    )


def card(figure: Figure) -> str:
    """Return one figure as SVG: its title and its key poses from left to right."""
    joints = figure.poses[figure.start]
    side = Side.BOTH if figure.camera == "front" and "hip" not in joints else Side.RIGHT
    stills = [
        Still(draw_figure(figure, each.joints, side), each.says) for each in key_poses(figure)
    ]
    parts = [f'<text x="{GAP}" y="28">{figure.title}</text>']
    for index, (shown, says) in enumerate(spread(stills, POSES)):
        x = GAP + index * (WIDTH + GAP)
        parts.append(f'<g transform="translate({x} {HEAD})">{"".join(dots(shown))}</g>')
        if says and index:
            # Right-aligned, where no title reaches.
            parts.append(f'<text class="says" x="{x + WIDTH}" y="28">{says}</text>')
    return "\n".join(parts)


def dots(shown: Drawing) -> Iterator[str]:
    """Yield the dots of a drawing as dotted SVG paths, one for each weight."""
    paths: dict[Weight, list[str]] = {weight: [] for weight in Weight}
    for row, cells in enumerate(picture(shown, *CELLS)):
        for y, bits in enumerate(((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))):
            inks = [
                weight if cell != " " and ord(cell) & bit else 0
                for cell, weight in zip(cells.text, cells.weights, strict=True)
                for bit in bits
            ]
            x = 0
            for ink, stretch in groupby(inks):
                length = len(list(stretch))
                if ink:
                    begin = f"M{x * PITCH} {(4 * row + y) * PITCH + 2}"
                    paths[Weight(ink)].append(f"{begin}h{(length - 1) * PITCH + 1}")
                x += length
    for weight, path in paths.items():
        if path:
            yield f'<path stroke="{INKS[weight]}" d="{"".join(path)}"/>'


if __name__ == "__main__":
    SHEET.write_text(sheet())
