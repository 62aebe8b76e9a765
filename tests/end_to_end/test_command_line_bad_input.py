"""Everything people may bring by mistake, through the real command line.

Each gets one sentence with the file, the place and the remedy, exit code 1, nothing
on the standard output and nothing half-written.
"""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.app.studies.outputs import (
    a_file,
    a_folder,
    a_manifest,
    clip_bytes,
    png_bytes,
    rows_of,
)
from tests.end_to_end.program import (
    BEHOLDER,
    assert_one_sentence,
    begun,
    end,
    obeying_permissions,
    run_program,
    start_program,
    surroundings,
    wait_until,
)
from tests.storage.study_files import a_study_file

DEV_FULL = Path("/dev/full")
TRUNCATED = 300  # bytes; the index of a clip stands at its end


@pytest.fixture
def beholder(tmp_path):
    """Return a function that runs the program and checks what it leaves behind."""

    def run(*words, leaves_all=True, **options):
        before = everything_in(tmp_path)
        done = run_program(*words, folder=tmp_path, **options)
        if leaves_all:
            assert everything_in(tmp_path) == before
        return done

    return run


def everything_in(folder):
    """Return each file's content by its path; the program's home is its own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_relative_to(folder / "home")
    }


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


def an_other_database(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE notes (text)")
    db.commit()
    db.close()


def a_newer_study(path):
    a_study_file(path.parent).rename(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


def a_damaged_study(path):
    a_study_file(path.parent).rename(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


NOT_STUDIES = [
    (lambda path: None, ("There is no file", "beholder new")),
    (lambda path: path.mkdir(), ("folder",)),
    (lambda path: path.write_bytes(b""), ("no database",)),
    (lambda path: path.write_text("a text"), ("no database",)),
    (an_other_database, ("another program",)),
    (a_newer_study, ("newer", "format 99", "Update")),
    (a_damaged_study, ("damaged", "backup")),
]
NAMES = ["missing", "folder", "empty", "text", "foreign", "newer", "damaged"]


@pytest.mark.parametrize(
    "verb",
    [
        ("contract",),
        ("contract", "--set", "-"),
        ("status",),
        ("report",),
        ("report", "--out", "r.txt"),
        ("export", "--out", "tables"),
        ("rate",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(("brought", "words"), NOT_STUDIES, ids=NAMES)
def test_a_file_that_is_no_study_of_ours(beholder, tmp_path, brought, words, verb):
    brought(tmp_path / "s.beholder")
    name, *options = verb
    surrounding = {"QT_QPA_PLATFORM": "offscreen"}
    done = beholder(name, "s.beholder", *options, **surrounding)
    assert_one_sentence(done, "s.beholder", *words)
    assert not (tmp_path / "tables").exists()


@pytest.fixture
def nothing_writable(tmp_path):
    """Make a study in a folder that may be read only; yields what to run through."""
    through = obeying_permissions()
    if through == ("",):
        pytest.skip("root may write everywhere, and setpriv is not there to forbid it")
    if os.name != "posix":
        pytest.skip("permissions of another kind")
    folder = tmp_path / "kept"
    folder.mkdir()
    path = a_study_file(folder)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield through
    folder.chmod(0o755)


def test_a_read_only_study_is_read(beholder, nothing_writable):
    done = beholder("contract", "kept/shoes.beholder", through=nothing_writable)
    assert (done.code, done.err) == (0, "")
    assert 'name = "pc"' in done.out


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (("rate", "kept/shoes.beholder"), ("shoes.beholder may only be read", "copy")),
        (("contract", "kept/shoes.beholder", "--set", "-"), ("may only be read",)),
        (("new", "kept/s.beholder", "renders"), ("kept may not be written",)),
        (("report", "kept/shoes.beholder", "--out", "kept/r.txt"), ("kept/r.txt",)),
        (("export", "kept/shoes.beholder", "--out", "kept/t"), ("kept/t",)),
        (("demo", "--headless", "--dir", "kept/demo"), ("kept",)),
    ],
    ids=lambda value: value[0],
)
def test_a_place_that_may_not_be_written(
    beholder, tmp_path, nothing_writable, verb, words
):
    a_folder(tmp_path / "renders")
    done = beholder(
        *verb,
        through=nothing_writable,
        given=b'title = "x"',
        QT_QPA_PLATFORM="offscreen",
    )
    assert_one_sentence(done, *words)


def test_outputs_that_may_not_be_read(beholder, tmp_path, nothing_writable):
    (tmp_path / "renders").mkdir(mode=0)
    done = beholder("new", "s.beholder", "renders", through=nothing_writable)
    (tmp_path / "renders").chmod(0o755)
    assert_one_sentence(done, "renders", "Permission denied", "Allow reading")


FULL_DISK = """
mount -t tmpfs -o size=1m tmpfs small || exit 77
cp shoes.beholder small/
cat /dev/zero > small/filling 2>/dev/null
"$@"
code=$?
rm small/filling
(cd small && ls -A) > left
exit $code
"""


@pytest.fixture
def on_a_full_disk(tmp_path):
    """Return a function that runs the program while the folder `small` is full.

    It returns how that ended, and the names of what lies in the folder then. The disk
    is seen by these processes alone and goes with them.
    """
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not there to mount a small disk")
    (tmp_path / "small").mkdir()
    a_study_file(tmp_path)
    through = ("unshare", "--map-root-user", "--mount", "sh", "-c", FULL_DISK, "sh")

    def run(*words):
        done = run_program(
            *words, folder=tmp_path, through=through, given=b'title = "x"'
        )
        if done.code in {77, 1} and not (tmp_path / "left").exists():
            pytest.skip(f"no small disk can be mounted here: {done.err.strip()}")
        return done, (tmp_path / "left").read_text().split()

    return run


@pytest.mark.parametrize(
    "words",
    [
        ("new", "small/s.beholder", "renders"),
        ("contract", "small/shoes.beholder", "--set", "-"),
        ("report", "small/shoes.beholder", "--out", "small/r.txt"),
        ("export", "small/shoes.beholder", "--out", "small/tables"),
    ],
    ids=lambda words: words[0],
)
def test_a_full_disk(on_a_full_disk, tmp_path, words):
    a_folder(tmp_path / "renders")
    done, left = on_a_full_disk(*words)
    assert_one_sentence(done, "small", "full", "Free some space")
    # The database engine keeps its own files beside a study until there is room.
    assert all(name.startswith("shoes.beholder") for name in left)


@pytest.mark.skipif(not DEV_FULL.exists(), reason="no /dev/full here")
def test_output_that_goes_to_a_full_disk(tmp_path):
    a_study_file(tmp_path)
    with DEV_FULL.open("wb") as full:
        ended = subprocess.run(
            [*BEHOLDER, "contract", "shoes.beholder"],
            cwd=tmp_path,
            env=surroundings(tmp_path / "home"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert said.count("\n") == 1
    assert "the disk is full" in said


def test_a_second_window_of_the_same_rater(tmp_path):
    path = a_study_file(tmp_path)
    first = start_program("rate", path, folder=tmp_path)
    try:
        wait_until(lambda: begun(path) == 1, first)
        done = run_program("rate", path, folder=tmp_path, QT_QPA_PLATFORM="offscreen")
        assert_one_sentence(done, "owner has this study open", str(first.pid), "Close")
    finally:
        assert end(first).code == 143
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "shoes.beholder"]


def test_one_rater_does_not_keep_out_another(tmp_path):
    path = a_study_file(tmp_path)
    first = start_program("rate", path, folder=tmp_path)
    try:
        wait_until(lambda: begun(path) == 1, first)
        other = start_program("rate", path, "--rater", "heron-7", folder=tmp_path)
        wait_until(lambda: begun(path) == 2, other)
        assert end(other).code == 143
    finally:
        end(first)


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
