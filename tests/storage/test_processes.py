"""Which process runs on which machine, as far as one can tell."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.processes import machine_id, machine_name, runs, started

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")


def test_this_process_runs():
    assert runs(os.getpid(), started(os.getpid()))


def test_process_that_ended_does_not_run():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not runs(child.pid, "")
    assert not runs(2**40, "")


@linux
def test_process_that_nobody_collects_does_not_run():
    child = subprocess.Popen([sys.executable, "-c", ""])
    began = started(child.pid)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it stays a zombie
    assert not runs(child.pid, began)
    child.wait()


@linux
def test_younger_process_with_the_same_number_is_another_one():
    assert started(os.getpid())
    assert not runs(os.getpid(), "1")


@linux
def test_process_of_somebody_else_runs():
    assert runs(1, started(1))


def test_machine_has_one_id_and_a_name():
    assert machine_id() == machine_id()
    assert re.fullmatch("[0-9a-f]{16}", machine_id())
    assert machine_name()
    other = "from storage.processes import machine_id; print(machine_id())"
    told = subprocess.run(
        [sys.executable, "-c", other], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == machine_id()
