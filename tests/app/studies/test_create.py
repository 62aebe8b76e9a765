import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.studies.create import (
    build_study,
    refuse_nothing_to_show,
    study_path_for,
)
from app.studies.errors import UnusableOutputsError
from app.studies.found import Found, FoundInput, Output
from app.studies.scan import scan
from evaluators.defaults import default_contract
from evaluators.design import draw_trials
from evaluators.study import Kind, Medium, Method, Stage
from storage.study_file import create_study, open_study
from tests.app.studies.outputs import a_file, a_folder, png_bytes


def medium(content: str) -> Medium:
    return Medium(f"{content:0>64}", f"/data/{content}.png", Kind.IMAGE, 8, 8)


def found_of(cells: dict[tuple[str, str], str], **changes) -> Found:
    """Build what a scan finds from contents by (system, source)."""
    outputs = tuple(Output(y, s, medium(content)) for (y, s), content in cells.items())
    return Found(
        Path("/data"),
        tuple(dict.fromkeys(o.system for o in outputs)),
        tuple(dict.fromkeys(o.source for o in outputs)),
        outputs,
        **changes,
    )


def without_paths(study):
    return replace(
        study,
        stimuli=tuple(
            replace(s, medium=replace(s.medium, path="")) for s in study.stimuli
        ),
    )


TABLES = st.dictionaries(
    st.tuples(st.sampled_from("xyzw"), st.sampled_from("stuv")),
    st.sampled_from("abcd"),
    min_size=2,
).filter(lambda cells: len({system for system, _ in cells}) > 1)


@given(TABLES, st.permutations("xyzw"), st.permutations("stuv"), st.randoms())
def test_names_and_order_leave_no_trace_in_a_study(cells, systems, sources, random):
    new = dict(zip("xyzwstuv", (*systems, *sources), strict=True))
    renamed = {(new[y], new[s]): content for (y, s), content in cells.items()}
    shuffled = list(renamed.items())
    random.shuffle(shuffled)
    one, _, _ = build_study(found_of(cells), seed=3)
    two, _, _ = build_study(found_of(dict(shuffled)), seed=3)
    assert without_paths(one) == without_paths(two)
    trials = [draw_trials(study, Stage.SELF, seed=5).trials for study in (one, two)]
    ids = [[[s.id for s in t.stimuli] for t in drawn] for drawn in trials]
    assert ids[0] == ids[1]


@given(TABLES)
def test_ids_are_unique_whatever_is_identical(cells):
    study, labels, _ = build_study(found_of(cells), seed=1)
    assert len(set(study.systems)) == len({system for system, _ in cells})
    assert len({s.id for s in study.sources}) == len({source for _, source in cells})
    assert len({s.id for s in study.stimuli}) == len(cells)
    assert {len(name) for name in (*study.systems, *labels.sources)} == {16}
    back = {
        (labels.systems[s.system], labels.sources[s.source]): s.medium.sha256[-1]
        for s in study.stimuli
    }
    assert back == cells


def test_renaming_real_folders_leaves_the_study_as_it_is(tmp_path):
    one = a_folder(tmp_path / "one", ("before", "after", "third"), ("hall", "street"))
    two = tmp_path / "two"
    for path in one.glob("*/*"):
        system = {"before": "Z", "after": "3dvton", "third": "ä"}[path.parent.name]
        source = {"hall": "q", "street": "b"}[path.stem]
        a_file(two / system / f"{source}.png", path.read_bytes())
    for folder, names in ((one, ("hall", "street")), (two, ("q", "b"))):
        for i, name in enumerate(names):
            a_file(folder / "inputs" / f"{name}_person.png", png_bytes(200 + i))
    studies = [build_study(scan(folder), seed=1)[0] for folder in (one, two)]
    assert len(studies[0].sources[0].inputs) == 1
    assert nameless(studies[0]) == nameless(studies[1])


def nameless(study):
    sources = tuple(
        replace(
            s,
            inputs=tuple(
                replace(i, medium=replace(i.medium, path="")) for i in s.inputs
            ),
        )
        for s in study.sources
    )
    return replace(without_paths(study), sources=sources)


def test_no_name_stands_in_a_study_but_in_its_paths(tmp_path):
    found = scan(a_folder(tmp_path / "out", ("vivid", "3dvton"), ("hall", "street")))
    study, labels, _ = build_study(found, baseline_name="vivid", seed=1)
    text = repr(without_paths(study))
    assert not [n for n in ("vivid", "3dvton", "hall", "street", "out") if n in text]
    assert set(labels.systems.values()) == {"vivid", "3dvton"}


def test_the_default_is_a_complete_study_of_pairs(tmp_path):
    study, _, notes = build_study(scan(a_folder(tmp_path)), seed=9)
    assert study.contract.method.name is Method.PC
    assert [c.name for c in study.contract.criteria] == ["realism", "aesthetics"]
    assert study.contract.title == ""
    assert study.seed == 9
    assert notes == ()


def test_seeds_differ_when_none_is_given(tmp_path):
    found = scan(a_folder(tmp_path))
    assert build_study(found)[0].seed != build_study(found)[0].seed


def test_the_baseline_is_chosen_by_name(tmp_path):
    study, labels, _ = build_study(scan(a_folder(tmp_path)), baseline_name="after")
    assert labels.systems[study.contract.baseline] == "after"


def test_an_unknown_baseline_lists_the_names(tmp_path):
    with pytest.raises(UnusableOutputsError, match=r"called bfore; .* after, before"):
        build_study(scan(a_folder(tmp_path)), baseline_name="bfore")


def test_one_system_makes_no_pairs_but_can_be_rated(tmp_path):
    found = scan(a_folder(tmp_path, systems=("only",)))
    with pytest.raises(UnusableOutputsError, match="one system only, only"):
        build_study(found)
    study, _, _ = build_study(found, method=Method.ACR)
    assert study.contract.method.name is Method.ACR
    assert study.contract.criteria[0].question == "How real does it look?"


def test_a_given_contract_is_kept_but_for_what_is_said_beside_it(tmp_path):
    given_contract = replace(default_contract(), title="Old", problem="Why?")
    study, _, _ = build_study(
        scan(a_folder(tmp_path)), title="New", contract=given_contract
    )
    assert (study.contract.title, study.contract.problem) == ("New", "Why?")


def test_inputs_tell_identical_sources_apart():
    cells = {(y, s): "a" for y in "xy" for s in "st"}
    inputs = tuple(
        FoundInput(s, "person", medium(c)) for s, c in (("s", "1"), ("t", "2"))
    )
    swapped = tuple(
        FoundInput(s, "person", medium(c)) for s, c in (("s", "2"), ("t", "1"))
    )
    one, _, _ = build_study(found_of(cells, inputs=inputs), seed=1)
    two, _, _ = build_study(found_of(cells, inputs=swapped), seed=1)
    assert one == two


def test_a_study_and_its_outputs_can_move_together(tmp_path):
    found = scan(a_folder(tmp_path / "here" / "out"))
    path = study_path_for(tmp_path / "here" / "out")
    study, labels, notes = build_study(found, path=path)
    create_study(path, study, labels, notes=notes)
    (tmp_path / "here").rename(tmp_path / "there")
    with open_study(tmp_path / "there" / path.name) as opened:
        assert opened.study == study
        assert opened.labels == labels
        media = [opened.media_path(s.medium) for s in opened.study.stimuli]
        assert all(medium.is_file() for medium in media)


def test_a_study_goes_beside_its_outputs_under_a_free_name(tmp_path):
    folder = a_folder(tmp_path / "out.puts")
    assert study_path_for(folder) == tmp_path / "out.puts.beholder"
    a_file(tmp_path / "out.puts.beholder", b"")
    assert study_path_for(folder / "manifest.csv") == tmp_path / "out.puts 2.beholder"


def test_a_study_goes_into_the_folder_where_nothing_may_be_written_beside(
    tmp_path, monkeypatch
):
    folder = a_folder(tmp_path / "out")
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    assert study_path_for(folder).parent == folder


def test_a_study_finds_a_name_whatever_the_folder_is_called(tmp_path, monkeypatch):
    folder = a_folder(tmp_path / ("ü" * 120))
    assert study_path_for(folder).name == "ü" * 100 + ".beholder"
    monkeypatch.chdir(folder)
    assert study_path_for(Path()) == study_path_for(folder)
    assert study_path_for(Path("before/..")) == study_path_for(folder)


def test_a_study_of_nothing_to_show_is_refused():
    apart = found_of({("x", "s"): "a", ("y", "t"): "b"})
    study, _, _ = build_study(apart, seed=1)
    with pytest.raises(UnusableOutputsError, match=r"no pair to show.* Choose another"):
        refuse_nothing_to_show(study)
    study, _, _ = build_study(apart, method=Method.ACR, seed=1)
    refuse_nothing_to_show(study)
