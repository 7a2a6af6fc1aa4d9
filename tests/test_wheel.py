"""A wheel holds all that the program reads, and needs a compiler on no machine."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import follow_along
from follow_along.core.enums import CueName

ROOT = Path(follow_along.__file__).parent.parent


def test_wheel_holds_sessions_figures_sounds_and_styles(tmp_path):
    """Everything the program reads at run time is in the wheel, and nothing beside the package."""
    pytest.importorskip("hatchling", reason="the build backend is a tool of the developers")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for week in range(1, 6):
        assert f"follow_along/sessions/foot-ankle-{week}.yaml" in names
    for figure in (ROOT / "figures").glob("*.yaml"):
        assert f"follow_along/figures/{figure.name}" in names
    for cue in CueName:
        assert f"follow_along/sounds/{cue}.wav" in names
    assert "follow_along/ui/styles/app.tcss" in names
    assert any(name.endswith(".sql") for name in names)
    assert {f"follow_along/adapters/report/page.{end}" for end in ("html", "css")} <= set(names)
    assert "follow_along/adapters/sheet/sheet.typ" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"follow_along"}


# The libraries that have wheels for some machines alone, by `sys_platform` and `platform_machine`.
MACHINES = {
    ("linux", "x86_64"): {"miniaudio", "textual-plot"},
    ("linux", "aarch64"): set(),  # which 32-bit Python on a 64-bit kernel says as well
    ("linux", "armv7l"): set(),
    ("linux", "armv6l"): set(),
    ("linux", "i686"): set(),
    ("linux", "riscv64"): set(),
    ("linux", "ppc64le"): set(),
    ("freebsd14", "amd64"): set(),
    ("darwin", "arm64"): {"miniaudio", "textual-plot"},
    ("darwin", "x86_64"): {"textual-plot"},
    ("win32", "AMD64"): {"miniaudio", "textual-plot"},
    ("win32", "ARM64"): {"textual-plot"},
}


@pytest.mark.parametrize("machine", MACHINES)
def test_no_library_without_a_wheel_is_required(machine):
    """The sound and the chart are left out where they would have to be built."""
    requirements = pytest.importorskip("packaging.requirements")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    environment = dict(zip(("sys_platform", "platform_machine"), machine, strict=True))
    required = {
        each.name
        for each in map(requirements.Requirement, project["dependencies"])
        if each.marker is None or each.marker.evaluate(environment)
    }
    universal = {
        "click",
        "filelock",
        "lark",
        "platformdirs",
        "pydantic",
        "PyYAML",
        "textual",
        "wakepy",
    }
    assert required - universal == MACHINES[machine]
    assert universal <= required
    assert project["optional-dependencies"]["chart"] == ["textual-plot>=0.10.1,<0.11"]
