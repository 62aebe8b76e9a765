"""Studies of tiny coloured clips on the disk, and people who rate them by key."""

import functools
import tempfile
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.media.encode import encode_clip
from app.playback.player import Player
from app.rating.rating_window import RatingWindow
from app.studies.create import build_study
from app.studies.scan import scan
from evaluators.defaults import default_contract
from evaluators.study import Contract, Method, MethodSettings
from storage.study_file import create_study, open_study
from tests.storage.study_files import a_rater_session

SYSTEMS = ("vivid", "steady")
SOURCES = ("hall", "street", "mirror")
WAIT_MS = 20_000
SEED = 5
MS = 1_000_000


def picture(number: int, size=(64, 36)) -> np.ndarray:
    """Return a picture (RGB) in strong colours of its own."""
    width, height = size
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    colour = np.array([(37 * number) % 256, (91 * number + 80) % 256, 200 - number])
    pixels = np.full((height, width, 3), colour, np.uint8)
    pixels[(x // 8 + y // 8 + number) % 2 == 0] = (250, 30, 40)
    return pixels


@functools.cache
def clip_bytes(number: int, size=(64, 36), *, frames=4, rate=20) -> bytes:
    """Return a clip; the same arguments give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        pictures = [picture(number + 50 * n, size) for n in range(frames)]
        encode_clip(path, pictures, rate=rate)
        return path.read_bytes()


@functools.cache
def png_bytes(number: int, size=(64, 36)) -> bytes:
    return cv2.imencode(".png", picture(number, size)[..., ::-1])[1].tobytes()


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def outputs(  # noqa: PLR0913  # one keyword for each thing a test varies
    folder: Path,
    *,
    systems=SYSTEMS,
    sources=SOURCES,
    still=(),
    inputs=True,
    sizes=((64, 36),),
) -> Path:
    """Write outputs; `still` names the sources that are pictures."""
    number = 0
    for s, source in enumerate(sources):
        size = sizes[s % len(sizes)]
        for system in systems:
            number += 1
            if source in still:
                write(folder / system / f"{source}.png", png_bytes(number, size))
            else:
                write(folder / system / f"{source}.mp4", clip_bytes(number, size))
        if inputs:
            garment = folder / "inputs" / f"{source}_garment.png"
            write(garment, png_bytes(100 + s, (36, 48)))
    return folder


def a_contract(criteria, method=Method.PC) -> Contract:
    """Return a contract that asks these criteria."""
    base = default_contract(method)
    return Contract(
        method=MethodSettings(method), criteria=tuple(criteria), stages=base.stages
    )


def study_of(
    folder: Path,
    *,
    path: Path | None = None,
    method=Method.PC,
    contract=None,
    title="A",
) -> Path:
    """Make the study of a folder of outputs."""
    path = path or folder.with_name("ours.beholder")
    study, labels, notes = build_study(
        scan(folder),
        method=method,
        seed=SEED,
        title=title,
        contract=contract,
        path=path,
    )
    create_study(path, study, labels, notes=notes)
    return path


def a_rated_study(folder: Path, *, method=Method.PC, contract=None, **options) -> Path:
    """Make outputs and their study beside them."""
    made = outputs(folder / "outputs", **options)
    return study_of(made, method=method, contract=contract)


def a_window(path: Path, rater="heron-7", *, player=None, size=(1440, 900), **options):
    """Open a study as a rater does."""
    session = {k: options.pop(k) for k in ("stage", "seed") if k in options}
    options.setdefault("full_view_first", False)
    window = RatingWindow(a_rater_session(path, rater, **session), player, **options)
    window.resize(*size)
    return window


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard's focus is."""
    QTest.keyClick(window.focusWidget() or window, key, modifiers)


def answers_in(path: Path) -> dict[tuple[int, str], str]:
    """Return the effective answers by position and criterion."""
    with open_study(path) as file:
        return {(j.trial.position, j.criterion): j.answer for j in file.judgments()}


class Still:
    """A clock that stands: every window shows the first frame."""

    def __call__(self) -> int:
        return 5 * MS


def paused_player(parent=None) -> Player:
    """Return a player whose media time never passes."""
    return Player(clock=Still(), parent=parent)
