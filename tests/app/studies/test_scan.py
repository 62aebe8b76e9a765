from threading import Event

import pytest

from app.studies.errors import ScanCancelledError, UnusableOutputsError
from app.studies.scan import scan
from evaluators.study import Kind
from tests.app.studies.outputs import (
    a_file,
    a_folder,
    a_manifest,
    clip_bytes,
    png_bytes,
    rows_of,
)


def texts(found) -> str:
    return "\n".join(remark.text for remark in found.remarks)


def refusal(path, **options) -> str:
    with pytest.raises(UnusableOutputsError) as caught:
        scan(path, **options)
    return str(caught.value)


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


@pytest.mark.parametrize("name", ["manifest.csv", "own name.csv"])
def test_a_manifest_is_read_as_file_and_by_its_folder(tmp_path, name):
    a_folder(tmp_path)
    path = a_manifest(tmp_path / name, *rows_of(tmp_path)[:3])
    found = scan(tmp_path if name == "manifest.csv" else path)
    assert len(found.cells) == 3
    assert len(found.gaps) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_does_not_hide_the_first_column(tmp_path, encoding):
    a_folder(tmp_path, systems=("é", "人"))
    a_manifest(tmp_path / "manifest.csv", *rows_of(tmp_path), encoding=encoding)
    assert scan(tmp_path).systems == ("é", "人")


def test_factors_tags_and_other_columns_are_kept(tmp_path):
    rows = rows_of(a_folder(tmp_path), tags="mirror; dark", width="8", note="n")
    rows[0]["factor.interpolation"] = "blend"
    rows = [{"factor.interpolation": ""} | row for row in rows]
    found = scan(a_manifest(tmp_path / "manifest.csv", *rows))
    assert found.tags["hall"] == ("mirror", "dark")
    assert found.outputs[0].factors == (("interpolation", "blend"),)
    assert found.outputs[1].factors == ()
    assert dict(found.outputs[0].other) == {"width": "8", "note": "n"}


def test_a_manifest_names_inputs_and_references(tmp_path):
    a_folder(tmp_path)
    rows = rows_of(tmp_path, **{"input.person": "", "reference": "given/me.png"})
    a_file(tmp_path / "given" / "me.png", png_bytes(3))
    rows[0]["input.person"] = "given/me.png"
    found = scan(a_manifest(tmp_path / "manifest.csv", *rows))
    given = {(one.source, one.name) for one in found.inputs}
    assert given == {("hall", "person"), ("hall", "reference"), ("street", "reference")}


def test_a_listed_file_that_is_missing_is_told(tmp_path):
    rows = rows_of(a_folder(tmp_path))
    (tmp_path / rows[1]["path"]).unlink()
    found = scan(a_manifest(tmp_path / "manifest.csv", *rows))
    assert "street.png in line 3 of manifest.csv is missing" in texts(found)


def changed(tmp_path, **cells):
    rows = rows_of(a_folder(tmp_path))
    rows = [dict.fromkeys(cells, "") | row for row in rows]
    rows[1] |= cells
    return a_manifest(tmp_path / "manifest.csv", *rows)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"path": "/etc/passwd"}, "column path in line 3"),
        ({"path": "../secret.png"}, "column path in line 3"),
        ({"path": "after/../after/hall.png"}, "column path in line 3"),
        ({"path": ""}, "column path is empty in line 3"),
        ({"system": ""}, "column system is empty in line 3"),
        ({"source": "hall"}, "Lines 2 and 3 of manifest.csv both give"),
        ({"fps": "fast"}, 'fps in line 3 of manifest.csv is "fast"'),
        ({"fps": "0"}, "above 0"),
        ({"fps": "inf"}, "above 0"),
        ({"input.person": "../me.png"}, "column input.person in line 3"),
    ],
)
def test_a_bad_cell_is_refused_with_line_and_column(tmp_path, cells, words):
    assert words in refusal(changed(tmp_path, **cells))


def test_a_linked_path_out_of_the_folder_is_refused(tmp_path):
    outside = a_file(tmp_path / "private.png", png_bytes())
    folder = tmp_path / "out"
    path = changed(folder, path="link.png")
    (folder / "link.png").symlink_to(outside)
    assert "leads out of the folder" in refusal(path)


def test_two_lines_that_disagree_about_an_input_are_refused(tmp_path):
    rows = rows_of(a_folder(tmp_path), **{"input.person": "a.png"})
    rows[2]["input.person"] = "b.png"
    said = refusal(a_manifest(tmp_path / "manifest.csv", *rows))
    assert "a.png in line 2" in said
    assert "line 4" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column source in line 1"),
        (b"source,system\nhall,x\n", "no column path in line 1"),
        (b"source,path\nhall,x\n", "no column system in line 1"),
        (b"source,system,path,path\n", "column path twice"),
        (b"source,system,path\n", "lists nothing"),
        (b"source,system,path\nhall,x,a,b.png\n", "Line 2 of manifest.csv has 4 cells"),
        (
            b"source,system,path\nh\xe4ll,x,a.png\n",
            "Line 2 of manifest.csv is not UTF-8",
        ),
        (b'source,system,path\n"hall\n', "column system is empty"),
    ],
)
def test_a_manifest_that_cannot_be_read_says_where(tmp_path, content, words):
    assert words in refusal(a_file(tmp_path / "manifest.csv", content))


def test_semicolons_of_spreadsheets_are_understood(tmp_path):
    a_folder(tmp_path)
    lines = ["source;system;path"]
    lines += [f"{r['source']};{r['system']};{r['path']}" for r in rows_of(tmp_path)]
    a_file(tmp_path / "manifest.csv", "\r\n".join(lines).encode())
    assert len(scan(tmp_path).cells) == 4


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("folder", "counts"),  # systems, sources, outputs, inputs
    [
        ("tryon_video_3dvton", (3, 8, 24, 16)),
        ("fps_tryon_swifttry", (5, 4, 20, 8)),
        ("tryon_image_survey/vitonhd", (7, 5, 35, 10)),
        ("tryon_image_survey/viton", (11, 2, 22, 4)),
        ("ratings_avt_ai_images/images", (6, 27, 145, 0)),
    ],
)
def test_real_manifests_are_understood(real_data, folder, counts):
    found = scan(real_data / folder)
    parts = (found.systems, found.sources, found.outputs, found.inputs)
    assert tuple(len(part) for part in parts) == counts
    assert found.unreadable == ()


@pytest.mark.real_data
def test_the_frame_rates_of_real_renderings_are_compared(real_data):
    said = texts(scan(real_data / "fps_tryon_swifttry"))
    assert "drop10 plays at 10 FPS, the others at 30 FPS" in said
    assert "blend30 and mci30 end 0.17 s earlier" in said
