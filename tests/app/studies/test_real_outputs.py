import pytest

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
