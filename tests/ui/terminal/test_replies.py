"""Replies of the terminal are taken out of the input; every key stays in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from follow_along.ui.terminal.replies import IDLE_POLLS, Question, ReplyFilter

REPLIES = {
    Question.STATUS: [b"\x1b[0n", b"\x1b[3n"],
    Question.BACKGROUND: [
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1b]11;rgb:ff/ff/ff\x07",
        b"\x1b]11;rgba:0000/0000/0000/cccc\x07",
    ],
    Question.ATTRIBUTES: [b"\x1b[?62;22c", b"\x1b[?6c"],
}

KEYS = [b"t", b" ", b"n", b"\x1b[A", b"\x1b[6~", b"\x1bOP", b"\x1b[32;2u", b"\xc3\xa9", b"\x1bt"]
OTHER_REPORTS = [b"\x1b[?2026;2$y", b"\x1b[<0;5;5M", b"\x1b[I", b"\x1b[8;24;80t", b"\x1b]10;x\x07"]

replies = st.sampled_from([(q, reply) for q, known in REPLIES.items() for reply in known])
others = st.sampled_from([(None, data) for data in KEYS + OTHER_REPORTS])


@given(st.lists(replies | others, max_size=12), st.data())
def test_in_any_pieces_replies_are_taken_and_all_else_passes_in_order(parts, data):
    """However the input is cut: no key is lost or changed, and no piece of a reply is a key."""
    whole = b"".join(part for _, part in parts)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)))) | {0, len(whole)})
    reply_filter = ReplyFilter()
    asked = [question for question, _ in parts if question]
    # Attributes come last, as they are asked last: they end the wait for the background.
    background_is_due = Question.BACKGROUND in asked and (
        Question.ATTRIBUTES not in asked
        or asked.index(Question.ATTRIBUTES)
        > max(i for i, question in enumerate(asked) if question is Question.BACKGROUND)
    )
    for question in asked:
        if question is not Question.BACKGROUND or background_is_due:
            reply_filter.expect(question)
    passed, taken = b"", []
    for first, end in pairwise(cuts):
        some, found = reply_filter.feed(whole[first:end])
        passed += some
        taken += [reply.to for reply in found]
    expected = [q for q in asked if q is not Question.BACKGROUND or background_is_due]
    assert taken == expected
    assert passed == b"".join(
        part
        for question, part in parts
        if question is None or (question is Question.BACKGROUND and not background_is_due)
    )


@given(st.binary(max_size=40))
def test_without_a_question_everything_passes_at_once(data):
    """What was not asked for is left to the input filter."""
    assert ReplyFilter().feed(data) == (data, [])


def test_the_value_of_a_reply_is_returned():
    """The colour is what stands between the number and the end."""
    reply_filter = ReplyFilter()
    reply_filter.expect(Question.BACKGROUND)
    (reply,) = reply_filter.feed(b"\x1b]11;rgb:fb/fa/f6\x07")[1]
    assert reply.value == b"rgb:fb/fa/f6"


def test_a_reply_that_pauses_anywhere_is_still_a_reply():
    """A second of silence between any two bytes makes no key of the rest."""
    for question, known in REPLIES.items():
        for reply in known:
            reply_filter = ReplyFilter()
            reply_filter.expect(question)
            passed, taken = b"", []
            for byte in reply:
                some, found = reply_filter.feed(bytes([byte]))
                passed += some
                taken += found
                for _ in range(IDLE_POLLS - 1):
                    passed += reply_filter.poll()
            assert (passed, len(taken)) == (b"", 1), reply


def test_the_escape_key_is_held_for_a_second_at_most():
    """While a reply is due a lone Escape may begin it; when it does not, it is the key."""
    reply_filter = ReplyFilter()
    assert reply_filter.feed(b"\x1b") == (b"\x1b", [])
    reply_filter.expect(Question.STATUS)
    assert reply_filter.feed(b"\x1b") == (b"", [])
    assert [reply_filter.poll() for _ in range(IDLE_POLLS)] == [b""] * (IDLE_POLLS - 1) + [b"\x1b"]


def test_the_escape_key_is_held_no_longer_than_a_reply_is_due():
    """It passes with the next poll."""
    reply_filter = ReplyFilter()
    reply_filter.expect(Question.STATUS)
    assert reply_filter.feed(b"\x1b") == (b"", [])
    reply_filter.forget(Question.STATUS)
    assert reply_filter.poll() == b"\x1b"


def test_a_terminal_that_says_what_it_is_will_not_say_its_colour():
    """The reply to the second question ends the wait for the first."""
    reply_filter = ReplyFilter()
    reply_filter.expect(Question.BACKGROUND)
    reply_filter.expect(Question.ATTRIBUTES)
    reply_filter.feed(b"\x1b[?62c")
    assert not reply_filter.expects(Question.BACKGROUND)
