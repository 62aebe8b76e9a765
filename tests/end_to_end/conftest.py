"""The program as people run it, and a check of what it leaves behind."""

import pytest

from tests.end_to_end.program import run_program


@pytest.fixture
def beholder(tmp_path):
    """Return a function that runs the program and checks what it leaves behind."""

    def run(*words, leaves_all=True, **options):
        before = everything_in(tmp_path)
        done = run_program(*words, folder=tmp_path, **options)
        if leaves_all:
            assert everything_in(tmp_path) == before
        return done

    return run


def everything_in(folder):
    """Return each file's content by its path; the program's home is its own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_relative_to(folder / "home")
    }
