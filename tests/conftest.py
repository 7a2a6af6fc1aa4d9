"""Settings for all tests: the examples of hypothesis, temporary files, the number of workers.

By default a property is tried with few examples, locally with different ones in each run. CI tries
all properties once more with the profile `ci`: with more examples, and always the same ones.
"""

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from follow_along.adapters.signals import ENDING_SIGNALS

# On a busy machine examples are slow to generate, which is no failure of the program.
settings.register_profile(
    "few",
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.register_profile(
    "ci", settings.get_profile("few"), max_examples=100, derandomize=True, print_blob=True
)
# What could differ between Pythons seldom depends on the example.
settings.register_profile("other-python", settings.get_profile("ci"), max_examples=20)
# Each mutant is tried with the same few examples. A failure is enough; it need not be the smallest.
settings.register_profile(
    "mutation",
    settings.get_profile("ci"),
    max_examples=20,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("few")

# No test keeps the display of this machine awake.
sys.modules["wakepy"] = None  # type: ignore[assignment]

# Looking for garbage takes a fifth of the time of the tests; `main` does it less often, too.
gc.set_threshold(50_000)

PATIENCE_S = 60.0
"""Longer than any call takes that returns, on any machine."""


@pytest.fixture(scope="session", autouse=True)
def patient() -> Iterator[None]:
    """No call of a test is late because the machine is busy: a test that wants one says which."""
    with pytest.MonkeyPatch.context() as patch:
        for constant in ("log.writer.WAIT_S", "log.spool.WAIT_S"):
            patch.setattr(f"follow_along.adapters.{constant}", PATIENCE_S)
        patch.setattr("follow_along.adapters.timed_log.READING_WAIT_S", PATIENCE_S)
        yield


MEMORY_DISK = Path("/dev/shm")
MEMORY_DISK_BYTES = 1 << 30
"""As much is free where temporary files go to memory; the tests write a tenth of it."""


def _has_room(folder: Path) -> bool:
    """Whether temporary files can go to a folder, programs among them."""
    if not (hasattr(os, "statvfs") and os.access(folder, os.W_OK | os.X_OK)):
        return False
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize > MEMORY_DISK_BYTES and not disk.f_flag & os.ST_NOEXEC


# Hundreds of logs are flushed to disk at every event.
if "TMPDIR" not in os.environ and _has_room(MEMORY_DISK):
    os.environ["TMPDIR"] = str(MEMORY_DISK)
    tempfile.tempdir = None


CPUS = os.cpu_count() or 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let few workers wait for the real program, so that the others keep the processors busy."""
    on_terminals = [
        item
        for item in items
        if Path(__file__).with_name("terminal") in item.path.parents and "slow" not in item.keywords
    ]
    for number, item in enumerate(on_terminals):
        item.add_marker(pytest.mark.xdist_group(f"terminal {number % max(1, CPUS // 2)}"))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through all modules and tests again and again."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """One more than processors, because many tests wait for the real program on a terminal.

    Each worker collects all tests, which takes several seconds of a processor.
    """
    return CPUS + 1


@pytest.fixture
def handlers_kept() -> Iterator[None]:
    """Let signals end the program at first; afterwards give each the handler back that it had."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in ENDING_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
