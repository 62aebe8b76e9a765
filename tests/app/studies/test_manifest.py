from pathlib import Path

import pytest

from app.studies.scan import scan
from tests.app.studies.outputs import (
    a_file,
    a_folder,
    a_manifest,
    png_bytes,
    rows_of,
)
from tests.app.studies.said import refusal, texts


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
        (b'source,system,path\n"hall\n', "close each quotation mark"),
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


def test_the_folder_of_a_manifest_beside_us_has_a_name(tmp_path, monkeypatch):
    changed(tmp_path, path="../x.png")
    monkeypatch.chdir(tmp_path)
    assert f"out of the folder {tmp_path.name};" in refusal(Path("manifest.csv"))
