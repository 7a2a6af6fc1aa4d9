"""Ten thousand hostile files: each is read, or refused by line; none is slow, none costs memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from follow_along.adapters.paths import shipped
from tests.adapters.sessions import read_hostile_files as reads_them_all

PATIENCE_S = 60
"""Processor time for a single file that nothing comes near to which does not grow without end."""
MOST_MB = 200

SESSIONS = [path.read_bytes() for path in sorted(shipped("sessions").glob("*.yaml"))]
FIGURES = [path.read_bytes() for path in sorted(shipped("figures").glob("*.yaml"))]
SETTINGS = [b"audio: bell\nvolume: 40\nmuted: on\ncues: no\nvoice: off\n"]
KINDS = [(".session", SESSIONS), (".figure", FIGURES), (".settings", SETTINGS)]

SCRAPS = [
    *(b"\t", b"- ", b": ", b"\n", b"\r", b"&a ", b"*a", b'"', b"'", b"[", b"{", b"}", b"|", b">"),
    *(b"<<: ", b"? ", b"!!python/object:os.system ", b"!!float ", b"%YAML 9.9\n", b"---\n", b"..."),
    *(
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\x1b[2J",
        b"\xe2\x80\xae",
        b"\xc2\x85",
        b"\xef\xbb\xbf",
    ),
    *(b".nan", b".inf", b"-1", b"9" * 400, b"1e999", b"0x7f", b"24:00:00", b"#", b"\\", b"  "),
    *(b"a" * 5_000, b"[" * 200, b"- " * 300, b"x: y\n" * 500, b"\n" * 2_000, b"\xcc\x81" * 900),
]

LARGE = [
    b"a0: &a0 [x, x]\n"
    + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)),
    b"[" * 250_000,
    b"{a: " * 60_000,
    b"exercises:\n" + b"  - {name: a, work: 1s}\n" * 100_000,
    b"title: T\nexercises:\n" + b"  - {name: a, work: 1s}\n" * 2_400,
    b"title: " + b"x " * 130_000,
    b"".join(b"k%d: x\n" % n for n in range(4_900)),
    b'title: "' + b"\\x1b" * 65_000 + b'"',
    b"title: " + "a\u0301".encode() * 80_000,
    b"kit: [" + b"!!python/object:os.system x, " * 4_900 + b"]",
]
"""As large as a file may be, or larger, and made to be slow or to grow."""

texts = st.binary(max_size=300) | st.text(
    alphabet="abtile: -\n\t'\"[]{},&*!|>#%@`?~<\\x0159\x85é\u2028", max_size=120
).map(str.encode)


def made_up(count: int) -> list[bytes]:
    """Files as hypothesis thinks of them."""
    made: list[bytes] = []

    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
    )
    @given(text=texts)
    def make(text: bytes) -> None:
        made.append(text)

    make()
    return made


def spoilt(raw: bytes, chance: Random) -> bytes:
    """A good file with stretches taken out, doubled, moved, or replaced by what means harm."""
    for _ in range(chance.randint(1, 6)):
        begin = chance.randrange(len(raw) + 1)
        end = min(len(raw), begin + chance.choice((0, 1, 3, 20, 200)))
        piece = raw[begin:end]
        scrap = chance.choice(
            (b"", piece * 2, piece * 40, chance.choice(SCRAPS), chance.randbytes(3))
        )
        raw = raw[:begin] + scrap + raw[end:]
        if chance.random() < 0.1:
            raw = raw[: chance.randrange(len(raw) + 1)]
    return raw


def files(count: int) -> Iterator[tuple[str, bytes]]:
    """That many hostile files with the endings that say what each is to be.

    Of few files, a large one is only of the next kind in turn, and of many, of each.
    """
    chance = Random(5)
    for number, text in enumerate(LARGE):
        kinds = KINDS if count >= 10_000 else [KINDS[number % len(KINDS)]]
        yield from ((ending, text) for ending, _ in kinds)
    for number, text in enumerate(made_up(count // 4)):
        yield KINDS[number % len(KINDS)][0], text
    for _ in range(count - count // 4):
        ending, good = chance.choice((KINDS[0], *KINDS))
        yield ending, spoilt(chance.choice(good), chance)


@pytest.mark.parametrize("count", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_hostile_files_end_in_a_session_or_in_messages(tmp_path: Path, count: int) -> None:
    """Sessions, figures and settings, made up and spoilt: within 200 MB, and not one hangs."""
    for number, (ending, raw) in enumerate(files(count)):
        (tmp_path / f"{number:05}{ending}").write_bytes(raw)
    reader = subprocess.run(
        [sys.executable, reads_them_all.__file__, tmp_path, str(PATIENCE_S)],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert reader.returncode == 0, reader.stderr.decode()
    cost = json.loads(reader.stdout)
    assert cost["refused"] > count / 4
    assert cost["good"] > count / 50
    assert cost["most_mb"] < MOST_MB, cost
