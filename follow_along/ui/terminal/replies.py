"""Takes a terminal's replies to questions out of its input, whole or in pieces."""

import re
from collections import Counter
from enum import Enum
from typing import NamedTuple


class Question(Enum):
    """What a terminal can be asked: the request, its reply, and every beginning of the reply."""

    STATUS = ("\x1b[5n", rb"\x1b\[[03]n", rb"\x1b(\[[03]?)?")
    """Whether it is ready. It answers when it has read everything before the question."""
    BACKGROUND = (
        "\x1b]11;?\x1b\\",
        rb"\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)",
        rb"\x1b(\](1(1(;[^\x07\x1b]{0,64}\x1b?)?)?)?)?",
    )
    """Its background colour. Some terminals do not answer."""
    ATTRIBUTES = ("\x1b[c", rb"\x1b\[\?[\d;]{0,64}c", rb"\x1b(\[(\?[\d;]{0,64})?)?")
    """What it is. Every terminal answers."""

    def __init__(self, request: str, reply: bytes, beginning: bytes) -> None:
        self.request = request
        self.reply = re.compile(reply)
        self.beginning = re.compile(beginning)


class Reply(NamedTuple):
    """A reply, and what it says: the colour of `BACKGROUND`, otherwise nothing."""

    to: Question
    value: bytes


IDLE_POLLS = 10
"""Polls without input after which a lone Escape is the key, though a reply is due."""


class ReplyFilter:
    """Takes expected replies out of the input; all else passes at once.

    Without it a reply that arrives in pieces would be taken for keys.
    """

    def __init__(self) -> None:
        self._due: Counter[Question] = Counter()
        self._held = b""
        """The beginning of a reply, to be continued."""
        self._idle_polls = 0

    def expect(self, question: Question) -> None:
        """Expect one more reply to a question."""
        self._due[question] += 1

    def expects(self, question: Question) -> bool:
        """Whether a reply to the question is due."""
        return self._due[question] > 0

    def forget(self, question: Question) -> None:
        """Expect no more replies to a question."""
        self._due[question] = 0

    def feed(self, data: bytes) -> tuple[bytes, list[Reply]]:
        """Return what is no reply, and the replies that `data` completes."""
        self._idle_polls = 0
        data = self._held + data
        self._held = b""
        passed = bytearray()
        replies: list[Reply] = []
        at = 0
        while (escape := data.find(b"\x1b", at)) >= 0:
            passed += data[at:escape]
            if reply := self._match(data, escape):
                at = escape + reply[0]
                replies.append(reply[1])
            elif self._may_begin(data, escape):
                self._held = data[escape:]
                return bytes(passed), replies
            else:
                passed.append(data[escape])
                at = escape + 1
        return bytes(passed + data[at:]), replies

    def poll(self) -> bytes:
        """Return held input that is no reply after all. Called when no input has arrived."""
        self._idle_polls += 1
        held = self._held
        is_key = held == b"\x1b" and self._idle_polls >= IDLE_POLLS
        if not held or not (is_key or not self._may_begin(held, 0)):
            return b""
        self._held = b""
        return held

    def _match(self, data: bytes, at: int) -> tuple[int, Reply] | None:
        """Return the length and the content of the reply at `at`, if one is there."""
        for question in Question:
            if self.expects(question) and (match := question.reply.match(data, at)):
                self._due[question] -= 1
                if question is Question.ATTRIBUTES:
                    # Asked last: what is not answered by now never will be.
                    self.forget(Question.BACKGROUND)
                value = match[1] if match.re.groups else b""
                return match.end() - at, Reply(question, value)
        return None

    def _may_begin(self, data: bytes, at: int) -> bool:
        return any(
            self.expects(question) and question.beginning.fullmatch(data, at)
            for question in Question
        )
