"""What the CSV files hold of scores, agreement and verdicts."""

from dataclasses import replace

import pytest

from evaluators.study import Method, Stage, Stimulus
from tests.app.results.rated import a_file_of, always, exported, levels, prefer, rate
from tests.builders import a_study


def score(tables, **where):
    [row] = [
        row
        for row in tables["scores"]
        if all(row[key] == value for key, value in where.items())
    ]
    return row


def test_win_rates_stand_beside_the_counts_of_all_five_answers(tmp_path):
    path = a_file_of(tmp_path, a_study(systems=2, sources=8))
    given = iter(["win", "win", "win", "loss", "tie", "both_bad", "cannot_judge"])
    said = {}

    def choose(trial, criterion):
        key = (trial.stimuli[0].source, criterion)
        said.setdefault(key, next(given, "win") if criterion == "realism" else "win")
        answer = said[key]
        wanted = {"win": "x1", "loss": "x0"}.get(answer)
        return prefer(wanted)(trial, criterion) if wanted else answer

    tables = exported(rate(path, choose), tmp_path / "out")
    row = score(
        tables,
        criterion="realism",
        system="steady",
        versus="vivid",
        statistic="win_rate",
        slice_kind="all",
    )
    counts = ("wins", "ties", "losses", "both_bad", "cannot_judge")
    assert [row[name] for name in counts] == ["4", "1", "1", "1", "1"]
    assert float(row["value"]) == pytest.approx((4 + 0.5 + 0.5) / 7)
    assert float(row["low"]) < float(row["value"]) < float(row["high"])
    assert (row["n"], row["sources"], row["raters"]) == ("7", "8", "1")
    assert (row["system_id"], row["versus_id"]) == ("x1", "x0")
    assert "this rater only" in row["note"]
    decided = score(
        tables,
        criterion="realism",
        system="steady",
        versus="vivid",
        statistic="decided_share",
        slice_kind="all",
    )
    assert float(decided["value"]) == pytest.approx(4 / 5)


def test_scores_come_for_tags_and_factors_too(tmp_path):
    study = a_study(systems=2, sources=6)
    tagged = [
        replace(source, tags=("mirror",)) if i < 3 else source
        for i, source in enumerate(study.sources)
    ]
    made = [_with_factor(stimulus) for stimulus in study.stimuli]
    study = replace(study, sources=tuple(tagged), stimuli=tuple(made))
    path = rate(a_file_of(tmp_path, study), prefer("x1"))
    tables = exported(path, tmp_path / "out")
    slices = {(row["slice_kind"], row["slice"]) for row in tables["scores"]}
    assert slices == {("all", ""), ("tag", "mirror"), ("factor", "fill=hold")}


def _with_factor(stimulus: Stimulus) -> Stimulus:
    factors = (("fill", "hold"),) if stimulus.system == "x1" else ()
    return replace(stimulus, factors=factors)


def test_levels_give_mean_scores_and_no_counts_of_pairs(tmp_path):
    study = a_study(systems=2, sources=4, method=Method.ACR)
    path = a_file_of(tmp_path, study)
    rate(path, levels(x0=2, x1=4), "ana", stage=Stage.PEERS)
    rate(path, levels(x0=3, x1=4), "ben", stage=Stage.PEERS)
    tables = exported(path, tmp_path / "out")
    row = score(tables, criterion="realism", system="vivid", slice_kind="all")
    assert (row["statistic"], row["value"], row["n"]) == ("mos", "2.5", "8")
    assert (row["wins"], row["cannot_judge"], row["versus"]) == ("", "", "")
    judged = tables["judgments"][0]
    assert judged["answer"] == judged["score"]
    assert (judged["system_b"], judged["stimulus_b"]) == ("", "")
    agreement = tables["agreement"][0]
    assert (agreement["level"], agreement["raters"]) == ("ordinal", "2")
    assert float(agreement["value"]) <= 1


def test_what_is_undefined_is_an_empty_cell_and_the_note_says_why(tmp_path):
    path = rate(a_file_of(tmp_path), prefer("x1"))
    [row, *_] = exported(path, tmp_path / "out")["agreement"]
    assert [row[name] for name in ("value", "low", "high", "error")] == [""] * 4
    assert row["note"] == "undefined: one rater only, and agreement takes two"
    assert row["judgments"] == "4"


def test_verdicts_say_undecided_where_nothing_is_settled(tmp_path):
    path = rate(a_file_of(tmp_path), always("tie"))
    rows = exported(path, tmp_path / "out")["verdicts"]
    assert [row["claim"] for row in rows] == ["1", "2"]
    assert rows[0]["outcome"] == "undecided"
    assert (rows[0]["at_least"], rows[0]["at_most"]) == ("0.5", "")
    assert rows[0]["value"] == "0.5"
