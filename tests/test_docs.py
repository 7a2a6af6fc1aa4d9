"""The documents show what the program does."""

import re
from pathlib import Path

from click import Context

import follow_along
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sessions.parsing import parse_record
from follow_along.adapters.sessions.settings_file import read_settings
from follow_along.core.sessions.session import Session
from follow_along.core.settings import Settings
from scripts.list_messages import PAGE, messages_page
from scripts.make_docs import PICTURES, pictures, with_actions, with_keys

ROOT = Path(follow_along.__file__).parent.parent
README = (ROOT / "README.md").read_text()


KEYS_PAGE = (ROOT / "docs" / "keys.md").read_text()


def marked(name: str) -> str:
    """The text of the README between the markers with this name."""
    section = re.search(f"<!-- {name} -->\n(.*?)<!-- end of {name} -->", README, re.DOTALL)
    assert section, name
    return section[1]


def test_readme_names_every_key():
    """The table of keys is generated from the key declarations."""
    assert with_keys(README) == README


def test_the_page_on_keys_names_every_action():
    """Its table is generated, and its example has no mistake."""
    assert with_actions(KEYS_PAGE) == KEYS_PAGE
    example = re.search(r"```yaml\n(.*?)```", KEYS_PAGE, re.DOTALL)
    assert example
    own = parse_record(example[1], "docs/keys.md", Settings).keys
    assert own["balance"] == ("space", "pagedown", "pageup", "f5", "b")


def test_readme_example_is_a_session(tmp_path):
    """The session file in the README is valid, and has ten lines."""
    lines = marked("example").strip().splitlines()[1:-1]
    assert len(lines) == 10
    (tmp_path / "example.yaml").write_text("\n".join(lines))
    session = read_record(tmp_path / "example.yaml", Session)
    assert session.exercises[0].name == "One-leg stand"


def test_readme_settings_are_settings(tmp_path):
    """The settings file in the README is valid, and has every setting."""
    lines = marked("settings").strip().splitlines()[1:-1]
    (tmp_path / "settings.yaml").write_text("\n".join(lines))
    settings, problem = read_settings(tmp_path / "settings.yaml")
    assert problem == ""
    assert settings == Settings(volume=80)
    assert [line.split(":")[0] for line in lines] == list(Settings.key_names())


def test_readme_names_every_command():
    """The overview in the README has every command, and no other."""
    from follow_along.cli import main  # noqa: PLC0415 - only this test needs the commands

    overview = README.split("## Commands")[1].split("##")[0]
    named = set(re.findall(r"^follow-along ([a-z]+)", overview, re.MULTILINE))
    commands = set(main.list_commands(Context(main)))
    assert named <= commands
    assert commands - named <= {"schema"}


async def test_the_pictures_show_what_the_app_shows(monkeypatch):
    """Each picture in docs/pictures is the output of scripts/make_docs.py."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    stale = [
        name
        for name, picture in (await pictures()).items()
        if (PICTURES / name).read_text() != picture
    ]
    assert stale == [], "python scripts/make_docs.py makes them anew; look at them"


def seen_at(seconds: float) -> str:
    """The text that the moving picture shows at a time, by its style sheet."""
    picture = (PICTURES / "moving.svg").read_text()
    words = []
    for name, group in re.findall(r'<g class="(part-\d+)">(<text.*?)</g>', picture, re.DOTALL):
        length = re.search(rf"\.{name} {{.* (\d+)s step-end infinite }}", picture)
        rule = re.search(rf"@keyframes {name} {{ (.*) }}", picture)
        shown = "visible"
        if length and rule:
            for part, state in re.findall(r"([\d.]+)% { visibility: (\w+) }", rule[1]):
                if float(part) <= 100 * seconds / int(length[1]):
                    shown = state
        if shown == "visible":
            words += re.findall("<text[^>]*>(.*?)</text>", group)
    return " ".join("".join(words).replace("\u00a0", " ").split())


def test_the_moving_picture_keeps_step_with_the_tempo():
    """In each second of the heel raise it shows the current tempo step beside the figure."""
    steps = [re.findall(r"Rep 2 of 7 · (up|hold|down)\b", seen_at(s + 0.3)) for s in range(6)]
    assert steps == [["up"], ["up"], ["hold"], ["down"], ["down"], ["down"]]
    dots = [re.sub("[^\u2801-\u28ff]", "", seen_at(moment)) for moment in (0.1, 1.1, 2.5, 4.1)]
    assert len(set(dots)) == 4


def test_the_moving_picture_is_small_and_has_no_script():
    """It has no script, is below 400 kB, and does not move if reduced motion is preferred."""
    picture = (PICTURES / "moving.svg").read_text()
    assert "<script" not in picture
    assert len(picture.encode()) < 400_000
    assert "prefers-reduced-motion: reduce" in picture


def test_every_link_of_the_documents_has_a_target():
    """Relative links point to existing files."""
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_architecture_names_every_dependency():
    """docs/architecture.md has the reason for each dependency."""
    project = (ROOT / "pyproject.toml").read_text()
    dependencies = project.split("dependencies = [")[1].split("\n]")[0]
    architecture = (ROOT / "docs" / "architecture.md").read_text()
    for name in re.findall(r'^    "([A-Za-z]+)', dependencies, re.MULTILINE):
        assert name in architecture


def test_the_list_of_messages_is_complete():
    """docs/messages.md lists every message of the code, and no other."""
    assert PAGE.read_text("utf-8") == messages_page(), "run: python scripts/list_messages.py"
