"""`python -m follow_along` is `follow-along`."""

import gc
import sys
from contextlib import suppress
from importlib import import_module

from follow_along.commands.exit_codes import INTERRUPTED, OUTPUT_FAILED


def main() -> None:
    """Run the program. An interrupt during the imports ends it quietly as well."""
    # The start creates a hundred thousand lasting objects and little garbage.
    gc.set_threshold(200_000)
    _do_without_openssl()
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


def _do_without_openssl() -> None:
    """Keep asyncio and hashlib from loading OpenSSL, as where there is none.

    Nothing here encrypts or signs; it takes a start 5 ms, and the program 4 MB.
    """
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]
    # Some builds of Python have hashes in OpenSSL alone.
    with suppress(ImportError):
        import_module("_md5")
        sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
