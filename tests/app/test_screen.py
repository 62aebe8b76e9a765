import pytest

from app.libraries import how_to_install, libraries_not_found, library_in
from app.screen import NoScreenError, has_screen, needing_a_screen, why_no_window

LISTING = """
    linux-vdso.so.1 (0x00007ffd)
    libxcb-cursor.so.0 => not found
    libxkbcommon-x11.so.0 => not found
    libz.so.1 => /lib/libz.so.1 (0x00007f)
    libxcb-cursor.so.0 => not found
"""
LACKING = "libEGL.so.1: cannot open shared object file: No such file or directory"


@pytest.fixture
def on_linux(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
    ids=str,
)
def test_a_screen_on_linux_is_named_in_the_environment(on_linux, environment, there):
    assert has_screen(environment) is there


def test_other_systems_always_have_a_screen(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert has_screen({})


def test_a_wish_for_a_window_without_a_screen_is_refused(on_linux):
    needs = pytest.raises(NoScreenError, match="Rating needs a screen")
    with needs, needing_a_screen("Rating"):
        pytest.fail("no window may be imported")


def test_a_library_that_a_window_lacks_is_named(on_linux, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(NoScreenError, match="libegl1"), needing_a_screen("Rating"):
        raise ImportError(LACKING)


def test_another_failing_import_is_a_mistake_of_ours(on_linux, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(ImportError, match="no such name"), needing_a_screen("Rating"):
        raise ImportError("no such name")


def test_a_screen_that_does_not_answer_is_named(on_linux, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":77")
    words = why_no_window()
    # Where libraries are missing as well, they come first.
    assert ("DISPLAY=:77" in words) != ("apt install" in words)


def test_missing_libraries_are_told_with_their_packages():
    libraries = libraries_not_found(LISTING)
    assert libraries == ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0")
    assert "apt install libxcb-cursor0 libxkbcommon-x11-0”" in how_to_install(libraries)


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libGL.so.1", "libgl1"),
        ("libEGL.so.1", "libegl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
    ],
)
def test_packages_are_called_as_debian_calls_them(library, package):
    assert how_to_install([library]).endswith(f"apt install {package}”")


def test_only_a_missing_library_is_one():
    assert library_in(ImportError(LACKING)) == "libEGL.so.1"
    assert library_in(ImportError("No module named 'x'")) == ""
