"""The errors of session, figure and settings files."""

from collections.abc import Iterable

from follow_along.core.validation.problem import Problem


class SessionFileError(Exception):
    """A session, figure or settings file cannot be used; the text has a line for each problem."""

    def __init__(self, problems: Iterable[Problem], *, unreadable: bool = False) -> None:
        self.problems = tuple(problems)
        self.unreadable = unreadable
        """Whether there is no file to read, so that nothing is known of its content."""
        super().__init__("\n".join(map(str, self.problems)))


class NotFoundError(LookupError):
    """No session has this name; the text is one sentence, with the nearest name there is."""
