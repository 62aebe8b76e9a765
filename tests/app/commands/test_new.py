import pytest

from app.studies.recent import RecentStudies
from evaluators.study import Method
from storage.study_file import open_study
from tests.app.studies.outputs import a_file, a_folder, a_manifest, clip_bytes, rows_of
from tests.end_to_end.program import assert_one_sentence


@pytest.fixture
def outputs(tmp_path):
    return a_folder(tmp_path / "renders")


def the_study(path):
    with open_study(path, read_only=True) as file:
        return file.study, file.labels


def test_the_study_is_made_and_its_path_is_the_only_output(beholder, outputs, tmp_path):
    done = beholder("new", "shoes.beholder", outputs)
    assert (done.code, done.out) == (0, "shoes.beholder\n")
    study, labels = the_study(tmp_path / "shoes.beholder")
    assert len(study.stimuli) == 4
    assert set(labels.systems.values()) == {"before", "after"}


def test_what_was_found_is_told_system_by_system(beholder, outputs):
    said = beholder("new", "shoes.beholder", outputs).err
    assert "4 of 4 pictures: 2 sources × 2 systems" in said
    assert "  before  2 pictures  8×8" in said
    assert "beholder rate shoes.beholder" in said


def test_a_missing_suffix_is_added_and_told(beholder, outputs, tmp_path):
    done = beholder("new", "shoes", outputs)
    assert done.out == "shoes.beholder\n"
    assert "shoes.beholder: study files end in .beholder" in done.err
    assert (tmp_path / "shoes.beholder").is_file()


def test_gaps_and_unreadable_files_are_told_and_the_rest_is_used(
    beholder, outputs, tmp_path
):
    (outputs / "before" / "hall.png").unlink()
    a_file(outputs / "after" / "mirror.mp4", b"this is a text")
    done = beholder("new", "shoes.beholder", outputs)
    assert done.code == 0
    assert "! before has no output for hall" in done.err
    assert "mirror.mp4" in done.err
    assert len(the_study(tmp_path / "shoes.beholder")[0].stimuli) == 3


def test_mixed_rates_are_told(beholder, tmp_path):
    a_file(tmp_path / "renders" / "slow" / "hall.mp4", clip_bytes(rate=10))
    a_file(tmp_path / "renders" / "fast" / "hall.mp4", clip_bytes(rate=30))
    said = beholder("new", "shoes", "renders").err
    assert "plays at 10 FPS" in said or "plays at 30 FPS" in said


def test_the_baseline_is_marked_and_one_nobody_named_is_told(beholder, outputs):
    named = beholder("new", "named", outputs, "--baseline", "before").err
    assert "No baseline" not in named
    assert next(line for line in named.splitlines() if "  before" in line).endswith(
        "baseline"
    )
    assert "No baseline was named, so" in beholder("new", "unnamed", outputs).err


def test_title_and_seed_and_method_are_taken(beholder, outputs, tmp_path):
    words = ("--title", "Sneakers", "--seed", "7", "--method", "acr")
    for name in ("one", "two"):
        beholder("new", name, outputs, *words)
    study, _ = the_study(tmp_path / "one.beholder")
    assert study.contract.title == "Sneakers"
    assert study.seed == 7
    assert study.contract.method.name is Method.ACR
    assert study.contract.criteria[0].question.startswith("How")
    assert the_study(tmp_path / "two.beholder")[0] == study


@pytest.mark.parametrize("name", ["a b", "a+b", "it's", 'say "x"', "größer", "靴 👟"])
def test_names_may_hold_what_a_file_system_allows(beholder, tmp_path, name):
    a_folder(tmp_path / name, systems=(name, "other"), sources=(f"{name} 1", "2"))
    done = beholder("new", f"{name}.beholder", name, "--baseline", name)
    assert (done.code, done.out) == (0, f"{name}.beholder\n")
    assert name in the_study(tmp_path / f"{name}.beholder")[1].systems.values()


def test_inputs_and_references_may_lie_elsewhere(beholder, outputs, tmp_path):
    a_file(tmp_path / "given" / "hall_person.mp4", clip_bytes())
    a_file(tmp_path / "true" / "hall.mp4", clip_bytes(shade=30))
    done = beholder("new", "s", outputs, "--inputs", "given", "--references", "true")
    assert "2 inputs of 1 source are shown on request" in done.err


def test_a_manifest_may_be_named(beholder, outputs):
    manifest = a_manifest(outputs / "mine.csv", *rows_of(outputs))
    assert "2 sources × 2 systems" in beholder("new", "s", manifest).err


CONTRACT = """
title = "Sneakers"
baseline = "before"
[method]
name = "acr"
[[success]]
criterion = "realism"
statistic = "mos_difference"
at_least = 0.0
"""


def test_a_contract_is_read_with_the_names_of_systems(beholder, outputs, tmp_path):
    (tmp_path / "contract.toml").write_text(CONTRACT)
    assert beholder("new", "s", outputs, "--contract", "contract.toml").code == 0
    study, labels = the_study(tmp_path / "s.beholder")
    assert labels.systems[study.contract.baseline] == "before"
    assert [labels.systems[row.system] for row in study.contract.success] == ["after"]
    assert study.contract.title == "Sneakers"


def test_a_contract_that_only_names_a_method_asks_in_its_words(
    beholder, outputs, tmp_path
):
    (tmp_path / "c.toml").write_text('[method]\nname = "acr"\n')
    beholder("new", "s", outputs, "--contract", "c.toml")
    criteria = the_study(tmp_path / "s.beholder")[0].contract.criteria
    assert [c.name for c in criteria] == ["realism", "aesthetics"]
    assert all(c.question.startswith("How") for c in criteria)


def test_a_claim_without_a_system_spares_the_baseline_of_the_command_line(
    beholder, outputs, tmp_path
):
    (tmp_path / "c.toml").write_text(
        '[[success]]\ncriterion = "realism"\nat_least = 0.5\n'
    )
    beholder("new", "s", outputs, "--contract", "c.toml", "--baseline", "after")
    study, labels = the_study(tmp_path / "s.beholder")
    assert [labels.systems[row.system] for row in study.contract.success] == ["before"]


@pytest.mark.parametrize(
    ("option", "value"), [("--method", "pc"), ("--baseline", "after")]
)
def test_contract_and_command_line_must_not_disagree(
    beholder, outputs, tmp_path, option, value
):
    (tmp_path / "c.toml").write_text(CONTRACT)
    done = beholder("new", "s.beholder", outputs, "--contract", "c.toml", option, value)
    assert_one_sentence(done, "c.toml", option, value)
    assert not (tmp_path / "s.beholder").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"title = ", ("c.toml is not TOML",)),
        (b'titel = "x"', ("c.toml", "titel", "known are")),
        (b'baseline = "before it"', ("c.toml, baseline", "before it", "after, before")),
        (b'title = "gr\xf6\xdfer"', ("Line 1 of c.toml", "UTF-8")),
    ],
    ids=["no TOML", "unknown key", "unknown system", "no UTF-8"],
)
def test_a_contract_that_cannot_be_read_is_refused_with_the_place(
    beholder, outputs, tmp_path, text, words
):
    (tmp_path / "c.toml").write_bytes(text)
    done = beholder("new", "s.beholder", outputs, "--contract", "c.toml")
    assert_one_sentence(done, *words)
    assert not (tmp_path / "s.beholder").exists()


def test_an_existing_file_is_refused_before_the_outputs_are_read(beholder, tmp_path):
    (tmp_path / "s.beholder").write_text("mine")
    done = beholder("new", "s.beholder", "nowhere")
    assert_one_sentence(done, "s.beholder is already there")
    assert (tmp_path / "s.beholder").read_text() == "mine"


def test_a_folder_as_the_study_is_refused(beholder, outputs):
    assert_one_sentence(beholder("new", outputs, "s"), "renders is a folder")


def test_an_unknown_baseline_is_refused_with_the_names_there_are(beholder, outputs):
    done = beholder("new", "s.beholder", outputs, "--baseline", "befor")
    assert_one_sentence(done, "befor", "before")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("s",),
        ("s", "renders", "--method", "abx"),
        ("s", "renders", "--seed", "-1"),
        ("s", "renders", "--seed", str(2**63)),
        ("s", "renders", "--colour"),
    ],
)
def test_wrong_usage_is_exit_code_2(beholder, words):
    done = beholder("new", *words)
    assert (done.code, done.out) == (2, "")
    assert "Usage: beholder new" in done.err


def test_the_study_stands_on_the_start_page(beholder, outputs, tmp_path, own_home):
    beholder("new", "shoes.beholder", outputs)
    assert RecentStudies(own_home).paths() == (tmp_path / "shoes.beholder",)


def test_a_list_that_cannot_be_written_stops_nothing(beholder, outputs, own_home):
    (own_home / "recent.json").mkdir()  # nothing can take its place
    done = beholder("new", "shoes.beholder", outputs)
    assert (done.code, done.out) == (0, "shoes.beholder\n")
    assert "will not list the study" in done.err
