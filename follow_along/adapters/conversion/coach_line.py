"""Reads one line of what a physiotherapist or a coach writes.

`coach_line.lark` says what a line may be; the functions here say what each of its phrases adds.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from follow_along.core.text import one_line

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

_LONGEST_LINE = 300
_MOST = {"sets": 99, "reps": 999, "times": 999, "bare": 999, "rounds": 99}
_DAY_MS = 24 * 60 * 60 * 1000
_OPEN = "not said"
_UNITS_MS = {"SECONDS": 1000, "MINUTES": 60_000, "HOURS": 3_600_000}

_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
}
_ONE_AT_A_TIME = "is it more than one exercise or dose, which each take a line"


class QuestionError(Exception):
    """A line cannot be read. The message is what to ask of it, without the question mark."""


@dataclass
class Line:
    """What the phrases of one line say."""

    texts: list[str] = field(default_factory=list)
    """Its words, in the parts between other phrases."""
    dose: dict[str, int] = field(default_factory=dict)
    """`sets` and `reps`; `work` and `hold` in milliseconds; `times` and `bare` numbers."""
    sides: str = ""
    rest_ms: int = 0
    rounds: int = 0
    tempo: tuple[int, ...] = ()
    repeats: bool = False
    between: str = ""
    """What a rest is between: `rounds`, `sets`, or what is not said."""
    single: bool = False
    """Whether the name says that it is done on one side at a time."""
    assumed: list[str] = field(default_factory=list)
    level: int = 0
    """How far it is indented; a bullet counts as one more."""

    def keep(self, key: str, value: int) -> None:
        """Keep a number of the dose. Raises QuestionError for a second one."""
        if key in self.dose:
            raise QuestionError(_ONE_AT_A_TIME)
        self.dose[key] = _within(value, key)


def _within(value: int, key: str) -> int:
    """Return a number that a session can have. Raises QuestionError for any other."""
    least, most = (1, _MOST[key]) if key in _MOST else (1000, _DAY_MS)
    if not least <= value <= most:
        raise QuestionError("is the number right, which no session can have")
    return value


@cache
def _parser() -> "Lark":
    from lark import Lark  # noqa: PLC0415 - few commands need it

    grammar = Path(__file__).with_suffix(".lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", maybe_placeholders=False)


def read_line(text: str) -> Line:
    """Return what a line says. Raises QuestionError for one that no rule fits."""
    from lark import Token, UnexpectedInput  # noqa: PLC0415 - as above

    if len(text) > _LONGEST_LINE:
        raise QuestionError(f"can it be said in {_LONGEST_LINE} characters")
    try:
        phrases = _parser().parse(text).children
    except UnexpectedInput:
        raise QuestionError("what do the numbers stand for") from None
    indent = len(text) - len(text.lstrip())
    line = Line(level=indent + any(isinstance(node, Token) for node in phrases))
    nodes = [node for node in phrases if not isinstance(node, Token)]
    bare_is_word = bool({str(node.data) for node in nodes} & _WHOLE_DOSES)
    run: list[Token] = []
    for node in nodes:
        kind = str(node.data)
        if kind == "word" or (kind == "bare" and bare_is_word):
            run += _tokens(node)
            continue
        _add_words(line, text, run)
        run = []
        if kind != "break":
            _PHRASES[kind](line, node)
    _add_words(line, text, run)
    return line


def _add_words(line: Line, text: str, run: "list[Token]") -> None:
    """Add the words of tokens that follow each other, without those that only join phrases."""
    types = [token.type for token in run]
    line.single = line.single or "SINGLE" in types
    if line.between == _OPEN and run:
        # What a rest is between is no cue.
        line.between = "rounds" if "ROUNDS" in types else "sets"
        return
    while run and run[0].type == "FILLER":
        run = run[1:]
    while run and run[-1].type == "FILLER":
        run = run[:-1]
    if run and (words := one_line(text[run[0].start_pos : run[-1].end_pos])):
        line.texts.append(words)


def _numbers(line: Line, node: "Tree[Token]") -> list[int]:
    """Return the numbers of a phrase; of a range the first one."""
    tokens = _tokens(node, "NUMBER", "COUNT")
    return [_COUNTS.get(token.lower()) or _first(line, token) for token in tokens]


def _tokens(node: "Tree[Token]", *types: str) -> "list[Token]":
    """Return the tokens of a phrase, all of them or those of some types."""
    found = node.scan_values(lambda _: True)
    return [token for token in found if not types or token.type in types]


def _first(line: Line, written: str) -> int:
    first, *more = re.findall(r"\d+", written)
    if more:
        line.assumed.append(f"of {one_line(written)} the first number")
    return int(first)


def _duration_ms(line: Line, node: "Tree[Token]") -> int:
    """Return the duration in a phrase, in milliseconds."""
    total = 0.0
    for token in _tokens(node, "CLOCK", *_UNITS_MS):
        if token.type == "CLOCK":
            hours, minutes, seconds = ([0, *map(int, token.split(":"))])[-3:]
            return ((hours * 60 + minutes) * 60 + seconds) * 1000
        first, *more = re.findall(r"\d+(?:[.,]\d+)?", token)
        if more:
            line.assumed.append(f"of {one_line(token)} the first number")
        total += float(first.replace(",", ".")) * _UNITS_MS[token.type]
    return round(total)


def _sets_reps(line: Line, node: "Tree[Token]") -> None:
    sets, reps = _numbers(line, node)
    line.keep("sets", sets)
    line.keep("reps", reps)


def _reps_sets(line: Line, node: "Tree[Token]") -> None:
    reps, sets = _numbers(line, node)
    line.keep("sets", sets)
    line.keep("reps", reps)


def _sets_reps_hold(line: Line, node: "Tree[Token]") -> None:
    _sets_reps(line, node)
    line.keep("hold", _duration_ms(line, node))


def _reps_hold(line: Line, node: "Tree[Token]") -> None:
    _keep_number("reps", line, node)
    _keep_duration("hold", line, node)


def _sets_work(line: Line, node: "Tree[Token]") -> None:
    line.keep("sets", _numbers(line, node)[0])
    line.keep("work", _duration_ms(line, node))


def _rest(line: Line, node: "Tree[Token]") -> None:
    if line.rest_ms:
        raise QuestionError("two rests are on this line: which is it")
    line.rest_ms = _within(_duration_ms(line, node), "rest")


def _each(line: Line, _: object) -> None:
    if not line.sides and not line.rounds and (line.dose or not line.texts):
        line.sides = "each"
        line.assumed.append("“each” is each side")


def _set_side(side: str, line: Line, _: object) -> None:
    if line.sides not in {"", side}:
        raise QuestionError("which side is it")
    line.sides = side


def _rounds(line: Line, node: "Tree[Token]") -> None:
    if line.rounds:
        raise QuestionError("how many rounds are there")
    line.rounds = _within(_numbers(line, node)[0], "rounds")


def _repeat(line: Line, _: object) -> None:
    line.repeats = True


def _between(line: Line, _: object) -> None:
    line.between = _OPEN


def _tempo(line: Line, node: "Tree[Token]") -> None:
    words = " ".join(_tokens(node, "TRIPLE"))
    line.tempo = tuple(map(int, re.findall(r"\d+", words)))


def _keep_number(key: str, line: Line, node: "Tree[Token]") -> None:
    line.keep(key, _numbers(line, node)[0])


def _keep_duration(key: str, line: Line, node: "Tree[Token]") -> None:
    line.keep(key, _duration_ms(line, node))


_PHRASES: "dict[str, Callable[[Line, Tree[Token]], None]]" = {
    "sets_reps": _sets_reps,
    "reps_sets": _reps_sets,
    "sets_reps_hold": _sets_reps_hold,
    "reps_hold": _reps_hold,
    "sets_work": _sets_work,
    **{key: partial(_keep_number, key) for key in ("sets", "reps", "times", "bare")},
    **{key: partial(_keep_duration, key) for key in ("work", "hold")},
    "rest": _rest,
    "each_side": partial(_set_side, "each"),
    "each": _each,
    **{side: partial(_set_side, side) for side in ("left", "right", "both")},
    "rounds": _rounds,
    "repeat": _repeat,
    "between": _between,
    "tempo": _tempo,
}
"""What each phrase of the grammar adds to its line."""

_WHOLE_DOSES = frozenset(
    {"sets_reps", "reps_sets", "sets_reps_hold", "reps_hold", "sets_work", "reps", "work"}
)
"""Beside them a number alone is part of the words."""
