import pytest

from app.studies.differences import what_was_found
from app.studies.scan import scan
from tests.app.studies.said import texts


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


@pytest.mark.real_data
def test_the_picture_that_is_missing_among_real_ones_is_told(real_data):
    found = scan(real_data / "ratings_avt_ai_images" / "images")
    assert ("midjourney", "p25") in found.gaps
    assert "midjourney has no output for p25" in texts(found)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("tryon_video_3dvton", "24 of 24 clips: 8 sources × 3 systems. Nothing is"),
        ("fps_tryon_swifttry", "20 of 20 clips: 4 sources × 5 systems. Nothing is"),
        ("tryon_image_survey/vitonhd", "35 of 35 pictures: 5 sources × 7 systems."),
        ("ratings_avt_ai_images/images", "145 of 162 pictures: 27 sources × 6 sys"),
    ],
)
def test_real_outputs_are_told_in_a_sentence(real_data, folder, words):
    assert what_was_found(scan(real_data / folder)).startswith(words)
