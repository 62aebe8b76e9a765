"""Media that are strange but whole are shown and judged like any others."""

import numpy as np
import pytest

from storage.study_file import open_study
from tests.app.media.numbered import Make, numbered_frames, unusual_clip
from tests.app.media.test_pictures import encoded
from tests.app.rating.at_the_window import rate_all
from tests.app.rating.rated import SYSTEMS, study_of, write

VP9 = Make("libvpx-vp9", settings={"cpu-used": "8"})


def plain(size, shade, count=3):
    return [
        np.full((size[1], size[0], 3), shade + 9 * n, np.uint8) for n in range(count)
    ]


@pytest.fixture
def strange(tmp_path):
    out = tmp_path / "outputs"
    for number, system in enumerate(SYSTEMS):
        folder, shade = out / system, 40 + 50 * number
        for size in ((1, 1), (101, 77), (1, 400), (400, 1)):
            name = f"{size[0]}by{size[1]}"
            unusual_clip(folder / f"{name}.webm", plain(size, shade), VP9)
            picture = plain(size, shade)[0]
            write(folder / f"still{name}.png", encoded(".png", picture))
        fast = list(numbered_frames(60, first=number))
        unusual_clip(folder / "fast.mp4", fast, Make(), rate=1000)
        large = plain((7680, 4320), shade, count=1)
        make = Make(settings={"preset": "ultrafast"})
        unusual_clip(folder / "large.mp4", large, make)
    return study_of(out, path=tmp_path / "strange.beholder")


def test_strange_media_are_shown_and_judged(strange, rating, qtbot):
    window = rating(strange)
    rate_all(qtbot, window)
    window.close()
    with open_study(strange) as file:
        (session,) = file.sessions()
        assert file.skips() == ()
        judged = {j.trial.position for j in file.judgments()}
    assert judged == {trial.position for trial in session.trials}
    assert len({t.stimuli[0].source for t in session.trials}) == 10
