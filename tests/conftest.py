"""Settings of hypothesis for all tests: the number of examples and their seed.

Locally there are fewer examples, different in each run; CI tries more, and always the same ones.
"""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

# On a busy machine examples are slow to generate, which is no failure of the program.
settings.register_profile(
    "home", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "ci", settings.get_profile("home"), max_examples=100, derandomize=True, print_blob=True
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
settings.load_profile("ci" if os.environ.get("CI") else "home")

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


def pytest_xdist_auto_num_workers() -> int:
    """At least four workers: many tests wait for the real program on a terminal."""
    return max(4, os.cpu_count() or 1)
