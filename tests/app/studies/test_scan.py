from pathlib import Path
from threading import Event

import pytest

from app.studies.errors import ScanCancelledError
from app.studies.scan import scan
from evaluators.study import Kind
from tests.app.studies.outputs import (
    a_file,
    a_folder,
    a_manifest,
    clip_bytes,
    png_bytes,
)
from tests.app.studies.said import refusal, texts
from tests.storage.permissions import (
    a_public_folder,
    as_a_plain_user,
    needs_permissions,
)


def test_a_plain_folder_is_a_table_of_systems_and_sources(tmp_path):
    found = scan(a_folder(tmp_path / "out"))
    assert found.systems == ("after", "before")
    assert found.sources == ("hall", "street")
    assert len(found.cells) == 4
    assert found.gaps == ()
    assert found.remarks == ()
    assert not found.moving


def test_numbers_in_names_are_sorted_as_numbers(tmp_path):
    found = scan(a_folder(tmp_path, sources=("clip 10", "clip 2")))
    assert found.sources == ("clip 2", "clip 10")


def test_names_are_kept_as_they_are(tmp_path):
    systems = (
        "CP-VTON",
        "CP-VTON+",
        'say "hi"',
        "vid éo 🎬",
        "Straße",
        "before",
        "BEFORE",
    )
    sources = ("a+b", "A+B", "two  words", "人物", "it's")
    found = scan(a_folder(tmp_path, systems, sources))
    assert set(found.systems) == set(systems)
    assert set(found.sources) == set(sources)
    assert found.gaps == ()


def test_missing_cells_are_gaps_not_errors(tmp_path):
    found = scan(a_folder(tmp_path, missing={("after", "street")}))
    assert found.gaps == (("after", "street"),)
    assert "after has no output for street" in texts(found)


def test_junk_is_left_out_and_mentioned(tmp_path):
    a_folder(tmp_path)
    for name in ("README.md", ".DS_Store", "before/Thumbs.db", "before/notes.txt"):
        a_file(tmp_path / name, b"junk")
    (tmp_path / "__MACOSX").mkdir()
    found = scan(tmp_path)
    assert found.systems == ("after", "before")
    assert set(found.ignored) == {
        "README.md",
        ".DS_Store",
        "before/Thumbs.db",
        "before/notes.txt",
        "__MACOSX",
    }
    assert "left out" in texts(found)


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path):
    a_folder(tmp_path)
    a_file(tmp_path / "after" / "mirror.mp4", b"no clip at all")
    a_file(tmp_path / "before" / "mirror.png", png_bytes())
    found = scan(tmp_path)
    assert [(one.system, one.source) for one in found.unreadable] == [
        ("after", "mirror")
    ]
    assert "mirror.mp4" in found.unreadable[0].sentence
    assert found.remarks[0].trouble
    assert ("after", "mirror") in found.gaps


def test_a_clip_cut_short_is_told(tmp_path):
    a_file(tmp_path / "before" / "hall.mp4", clip_bytes(frames=30))
    whole = clip_bytes(frames=30, shade=70)
    a_file(tmp_path / "after" / "hall.mp4", whole[: len(whole) // 2])
    found = scan(tmp_path)
    assert found.systems == ("before",)
    assert "Nothing of the system after can be read" in texts(found)


def test_inputs_go_to_the_longest_source_that_fits(tmp_path):
    a_folder(tmp_path, sources=("p", "p_1"))
    for name in ("p_1_person.png", "p_garment.png", "q_person.png", "p_1_.png"):
        a_file(tmp_path / "inputs" / name, png_bytes())
    found = scan(tmp_path)
    given = {(one.source, one.name) for one in found.inputs}
    assert given == {("p_1", "person"), ("p", "garment"), ("p", "1_")}
    assert found.ignored == ("inputs/q_person.png",)


def test_references_are_shown_on_request_like_inputs(tmp_path):
    a_folder(tmp_path)
    a_file(tmp_path / "references" / "hall.png", png_bytes())
    found = scan(tmp_path)
    assert [(one.source, one.name) for one in found.inputs] == [("hall", "reference")]


def test_inputs_may_lie_elsewhere(tmp_path):
    a_folder(tmp_path / "out")
    a_file(tmp_path / "given" / "hall_person.png", png_bytes())
    found = scan(tmp_path / "out", inputs=tmp_path / "given")
    assert [one.name for one in found.inputs] == ["person"]
    assert "nowhere" in refusal(tmp_path / "out", inputs=tmp_path / "nowhere")


def test_a_folder_of_numbered_images_is_a_sequence(tmp_path):
    for system in ("before", "after"):
        for i in range(3):
            a_file(tmp_path / system / "hall" / f"{i}.png", png_bytes(i))
    found = scan(tmp_path)
    assert {output.medium.kind for output in found.outputs} == {Kind.SEQUENCE}
    assert "30 FPS" in texts(found)


def test_a_manifest_gives_the_rate_of_a_sequence(tmp_path):
    for i in range(4):
        a_file(tmp_path / "before" / "hall" / f"{i}.png", png_bytes(i))
    row = {"item": "hall", "system": "before", "path": "before/hall", "fps": "8"}
    found = scan(a_manifest(tmp_path / "manifest.csv", row))
    assert found.outputs[0].medium.rate_mhz == 8000
    assert found.remarks == ()


def test_mixed_rates_and_lengths_are_said_by_system(tmp_path):
    for source in ("hall", "street"):
        for system, rate, frames in (("x", 30, 30), ("y", 30, 30), ("z", 10, 8)):
            content = clip_bytes(rate=rate, frames=frames)
            a_file(tmp_path / system / f"{source}.mp4", content)
    said = texts(scan(tmp_path))
    assert "z plays at 10 FPS, the others at 30 FPS" in said
    assert "z ends 0.20 s earlier" in said
    assert "One" not in said


def test_mixed_sizes_are_said(tmp_path):
    a_file(tmp_path / "x" / "hall.png", png_bytes(size=8))
    a_file(tmp_path / "y" / "hall.png", png_bytes(size=16))
    assert "Sizes differ within the outputs of hall" in texts(scan(tmp_path))


def test_the_same_file_under_two_systems_is_said(tmp_path):
    a_file(tmp_path / "x" / "hall.png", png_bytes())
    a_file(tmp_path / "y" / "hall.png", png_bytes())
    assert "x and y for hall are the same file" in texts(scan(tmp_path))


def test_progress_ends_at_the_number_of_files(tmp_path):
    seen = []
    scan(a_folder(tmp_path), progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
    assert seen == sorted(seen)


def test_a_scan_can_be_cancelled(tmp_path):
    cancel = Event()
    with pytest.raises(ScanCancelledError):
        scan(
            a_folder(tmp_path, sources=[f"s{i}" for i in range(40)]),
            progress=lambda done, _: cancel.set() if done else None,
            cancel=cancel,
        )


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert "nowhere does not exist" in refusal(tmp_path / "nowhere")


def test_an_empty_folder_is_told_what_belongs_into_it(tmp_path):
    assert "is empty; put one folder per system" in refusal(tmp_path)


@pytest.mark.parametrize("spelt", [".", "..", "inner/.."])
def test_a_folder_is_called_by_its_name_however_it_is_spelt(
    tmp_path, monkeypatch, spelt
):
    (tmp_path / "renders" / "inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "renders" / ("inner" if spelt == ".." else ""))
    assert "The folder renders" in refusal(Path(spelt))


def test_files_without_a_folder_per_system_are_refused(tmp_path):
    a_file(tmp_path / "hall.png", png_bytes())
    assert "hall.png stands alone" in refusal(tmp_path)


def test_a_folder_of_documents_is_refused(tmp_path):
    a_file(tmp_path / "before" / "paper.pdf", b"%PDF")
    assert "holds no clips and no pictures" in refusal(tmp_path)


def test_two_files_for_one_source_are_refused(tmp_path):
    a_folder(tmp_path)
    a_file(tmp_path / "before" / "hall.jpg", b"")
    said = refusal(tmp_path)
    assert "hall.jpg and hall.png" in said


def test_nothing_readable_at_all_is_refused(tmp_path):
    a_file(tmp_path / "before" / "hall.mp4", b"x")
    a_file(tmp_path / "after" / "hall.mp4", b"x")
    assert "None of the 2 files" in refusal(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    outside = a_file(tmp_path / "private.png", png_bytes())
    folder = a_folder(tmp_path / "out")
    (folder / "after" / "extra.png").symlink_to(outside)
    assert "leads out of the folder out" in refusal(folder)


def test_a_line_break_in_a_name_is_refused(tmp_path):
    a_folder(tmp_path, sources=("two\nlines",))
    assert r"two\nlines" in refusal(tmp_path)


def test_neither_folder_nor_manifest_is_refused(tmp_path):
    path = a_file(tmp_path / "film.mp4", b"")
    assert "neither a folder nor a manifest" in refusal(path)


@needs_permissions
def test_a_folder_one_may_not_look_into_is_told():
    with a_public_folder() as folder:
        a_folder(folder / "out")
        a_file(folder / "out" / "after" / "run" / "1.png", png_bytes())
        for path in folder.rglob("*"):
            path.chmod(0o755)
        (folder / "out" / "after").chmod(0o711)
        with as_a_plain_user():
            assert "The folder after cannot be read" in refusal(folder / "out")
        (folder / "out" / "after").chmod(0o744)
        with as_a_plain_user():
            assert "Permission denied. Allow reading it" in refusal(folder / "out")
        (folder / "out" / "after").chmod(0o755)
        (folder / "out" / "after" / "run").chmod(0o700)
        with as_a_plain_user():
            found = scan(folder / "out")
    assert found.sources == ("hall", "street")
    assert "run in the folder after may not be read" in found.unreadable[0].sentence


def test_a_link_to_itself_is_a_file_that_is_missing(tmp_path):
    folder = a_folder(tmp_path / "out")
    (folder / "after" / "loop.png").symlink_to("loop.png")
    said = texts(scan(folder))
    assert "after/loop.png is missing" in said


def test_hundreds_of_files_are_opened_and_told(tmp_path):
    seen = []
    folder = a_folder(tmp_path, sources=[f"s{i}" for i in range(300)])
    found = scan(folder, progress=lambda *told: seen.append(told))
    assert len(found.outputs) == 600
    assert seen[-1] == (600, 600)
    assert len(seen) < 300  # no window could show each of them
