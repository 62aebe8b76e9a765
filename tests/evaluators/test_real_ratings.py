"""The ratings of Goering et al. (2023): 27 raters, 146 pictures, 6 systems."""

import csv

import numpy as np
import pytest

from evaluators.agreement.krippendorff import alpha_estimate
from evaluators.ratings import ratings_of
from evaluators.scores.opinion import mean_opinion_scores
from evaluators.study import Kind, Method
from evaluators.summary import agreement_rows, score_rows
from evaluators.tables import Ratings, numbered
from tests.builders import a_judgment, a_stimulus, a_study, a_trial

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def rows(real_data):
    with (real_data / "ratings_avt_ai_images" / "ratings_raw.csv").open() as file:
        return [row for row in csv.DictReader(file) if row["kept_by_authors"] == "1"]


@pytest.fixture(scope="module")
def published(real_data):
    path = real_data / "ratings_avt_ai_images" / "published_means.csv"
    with path.open() as file:
        return {row["image_key"]: row for row in csv.DictReader(file)}


def judgments_of(rows, criterion):
    return [
        a_judgment(
            trial=a_trial(
                stimuli=(a_stimulus(row["item"], row["system"], kind=Kind.IMAGE),)
            ),
            score=int(row["rating"]),
            rater=row["rater"],
            criterion=criterion,
        )
        for row in rows
        if row["criterion"] == criterion
    ]


@pytest.mark.parametrize("criterion", ["appeal", "realism", "prompt_matching"])
def test_published_means_are_reproduced(rows, published, criterion):
    asked = [row for row in rows if row["criterion"] == criterion]
    keys = [f"{row['system']}/{row['item']}" for row in asked]
    names = tuple(sorted(set(keys)))
    ratings = Ratings(
        numbered(keys),
        np.arange(len(asked)),  # duplicates kept, as the authors did
        np.array([float(row["rating"]) for row in asked]),
        names,
        tuple(map(str, range(len(asked)))),
    )
    means = mean_opinion_scores(ratings)
    assert len(means) == 146
    for name, estimate in zip(names, means, strict=True):
        theirs = float(published[name][f"{criterion}_mean"])
        assert estimate.value == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize(
    ("criterion", "interval", "ordinal"),
    [
        ("appeal", 0.296, 0.296),
        ("realism", 0.464, 0.449),
        ("prompt_matching", 0.535, 0.515),
    ],
)
def test_agreement_is_that_of_the_reference(rows, criterion, interval, ordinal):
    ratings = ratings_of(judgments_of(rows, criterion), criterion)
    for level, alpha in (("interval", interval), ("ordinal", ordinal)):
        estimate = alpha_estimate(ratings, level)
        assert estimate.value == pytest.approx(alpha, abs=5e-4)
        assert estimate.low < alpha < estimate.high
        assert estimate.n == 146


def test_the_trade_off_between_appeal_and_realism_shows(rows):
    judgments = judgments_of(rows, "appeal") + judgments_of(rows, "realism")
    study = a_study(method=Method.ACR)
    mean = {
        (row.criterion, row.system): row.estimate
        for row in score_rows(study, judgments)
    }
    assert mean["appeal", "midjourney"].value == pytest.approx(3.67, abs=5e-3)
    assert mean["realism", "midjourney"].value == pytest.approx(2.34, abs=5e-3)
    assert mean["realism", "own"].value == pytest.approx(4.63, abs=5e-3)
    assert mean["realism", "own"].low > mean["realism", "midjourney"].high
    assert [row.raters for row in agreement_rows(study, judgments)] == [22, 22]
