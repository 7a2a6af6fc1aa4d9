"""A wheel has the sessions, the figures and the sounds inside the package."""

import subprocess
import sys
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
    assert {name.split("/")[0].split("-")[0] for name in names} == {"follow_along"}
