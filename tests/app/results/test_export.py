"""What the CSV files of a rated study hold."""

import csv
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from app.results.export import export_study
from evaluators.study import Labels, Method, Stage, Stimulus
from storage.errors import ExportFolderError
from storage.rater_session import GivenAnswer
from storage.study_file import open_study
from tests.app.results.rated import (
    a_certificate,
    a_file_of,
    always,
    described,
    levels,
    prefer,
    rate,
    read_csv,
    read_folder,
)
from tests.builders import a_study
from tests.storage.study_files import a_rater_session


def exported(path, folder, **options):
    with open_study(path, read_only=True) as file:
        export_study(file, folder, **options)
    return read_folder(folder)


def one_pair(tmp_path):
    """Return a study of two systems and one source: one trial."""
    return a_file_of(tmp_path, a_study(systems=2, sources=1))


def test_a_judgment_is_written_cell_by_cell(tmp_path):
    path = one_pair(tmp_path)
    session = a_rater_session(path)
    trial = session.session.trials[0]
    place = [s.system for s in trial.stimuli].index("x1")
    given = GivenAnswer("ab"[place], None, 2345, "the heel")
    made = session.record(0, "realism", given).result()
    session.record_certificate(0, a_certificate(watched=0.75, loops=4))
    session.close()
    [row] = exported(path, tmp_path / "out")["judgments"]
    places = {
        f"system_{'ab'[i]}": {"x0": "vivid", "x1": "steady"}[s.system]
        for i, s in enumerate(trial.stimuli)
    }
    ids = {f"system_{'ab'[i]}_id": s.system for i, s in enumerate(trial.stimuli)}
    stimuli = {f"stimulus_{'ab'[i]}": s.id for i, s in enumerate(trial.stimuli)}
    assert row == {
        "judgment": made.id,
        "contract_version": "1",
        "stage": "self",
        "rater": "heron-7",
        "session": session.session.id,
        "trial": f"{session.session.id}/0",
        "kind": "counted",
        "position": "0",
        "repeats": "",
        "criterion": "realism",
        "method": "pc",
        "source": "street 0",
        "source_id": "s000",
        **places,
        **ids,
        **stimuli,
        "answer": "ab"[place],
        "score": "",
        "preferred": "steady",
        "preferred_id": "x1",
        "response_ms": "2345",
        "watched": "0.75",
        "loops": "4",
        "playback_ok": "true",
        "judged_at": row["judged_at"],
        "supersedes": "",
        "comment": "the heel",
    }
    judged_at = datetime.fromisoformat(row["judged_at"])
    assert round(judged_at.timestamp() * 1e6) == made.made_at_us


def test_a_changed_answer_is_one_row_that_names_what_it_replaced(tmp_path):
    path = one_pair(tmp_path)
    session = a_rater_session(path)
    first = session.record(0, "realism", GivenAnswer("a")).result()
    session.record(0, "realism", GivenAnswer("tie")).result()
    session.close()
    [row] = exported(path, tmp_path / "out")["judgments"]
    assert (row["answer"], row["supersedes"]) == ("tie", first.id)
    assert (row["preferred"], row["preferred_id"]) == ("", "")


def test_an_answer_has_the_certificate_of_the_showing_it_was_given_in(tmp_path):
    path = one_pair(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.record(0, "aesthetics", GivenAnswer("a"))
    session.record_certificate(0, a_certificate(loops=1))
    session.record(0, "aesthetics", GivenAnswer("b"))  # came back and changed it
    session.record_certificate(0, a_certificate(loops=2, missed=3))
    session.record(0, "stability", GivenAnswer("tie"))  # killed before it was left
    session.close()
    tables = exported(path, tmp_path / "out")
    found = {
        row["criterion"]: (row["loops"], row["playback_ok"], row["watched"])
        for row in tables["judgments"]
    }
    assert found == {
        "realism": ("1", "true", "1.0"),
        "aesthetics": ("2", "false", "1.0"),
        "stability": ("", "", ""),
    }
    assert len(tables["playback"]) == 4


def test_playback_tells_each_pane_of_each_showing(tmp_path):
    path = rate(one_pair(tmp_path), always("tie"))
    rows = exported(path, tmp_path / "out")["playback"]
    assert [row["place"] for row in rows] == ["a", "b"]
    assert {row["system"] for row in rows} == {"vivid", "steady"}
    expected = {
        "stage": "self",
        "rater": "ana",
        "position": "0",
        "source": "street 0",
        "sha256": "c" * 64,
        "due": "60",
        "shown": "60",
        "missed": "0",
        "watched": "1.0",
        "scale": "0.5",
        "matrix": "bt709",
        "stalls": "1",
        "worst_skew_us": "250",
        "late_p95_us": "4000",
        "longest_hold_us": "9000",
        "loops": "3",
        "seeks": "2",
        "refresh_hz": "59.94",
        "pixel_ratio": "1.5",
        "ok": "true",
    }
    assert {key: rows[0][key] for key in expected} == expected


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


def test_raters_tell_their_work_and_their_sides(tmp_path):
    path = a_file_of(tmp_path)
    rate(path, always("a"), "ana")
    rate(path, always("b"), "simulated-1", stage=Stage.PEERS, trials=1)
    ana, robot = exported(path, tmp_path / "out")["raters"]
    total = int(ana["trials_total"])
    assert (ana["stage"], ana["rater"], ana["simulated"]) == ("self", "ana", "false")
    assert int(ana["trials_done"]) == total > 4  # repeats among them
    assert int(ana["judgments"]) == int(ana["answered_a"]) == 3 * total
    assert ana["median_response_ms"] == "1500.0"
    assert ana["repeat_agreement"] == "0.0"  # a again, but the sides were swapped
    assert (robot["simulated"], robot["trials_done"]) == ("true", "1")
    assert (robot["answered_a"], robot["answered_b"]) == ("0", "3")
    assert robot["repeat_agreement"] == ""
    assert robot["repeat_note"].startswith("undefined:")


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


def test_verdicts_say_undecided_where_nothing_is_settled(tmp_path):
    path = rate(a_file_of(tmp_path), always("tie"))
    rows = exported(path, tmp_path / "out")["verdicts"]
    assert [row["claim"] for row in rows] == ["1", "2"]
    assert rows[0]["outcome"] == "undecided"
    assert (rows[0]["at_least"], rows[0]["at_most"]) == ("0.5", "")
    assert rows[0]["value"] == "0.5"


def test_trials_that_could_not_be_shown_are_listed_with_the_reason(tmp_path):
    path = a_file_of(tmp_path)
    session = a_rater_session(path)
    session.record_skip(2, "street.mp4 ends after 14 of 90 frames.")
    session.close()
    [row] = exported(path, tmp_path / "out")["skips"]
    assert (row["position"], row["rater"]) == ("2", "heron-7")
    assert row["reason"] == "street.mp4 ends after 14 of 90 frames."


def test_rows_come_by_stage_rater_trial_and_question(tmp_path):
    path = a_file_of(tmp_path)
    rate(path, always("tie"), "zoe", stage=Stage.PEERS)
    rate(path, always("tie"), "ben")
    rate(path, always("tie"), "abe", stage=Stage.PEERS)
    rows = exported(path, tmp_path / "out")["judgments"]
    raters = list(dict.fromkeys((row["stage"], row["rater"]) for row in rows))
    assert raters == [("self", "ben"), ("peers", "abe"), ("peers", "zoe")]
    first = [(int(r["position"]), r["criterion"]) for r in rows if r["rater"] == "ben"]
    asked = ["realism", "aesthetics", "stability"]
    assert first == sorted(first, key=lambda key: (key[0], asked.index(key[1])))


@pytest.fixture
def rich(tmp_path):
    """Return a study rated by several people, and its export."""
    path = a_file_of(tmp_path, a_study(systems=4, sources=6), notes=("=a gap",))
    rate(path, prefer("x1", "x0"), "ana")
    rate(path, prefer("x2", "x1"), "ben", stage=Stage.PEERS)
    rate(path, always("cannot_judge"), "eve", stage=Stage.PEERS, certify=False)
    return path, exported(path, tmp_path / "out"), tmp_path / "out"


def test_every_column_is_described_in_its_order(rich):
    _, tables, folder = rich
    resources = described(folder)
    assert set(resources) == set(tables)
    for name, resource in resources.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file))
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert all(field["description"].endswith(".") for field in fields)


def test_keys_types_and_references_of_the_description_are_true(rich):
    _, tables, folder = rich
    for name, resource in described(folder).items():
        schema, rows = resource["schema"], tables[name]
        for field in schema["fields"]:
            cells = [row[field["name"]] for row in rows]
            _check(field, [cell for cell in cells if cell])
        if key := schema.get("primaryKey"):
            keys = [tuple(row[column] for column in key) for row in rows]
            assert len(set(keys)) == len(keys)
            assert all(all(parts) for parts in keys)
        for reference in schema.get("foreignKeys", ()):
            other = tables[reference["reference"]["resource"]]
            columns = reference["fields"]
            there = {tuple(row[column] for column in columns) for row in other}
            assert {tuple(row[column] for column in columns) for row in rows} <= there


_READERS = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def _check(field, cells):
    for cell in cells:
        if field["type"] == "datetime":
            assert datetime.strptime(cell, field["format"])
        else:
            _READERS[field["type"]](cell)
    if "constraints" in field:
        assert set(cells) <= set(field["constraints"]["enum"])


def test_exporting_twice_gives_the_same_bytes(rich, tmp_path):
    path, _, folder = rich
    exported(path, tmp_path / "again")
    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def test_numbers_load_into_arrays(rich):
    _, tables, folder = rich
    loaded = np.genfromtxt(
        folder / "playback.csv", delimiter=",", names=True, dtype=None, encoding="utf-8"
    )
    assert len(loaded) == len(tables["playback"])
    assert loaded["due"].sum() == 60 * len(loaded)
    values = [float(row["value"] or "nan") for row in tables["scores"]]
    assert np.nanmin(values) >= 0


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
