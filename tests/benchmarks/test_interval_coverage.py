"""Do intervals cover? A sample; more repetitions tell the third digit."""

import numpy as np
import pytest

from evaluators.agreement.krippendorff import alpha_estimate
from evaluators.scores.preference import clustered_share

REPETITIONS = 300
SOURCE_SD, RATER_SD = 0.5, 0.7  # on the logit scale, as in studies we know
LEAST = 0.95 - 3 * np.sqrt(0.95 * 0.05 / REPETITIONS)  # three standard errors


def chance_of_winning(logit):
    return 1 / (1 + np.exp(-logit))


def simulated(chance, raters, sources, logit):
    """Return one study's answers as values, sources and raters."""
    source, rater = (
        np.repeat(np.arange(sources), raters),
        np.tile(np.arange(raters), sources),
    )
    # One or two raters are not a sample: the interval speaks of them alone.
    bias = chance.normal(0, RATER_SD, raters) if raters > 2 else np.zeros(raters)
    lean = chance.normal(0, SOURCE_SD, sources)
    won = chance.random(len(source)) < chance_of_winning(
        logit + lean[source] + bias[rater]
    )
    return won.astype(float), source, rater


def long_run(logit, raters):
    sd = np.hypot(SOURCE_SD, RATER_SD if raters > 2 else 0)
    quantiles, weights = np.polynomial.hermite_e.hermegauss(40)
    return np.average(chance_of_winning(logit + sd * quantiles), weights=weights)


@pytest.mark.parametrize(("raters", "sources"), [(1, 8), (1, 24), (4, 8), (12, 20)])
@pytest.mark.parametrize("logit", [0.0, 1.0, 2.5])
def test_the_interval_of_a_win_rate_covers(raters, sources, logit):
    chance, truth = np.random.default_rng(11), long_run(logit, raters)
    found = [
        clustered_share(*simulated(chance, raters, sources, logit))
        for _ in range(REPETITIONS)
    ]
    covered = np.mean([e.low <= truth <= e.high for e in found])
    assert covered >= LEAST


@pytest.mark.parametrize(("raters", "sources"), [(1, 24), (4, 8), (24, 60)])
def test_without_a_difference_few_studies_claim_one(raters, sources):
    chance = np.random.default_rng(12)
    found = [
        clustered_share(*simulated(chance, raters, sources, 0.0))
        for _ in range(REPETITIONS)
    ]
    assert np.mean([e.low > 0.5 for e in found]) <= 0.05


@pytest.mark.parametrize("stimuli", [15, 40, 120])
def test_the_interval_of_alpha_covers(stimuli):
    chance, raters = np.random.default_rng(13), 5
    # Quality and noise of one variance each, cut into five levels.
    cuts = np.array([-1.2, -0.4, 0.4, 1.2])

    def table(rows):
        quality = chance.normal(size=(rows, 1)) * 1.25
        return np.searchsorted(cuts, quality + chance.normal(size=(rows, raters)))

    truth = alpha_estimate(table(40_000), "ordinal").value
    assert 0.5 < truth < 0.6
    found = [alpha_estimate(table(stimuli)) for _ in range(REPETITIONS)]
    covered = np.mean([e.low <= truth <= e.high for e in found])
    assert LEAST <= covered <= 0.99
