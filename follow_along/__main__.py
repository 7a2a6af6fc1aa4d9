"""`python -m follow_along` is `follow-along`."""

from follow_along.cli import main

if __name__ == "__main__":
    main()
