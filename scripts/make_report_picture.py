"""Make the README's picture of a report, with Chromium: `python scripts/make_report_picture.py`.

No test compares it with what the program writes, because each browser draws letters its own way.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from follow_along.adapters.report.page import page  # noqa: E402 - after the path
from tests.adapters.report.reports import report_on  # noqa: E402
from tests.ui.generated_history import rated_weeks  # noqa: E402

PICTURE = ROOT / "docs" / "pictures" / "report.png"
SIZE = (900, 1830)
"""In pixels: down to the first charts."""


def main() -> None:
    """Draw a report on eight weeks with three made-up runs each."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.html"
        source.write_text(
            page(report_on(rated_weeks(8), name="Anna Muster")),
            encoding="utf-8",
        )
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        size = ",".join(map(str, SIZE))
        command = ["chromium", *options, f"--window-size={size}", f"--screenshot={PICTURE}"]
        subprocess.run([*command, str(source)], check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
