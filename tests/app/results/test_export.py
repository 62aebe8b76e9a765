"""Exporting a study: its names, whoever rates it meanwhile, where it may go."""

import pytest

from app.results.export import export_study
from evaluators.study import Labels, Stage
from storage.errors import ExportFolderError
from storage.rater_session import GivenAnswer
from storage.study_file import open_study
from tests.app.results.rated import a_file_of, exported, prefer, rate, read_csv
from tests.builders import a_study
from tests.storage.study_files import a_rater_session


def test_simulated_raters_are_named_as_such_in_every_table(tmp_path):
    path = a_file_of(tmp_path)
    rate(path, prefer("x1"), "ana")
    for number in range(2):
        rate(path, prefer("x1"), f"simulated-{number}", stage=Stage.PEERS)
    tables = exported(path, tmp_path / "out")
    for name in ("scores", "agreement", "verdicts"):
        by_stage = {row["stage"]: row["simulated"] for row in tables[name]}
        assert by_stage["peers"] == "true"
        assert by_stage.get("self", "false") == "false"
    for name in ("judgments", "playback", "raters"):
        aliases = {row["rater"] for row in tables[name] if row["stage"] == "peers"}
        assert aliases == {"simulated-0", "simulated-1"}


def test_other_names_change_the_columns_of_names_and_nothing_else(tmp_path):
    tables = {}
    for order in (("x0", "x1"), ("x1", "x0")):
        folder = tmp_path / order[0]
        folder.mkdir()
        labels = Labels({order[0]: "alpha", order[1]: "beta"}, {"s000": order[0]})
        path = a_file_of(folder, a_study(), labels=labels)
        tables[order] = exported(rate(path, prefer("x1")), folder / "out")
    one, other = (
        {
            name: [_without_names(row) for row in table[name]]
            for name in ("agreement", "scores", "verdicts", "raters")
        }
        for table in tables.values()
    )
    assert one == other


def _without_names(row):
    return {k: v for k, v in row.items() if k not in {"system", "versus"}}


def test_sources_and_systems_without_a_name_go_by_their_id(tmp_path):
    path = rate(a_file_of(tmp_path, labels=Labels()), prefer("x1"))
    row = exported(path, tmp_path / "out")["judgments"][0]
    assert row["preferred"] == row["preferred_id"] == "x1"
    assert row["source"] == row["source_id"]


def test_names_and_comments_run_no_formula_unless_raw(tmp_path):
    labels = Labels({"x0": "=1+1", "x1": "-0.25"}, {})
    path = a_file_of(tmp_path, labels=labels)
    session = a_rater_session(path)
    given = GivenAnswer("tie", comment="＠SUM(A1)")  # noqa: RUF001  # full width
    session.record(0, "realism", given)
    session.close()
    [row] = exported(path, tmp_path / "out")["judgments"]
    assert {row["system_a"], row["system_b"]} == {"'=1+1", "-0.25"}
    assert row["comment"].startswith("'")
    [raw] = exported(path, tmp_path / "out", raw=True)["judgments"]
    assert {raw["system_a"], raw["system_b"]} == {"=1+1", "-0.25"}


def test_a_study_nobody_has_judged_gives_heads_only(tmp_path):
    tables = exported(a_file_of(tmp_path), tmp_path / "out")
    outcomes = {row["outcome"] for row in tables.pop("verdicts")}
    assert outcomes == {"undecided"}
    assert not any(tables.values())


def test_a_study_is_exported_while_somebody_rates_it(tmp_path):
    path = a_file_of(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a")).result()
    assert len(exported(path, tmp_path / "out")["judgments"]) == 1
    session.record(0, "aesthetics", GivenAnswer("a")).result()
    assert len(exported(path, tmp_path / "out")["judgments"]) == 2
    session.close()


def test_a_folder_with_somebody_elses_scores_is_refused(tmp_path):
    path = rate(a_file_of(tmp_path), prefer("x1"))
    (tmp_path / "scores.csv").write_text("mine")
    with open_study(path) as file, pytest.raises(ExportFolderError):
        export_study(file, tmp_path)
    assert (tmp_path / "scores.csv").read_text() == "mine"
    assert not (tmp_path / "judgments.csv").exists()


def test_labels_with_separators_come_back_whole(tmp_path):
    name = 'a,"b"; größer 👟\nnew line'
    labels = Labels({"x0": name, "x1": "steady"}, {})
    path = rate(a_file_of(tmp_path, labels=labels), prefer("x0"))
    exported(path, tmp_path / "out")
    assert read_csv(tmp_path / "out" / "judgments.csv")[0]["preferred"] == name
