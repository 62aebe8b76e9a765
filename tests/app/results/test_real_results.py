"""Real clips, rated and exported, read back with what a person would use."""

import csv
import math

import numpy as np
import pytest

from app.results.export import export_study
from app.results.report import report_text
from app.studies.create import build_study
from app.studies.scan import scan
from evaluators.study import Stage
from storage.study_file import create_study, open_study
from tests.app.results.rated import prefer, rate, read_folder


@pytest.mark.real_data
def test_try_on_clips_are_rated_exported_and_read_back(real_data, tmp_path):
    found = scan(real_data / "tryon_video_3dvton")
    study, labels, notes = build_study(found, baseline_name="vivid", seed=3)
    path = tmp_path / "try-on.beholder"
    create_study(path, study, labels, notes=notes)
    best = next(id_ for id_, name in labels.systems.items() if name == "3dvton")
    for rater in ("ana", "ben", "eve"):
        rate(path, prefer(best, study.contract.baseline), rater, stage=Stage.PEERS)
    with open_study(path, read_only=True) as file:
        export_study(file, tmp_path / "out")
        said = " ".join(report_text(file).replace("\u00a0", " ").split())
        judged = len(file.judgments())
    tables = read_folder(tmp_path / "out")
    assert len(tables["judgments"]) == judged
    names = {row["system_a"] for row in tables["judgments"]}
    assert names == {"vivid", "catv2ton", "3dvton"}
    rates = {
        (row["system"], row["criterion"]): float(row["value"])
        for row in tables["scores"]
        if (row["versus"], row["slice_kind"]) == ("vivid", "all")
        and row["statistic"] == "win_rate"
    }
    assert rates["3dvton", "realism"] == 1
    assert rates["catv2ton", "realism"] == 0
    assert all(row["value"] == "1.0" for row in tables["agreement"])
    assert "3dvton is better than vivid in realism." in said
    assert "Not met (peers): catv2ton is better than vivid in realism." in said
    _loads_into_arrays(tmp_path / "out" / "judgments.csv", judged)


def _loads_into_arrays(path, rows):
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    watched = np.array([float(row["watched"] or math.nan) for row in read])
    assert watched.shape == (rows,)
    assert np.all(watched == 1)
