"""The system's voice speaks text as text."""

import pytest

from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.voice import find_voice, plain_text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("left foot", "left foot"),
        ("a\x1b]0;b\x00c\nd", "a ]0;b c d"),
        ("[[slnc 9000]] [[[x]]]", "[ [slnc 9000] ] [ [ [x] ] ]"),
        ("$(reboot); <break time='9s'/> & -v de", "$(reboot); <break time='9s'/> & -v de"),
        ("Füße hoch", "Füße hoch"),
    ],
)
def test_a_text_holds_no_commands(text, safe):
    """Control characters and doubled brackets are the engines' own; the rest is only text."""
    assert plain_text(text) == safe


@pytest.fixture
def real(tmp_path):
    """A phrase cache of this system's own voice."""
    voice = find_voice("system", "en")
    if voice is None:
        pytest.skip("needs a voice (Debian: espeak-ng)")
    return PhraseCache(tmp_path / "voice", voice)


def test_the_systems_voice_speaks(real):
    """A phrase takes about as long as a person takes for it, and is loud enough."""
    samples = real.samples("Switch. Right foot.")
    assert 0.8 < len(samples) / RATE < 2.5
    assert max(map(abs, samples)) > 5_000


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("five <break time='9s'/> six", "five break time 9s six"),
        ("[[slnc 9000]] six", "slnc 9000 six"),
        ("$(sleep 9) `sleep 9` | six", "dollar sleep 9 sleep 9 six"),
        ("-f /etc/passwd", "f etc passwd"),
    ],
)
def test_the_systems_voice_takes_markup_and_shell_for_text(real, text, like):
    """What looks like a command is read aloud: it takes as long as the words in it."""
    plain, odd = len(real.samples(like)), len(real.samples(text))
    assert 0.5 * plain < odd < 3.0 * plain
