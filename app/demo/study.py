"""The sample study: its outputs, its contract, its file."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from app.demo.outputs import DRAWING, MANIFEST, Shoot, write_outputs
from app.demo.systems import STEADY
from app.studies.create import SUFFIX, build_study
from app.studies.errors import UnusableOutputsError
from app.studies.found import Found
from app.studies.scan import scan
from evaluators.defaults import default_contract
from evaluators.study import Contract, Labels, Study
from storage.errors import StorageError
from storage.study_file import create_study, open_study

TITLE = "Sneaker try-on"
NAME = "sneaker-try-on"
_SEED = 1811  # of the trials; the first three show the three defects, by daylight

Progress = Callable[[int, int], None]


def make_demo(
    folder: Path, *, progress: Progress | None = None, shoot: Shoot | None = None
) -> Path:
    """Make the sample study in a folder and return its path.

    What an earlier call has made is used again, with the answers in it. `progress`
    (done, total) is called on this thread; what it raises ends the work, and no file
    is left half written. Raises StorageError when the folder cannot be written.
    """
    found = demo_outputs(folder, progress=progress, shoot=shoot)
    return _study_file(found, folder / f"{NAME}{SUFFIX}")


def demo_outputs(
    folder: Path, *, progress: Progress | None = None, shoot: Shoot | None = None
) -> Found:
    """Make the outputs in a folder, unless they are there, and open every file."""
    shoot = shoot or Shoot()
    tell = progress or _quiet
    outputs = folder / f"outputs-{DRAWING}"
    found = _made(outputs, shoot, tell)
    if found is None or found.unreadable or found.gaps:  # somebody's hand was in it
        (outputs / MANIFEST).unlink()
        found = _made(outputs, shoot, tell)
    if found is None:
        raise StorageError(
            f"The clips just written to {outputs} cannot be read; check the disk, or "
            "choose another folder."
        )
    return found


def demo_contract() -> Contract:
    """Return what the sample study asks and what would count as success."""
    contract = default_contract()
    return replace(
        contract,
        title=TITLE,
        problem="Buyers want to see a sneaker on their own foot, while they walk, "
        "before they buy it. A shoe that shakes or leaves the foot looks false.",
        intent="realistic",
        goals=(
            "The shoe stays on the foot at every step, past a mirror too.",
            "It looks as if it had been filmed.",
        ),
        non_goals=("Advice on size and fit.", "Speed on a telephone."),
        assumptions=(
            "Every system got the same clip of the walker and the same picture of "
            "the shoe.",
            "Buyers look at it about as large as raters do.",
        ),
        method=replace(contract.method, pairs="baseline"),
    )


def built_from(found: Found, path: Path) -> tuple[Study, Labels, tuple[str, ...]]:
    """Return the sample study that a file at `path` would hold."""
    return build_study(
        found,
        baseline_name=STEADY.name,
        contract=demo_contract(),
        seed=_SEED,
        path=path,
    )


def _study_file(found: Found, path: Path) -> Path:
    """Return the file of this study: the one that is there, else a new one."""
    for number in count(1):
        place = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        study, labels, notes = built_from(found, place)
        if not place.exists():
            create_study(place, study, labels, notes=notes)
            return place
        with open_study(place, read_only=True) as there:
            if there.study.id == study.id:
                return place
    raise AssertionError  # count() has no end


def _made(outputs: Path, shoot: Shoot, tell: Progress) -> Found | None:
    """Write and read the outputs; None where not one of them can be read."""
    total = 2 * shoot.files
    write_outputs(outputs, shoot, lambda done: tell(done, total))
    try:
        return scan(outputs, progress=lambda done, _: tell(shoot.files + done, total))
    except UnusableOutputsError:
        return None


def _quiet(done: int, total: int) -> None:
    """Tell nobody."""
