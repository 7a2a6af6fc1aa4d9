"""One short film for all tests that look at it, which therefore run in one process."""

import pytest

from tests.adapters.video.films import Film, render_film


@pytest.fixture(scope="session")
def film(tmp_path_factory) -> Film:
    """The short session, with its voice, in an empty home directory."""
    folder = tmp_path_factory.mktemp("film")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("DATA", "CONFIG", "CACHE"):
            patched.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        return render_film(folder)
