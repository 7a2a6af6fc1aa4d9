"""What the sound process loads, seen from inside one."""

import subprocess

import pytest

from follow_along.adapters.sound.client import START, WORKER_COMMAND

UNNEEDED = {
    "ast",
    "dataclasses",
    "_hashlib",
    "email",
    "http",
    "numpy",
    "pydantic",
    "ssl",
    "tempfile",
    "textual",
    "yaml",
}
OTHERS = {
    "follow_along.adapters.safe_read",
    "follow_along.core.cues.scheduled_cue",
    "follow_along.core.enums",
    "follow_along.core.language",
}
"""The modules that it needs besides those of its own package."""


def test_the_sound_process_loads_only_what_it_needs():
    """Every module takes its memory once more, and those that miniaudio imports take much."""
    pytest.importorskip("miniaudio", reason="needs miniaudio, which has no wheel here")
    *python, _, top = WORKER_COMMAND
    program = START.removesuffix("main()\n") + (
        "import miniaudio\nfor name, module in sys.modules.items():\n    if module: print(name)"
    )
    run = subprocess.run([*python, program, top], capture_output=True, check=True, text=True)
    modules = set(run.stdout.split())
    assert not {name.partition(".")[0] for name in modules} & UNNEEDED
    packages = {name.rpartition(".")[0] for name in modules}
    own = {name for name in modules - packages if name.startswith("follow_along.")}
    assert {name for name in own if ".adapters.sound." not in name} == OTHERS
