"""Thousands of spoiled media, each format in a process of its own with little memory.

A decoder that crashed, hung or took all memory would end that process, not the tests.
"""

import subprocess
import sys

import pytest

from tests.app.media.spoiling import FORMATS
from tests.end_to_end.program import ROOT

TIMES = 2000
SECONDS = 300
SPOIL = """
import resource, sys
from contextlib import suppress
from itertools import islice
from pathlib import Path

from app.media.errors import UnreadableMediumError
from app.media.probe import examine
from tests.app.media.spoiling import spoiled

name, path, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
for data in islice(spoiled(name, seed=23), times):
    path.write_bytes(data)
    with suppress(UnreadableMediumError):
        examine(path, most_pixels=10**6)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.heavy
@pytest.mark.parametrize("name", FORMATS)
def test_thousands_of_spoiled_files_are_read_or_refused_in_words(tmp_path, name):
    ended = subprocess.run(
        [sys.executable, "-c", SPOIL, name, str(tmp_path / name), str(TIMES)],
        cwd=ROOT,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    assert int(ended.stdout.split()[-1]) < 500  # MB at most
