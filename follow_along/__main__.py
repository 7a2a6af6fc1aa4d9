"""`python -m follow_along` is `follow-along`."""

import gc
import sys

_GC_EVERY = 50_000
"""How many new objects are looked through for garbage at once. With Python's 700 the start, which
makes a great many to keep, takes a tenth longer."""


def main() -> None:
    """Run the program; an interrupt while it is still being read in ends it quietly, too."""
    gc.set_threshold(_GC_EVERY)
    try:
        from follow_along.cli import main as run  # noqa: PLC0415 - inside, to be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
