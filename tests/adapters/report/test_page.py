"""The page of a report: what it holds, and that no text acts as HTML."""

import itertools
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

import follow_along.adapters.report
from follow_along.adapters.report import charts
from follow_along.adapters.report.charts import _ticks
from follow_along.adapters.report.page import page
from follow_along.core.rating import LONGEST_NOTE, Rating
from follow_along.core.text import visible
from tests.adapters.report.reports import report_on, run_on
from tests.hostile_text import HOSTILE_TEXTS
from tests.ui.contrast import contrast
from tests.ui.generated_history import rated_weeks, weeks_of_runs

STYLE = (Path(follow_along.adapters.report.__file__).parent / "page.css").read_text("utf-8")

HOSTILE_MARKUP = (
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "</style></svg></bdi></td><b>",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "&lt;b&gt; &amp; &#60;",
    "<!-- ]]> -->",
    "javascript:alert(1)",
)


class _Tags(HTMLParser):
    """Collects the start tags of a page with the names of their attributes, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)

    def shape(self) -> list[tuple[str, list[str]]]:
        """The tags, without the values of their attributes."""
        return [(tag, sorted(attributes)) for tag, attributes in self.tags]


def read(text: str) -> _Tags:
    """Read a page."""
    tags = _Tags()
    tags.feed(text)
    tags.close()
    return tags


def named_page(name: str) -> _Tags:
    """The page on a run, whose person, exercise and note are all this text."""
    run = replace(run_on(0, 1, 0, name=name), rating=Rating(3, 4, 1, name[:LONGEST_NOTE]))
    return read(page(report_on([run], name=name)))


@cache
def shape_of_a_page() -> list[tuple[str, list[str]]]:
    """The tags of a page whose texts are harmless."""
    return named_page("Anna").shape()


@pytest.fixture(scope="module")
def eight_weeks() -> str:
    """The page on the shipped programme over eight weeks."""
    return page(report_on(rated_weeks(8), name="Anna"))


@pytest.mark.parametrize("name", [*HOSTILE_MARKUP, *map(visible, HOSTILE_TEXTS)])
def test_no_text_acts_as_html(name):
    """The page has the same elements whatever the names are, and shows them as written."""
    hostile = named_page(name)
    assert hostile.shape() == shape_of_a_page()
    assert hostile.texts.count(name) >= 5


PIECES = st.sampled_from(["<b", "</", "<!--", "-->", "/>", ">", "&lt;", "&", '"', "'", "{{", " "])


@given(st.lists(PIECES | st.text(max_size=5)).map("".join).map(visible).filter(bool))
def test_no_text_at_all_acts_as_html(name):
    """The same for any text that can be in the log."""
    assert named_page(name).shape() == shape_of_a_page()


def test_the_page_needs_no_script_and_no_network(eight_weeks):
    """There is neither a script nor anything to load, and its policy forbids both."""
    tags = read(eight_weeks).tags
    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "image", "use"}
    attributes = {name for _, each in tags for name in each}
    assert not attributes & {"src", "href", "xlink:href", "data"}
    assert not {name for name in attributes if name.startswith("on")}
    assert "@import" not in eight_weeks
    assert not re.findall(r"url\((?!#)", eight_weeks)
    assert "default-src 'none'" in eight_weeks


def test_headings_are_in_order_and_the_language_is_given(eight_weeks):
    """There is one heading of the first level, and no level is left out."""
    tags = read(eight_weeks).tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert dict(tags)["html"] == {"lang": "en"}


def test_every_chart_is_named_and_has_its_figures_in_a_table(eight_weeks):
    """A table with heads follows each chart, in the same figure."""
    figures = re.findall(r"<figure>(.*?)</figure>", eight_weeks, re.DOTALL)
    assert len(figures) == 9
    for figure in figures:
        order = [tag for tag, _ in read(figure).tags if tag in {"h3", "svg", "table"}]
        assert order == ["h3", "svg", "table"]
        assert 'role="img" aria-label="Chart of ' in figure
        assert 'scope="col"' in figure
        assert 'scope="row"' in figure


def test_no_two_elements_have_the_same_id(eight_weeks):
    """And whatever is referred to is on the page."""
    ids = re.findall(r'\bid="([^"]+)"', eight_weeks)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", eight_weeks)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', eight_weeks)) <= set(ids)


def test_the_same_report_is_the_same_page(eight_weeks):
    """Nothing in it depends on chance or on the moment."""
    assert page(report_on(rated_weeks(8), name="Anna")) == eight_weeks


def test_ratings_have_a_section_only_where_there_are_any(eight_weeks):
    """With their figures in a table that has heads, and the notes in a list."""
    assert "How it was" not in page(report_on(weeks_of_runs(8)))
    section = eight_weeks.split('<section aria-labelledby="ratings">')[1].split("</section>")[0]
    tags = [tag for tag, _ in read(section).tags]
    assert (tags.count("table"), tags.count("li")) == (1, 4)
    assert section.count('scope="col"') == 9
    assert section.count('scope="row"') == 4
    assert "It felt less steady when there were more stops" in eight_weeks


def test_notes_without_room_on_paper_are_counted_there():
    """They stay on the screen."""
    runs = [replace(run_on(day), rating=Rating(note="A long note. " * 19)) for day in range(7)]
    text = page(report_on(runs))
    assert "Earlier notes that are not printed: 2." in text
    assert text.count('<li class="screen">') == 2
    assert "not printed" not in page(report_on(runs[:5]))


def test_every_text_has_a_contrast_of_at_least_4_5_to_1():
    """On paper white, on the shades of the table, and in the charts."""
    white, ink = Color.parse("#fff"), re.search(r"html {.*? color: (#\w+)", STYLE)
    assert ink
    pairs = [
        (Color.parse(text[1] if text else ink[1]), Color.parse(background))
        for rule in re.findall(r"{([^{}]*)}", STYLE)
        for background in re.findall(r"background: (#\w+)", rule)
        for text in [re.search(r"(?<![-\w])color: (#\w+)", rule)]
    ]
    assert len(pairs) == 8
    plain = [
        colour
        for rule in re.findall(r"{([^{}]*)}", STYLE)
        if "background" not in rule
        for colour in re.findall(r"(?<![-\w])color: (#\w+)", rule)
    ]
    # The lines of the charts are as dark as texts; their grid and dotted lines carry no text.
    plain += [re.search(r" color: (#\w+)", each)[1] for each in charts._LINE_STYLES.values()]
    plain += re.findall(r"(?:TickX|TickY|Text) { color: (#\w+)", charts._GRAPH_STYLE)
    assert len(plain) >= 10
    pairs += [(Color.parse(colour), white) for colour in plain]
    assert min(contrast(one, other) for one, other in pairs) >= 4.5


@given(st.floats(min_value=0.001, max_value=1e9))
def test_ticks_reach_the_highest_rate(highest):
    """They are even, few, and not far above the highest rate."""
    ticks = _ticks(highest)
    step = ticks[1]
    assert ticks[0] == 0
    assert len(ticks) <= 5
    assert ticks[-1] >= highest > ticks[-1] - step


def test_a_run_that_stands_alone_is_drawn():
    """A path of one point would be invalid."""
    (path,) = re.findall(r'<path d="([^"]+)"[^>]*stroke="#0b5394"', page(report_on([run_on(0)])))
    assert len(path.replace("M", "").replace("L", "").split()) == 2
