"""`python -m follow_along` is `follow-along`."""

import sys


def main() -> None:
    """Run the program; an interrupt while it is still being read in ends it quietly, too."""
    try:
        from follow_along.cli import main as run  # noqa: PLC0415 - inside, to be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
