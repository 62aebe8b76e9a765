"""What may happen to the media of a study after it was made."""

import shutil
from pathlib import Path

from tests.app.rating.rated import clip_bytes, outputs, png_bytes, write

SEQUENCE = "sequenced"


def deleted(path: Path) -> None:
    path.unlink()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def replaced(path: Path) -> None:
    path.write_bytes(clip_bytes(777))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def blocked(path: Path) -> None:
    """Put a folder where the file was: nobody can read that, not even root."""
    path.unlink()
    path.mkdir()


def linked_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def one_picture_lost(path: Path) -> None:
    (path / "frame_2.png").unlink()


def folder_lost(path: Path) -> None:
    shutil.rmtree(path)


DAMAGES = {  # by the source they happen to
    "deletedsource": deleted,
    "truncatedsource": truncated,
    "flippedsource": flipped,
    "replacedsource": replaced,
    "emptiedsource": emptied,
    "blockedsource": blocked,
    "loopedsource": linked_to_itself,
    SEQUENCE: one_picture_lost,
}


def outputs_to_damage(folder: Path, systems: tuple[str, ...], whole=()) -> Path:
    """Write clips for each damage and each source of `whole`, and a sequence."""
    sources = [name for name in DAMAGES if name != SEQUENCE]
    outputs(folder, systems=systems, sources=(*sources, *whole), inputs=False)
    for number, system in enumerate(systems):
        for picture in range(4):
            path = folder / system / SEQUENCE / f"frame_{picture}.png"
            write(path, png_bytes(10 * picture + number))
    return folder


def damage(folder: Path, system: str) -> None:
    """Damage one system's output of each source."""
    for source, happen in DAMAGES.items():
        (path,) = (folder / system).glob(f"{source}*")
        happen(path)
