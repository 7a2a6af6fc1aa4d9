"""The sheet as a PDF and as a picture, as other programs read them."""

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sheet import pages
from follow_along.adapters.sheet.content import ExerciseRow, GroupRows, Sheet, sheet
from follow_along.adapters.sheet.pages import Format, TooLongError, sheet_file
from follow_along.adapters.sheet.paper import Paper
from follow_along.core.figures.figure import Figure
from follow_along.core.sessions.exercise import Exercise
from follow_along.core.sessions.session import Item, Rounds, Session
from follow_along.core.text import visible
from tests.adapters.sheet.reading import Page, overlaps, pages_of, squeezed, text_of
from tests.builders import a_session, an_exercise
from tests.hostile_text import HOSTILE_TEXTS
from tests.strategies import sessions

WEEKS = [f"foot-ankle-{week}" for week in range(1, 6)]
PAPERS: list[Paper] = ["a4", "letter"]
SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
MARGIN = 10.0
"""Less than that of any side, in millimetres."""

FIGURES = {path.stem: path for path in shipped("figures").glob("*.yaml")}


@cache
def figure(name: str) -> Figure:
    """A shipped figure."""
    return read_record(FIGURES[name], Figure)


def content(session: Session) -> Sheet:
    """What the sheet of a session says, with the shipped figures."""
    return sheet(session, {name: figure(name) for name in session.figure_names})


def shipped_week(name: str) -> Session:
    """A shipped session."""
    return read_record(shipped("sessions") / f"{name}.yaml", Session)


def read(session: Session, paper: Paper = "a4") -> list[Page]:
    """The pages of the PDF of a session."""
    return pages_of(sheet_file(content(session), paper, "pdf").data)


def image(session: Session, paper: Paper = "a4") -> Image.Image:
    """The picture of a session."""
    data = sheet_file(content(session), paper, "png").data
    return Image.open(io.BytesIO(data)).convert("L")


def texts_in(rows: Any) -> list[str]:
    """All that the rows of a sheet say."""
    texts: list[str] = []
    for row in rows:
        match row:
            case ExerciseRow():
                texts += [row.name, row.dose, *row.details, row.setup, *row.cues]
                texts += [version.text for version in row.versions]
                texts += [pose.caption for pose in row.poses]
            case GroupRows():
                texts += [row.text, *texts_in(row.rows)]
            case _:
                texts.append(row.text)
    return texts


def assert_well_set(found: list[Page], session: Session, paper: Paper) -> None:
    """All is on the paper, with white around it; nothing is missing, and nothing overlaps."""
    for page in found:
        assert (page.width, page.height) == pytest.approx(SIZES[paper], abs=0.1)
        for letter in page.letters:
            assert MARGIN < letter.left <= letter.right < page.width - MARGIN, letter
            assert 5 < letter.bottom <= letter.top < page.height - MARGIN, letter
        assert overlaps(page) == []
    text, said = text_of(found), content(session)
    for each in (said.title, *said.facts, said.safety, said.about, *texts_in(said.rows)):
        assert squeezed(each) in text, each


@pytest.mark.parametrize(
    ("week", "paper"),
    [
        *((week, "a4") for week in WEEKS),
        *((week, "letter") for week in (WEEKS[0], WEEKS[-1])),
        # What is one page of A4 is hardly more than two of Letter.
        *(pytest.param(week, "letter", marks=pytest.mark.slow) for week in WEEKS[1:-1]),
    ],
)
def test_a_shipped_session_is_at_most_two_pages(week: str, paper: Paper) -> None:
    """One of A4; its text can be selected, and every page says which it is."""
    session = shipped_week(week)
    found = read(session, paper)
    assert len(found) <= (1 if paper == "a4" else 2)
    assert_well_set(found, session, paper)
    if len(found) > 1:
        for number, page in enumerate(found, start=1):
            assert f"Page{number}of{len(found)}" in text_of([page])


@pytest.mark.parametrize(
    ("pages_by_size", "size"),
    [
        ({11.0: 1, 10.5: 1, 10.0: 1, 9.5: 1, 9.0: 1}, 11.0),
        ({11.0: 2, 10.5: 1, 10.0: 1, 9.5: 1, 9.0: 1}, 10.5),
        ({11.0: 3, 10.5: 3, 10.0: 2, 9.5: 2, 9.0: 2}, 10.0),
        ({11.0: 2, 10.5: 2, 10.0: 2, 9.5: 1, 9.0: 1}, 9.5),
        ({11.0: 2, 10.5: 2, 10.0: 2, 9.5: 2, 9.0: 1}, 9.0),
        ({11.0: 2, 10.5: 2, 10.0: 2, 9.5: 2, 9.0: 2}, 11.0),
        ({11.0: 5, 10.5: 4, 10.0: 4, 9.5: 3, 9.0: 3}, 11.0),
    ],
)
def test_letters_are_as_large_as_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, pages_by_size: dict[float, int], size: float
) -> None:
    """On as few pages as the smallest ones take, unless these are many."""
    monkeypatch.setattr(pages, "_pages", lambda _, size: pages_by_size[size])
    monkeypatch.setattr(pages, "_compiled", lambda _, size: f"{size}".encode())
    made = sheet_file(content(a_session(an_exercise())), "a4", "pdf")
    assert (float(made.data), made.pages) == (size, pages_by_size[size])


def left_of_name(*items: Item) -> float:
    """Where a name that is Q begins (millimetres)."""
    (page,) = read(a_session(*items))
    return next(each.left for each in page.letters if each.character == "Q")


def test_columns_take_the_room_that_they_need() -> None:
    """Without figures the names stand beside the numbers; the widest figure moves them all."""
    plain, narrow = an_exercise(name="Q"), an_exercise(2, figure="one-leg-stand")
    wide = an_exercise(3, figure="steady-check")
    group = Rounds(exercises=(narrow, wide), rounds=2)
    assert left_of_name(plain) < 30
    assert 50 < left_of_name(plain, narrow) < 65
    assert 70 < left_of_name(plain, narrow, wide) == left_of_name(plain, group) < 85


def longer(text: str) -> str:
    """A text with a third more letters, as most translations of English have."""
    return text + " " + "lang " * (len(text) // 15) if text else text


def translated(exercise: Exercise) -> Exercise:
    """An exercise all of whose texts are longer."""
    return replace(
        exercise,
        setup=longer(exercise.setup),
        cues=tuple(longer(str(cue)) for cue in exercise.cues),
        easier=longer(exercise.easier),
        harder=longer(exercise.harder),
    )


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_a_translation_is_at_most_two_pages(paper: Paper) -> None:
    """Its texts are longer by a third."""
    for week in WEEKS:
        session = shipped_week(week)
        exercises = tuple(map(translated, session.all_exercises))
        made = replace(session, exercises=exercises, safety=longer(session.safety), language="de")
        assert sheet_file(content(made), paper, "pdf").pages <= 2


@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))
@given(sessions(), st.sampled_from(PAPERS))
def test_any_session_is_well_set(session: Session, paper: Paper) -> None:
    """Groups, rests, sides and all forms of work."""
    assert_well_set(read(session, paper), session, paper)


_WORDS = st.text("abcWÄß.,-i", min_size=1, max_size=60).filter(str.strip)
_TEXTS = st.lists(_WORDS, max_size=12).map(" ".join)


@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))
@given(st.lists(_TEXTS, min_size=6, max_size=6), st.sampled_from(PAPERS), st.data())
def test_any_text_is_well_set(texts: list[str], paper: Paper, data: st.DataObject) -> None:
    """Long words are broken, long texts wrapped."""
    setup, cue, easier, harder, safety, about = texts
    name = data.draw(st.text("Wi", min_size=1, max_size=100))
    tempo = (f"{data.draw(st.text('Wi', min_size=1, max_size=40))} 2s", "up 1s")
    exercise = an_exercise(
        name=name,
        reps=7,
        tempo=tempo,
        setup=setup,
        cues=(cue or "Cue", "Soft knee"),
        easier=easier,
        harder=harder,
        sides="each",
    )
    session = a_session(exercise, title=name, safety=safety, about=about, kit=(name,))
    assert_well_set(read(session, paper), session, paper)


def test_texts_of_the_greatest_length_are_well_set() -> None:
    """What is taller than a page goes on on the next one."""
    words = "Wort " * 99
    exercise = an_exercise(setup=words, cues=(words,) * 20, easier=words, harder=words)
    session = a_session(exercise, an_exercise(2), safety=words, about=words * 4)
    found = read(session)
    assert len(found) > 2
    for page in found:
        assert overlaps(page) == []
        assert all(MARGIN < each.left <= each.right < page.width - MARGIN for each in page.letters)
    text = text_of(found)
    assert text.count("Wort") == 99 * (1 + 20 + 2 + 1 + 4)


def test_hostile_texts_are_text() -> None:
    """Neither markup nor a command of the typesetter; only what no font has is replaced."""
    shown = [visible(each) for each in HOSTILE_TEXTS]
    exercises = (
        an_exercise(number, name=each, setup=each, cues=(each,))
        for number, each in enumerate(shown)
    )
    found = read(a_session(*exercises, title=shown[0]))
    text, said = text_of(found), squeezed("".join([shown[0], *(each * 3 for each in shown)]))
    for word in ("BLINK", "TAKEN", "LINK", "[redonblue]MARKUP[/]", "WIDE", "JAMO"):
        assert text.count(word) == said.count(word) > 0, word
    for page in found:
        assert overlaps_of_words(page) == []
        assert all(MARGIN < each.left < page.width - MARGIN for each in page.letters)


def overlaps_of_words(page: Page) -> list[Any]:
    """Letters on each other; marks belong to one."""
    return [
        pair
        for pair in overlaps(page)
        if all(each.character.isascii() and each.character.isalnum() for each in pair)
    ]


def test_the_typesetter_sees_no_markup() -> None:
    """Everything that means something to Typst is shown as it is."""
    markup = '#emph[x] *b* _i_ $x^2$ `c` @cite <label> \\ ~ -- "q" // = - + / #sys.inputs'
    session = a_session(an_exercise(name=markup, setup=markup, cues=(markup,)), title=markup)
    assert text_of(read(session)).count(squeezed(markup)) >= 4


def test_letters_that_no_font_has_are_replaced() -> None:
    """They are named, and U+FFFD stands for each; a private one is in no font of any machine."""
    made = sheet_file(
        sheet(a_session(an_exercise(name="A\U0010fffeB \U000f0000", setup="Ωμέγα жук")), {}),
        "a4",
        "pdf",
    )
    assert sorted(made.undrawable) == ["\U000f0000", "\U0010fffe"]
    text = text_of(pages_of(made.data))
    assert "A\ufffdB\ufffd" in text
    assert "Ωμέγαжук" in text


def test_a_script_from_the_right_begins_at_the_right() -> None:
    """The picture, the name and the cues; what the program says stays in order."""
    session = a_session(
        an_exercise(name="עמידה", tempo=("למעלה 2s",), reps=7, figure="one-leg-stand"),
        language="he",
        title="תרגילים",
    )
    (page,) = read(session)
    (title,) = [each for each in page.letters if each.character == "ת"]
    assert title.right > 0.9 * page.width
    (tempo,) = [each for each in page.letters if each.character == "T"]
    line = [each for each in page.letters if abs(each.top - tempo.top) < 1]
    from_left = "".join(each.character for each in sorted(line, key=lambda each: each.left))
    assert from_left.removesuffix("2s") == "Tempo:הלעמל"


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half as many dots per inch as usual."""
    monkeypatch.setattr(pages, "DOTS_PER_INCH", 100)


def test_a_picture_shows_what_the_pdf_shows() -> None:
    """As another program draws that: letters and figures, with white around them."""
    session = a_session(
        *(an_exercise(number, figure=name) for number, name in enumerate(list(FIGURES)[:6]))
    )
    picture = image(session)
    dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
    assert 0.01 < dark < 0.2
    assert picture.crop((0, 0, 80, picture.height)).getextrema()[0] > 250
    with pypdfium2.PdfDocument(sheet_file(content(session), "a4", "pdf").data) as document:
        drawn = document[0].render(scale=pages.DOTS_PER_INCH / 72).to_pil().convert("L")
    one, other = (each.resize((330, 440), Image.Resampling.BOX) for each in (picture, drawn))
    blank = Image.new("L", one.size, 255)
    assert _difference(one, other) < 0.2 * _difference(one, blank)


@pytest.mark.parametrize(("paper", "size"), [("a4", (1654, 2339)), ("letter", (1700, 2200))])
def test_a_picture_of_one_page_has_the_size_of_the_paper(
    paper: Paper, size: tuple[int, int]
) -> None:
    """At 200 dots per inch, also where little is on it."""
    assert image(a_session(an_exercise()), paper).size == pytest.approx(size, abs=1)


def _difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def test_a_longer_picture_is_one_picture(coarse: None) -> None:
    """As wide as the paper, and longer than a page."""
    picture = image(shipped_week("foot-ankle-3"), "letter")
    assert picture.width == 850
    assert picture.height > 1100
    assert (
        picture.crop((0, picture.height - 30, picture.width, picture.height)).getextrema()[0] > 250
    )


def test_a_picture_is_not_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF may have as many pages as it takes."""
    monkeypatch.setattr(pages, "MOST_PAGES", 1)
    long = content(a_session(*(an_exercise(number, setup="Stand. " * 60) for number in range(12))))
    with pytest.raises(TooLongError, match=r"^\d+$"):
        sheet_file(long, "a4", "png")
    assert sheet_file(long, "a4", "pdf").pages > 1


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_the_same_session_gives_the_same_file(form: Format) -> None:
    """No date is in it."""
    said = content(a_session(an_exercise(figure="one-leg-stand")))
    assert sheet_file(said, "a4", form).data == sheet_file(said, "a4", form).data


def test_the_pdf_has_a_title_a_language_and_words_for_its_pictures() -> None:
    """For those who do not see it."""
    session = a_session(an_exercise(figure="one-leg-stand"), title="Für daheim", language="de")
    data = sheet_file(content(session), "a4", "pdf").data
    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_dict()["Title"] == "Für daheim"
        assert document.is_tagged()
    assert b"/Lang" in data
