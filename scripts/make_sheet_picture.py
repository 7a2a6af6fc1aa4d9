"""Make the README's picture of a sheet: `python scripts/make_sheet_picture.py`.

No test compares it with what the program writes, because each version of Typst may draw an edge
another way.
"""

import io
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from follow_along.adapters.sessions.session_file import read_figures, read_session  # noqa: E402 - after the path
from follow_along.adapters.sheet.content import sheet  # noqa: E402
from follow_along.adapters.sheet.pages import sheet_file  # noqa: E402

PICTURE = ROOT / "docs" / "pictures" / "sheet.png"
SESSION = ROOT / "sessions" / "foot-ankle-4.yaml"
GREYS = 16


def main() -> None:
    """Draw the sheet of week 4 at half its size, in greys."""
    session = read_session(SESSION, ROOT / "figures")
    figures = read_figures(session, SESSION, ROOT / "figures")
    data = sheet_file(sheet(session, figures), "a4", "png").data
    drawn = Image.open(io.BytesIO(data)).convert("L").reduce(2)
    drawn.quantize(GREYS).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
