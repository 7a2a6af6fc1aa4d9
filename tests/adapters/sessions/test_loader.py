"""Reading session files: every mistake at once, each with its line and column."""

from pathlib import Path

import pytest

from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.sessions.session import Session

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
        "8:12: sides: expected `each`, `both`, `left` or `right`, found `eech`; "
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
        ("title: T\nweek\n", "3:1: a `:` is missing after a key"),
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
