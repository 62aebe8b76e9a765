"""The contract of a study: versions while nobody has judged, then one for good."""

import hashlib
from dataclasses import replace

import pytest

from evaluators.study import FlawedPlayback, Method, MethodSettings
from storage.connection import connect
from storage.errors import ContractFrozenError, UnblindingError, UnwritableTextError
from storage.rater_session import GivenAnswer
from storage.study_file import open_study
from tests.storage.study_files import a_rater_session, a_study_file, judge


def test_new_contract_is_a_new_version(tmp_path):
    path = a_study_file(tmp_path)
    with open_study(path) as study_file:
        contract = replace(study_file.study.contract, title="Spring")
        assert study_file.set_contract(contract) == 2
        assert study_file.study.contract == contract
    with open_study(path) as study_file:
        assert (study_file.study.contract, study_file.study.contract_version) == (
            contract,
            2,
        )


def test_contract_is_frozen_once_judged(tmp_path):
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    with open_study(path) as study_file:
        with pytest.raises(ContractFrozenError, match="judged under version 1"):
            study_file.set_contract(replace(study_file.study.contract, title="Spring"))
        assert study_file.study.contract_version == 1


def test_contract_stays_while_a_rater_has_it_open(tmp_path):
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    with open_study(path) as study_file:
        contract = replace(study_file.study.contract, title="Spring")
        with pytest.raises(ContractFrozenError, match="heron-7 has the study open"):
            study_file.set_contract(contract)
        session.close()
        assert study_file.set_contract(contract) == 2


def test_drawn_trials_hold_the_method_but_not_the_words(tmp_path):
    path = a_study_file(tmp_path)
    a_rater_session(path).close()
    with open_study(path) as study_file:
        contract = study_file.study.contract
        with pytest.raises(ContractFrozenError, match="trials have been drawn"):
            study_file.set_contract(
                replace(contract, method=MethodSettings(Method.ACR))
            )
        assert study_file.set_contract(replace(contract, title="Spring")) == 2


def test_what_counts_may_be_decided_until_somebody_has_judged(tmp_path):
    path = a_study_file(tmp_path)
    a_rater_session(path).close()
    with open_study(path) as study_file:
        contract = study_file.study.contract
        method = replace(contract.method, flawed_playback=FlawedPlayback.LEFT_OUT)
        assert study_file.set_contract(replace(contract, method=method)) == 2
    judge(path)
    with open_study(path) as study_file:
        with pytest.raises(ContractFrozenError, match="judged under version 2"):
            study_file.set_contract(contract)
        assert study_file.study.contract.method == method


def test_contract_that_names_a_system_is_refused(tmp_path):
    with open_study(a_study_file(tmp_path)) as study_file:
        contract = replace(study_file.study.contract, title="vivid against the rest")
        with pytest.raises(UnblindingError, match="title"):
            study_file.set_contract(contract)


def test_contract_with_half_a_character_is_refused_in_words(path):
    with open_study(path) as study_file:
        contract = replace(study_file.study.contract, title="a\ud83d")
        with pytest.raises(UnwritableTextError, match="write it anew"):
            study_file.set_contract(contract)
        assert study_file.study.contract_version == 1


def test_hash_of_a_contract_is_that_of_its_canonical_text(path):
    db = connect(path)
    [[body, digest]] = db.execute("SELECT body, content_sha256 FROM contract")
    db.close()
    assert hashlib.sha256(body.encode()).hexdigest() == digest
