"""The sound process asks for a higher priority."""

import os
import sys
import threading

import pytest

from follow_along.adapters.sound import priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has to be asked")


@pytest.fixture
def dbus_send(tmp_path, monkeypatch):
    """A `dbus-send` that records its arguments, where the system refuses every other way."""

    def refuse(*_):
        raise PermissionError

    command = tmp_path / "bin" / "dbus-send"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path / "requests"}\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)
    monkeypatch.setattr(os, "setpriority", refuse)
    monkeypatch.setattr(os, "sched_setscheduler", refuse)
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    return command


def requests(tmp_path):
    """Return what RealtimeKit was asked for."""
    path = tmp_path / "requests"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.usefixtures("dbus_send")
def test_realtimekit_is_asked_where_the_system_refuses(tmp_path):
    """It is asked for each thread of this process."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    priority.raise_priority()
    done.set()
    thread.join()
    asked = [request.split()[-3:] for request in requests(tmp_path)]
    for wanted in (threading.get_native_id(), thread.native_id):
        assert [f"uint64:{os.getpid()}", f"uint64:{wanted}", "int32:-11"] in asked


@pytest.mark.usefixtures("dbus_send")
def test_realtimekit_is_asked_to_make_the_librarys_threads_realtime(tmp_path, monkeypatch):
    """These are the threads that Python did not start."""
    monkeypatch.setattr(threading, "enumerate", list)
    priority.raise_priority()
    request = requests(tmp_path)[0].split()
    assert request[-4:-2] == [
        "org.freedesktop.RealtimeKit1.MakeThreadRealtimeWithPID",
        f"uint64:{os.getpid()}",
    ]
    assert request[-1] == "uint32:5"


def test_realtimekit_is_asked_once_when_it_refuses(tmp_path, dbus_send):
    """No error reaches the user."""
    dbus_send.write_text(dbus_send.read_text() + "exit 1\n")
    priority.raise_priority()
    assert len(requests(tmp_path)) == 1


def test_a_system_without_realtimekit_is_left_alone(tmp_path, dbus_send, monkeypatch):
    """No error reaches the user."""
    dbus_send.unlink()
    monkeypatch.setenv("PATH", str(dbus_send.parent))
    priority.raise_priority()
    assert requests(tmp_path) == []
