"""A study file and somebody who rates it."""

import threading

import pytest

from storage import connection
from tests.storage.study_files import a_rater_session, a_study_file


@pytest.fixture
def path(tmp_path):
    return a_study_file(tmp_path)


@pytest.fixture
def session(path):
    session = a_rater_session(path)
    yield session
    session.close()


@pytest.fixture
def impatient(monkeypatch):
    """Wait a tenth of a second for a lock, where people wait five."""
    monkeypatch.setattr(connection, "_BUSY_MS", 100)


@pytest.fixture(autouse=True)
def no_thread_stays():
    yield
    assert [each.name for each in threading.enumerate() if each.name == "writer"] == []
