"""`python -m follow_along` is `follow-along`."""

import gc
import sys

from follow_along.commands.exit_codes import INTERRUPTED, OUTPUT_FAILED

_GC_THRESHOLD = 50_000
"""New objects between two garbage collections. With the default of 700 the start, which creates
many lasting objects, takes a tenth longer."""


def main() -> None:
    """Run the program. An interrupt during the imports ends it quietly as well."""
    gc.set_threshold(_GC_THRESHOLD)
    try:
        # Inside, so that an interrupt is caught.
        from follow_along.cli import main as run  # noqa: PLC0415
        from follow_along.commands.streams import StreamError, open_standard_output  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    open_standard_output()
    try:
        try:
            run()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except StreamError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(OUTPUT_FAILED)


if __name__ == "__main__":
    main()
