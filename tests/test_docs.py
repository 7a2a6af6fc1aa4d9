"""What the documents show is what the program does."""

import re
from pathlib import Path

import follow_along
from follow_along.core.settings import Settings
from follow_along.edges.session_file import read_session
from follow_along.edges.settings_file import read_settings
from scripts.make_docs import with_keys

ROOT = Path(follow_along.__file__).parent.parent
README = (ROOT / "README.md").read_text()


def marked(name: str) -> str:
    """What stands in the README between the marks of a name."""
    found = re.search(f"<!-- {name} -->\n(.*?)<!-- end of {name} -->", README, re.DOTALL)
    assert found, name
    return found[1]


def test_readme_names_every_key():
    """The table of keys is the one that the declarations give."""
    assert with_keys(README) == README


def test_readme_example_is_a_session(tmp_path):
    """The session file that the README explains can be played as it stands, and is ten lines."""
    lines = marked("example").strip().splitlines()[1:-1]
    assert len(lines) == 10
    (tmp_path / "example.yaml").write_text("\n".join(lines))
    session = read_session(tmp_path / "example.yaml")
    assert session.exercises[0].name == "One-leg stand"


def test_readme_settings_are_settings(tmp_path):
    """The settings file that the README shows is read, and names every setting."""
    lines = marked("settings").strip().splitlines()[1:-1]
    (tmp_path / "settings.yaml").write_text("\n".join(lines))
    settings, problem = read_settings(tmp_path / "settings.yaml")
    assert problem == ""
    assert settings == Settings(volume=80)
    assert [line.split(":")[0] for line in lines] == list(Settings.model_fields)


def test_readme_names_every_command():
    """No command is missing from the README's overview, and none is there that does not exist."""
    from follow_along.cli import main  # noqa: PLC0415 - only this test needs the commands

    overview = README.split("## Commands")[1].split("##")[0]
    named = set(re.findall(r"^follow-along ([a-z]+)", overview, re.MULTILINE))
    assert named <= set(main.commands)
    assert set(main.commands) - named <= {"schema"}


def test_every_link_of_the_documents_leads_somewhere():
    """Relative links point at files that are there."""
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_architecture_names_every_dependency():
    """Each package that is installed has its reason in docs/architecture.md."""
    project = (ROOT / "pyproject.toml").read_text()
    dependencies = project.split("dependencies = [")[1].split("\n]")[0]
    architecture = (ROOT / "docs" / "architecture.md").read_text()
    for name in re.findall(r'^    "([A-Za-z]+)', dependencies, re.MULTILINE):
        assert name in architecture
