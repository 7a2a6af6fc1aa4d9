"""`check` says which announcements of a file will be shortened."""

import re

import pytest
from click.testing import CliRunner

from follow_along.cli import main

SESSION = """\
title: Short of time
language: en
get_ready: {get_ready}
exercises:
  - {{name: One-leg stand, work: 30s, sides: each, cues: [Soft knee]}}
"""


@pytest.fixture
def checked(tmp_path, monkeypatch):
    """Check such a session on a machine without a voice, in an empty home directory."""
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("follow_along.adapters.sound.speaker.find_voice", lambda *_: None)

    def check(get_ready):
        file = tmp_path / "short.yaml"
        file.write_text(SESSION.format(get_ready=get_ready))
        result = CliRunner().invoke(main, ["check", str(file)])
        assert result.exit_code == 0
        return result.output.replace(f"{file}: ", "").splitlines()

    return check


def test_a_shortened_announcement_is_named_with_its_lengths(checked):
    """With the form that is spoken in its place; the file is good all the same."""
    good, shortened = checked("6s")
    assert good.startswith("good, ")
    assert shortened.startswith(
        "“Next: One-leg stand. 30 seconds each side. Left foot first.” takes "
    )
    assert "has 2.8 s before the ticks: only “" in shortened


def test_where_there_is_no_time_the_side_alone_is_spoken(checked):
    """Over the ticks, rather than not at all."""
    (_, shortened) = checked("3s")
    assert "has no time before the ticks: only “Left foot.” is spoken; " in shortened


def test_what_the_sentence_asks_for_helps(checked):
    """As many seconds more, and nothing is named."""
    more_s = int(re.search(r"; (\d+) s more of `get_ready`, or fewer words", checked("6s")[1])[1])
    assert len(checked(f"{6 + more_s}s")) == 1
    assert len(checked(f"{5 + more_s}s")) == 2


def test_where_there_is_time_nothing_is_named(checked):
    """The default is long enough."""
    assert len(checked("15s")) == 1
