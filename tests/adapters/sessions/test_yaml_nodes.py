"""YAML is read alike by libyaml and by PyYAML's own parser."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions import yaml_nodes
from follow_along.adapters.sessions.yaml_nodes import parse_yaml

SHIPPED = [
    path.read_text("utf-8")
    for folder in ("sessions", "figures")
    for path in sorted(shipped(folder).glob("*.yaml"))
]
SIGNS = "abtile: -\n\t'\"[]{},&*!|>#%@`?~<\\x0159\x85é\u2028\r\ufeff😀"
SCRAPS = ["", "\t", "- ", ": ", "\n", "[", "}", "&a ", "? ", "!!x ", "---\n", "|#\n", ": ,", '"']

needs_libyaml = pytest.mark.skipif(yaml_nodes._LIBYAML is None, reason="PyYAML without libyaml")


def assert_read_alike(text: str) -> None:
    """Nodes, positions and complaints do not depend on the parser."""
    by_libyaml = yaml_nodes._parsed_by_libyaml(text)
    if by_libyaml is not None:
        assert by_libyaml == yaml_nodes._parsed_by_python(text)


@needs_libyaml
@pytest.mark.parametrize("text", SHIPPED, ids=range(len(SHIPPED)))
def test_shipped_files_are_read_by_libyaml(text: str) -> None:
    """With the same nodes at the same positions."""
    assert yaml_nodes._parsed_by_libyaml(text) == yaml_nodes._parsed_by_python(text)


@needs_libyaml
@given(text=st.text(SIGNS, max_size=60))
@example(text="a: b\t")
@example(text=">#")
@example(text="[wn 3? s]\n")
@example(text="[47: , 6]")
@example(text="a: 1\n--- ")
@example(text="!\n?")
@example(text="te\ufeffmpo: [hop 0.4s]\n")
def test_any_text_is_read_alike(text: str) -> None:
    """Whatever is made of the signs that mean something in YAML."""
    assert_read_alike(text)


@needs_libyaml
@given(text=st.sampled_from(SHIPPED), begin=st.integers(0, 2000), scrap=st.sampled_from(SCRAPS))
def test_a_slip_in_a_shipped_file_is_read_alike(text: str, begin: int, scrap: str) -> None:
    """Whatever is put in or cut off."""
    assert_read_alike(text[:begin] + scrap + text[begin:])
    assert_read_alike(text[begin : begin + 200] + scrap)


def test_without_libyaml_everything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may have been built without it."""
    with_libyaml = [parse_yaml(text) for text in SHIPPED]
    monkeypatch.setattr(yaml_nodes, "_LIBYAML", None)
    assert [parse_yaml(text) for text in SHIPPED] == with_libyaml
