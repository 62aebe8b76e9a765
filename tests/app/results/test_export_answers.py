"""What the CSV files hold of each answer, showing, rater and skip."""

from datetime import datetime

from evaluators.study import Stage
from storage.rater_session import GivenAnswer
from tests.app.results.rated import (
    a_certificate,
    a_file_of,
    always,
    exported,
    one_pair,
    rate,
)
from tests.storage.study_files import a_rater_session


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
        "left_out": "false",
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
        "due_first_second": "30",
        "missed_first_second": "1",
        "resized": "2",
        "watched": "1.0",
        "scale": "0.5",
        "width": "960",
        "height": "540",
        "offset_us": "40000",
        "matrix": "bt709",
        "stalls": "1",
        "stalled_us": "8000",
        "worst_skew_us": "250",
        "late_p95_us": "4000",
        "late_max_us": "7000",
        "longest_hold_us": "9000",
        "hold_first_second_us": "6000",
        "held_frames": "2",
        "loops": "3",
        "seeks": "2",
        "speed_changes": "4",
        "refresh_hz": "59.94",
        "pixel_ratio": "1.5",
        "ok": "true",
    }
    assert {key: rows[0][key] for key in expected} == expected


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
