"""Fill a log with years of rated runs from a fixed seed, for the benchmarks and a test."""

import random  # noqa: TID251 - seeded
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.timestamps import utc_text
from follow_along.adapters.paths import find_paths
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import Block, build_timeline

FIRST_RUN_MS = 1_456_729_200_000
"""Monday, 29 February 2016, seven in the morning in UTC."""

DAYS_APART = (2, 2, 2, 1)
"""Four runs a week: 2,000 of them take close to ten years."""

_DAY_MS = 86_400_000
_OPEN_MS = 30_000
"""The length of a block that waits for the key."""

_OFFSET_MIN = 60

Line = dict[str, str | int | None]


def fill(log: Path, runs: int = 2000, stops: int = 100_000, seed: int = 1) -> None:
    """Fill the log at `log` with `runs` runs and `stops` stops, fewer from year to year."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    sessions = [
        read_record(find_paths().shipped_sessions / f"foot-ankle-{week}.yaml", Session)
        for week in range(1, 6)
    ]
    shares = _shares(runs, stops)
    at = FIRST_RUN_MS
    with RunImport() as incoming:
        for number in range(runs):
            week = min(number // 4, 4)
            for line in _run(number, sessions[week], at, shares[number], chance):
                incoming.add(line)
            at += DAYS_APART[number % 4] * _DAY_MS
        incoming.merge_into(log)


def _shares(runs: int, stops: int) -> list[int]:
    """Return the stops of each run, falling to half over all runs; their sum is `stops`."""
    weights = [2 - number / runs for number in range(runs)]
    shares = [int(stops * weight / sum(weights)) for weight in weights]
    for number in range(stops - sum(shares)):
        shares[number % runs] += 1
    return shares


def _run(
    number: int, session: Session, at: int, stops: int, chance: random.Random
) -> Iterator[Line]:
    first_side = Side.LEFT if number % 2 else Side.RIGHT
    blocks = build_timeline(session, first_side).blocks
    one_leg = [block for block in blocks if block.side is not Side.BOTH]
    balance = [block for block in one_leg if block.exercise.kind is ExerciseKind.BALANCE]
    fallen = Counter(
        chance.choice(balance if chance.random() < 0.7 else one_leg).index for _ in range(stops)
    )
    run: Line = {"run": f"00000000-0000-4000-8000-{number:012}"}
    yield run | {
        "line": "run",
        "session": f"foot-ankle-{session.week}",
        "title": session.title,
        "programme": session.programme,
        "week": session.week,
        "first_side": first_side.value,
        **_span(at, at + 1_200_000),
        "outcome": "done",
        "entries": 2 + 2 * len(blocks) + 2 * stops,
    }
    yield from (run | line for line in _rating(at, stops, chance))
    for block in blocks:
        began = at + block.index * 50_000
        yield run | _block(block, began)
        for line in _stops(block, began, fallen[block.index], chance):
            yield run | line


def _rating(at: int, stops: int, chance: random.Random) -> Iterator[Line]:
    """Yield the answers on a run: by chance, but less steady with more stops."""
    answers = {
        "felt_steady": min(5, 1 + stops // 15 + chance.randrange(2)),
        "effort": chance.randrange(2, 8),
        "pain": max(0, chance.randrange(8) - 5),
        "note": "As usual, in the morning." if chance.random() < 0.3 else None,
    }
    for question, answer in answers.items():
        if answer is not None:
            yield {
                "line": "rating",
                "question": question,
                "revision": 1,
                "score": None if question == "note" else answer,
                "note": answer if question == "note" else None,
                "at_utc": utc_text(at + 1_260_000),
                "at_offset_min": _OFFSET_MIN,
            }


def _block(block: Block, began: int) -> Line:
    work_ms = block.work_ms or _OPEN_MS
    return {
        "line": "block",
        "row": block.index + 1,
        "place": block.index,
        "exercise": block.exercise.id,
        "name": block.exercise.name,
        "kind": block.exercise.kind.value,
        "side": block.side.value,
        "set_number": block.set_number,
        "planned_ms": block.work_ms,
        **_span(began, began + work_ms),
        "steady_ms": work_ms,
        "outcome": "done",
    }


def _stops(block: Block, began: int, stops: int, chance: random.Random) -> Iterator[Line]:
    moments = sorted(chance.randrange(block.work_ms or _OPEN_MS) for _ in range(stops))
    for which, offset_ms in enumerate(moments, start=1):
        lasted_ms = chance.randrange(3000, 12_000)
        yield {
            "line": "stop",
            "row": block.index + 1,
            "stop": which,
            "kind": "wobble",
            "offset_ms": offset_ms,
            "counted": 1,
            **_span(began + offset_ms, began + offset_ms + lasted_ms),
            "lasted_ms": lasted_ms,
        }


def _span(began: int, ended: int) -> Line:
    return {
        "began_utc": utc_text(began),
        "began_offset_min": _OFFSET_MIN,
        "ended_utc": utc_text(ended),
        "ended_offset_min": _OFFSET_MIN,
    }
