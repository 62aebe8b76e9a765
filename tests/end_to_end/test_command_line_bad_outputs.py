"""Outputs of which no study can be made, through the real command line.

Each gets one sentence with the file, the place and the remedy, exit code 1, nothing
on the standard output and nothing half-written.
"""

import pytest

from tests.app.studies.outputs import (
    a_file,
    a_folder,
    a_manifest,
    clip_bytes,
    png_bytes,
    rows_of,
)
from tests.end_to_end.program import assert_one_sentence

TRUNCATED = 300  # bytes; the index of a clip stands at its end


def an_empty_folder(outputs):
    outputs.mkdir()


def a_folder_of_empty_folders(outputs):
    (outputs / "before").mkdir(parents=True)


def clips_without_a_folder_of_their_own(outputs):
    a_file(outputs / "hall.mp4", clip_bytes())


def one_system_only(outputs):
    a_folder(outputs, systems=("alone",))


def a_manifest_without_a_system(outputs):
    rows = [{"source": row["source"], "path": row["path"]} for row in written(outputs)]
    a_manifest(outputs / "manifest.csv", *rows)


def a_manifest_that_leads_out_of_the_folder(outputs):
    rows = written(outputs)
    rows[1]["path"] = "../before.png"
    a_file(outputs.parent / "before.png", png_bytes())
    a_manifest(outputs / "manifest.csv", *rows)


def a_manifest_with_a_path_from_the_root(outputs):
    rows = written(outputs)
    rows[1]["path"] = str(outputs.parent / "before.png")
    a_manifest(outputs / "manifest.csv", *rows)


def a_link_that_leads_out_of_the_folder(outputs):
    a_folder(outputs)
    outside = a_file(outputs.parent / "outside.png", png_bytes())
    (outputs / "before" / "mirror.png").symlink_to(outside)


def a_manifest_with_two_rows_for_a_cell(outputs):
    rows = written(outputs)
    a_manifest(outputs / "manifest.csv", *rows, rows[0])


def a_manifest_that_is_a_picture(outputs):
    a_file(outputs / "manifest.csv", png_bytes())


def two_files_for_a_source(outputs):
    a_folder(outputs)
    a_file(outputs / "before" / "hall.mp4", clip_bytes())


def texts_alone(outputs):
    a_file(outputs / "before" / "hall.mp4", b"this is a text, not a clip")
    a_file(outputs / "after" / "hall.mp4", b"and another one")


def truncated_clips_alone(outputs):
    a_file(outputs / "before" / "hall.mp4", clip_bytes()[:TRUNCATED])
    a_file(outputs / "after" / "hall.mp4", clip_bytes()[:TRUNCATED])


def empty_pictures_alone(outputs):
    a_file(outputs / "before" / "hall.png", b"")
    a_file(outputs / "after" / "hall.png", b"")


def written(outputs):
    a_folder(outputs)
    return rows_of(outputs)


@pytest.mark.parametrize(
    ("brought", "words"),
    [
        (an_empty_folder, ("The folder renders is empty", "<system>/<source>")),
        (a_folder_of_empty_folders, ("renders", "no clips", "<system>/<source>")),
        (clips_without_a_folder_of_their_own, ("hall.mp4", "renders", "<system>/")),
        (one_system_only, ("renders", "one system only, alone", "acr")),
        (a_manifest_without_a_system, ("manifest.csv", "no column system", "line 1")),
        (
            a_manifest_that_leads_out_of_the_folder,
            ("path in line 3 of manifest.csv", "../before.png", "leads out"),
        ),
        (
            a_manifest_with_a_path_from_the_root,
            ("path in line 3 of manifest.csv", "before.png"),
        ),
        (a_link_that_leads_out_of_the_folder, ("before/mirror.png", "leads out")),
        (
            a_manifest_with_two_rows_for_a_cell,
            ("Lines 2 and 6 of manifest.csv", "delete one"),
        ),
        (a_manifest_that_is_a_picture, ("manifest.csv", "UTF-8")),
        (two_files_for_a_source, ("before", "hall.mp4 and hall.png", "keep one")),
        (texts_alone, ("hall.mp4", "2 files")),
        (truncated_clips_alone, ("hall.mp4", "2 files")),
        (empty_pictures_alone, ("hall.png", "2 files")),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_outputs_of_which_no_study_can_be_made(beholder, tmp_path, brought, words):
    brought(tmp_path / "renders")
    assert_one_sentence(beholder("new", "s.beholder", "renders"), *words)


def test_outputs_that_are_not_there(beholder):
    assert_one_sentence(beholder("new", "s.beholder", "renders"), "renders", "check")


def test_one_system_alone_can_be_rated_one_output_at_a_time(beholder, tmp_path):
    one_system_only(tmp_path / "renders")
    words = ("new", "s.beholder", "renders", "--method", "acr")
    assert beholder(*words, leaves_all=False).code == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("mirror.mp4", b"this is a text, not a clip", ("cannot be read",)),
        ("mirror.mp4", clip_bytes()[:TRUNCATED], ("cannot be read",)),
        ("mirror.png", b"", ("empty",)),
    ],
    ids=["a text named .mp4", "a truncated clip", "a zero-byte image"],
)
def test_one_bad_file_among_good_ones_is_told_and_left_out(
    beholder, tmp_path, name, content, words
):
    a_folder(tmp_path / "renders")
    a_file(tmp_path / "renders" / "after" / name, content)
    done = beholder("new", "s.beholder", "renders", leaves_all=False)
    assert (done.code, done.out) == (0, "s.beholder\n")
    (line,) = [
        li for li in done.err.splitlines() if f"{name} in the folder after" in li
    ]
    assert line.startswith("! ")
    assert all(word in line for word in words), line


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("--title", "better than before"), "The title"),
        (("--contract", "c.toml"), "The question about fit"),
        (("--inputs", "given"), 'The input "after"'),
    ],
    ids=["title", "question", "input"],
)
def test_a_systems_name_where_raters_read(beholder, tmp_path, words, place):
    a_folder(tmp_path / "renders")
    a_file(tmp_path / "given" / "hall_after.png", png_bytes(200))
    (tmp_path / "c.toml").write_text(
        '[[criteria]]\nname = "fit"\nquestion = "Does it fit, after all?"\n'
    )
    done = beholder("new", "s.beholder", "renders", *words)
    assert_one_sentence(done, place, "choose other words")
