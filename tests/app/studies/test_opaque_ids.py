import pytest

from app.studies.opaque_ids import Cell, opaque_ids

SYSTEMS = [f"x{i}" for i in range(10)]
SOURCES = [f"s{i}" for i in range(500)]
CONTENTS = {
    "all the same": lambda _x, _s: "a",
    "one for each source": lambda _x, s: s,
    "one for each system": lambda x, _s: x,
    "the same but for one in ten": lambda x, s: "b" if s[-1] == x[-1] else "a",
    "all different": lambda x, s: x + s,
}


@pytest.mark.parametrize("contents", CONTENTS)
def test_five_thousand_outputs_are_told_apart(contents):
    content = CONTENTS[contents]
    cells = [Cell(x, s, content(x, s)) for x in SYSTEMS for s in SOURCES]
    ids = opaque_ids(cells, {})
    assert len(set(ids.systems.values())) == 10
    assert len(set(ids.sources.values())) == 500
