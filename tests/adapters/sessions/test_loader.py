"""Reading session files: every mistake at once, each with its line and column."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.parsing import parse_record
from follow_along.core.sessions.exercise import SideDurations
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.tempo_step import TempoStep

EXERCISE = "exercises:\n  - name: Stand\n    work: 30s\n"
GOOD = f"title: T\n{EXERCISE}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the session file of a test lies."""
    return tmp_path / "session.yaml"


def problems(file: Path, text: str) -> list[str]:
    """What is said of a text, without the file's name."""
    file.write_text(text, "utf-8")
    with pytest.raises(SessionFileError) as caught:
        read_record(file, Session)
    assert not caught.value.unreadable
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def read(file: Path, text: str) -> Session:
    """The session that a text describes."""
    file.write_text(text, "utf-8")
    return read_record(file, Session)


def test_a_good_file_is_read(file: Path) -> None:
    """Durations in every form, quoted or not, and text in every style of YAML."""
    session = read(
        file,
        """\
---
title: "Week 1: No"
about: >-
  Two
  lines.
get_ready: 0:20
settle: '3'
exercises:
  - name: 'It''s "steady"'
    work: 1:30
    rest: 5
    setup: |
      One.
      Two.
    cues: [Grow tall, "1:30"]
    tempo:
    - look left 3s
""",
    )
    [exercise] = session.exercises
    assert (session.title, session.about) == ("Week 1: No", "Two lines.")
    assert (session.get_ready, session.settle) == (20_000, 3_000)
    assert (exercise.work, exercise.rest) == (90_000, 5_000)
    assert (exercise.name, exercise.setup) == ('It\'s "steady"', "One. Two.")
    assert exercise.cues == ("Grow tall", "1:30")


def test_a_byte_order_mark_is_accepted(file: Path) -> None:
    """Some editors write one; it changes nothing."""
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_record(file, Session).title == "T"


def test_every_mistake_is_named_in_the_order_of_lines(file: Path) -> None:
    """Mistakes of YAML, values and keys are reported together, as line:column: sentence."""
    assert problems(
        file,
        """\
title: 12
wek: 3
settle: -3
settle: 3s
exercises:
  - nmae: Stand
    work: 30s
    sides: eech
    tempo: [up]
  - hop
  - name: Hop
    reps: !!int 3
    sets:
    cues: [yes, Grow tall]
""",
    ) == [
        "1:8: title: `12` without quotes is a number: write it in quotes to make it text",
        "2:1: `wek` is no key of a session; did you mean `week`?",
        "3:9: settle: expected a duration such as 30, 30s, 0.5s, 1m30s, 1h, 1:30 or 1:02:03, "
        "found `-3`",
        "4:1: `settle` stands here a second time, after line 3: keep one",
        "6:5: `nmae` is no key of an exercise; did you mean `name`?",
        "8:12: sides: expected `each`, `both`, `left`, `right` or `none`, found `eech`; "
        "did you mean `each`?",
        "9:13: tempo: expected a word and its duration such as `up 2s`, found `up`",
        "10:5: expected an exercise with keys such as `name:`, found `hop`",
        "12:11: the tag `!!int` gives a type, which is not read: take it out",
        "13:10: sets: expected a whole number from 1 to 99, found nothing",
        "14:12: cues: `yes` without quotes is a yes-or-no: write it in quotes to make it text",
    ]


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("No", "a yes-or-no"),
        ("on", "a yes-or-no"),
        ("true", "a yes-or-no"),
        ("null", "nothing at all"),
        ("~", "nothing at all"),
        ("1:30", "a number"),
        ("12", "a number"),
        ("0x1F", "a number"),
        ("1_000", "a number"),
        ("1.5", "a number"),
        (".inf", "a number"),
        (".nan", "a number"),
        ("2026-01-01", "a date"),
        ("=", "a sign with a meaning of its own"),
    ],
)
def test_what_yaml_takes_for_something_else_must_be_quoted(
    file: Path, value: str, seen: str
) -> None:
    """In quotes it is text."""
    assert problems(file, f"title: {value}\n{EXERCISE}") == [
        f"1:8: title: `{value}` without quotes is {seen}: write it in quotes to make it text"
    ]
    assert read(file, f'title: "{value}"\n{EXERCISE}').title == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: a: b\n", "1:9: a `:` cannot stand here"),
        ("title: T\n  week: 1\n", "2:7: a `:` cannot stand here"),
        ("title: T\n\tweek: 1\n", "2:1: a tab cannot stand here: use spaces"),
        ('title: "T\nweek: 1\n', "1:8: a quote is opened and never closed"),
        ("title: 'T' x\n", "1:12: this does not fit what stands before it"),
        ("title: @x\n", "1:8: text cannot begin with this character"),
        ("title: T\nweek\n", "2:5: a `:` is missing after `week`"),
        ("title: T\nweek 2\nsettle: 3\n", "2:5: a `:` is missing after `week`"),
        ("title T\nweek: 1\n", "1:6: a `:` is missing after `title`"),
        ("# one\ntitle T\n\n  week: 1\n", "2:6: a `:` is missing after `title`"),
        ("exercises\n  - name: A\n", "1:10: a `:` is missing after `exercises`"),
        ("exercises:\n  - name A\n    work: 3\n", "2:9: a `:` is missing after `name`"),
        (
            "exercises:\n  - name: A\n    work 3\n  - name: B\n",
            "3:9: a `:` is missing after `work`",
        ),
        (
            "exercises:\n  - name:A\n    work: 3\n",
            "2:10: a space is missing after the `:` of `name`",
        ),
        ("title: T\nweek:1\nsettle: 3\n", "2:6: a space is missing after the `:` of `week`"),
        ("exercises:\n  - name: A\n      work: 3\n", "3:11: a `:` cannot stand here"),
        ("kit: [a, b\nweek: 1\n", "2:5: a `,` or the closing `]` of a list is missing"),
        ("exercises: {a: b\nc: d\n", "2:2: a `,` or the closing `}` is missing"),
        ("kit: [,]\n", "1:7: a value is missing before this"),
        ('title: "\\q"\n', "1:10: a backslash in double quotes has a meaning of its own"),
        ('title: "\\xZZ"\n', "1:11: a backslash in double quotes has a meaning of its own"),
        ('title: "\\UFFFFFFFF"\n', "1:11: a number after a backslash or `%` is too large"),
        ("title: *\n", "1:9: text that begins with `*`, `&`, `!` or `%` must stand in quotes"),
        ("title: a - b\n- c\n", "2:1: this does not fit what stands before it"),
        ("title: - c\n", "1:8: a list item cannot stand here"),
        ("%YAML 2.0\n---\na: b\n", "1:1: this is not YAML that can be read here"),
    ],
)
def test_wrong_syntax_is_said_in_plain_words(file: Path, text: str, said: str) -> None:
    """The message has the position where a user would look, and what to do."""
    [sentence] = problems(file, text)
    assert sentence.startswith(said)


BLANKS = "\u00a0\u2003\u202f\u3000"
SHIPPED = [path.read_text("utf-8") for path in sorted(shipped("sessions").glob("*.yaml"))]


@given(text=st.sampled_from(SHIPPED), blank=st.sampled_from(BLANKS), chance=st.randoms())
def test_a_blank_that_looks_like_a_space_is_one_where_no_text_is(text, blank, chance) -> None:
    """In the indentation, after a hyphen, around a colon, and at the end of a line."""
    other = re.sub(
        r"(?m)^ *(?:- )*(?:\w+: )?",
        lambda found: "".join(chance.choice(f" {blank}") if c == " " else c for c in found[0]),
        text,
    )
    other = re.sub("(?m)$", lambda _: blank * (chance.random() < 0.1), other)
    assert parse_record(other, "f", Session) == parse_record(text, "f", Session)


def test_a_blank_that_looks_like_a_space_is_one_in_a_value(file: Path) -> None:
    """In a duration, a number, a word of the format and a tempo; in a text it stays."""
    session = read(
        file,
        "title: Week\u00a01:\u00a0feet\u00a0#2\u00a0\nprogramme: 'a-b\u00a0'\nweek\u00a0:\u00a01\n"
        "exercises:\n\u3000 -\u00a0name: A\n"
        "    work:\u202f{left:\u00a01m\u00a030s,\u00a0right: 30\u202fs}\n"
        "    sides: each\u00a0\n    tempo: [up\u00a02\u00a0s,\u00a0down 1s\u00a0]\n",
    )
    [exercise] = session.exercises
    assert (session.title, session.programme, session.week) == (
        "Week\u00a01:\u00a0feet\u00a0#2",
        "a-b",
        1,
    )
    assert exercise.work == SideDurations(left=90_000, right=30_000)
    assert exercise.tempo == (TempoStep("up", 2000), TempoStep("down", 1000))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wee\u00a0k: 1\n", "`wee\u00a0k` with U+00A0 (no-break space) is no key of a session"),
        ("\u200btitle: T\n", "`\ufffdtitle` with U+200B (zero width space) is no key of a session"),
        ("week: 1\u00a02\n", "found `1 2`"),
        ("week: 1\u200b\n", "found `1\ufffd` with U+200B (zero width space)"),
    ],
)
def test_a_character_that_nobody_sees_is_named(file: Path, text: str, said: str) -> None:
    """Otherwise the message would show a word that looks right."""
    assert any(said in each for each in problems(file, text + GOOD))


def test_the_file_is_named_as_it_was_given(file: Path) -> None:
    """Editors and terminals can open file:line:column."""
    file.write_text("title: T\n")
    with pytest.raises(SessionFileError) as caught:
        read_record(file, Session)
    assert str(caught.value) == f"{file}:1:1: a session needs `exercises`"


def test_a_mistake_within_what_is_refused_already_is_not_told_twice(file: Path) -> None:
    """A tag is the mistake, whatever follows it."""
    assert problems(file, GOOD + "week: !!float x\n") == [
        "5:7: the tag `!!float` gives a type, which is not read: take it out"
    ]


def test_more_than_a_hundred_problems_are_counted(file: Path) -> None:
    """The first hundred are named, and the number of others."""
    said = problems(file, GOOD + "".join(f"k{n}: x\n" for n in range(150)))
    assert len(said) == 101
    assert said[-1] == "104:1: and 50 more after this"
