"""Waiting for a file to change."""

from follow_along.adapters import file_watch


def test_every_kind_of_change_is_seen(tmp_path, monkeypatch):
    """Also one between the call and the first look, by whoever replaces files."""
    monkeypatch.setattr(file_watch, "POLL_S", 0)
    file = tmp_path / "a.yaml"
    file.write_text("1")
    seen = file_watch.changes(file)
    file.write_text("12")
    next(seen)
    (tmp_path / "b").write_text("34")
    (tmp_path / "b").replace(file)
    next(seen)
    file.unlink()
    next(seen)
    file.write_text("back")
    next(seen)
