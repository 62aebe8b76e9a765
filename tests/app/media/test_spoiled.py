"""Whatever bytes a file holds, opening it ends in a medium or in one sentence."""

from contextlib import suppress
from itertools import islice

import pytest

from app.media.errors import UnreadableMediumError
from app.media.probe import examine
from tests.app.media.spoiling import FORMATS, spoiled, whole
from tests.app.studies.outputs import a_file

TIMES = 100  # of each format; `make faults` has many more
PIXELS = 10**6
# Of a photograph that lacks its last bits libjpeg says so, past all that hears it.
CANNOT_BE_HUSHED = "photo.jpg"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_when_it_is_whole(tmp_path, name):
    medium = examine(a_file(tmp_path / name, whole(name)), most_pixels=PIXELS).medium
    assert medium.width > 10


@pytest.mark.parametrize("name", FORMATS)
def test_a_spoiled_file_is_read_or_refused_in_words(tmp_path, name, capfd):
    whole(name)
    capfd.readouterr()  # encoders talk; decoders must not
    for data in islice(spoiled(name, seed=11), TIMES):
        path = a_file(tmp_path / name, data)
        with suppress(UnreadableMediumError):  # nothing else may come out
            examine(path, most_pixels=PIXELS)
    if name != CANNOT_BE_HUSHED:
        assert capfd.readouterr() == ("", "")
