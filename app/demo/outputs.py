"""Writing the demo's clips and their manifest, and finding them again."""

import csv
import io
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import cv2

from app.demo.film import Film, Scene
from app.demo.layers import Picture
from app.demo.scenes import SCENES
from app.demo.still import draw_still
from app.demo.stride import Stride
from app.demo.systems import FRAME_RATE, SYSTEMS, System
from app.media.encode import encode_clip
from storage.errors import StorageError

DRAWING = 1  # changed with every other drawing, so that older studies keep their clips
FRAMES = 72  # two strides
MANIFEST = "manifest.csv"
_PERSON, _SHOE = "person", "shoe"  # what the systems got; raters read these words
_QUICK = {"preset": "ultrafast", "crf": "19"}
_LOOK_S = 0.05
_DRAFT_LIVES_S = 60


@dataclass(frozen=True, slots=True)
class Shoot:
    """What is filmed; a test films less."""

    scenes: Sequence[Scene] = SCENES
    systems: Sequence[System] = SYSTEMS
    frames: int = FRAMES  # at most: then the camera has turned through the room

    @property
    def files(self) -> int:
        """How many clips and pictures come of it."""
        return len(self.scenes) * (len(self.systems) + 2)


def write_outputs(folder: Path, shoot: Shoot, progress: Callable[[int], None]) -> Path:
    """Make the outputs in a folder, unless all are there; return the manifest.

    Each file gets its name when it is whole, the manifest last. `progress` is called
    on this thread with the number of files; what it raises ends the work. Raises
    StorageError when the folder cannot be written.
    """
    manifest = folder / MANIFEST
    with _in_words(folder):
        if not _complete(manifest, shoot):
            manifest.unlink(missing_ok=True)
            _film_all(folder, shoot, progress)
            with _whole(manifest) as draft:
                draft.write_text(_manifest(shoot), "utf-8", newline="")
    progress(shoot.files)
    return manifest


def _film_all(folder: Path, shoot: Shoot, progress: Callable[[int], None]) -> None:
    for name in ("inputs", *(system.name for system in shoot.systems)):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _clear_drafts(folder)
    progress(0)
    filming = _Filming(folder, shoot)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        waiting = {pool.submit(filming.film, scene) for scene in shoot.scenes}
        try:
            while waiting:
                finished, waiting = wait(waiting, _LOOK_S, FIRST_EXCEPTION)
                for future in finished:
                    future.result()
                progress(filming.done)
        finally:
            filming.stop.set()


def _clear_drafts(folder: Path) -> None:
    """Remove what a killed run has left; not what another one is writing now."""
    for draft in folder.glob("*/.*"):
        if time.time() - draft.stat().st_mtime > _DRAFT_LIVES_S:
            draft.unlink(missing_ok=True)


class _Filming:
    """Films scenes, on as many threads as ask for it, until it is told to stop."""

    def __init__(self, folder: Path, shoot: Shoot) -> None:
        self.stop = Event()
        self._folder = folder
        self._shoot = shoot
        self._stride = Stride()
        self._written: list[Path] = []

    @property
    def done(self) -> int:
        """How many files are written."""
        return len(self._written)

    def film(self, scene: Scene) -> None:
        """Write the files of one scene."""
        if self.stop.is_set():
            return
        film = Film(scene, self._stride)
        for path, write in _files(film, self._shoot):
            if self.stop.is_set():
                return
            with _whole(self._folder / path) as draft:
                write(draft)
            self._written.append(path)


def _files(film: Film, shoot: Shoot) -> Iterator[tuple[Path, Callable[[Path], None]]]:
    scene, count = film.scene, shoot.frames
    for system in shoot.systems:
        fits = system.fits(scene, count)
        shown = range(0, count, system.step)
        pictures = (film.frame(number, fits[number]) for number in shown)
        yield _clip(system, scene), _clip_writer(pictures, system.rate)
    yield _input(scene, _PERSON), _clip_writer(film.person(count), FRAME_RATE)
    yield _input(scene, _SHOE), lambda draft: _write_still(draft, scene)


def _clip_writer(pictures: Iterator[Picture], rate: int) -> Callable[[Path], None]:
    return lambda draft: encode_clip(draft, pictures, rate=rate, settings=_QUICK)


def _write_still(draft: Path, scene: Scene) -> None:
    pixels = cv2.cvtColor(draw_still(scene), cv2.COLOR_RGB2BGR)
    draft.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())


def _clip(system: System, scene: Scene) -> Path:
    return Path(system.name, f"{scene.name}.mp4")


def _input(scene: Scene, name: str) -> Path:
    suffix = ".png" if name == _SHOE else ".mp4"
    return Path("inputs", f"{scene.name}_{name}{suffix}")


def _manifest(shoot: Shoot) -> str:
    """Return the manifest's text; the same shoot has the same text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    inputs = (_PERSON, _SHOE)
    writer.writerow(
        ["source", "system", "path", "fps", "tags", "factor.rate"]
        + [f"input.{name}" for name in inputs]
        + ["frames", "drawing"]
    )
    for scene in shoot.scenes:
        for system in shoot.systems:
            writer.writerow(
                [scene.name, system.name, _clip(system, scene).as_posix()]
                + [system.rate, ";".join(scene.tags), system.rate]
                + [_input(scene, name).as_posix() for name in inputs]
                + [shoot.frames, DRAWING]
            )
    return text.getvalue()


def _complete(manifest: Path, shoot: Shoot) -> bool:
    """Return whether everything is there, as this drawing makes it."""
    if not manifest.is_file() or manifest.read_text("utf-8") != _manifest(shoot):
        return False
    paths = [
        path
        for scene in shoot.scenes
        for path in (
            *(_clip(system, scene) for system in shoot.systems),
            *(_input(scene, name) for name in (_PERSON, _SHOE)),
        )
    ]
    folder = manifest.parent
    return all((folder / p).is_file() and (folder / p).stat().st_size for p in paths)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a draft beside the file; it gets the file's name once it is whole."""
    draft = path.with_name(f".{secrets.token_hex(4)}-{path.name}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"The sample study cannot be written to {folder}: {error.strerror}. Free "
            "some space or make the folder writable, or choose another folder."
        ) from error
