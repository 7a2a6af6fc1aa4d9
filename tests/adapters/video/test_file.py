"""The file of a film: what browsers, phones and televisions ask of it."""

import itertools
import struct

import av
import pytest

from follow_along.adapters.video.movie import language_code
from tests.adapters.video.films import BRIEF, Film, difference, render_film

pytestmark = pytest.mark.xdist_group("film")


def atoms(path):
    """The names of the parts of an MP4 file, in order."""
    data, at, names = path.read_bytes(), 0, []
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        names.append(name.decode())
        at += size
    return names


def test_the_index_is_in_front(film: Film):
    """A player can begin before all of the file is there."""
    names = atoms(film.path)
    assert names.index("moov") < names.index("mdat")


def test_the_codecs_are_those_that_everything_plays(film: Film):
    """H.264 in its High profile with 4:2:0 colours, and AAC; nothing waits for a later picture."""
    with av.open(str(film.path)) as container:
        video, sound = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.profile) == ("h264", "High")
        assert (video.pix_fmt, video.width, video.height) == ("yuv420p", *film.size)
        assert (sound.codec_context.name, sound.profile, sound.rate) == ("aac", "LC", 48_000)
        packets = [packet for packet in container.demux(video) if packet.dts is not None]
    assert all(packet.pts == packet.dts for packet in packets)
    assert packets[0].pts == 0


def test_a_player_can_jump_to_any_moment(film: Film):
    """A picture that stands alone is at most five seconds, and a still, before it.

    Each chapter begins with one, and so does the end, which shows nothing of what was before.
    """
    with av.open(str(film.path)) as container:
        packets = list(container.demux(video=0))
        keys = [
            float(packet.pts * packet.time_base)
            for packet in packets
            if packet.is_keyframe and packet.pts is not None
        ]
    gaps = [after - before for before, after in itertools.pairwise(keys)]
    assert max(gaps) <= 6.1
    assert {0.0, 18.0, 26.0} <= set(keys)


def test_each_exercise_is_a_chapter(film: Film):
    """From its lead-in to that of the next one."""
    with av.open(str(film.path)) as container:
        found = [
            (
                float(chapter["start"] * chapter["time_base"]),
                float(chapter["end"] * chapter["time_base"]),
                chapter["metadata"]["title"],
            )
            for chapter in container.chapters()
        ]
    assert found == [(0.0, 18.0, "Steady check"), (18.0, 26.0, "Heel raise, two feet")]


def test_title_and_language_are_in_the_metadata(film: Film):
    """Of the session."""
    with av.open(str(film.path)) as container:
        assert container.metadata["title"] == "Short: ein Test"
        kinds = (container.streams.video, container.streams.audio, container.streams.subtitles)
        assert [kind[0].language for kind in kinds] == ["eng"] * 3


def test_pictures_and_sound_are_equally_long(film: Film):
    """The film lasts until the last sound has ended, and says what it wrote."""
    with av.open(str(film.path)) as container:
        sound = container.streams.audio[0]
        heard_s = float(sound.duration * sound.time_base)
        video = container.streams.video[0]
        seen_s = float(video.duration * video.time_base)
    assert heard_s > 26 + 2
    assert seen_s == pytest.approx(heard_s, abs=0.05)
    assert film.output == f"Wrote 0:26 of video to {film.path}.\n"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("de", "deu"), ("pt-BR", "por"), ("zh-Hant-TW", "zho"), ("yue", "yue"), ("xx", "und")],
)
def test_language_codes(tag, code):
    """MP4 has three letters for a language."""
    assert language_code(tag) == code


@pytest.mark.parametrize("size", [(160, 160), (160, 480), (480, 160)])
def test_any_shape_is_rendered(tmp_path, size):
    """Square, upright and wide, down to the least size; and the pictures are those drawn for it."""
    film = render_film(
        tmp_path, "--no-voice", "--look", "light", text=BRIEF, size=size, look="light"
    )
    assert film.shown(2.0).size == size
    assert difference(film.shown(2.0), film.drawn(2.0)) < 4
    darkest, brightest = film.shown(2.0).convert("L").getextrema()
    assert darkest < 60
    assert brightest > 240


def test_rounds_are_in_the_names_of_chapters(tmp_path):
    """Each exercise of each round."""
    text = (
        "title: Rounds\nget_ready: 1s\nexercises:\n"
        "  - rounds: 2\n    exercises:\n      - {name: Hop, work: 2s, sides: both}\n"
    )
    film = render_film(tmp_path, "--no-voice", text=text, size=(160, 160))
    with av.open(str(film.path)) as container:
        titles = [chapter["metadata"]["title"] for chapter in container.chapters()]
    assert titles == ["Round 1: Hop", "Round 2: Hop"]
