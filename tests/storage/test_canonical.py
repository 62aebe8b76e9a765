"""The spelling that hashes are made of; also the vector in docs/reliability.md."""

import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.canonical import (
    canonical_json,
    content_sha256,
    from_share,
    to_share,
)
from tests.conftest import ROOT

VALUES = st.recursive(
    st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abü😀"), inner),
    max_leaves=20,
)


def test_vector_in_the_docs_holds():
    text = (ROOT / "docs" / "reliability.md").read_text()
    found = re.search(
        r"```json\n(.+?)\n```\n\n```text\n(.+?)\n([0-9a-f]{64})", text, re.S
    )
    value, spelling, digest = found.groups()
    assert canonical_json(json.loads(value)).decode() == spelling
    assert content_sha256(json.loads(value)) == digest
    assert hashlib.sha256(spelling.encode()).hexdigest() == digest


def test_order_of_keys_does_not_matter():
    assert canonical_json({"b": 1, "a": "ü"}) == '{"a":"ü","b":1}'.encode()
    assert canonical_json({"a": "ü", "b": 1}) == canonical_json({"b": 1, "a": "ü"})


@pytest.mark.parametrize("value", [0.5, True, {"a": 1.0}, ["x", False], b"x", {1: "x"}])
def test_what_has_more_than_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


@given(VALUES)
def test_spelling_says_everything(value):
    assert json.loads(canonical_json(value)) == value


@given(st.integers(-(10**9), 10**9))
def test_shares_come_back(share):
    assert to_share(from_share(share)) == share
