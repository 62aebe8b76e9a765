"""What every test may ask for."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser):
    """Let `make faults` and `make bench` ask for what takes long."""
    parser.addoption("--heavy", action="store_true", help="run heavy tests too")


def pytest_collection_modifyitems(config, items):
    """Leave out heavy tests unless they are asked for."""
    if config.getoption("--heavy"):
        return
    heavy = [item for item in items if item.get_closest_marker("heavy")]
    if heavy:
        config.hook.pytest_deselected(items=heavy)
        items[:] = [item for item in items if not item.get_closest_marker("heavy")]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Keep the installation key and recent studies of a test to itself."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("BEHOLDER_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real clips, or skip and say why."""
    folder = Path(os.environ.get("BEHOLDER_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data: {folder.name} is not there (BEHOLDER_REAL_DATA)")
    return folder
