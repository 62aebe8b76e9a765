"""A folder whose outputs are one folder further down."""

from app.studies.scan import scan
from tests.app.studies.outputs import a_file, a_folder, a_manifest, png_bytes, rows_of
from tests.app.studies.said import refusal


def a_listed_folder(folder):
    a_folder(folder)
    a_manifest(folder / "manifest.csv", *rows_of(folder))
    return folder


def test_the_folders_to_choose_from_are_named(tmp_path):
    a_listed_folder(tmp_path / "both" / "shoes")
    a_listed_folder(tmp_path / "both" / "hats")
    said = refusal(tmp_path / "both")
    assert "The folder both holds outputs one folder further down" in said
    assert "hats and shoes have a manifest.csv of their own; choose one" in said


def test_a_system_that_keeps_a_list_beside_its_outputs_is_a_system(tmp_path):
    outputs = a_folder(tmp_path / "out")
    a_file(outputs / "before" / "manifest.csv", b"anything")
    assert scan(outputs).systems == ("after", "before")


def test_a_manifest_above_is_read_whatever_is_below(tmp_path):
    outputs = a_listed_folder(tmp_path / "out")
    a_file(outputs / "more" / "manifest.csv", png_bytes())
    assert len(scan(outputs).outputs) == 4
