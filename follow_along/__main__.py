"""`python -m follow_along` is `follow-along`."""

import gc
import sys

from follow_along.commands.exit_codes import INTERRUPTED

_GC_THRESHOLD = 50_000
"""New objects between two garbage collections. Python's default of 700 makes the start, which creates
many lasting objects, take a tenth longer."""


def main() -> None:
    """Run the program. An interrupt during the imports ends it quietly as well."""
    gc.set_threshold(_GC_THRESHOLD)
    try:
        from follow_along.cli import main as run  # noqa: PLC0415 - inside, so that an interrupt is caught
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
