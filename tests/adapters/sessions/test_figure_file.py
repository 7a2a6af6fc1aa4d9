"""Reading figure files: every mistake at once with its place, whatever is in the file."""

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.figure_file import MAX_FIGURE_BYTES, is_figure_text, read_figure
from follow_along.core.figures.figure import Figure
from tests.adapters.refused_files import refusal

GOOD = """\
title: Heel raise
camera: lower-leg
props: {wall: [[70, 0], [70, 40]], band: [heel, ball]}
start: flat
poses:
  flat: {ball: [60, 0], toe: [66, 0], heel: [45, 0], ankle: [48, 6], knee: [49, 29.5]}
  up: {ball: [60, 0], toe: [66, 0], heel: [49, 10], ankle: [55, 12], knee: [57, 36]}
says: {up: 2 feet}
moves: {up: up, down: flat}
tempo: [up 2s, hold 1s, down 3s]
"""
SHIPPED = [path.read_bytes() for path in sorted(shipped("figures").glob("*.yaml"))]

one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the figure file of a test lies."""
    return tmp_path / "figure.yaml"


def read(file: Path, text: str) -> Figure:
    """The figure that a text describes."""
    file.write_text(text, "utf-8")
    return read_figure(file)


refused = partial(refusal, read_figure)


def problems(file: Path, text: str) -> list[str]:
    """What is said of a text, without the file's name."""
    file.write_text(text, "utf-8")
    return [str(problem).removeprefix(f"{file}:") for problem in refused(file).problems]


def test_a_good_file_is_read(file: Path) -> None:
    """Coordinates are numbers, whole or not."""
    figure = read(file, GOOD)
    assert figure.poses["flat"]["knee"] == (49.0, 29.5)
    assert figure.props["band"] == ("heel", "ball")


def test_moves_may_differ_from_repetition_to_repetition(file: Path) -> None:
    """A list of moves and of poses, in either style of YAML."""
    moves = "moves:\n  - {up: up, down: flat}\n  - up: [flat, up]\n    down: flat\n"
    figure = read(file, GOOD.replace("moves: {up: up, down: flat}\n", moves))
    assert figure.moves[1] == {"up": ("flat", "up"), "down": ("flat",)}


def test_every_mistake_is_named_in_the_order_of_lines(file: Path) -> None:
    """Mistakes of YAML, values, keys and unknown names are reported together."""
    assert problems(
        file,
        """\
title: 12
camera: lower-legg
props: {stepp: [[0, 0], [50, 0]], band: [ball, hip], wall: [[1, 500], [2, 3]]}
start: flt
poses:
  flat: {ball: [57, .nan], toe: [62, 0], hel: [45, 0], ankle: [48, 6], knee: [49, 29]}
  up: {ball: [57, 0, 1], toe: [62, 0], heel: [47, 10], ankle: [50, 16]}
  on: 3
says: {upp: 2 feet, up: 2}
moves:
  - {up: up, down: [flat, p]}
  - up
tempo: [upp 2s, 3s]
hold: up
""",
    ) == [
        "1:8: title: `12` without quotes is a number: write it in quotes to make it text",
        "2:9: camera: expected `side`, `front`, `lower-leg`, `foot` or `toes`, found "
        "`lower-legg`; did you mean `lower-leg`?",
        "3:9: props: `stepp` is no prop; did you mean `step`?",
        "3:48: props: the figure has no joint `hip` that the prop could end at",
        "3:61: props: expected a number from -50 to 200, found `500`",
        "4:8: start: there is no pose `flt`; did you mean `flat`?",
        "6:16: poses: expected a number from -50 to 200, found `.nan`",
        "6:42: poses: `hel` is no joint; did you mean `heel`?",
        "7:7: poses: `up` lacks `knee`, which `flat` has",
        "7:14: poses: expected a place such as `[57, 0]`, found a list of 3",
        "8:7: poses: expected lines such as `ball: [57, 0]`, found `3`",
        "9:8: says: there is no pose `upp`; did you mean `up`?",
        "9:25: says: `2` without quotes is a number: write it in quotes to make it text",
        "11:27: moves: there is no pose `p`; did you mean `up`?",
        "12:5: moves: expected lines such as `up: heels up`, found `up`",
        "13:17: tempo: expected a word and its duration such as `up 2s`, found `3s`",
        "14:1: `hold` is no key of a figure; did you mean `held`?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "",
            "1:1: the file is empty: a figure needs `title`, `camera`, `start`, `poses`, `moves` "
            "and `tempo`",
        ),
        ("- a\n", "1:1: expected a figure with keys such as `title:`, `camera:`, `start:`, "),
        (GOOD + "---\n" + GOOD, "11:1: a second document begins here: a file holds one"),
        (GOOD.replace("[60, 0]", "&a [60, 0]", 1), "6:16: `&a` names a place, which is not read "),
        (GOOD + "#" * MAX_FIGURE_BYTES, "1:1: the file is larger than 32 KiB, which is the most"),
        ("poses: " + "[" * 30_000, "1:27: lists within lists go deeper than 20 here, "),
    ],
    ids=["empty", "list", "two", "anchor", "large", "deep"],
)
def test_what_is_no_figure_is_said_in_a_sentence(file: Path, text: str, said: str) -> None:
    """Figure files are checked like session files, with their own limits."""
    [sentence] = problems(file, text)
    assert sentence.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "poses: {" + ", ".join(f"bal{n}: {{}}" for n in range(3_000)) + "}",
        "poses: {a: {" + ", ".join(f"bal{n}: [1, 2]" for n in range(1_900)) + "}}",
        "poses: {a: {ball: [1, 2]}, b: {ball: [1, 2]}}\nmoves:\n"
        + "- {"
        + ", ".join(f"w{n}: [{', '.join(['aa'] * 60)}]" for n in range(100))
        + "}",
        "poses: {a: {ball: [1, 2]}}\nmoves: [" + "{x: bb}, " * 3_000 + "]",
        "poses: {a: {ball: [1, 2]}}\nsays: {" + ", ".join(f"a{n}: x" for n in range(3_000)) + "}",
        "props: {" + ", ".join(f"wal{n}: [bal, heell]" for n in range(1_500)) + "}",
        "props: {wall: [" + "balll, " * 4_000 + "]}",
        "tempo: [" + "up, " * 7_000 + "]",
        "whole: {joints: {" + ", ".join(f"bal{n}: [1, 2]" for n in range(1_900)) + "}}",
    ],
    ids=["poses", "joints", "routes", "rounds", "says", "props", "line", "tempo", "whole"],
)
def test_the_slowest_texts_come_to_an_end(file: Path, text: str) -> None:
    """As large as a file may be, and made to be slow: refused all the same."""
    assert problems(file, text)


def test_special_files_are_no_figures(tmp_path: Path) -> None:
    """A folder, a pipe without a writer or nothing at all: reading never blocks."""
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, said in {
        ".": "this is a folder, not a file",
        "pipe.yaml": "this is a pipe, not a file",
        "none.yaml": "there is no such file",
    }.items():
        error = refused(tmp_path / name)
        assert error.unreadable
        assert error.problems[0].message == said


def test_a_figure_is_told_from_a_session() -> None:
    """A file with poses is a figure, whatever else is wrong with it."""
    for text, is_one in {GOOD: True, "poses: 3": True, "title: T": False, "[": False}.items():
        assert is_figure_text(text) is is_one


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A shipped file with stretches taken out, doubled, or replaced."""
    raw = draw(st.sampled_from(SHIPPED))
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(raw)))
        end = begin + draw(st.integers(0, 40))
        middle = draw(
            st.sampled_from([b"", raw[begin:end] * 2, b"\t", b"- ", b": ", b"\n", b"[", b"}", b'"'])
            | st.binary(max_size=4)
        )
        raw = raw[:begin] + middle + raw[end:]
    return raw


@one_file
@given(raw=mutated())
def test_any_slip_in_a_shipped_file_ends_well(tmp_path: Path, raw: bytes) -> None:
    """The result is a figure, or problems that are safe to show."""
    file = tmp_path / "figure.yaml"
    file.write_bytes(raw)
    try:
        read_figure(file)
    except SessionFileError:
        refused(file)
