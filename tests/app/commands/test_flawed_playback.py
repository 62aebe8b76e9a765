"""Looking at results with and without what was badly played."""

import pytest

from tests.app.results.rated import one_pair, prefer, rate, read_folder

LEFT_OUT = "left out of every number"


@pytest.fixture
def study(tmp_path):
    return rate(one_pair(tmp_path), prefer("x1"), missed={0})


@pytest.mark.parametrize("verb", ["status", "report"])
def test_words_follow_the_contract_unless_asked_otherwise(beholder, study, verb):
    for options, left_out in (((), False), (("--leave-out-flawed",), True)):
        said = " ".join(beholder(verb, study, *options).out.split())
        assert (LEFT_OUT in said) is left_out
        assert ("departs from the contract" in said) is left_out
    done = beholder(verb, study, "--count-flawed")
    assert done.out == beholder(verb, study).out


def test_tables_follow_the_contract_unless_asked_otherwise(beholder, study, tmp_path):
    found = []
    for option in ("--count-flawed", "--leave-out-flawed"):
        done = beholder("export", study, "--out", tmp_path / option, option)
        assert done.code == 0
        tables = read_folder(tmp_path / option)
        found.append((len(tables["scores"]) > 0, len(tables["judgments"])))
    assert found == [(True, 3), (False, 3)]
