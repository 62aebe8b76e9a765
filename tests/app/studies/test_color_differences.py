from pathlib import Path

import pytest

from app.media.color_tags import ColorTags
from app.studies.color_differences import color_remarks
from app.studies.found import Found, Output
from app.studies.scan import scan
from tests.app.media.numbered import Make, numbered_frames, unusual_clip
from tests.app.media.profiles import display_p3, with_profile
from tests.app.media.test_pictures import encoded, marked
from tests.app.studies.outputs import a_file
from tests.app.studies.said import texts
from tests.builders import a_medium

BT709, BT601 = ColorTags(1, rgb=False), ColorTags(6, rgb=False)
UNTAGGED = ColorTags(rgb=False)
AS_IT_SAYS = (
    "; each is shown by what it says of itself, so a difference of colour may come "
    "from that alone."
)


def remarks(tags: dict[tuple[str, str], ColorTags]) -> list[str]:
    """Return what is said of outputs by (system, source)."""
    outputs = tuple(
        Output(system, source, a_medium(f"{system}-{source}"), tags=tagged)
        for (system, source), tagged in tags.items()
    )
    systems = tuple(dict.fromkeys(system for system, _ in tags))
    sources = tuple(dict.fromkeys(source for _, source in tags))
    found = Found(Path("out"), systems, sources, outputs)
    said = list(color_remarks(found))
    assert all(remark.trouble for remark in said)
    return [remark.text for remark in said]


def test_tags_that_differ_within_a_source_are_told():
    said = remarks({("vivid", "1221161"): BT601, ("3dvton", "1221161"): BT709})
    assert said == [
        "For the source 1221161 vivid is tagged BT.601 and 3dvton is tagged BT.709"
        + AS_IT_SAYS
    ]


def test_sources_with_the_same_trouble_share_a_sentence():
    tags = {}
    for number in range(20):
        tags["x", f"s{number}"] = UNTAGGED
        tags["y", f"s{number}"] = BT709
        tags["z", f"s{number}"] = BT709
    assert remarks(tags) == [
        "For 20 sources (s0, s1 and 18 more) x is untagged and y and z are tagged "
        "BT.709" + AS_IT_SAYS
    ]


def test_a_gap_does_not_ask_for_a_sentence_of_its_own():
    tags = {("x", "a"): BT709, ("y", "a"): BT601}
    tags |= {("x", "b"): BT709, ("y", "b"): BT601, ("z", "b"): UNTAGGED}
    (said,) = remarks(tags)
    assert said.startswith(
        "For 2 sources (b and a) x is tagged BT.709, y is tagged BT.601 and z is "
        "untagged; "
    )


def test_tags_that_differ_between_sources_alone_are_no_trouble():
    tags = {(s, "a"): BT601 for s in "xy"} | {(s, "b"): BT709 for s in "xy"}
    assert remarks(tags) == []


def test_numbers_that_mean_the_same_are_no_difference():
    assert remarks({("x", "a"): ColorTags(5, rgb=False), ("y", "a"): BT601}) == []
    usual = ColorTags(1, 1, 13, rgb=False)
    assert remarks({("x", "a"): BT709, ("y", "a"): usual}) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (ColorTags(1, full_range=True, rgb=False), "tagged BT.709 (full range)"),
        (ColorTags(9, 9, 16, rgb=False), "tagged BT.2020 (PQ)"),
        (ColorTags(1, 12, rgb=False), "tagged BT.709 (P3)"),
        (ColorTags(1, 1, 18, rgb=False), "tagged BT.709 (HLG)"),
    ],
)
def test_range_transfer_and_wide_colours_are_compared(other, said):
    (sentence,) = remarks({("x", "a"): BT709, ("y", "a"): other})
    assert f"x is tagged BT.709 and y is {said};" in sentence


def test_a_profile_on_one_side_only_is_told(tmp_path):
    plain, wide = marked(), with_profile(".png", marked(), display_p3())
    a_file(tmp_path / "x" / "hall.png", wide)
    a_file(tmp_path / "y" / "hall.png", encoded(".png", plain))
    assert (
        "For the source hall x comes with the ICC profile Display P3 and y comes "
        "without an ICC profile" + AS_IT_SAYS
    ) in texts(scan(tmp_path))


def test_a_clip_is_not_compared_with_a_picture():
    assert remarks({("x", "a"): UNTAGGED, ("y", "a"): ColorTags()}) == []


def test_tags_are_read_from_the_clips(tmp_path):
    for system, tag, matrix in (("x", 1, "ITU709"), ("y", 6, "ITU601")):
        path = tmp_path / system / "hall.mp4"
        unusual_clip(path, numbered_frames(3), Make(tag=tag, matrix=matrix))
    said = texts(scan(tmp_path))
    assert "x is tagged BT.709 and y is tagged BT.601" in said


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Make(transfer=16), "is HDR (PQ), which is shown without tone mapping"),
        (Make(transfer=18), "is HDR (HLG), which is shown without tone mapping"),
        (
            Make(settings={"x264-params": "colorprim=bt2020"}),
            "has the wide colours of BT.2020, which are shown without being converted",
        ),
        (
            Make(settings={"x264-params": "colorprim=smpte432"}),
            "has the wide colours of P3",
        ),
        (
            Make(settings={"x264-params": "colorprim=smpte170m"}),
            "contradicts itself: its matrix is BT.709, its primaries are BT.601; the "
            "matrix is obeyed.",
        ),
        (Make(tag=8), "is tagged with the matrix 8, which does not fit"),
        (Make(transfer=8), "is tagged with the transfer curve 8, which is not known"),
    ],
)
def test_colours_that_will_look_wrong_are_told_once_for_all(tmp_path, make, words):
    for number in range(5):
        path = tmp_path / "x" / f"s{number}.mp4"
        unusual_clip(path, numbered_frames(3 + number), make)
    said = texts(scan(tmp_path))
    assert f"s0.mp4 in the folder x {words}" in said
    assert said.count(words) == 1
    assert "The same is true of 4 other outputs." in said


def test_usual_tags_are_not_worth_a_word(tmp_path):
    for name, tag in (("a", 1), ("b", 6), ("c", 2)):
        unusual_clip(tmp_path / "x" / f"{name}.mp4", numbered_frames(3), Make(tag=tag))
    assert texts(scan(tmp_path)) == ""
