"""The demo without a person: simulated raters, and everything that comes out."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from app.demo.outputs import Shoot
from app.demo.scenes import MIRROR
from app.demo.simulated import (
    OWNER,
    PEERS,
    Defects,
    SimulatedRater,
    rate_without_window,
)
from app.demo.study import NAME, TITLE, built_from, demo_outputs
from app.demo.systems import MIRROR_JUMP, STEADY
from app.installation import home
from app.studies.create import SUFFIX
from app.studies.found import Found
from evaluators.study import Stage
from storage.errors import StorageError
from storage.installation import installation_key
from storage.rater_session import Author, open_rater_session
from storage.study_file import create_study, open_study

WINDOW_TRIALS = 3
_RESULTS = "simulated-raters"
_ABOUT = """\
No person rated here. The raters are simulated, and their aliases say so: they know \
which defect each system was given, and answer as people might. {owner} rated the \
first {trials} trials in the real window, by key, while the clips were playing; these \
trials have a certificate of how they were played. The other answers went through the \
same flow into the same record, without a window.

The clips are drawn by Beholder itself.
"""

Progress = Callable[[int, int], None]


def run_headless(
    folder: Path,
    *,
    progress: Progress | None = None,
    shoot: Shoot | None = None,
    window_trials: int = WINDOW_TRIALS,
) -> tuple[Path, ...]:
    """Make the sample study, let simulated raters rate it, and write what comes out.

    Returns the files written: study, tables, report and pictures, in a new folder
    inside `folder` that is there whole or not at all. `progress` (done, total) is
    called on this thread. Without a screen Qt's platform must be chosen before
    (QT_QPA_PLATFORM=offscreen). Raises StorageError.
    """
    tell = progress or _quiet
    filmed = 2 * (shoot or Shoot()).files
    total = filmed + window_trials + 1 + len(PEERS) + 1  # the owner, peers, tables
    found = demo_outputs(folder, shoot=shoot, progress=lambda n, _: tell(n, total))
    numbers = count(filmed + 1)

    def step() -> None:
        tell(next(numbers), total)

    with _new_folder(folder) as (draft, place):
        study = draft / f"{NAME}{SUFFIX}"
        defects = _write_study(found, study)
        owner = SimulatedRater(OWNER, defects)
        _open_windows(found, study, owner, window_trials, step)
        _rate_the_rest(study, owner, defects, step)
        _write_results(study, window_trials)
        written = sorted(path for path in draft.rglob("*") if path.is_file())
    step()
    return tuple(place / path.relative_to(draft) for path in written)


def _write_study(found: Found, path: Path) -> Defects:
    study, labels, notes = built_from(found, path)
    contract = replace(study.contract, title=f"{TITLE}, simulated raters")
    study = replace(study, contract=contract)
    create_study(path, study, labels, notes=notes)
    return Defects(study, labels)


def _open_windows(
    found: Found,
    study: Path,
    owner: SimulatedRater,
    trials: int,
    step: Callable[[], None],
) -> None:
    """Show the real windows, and let the owner rate the first trials in one."""
    from app.demo import screenshots
    from app.qt_application import application
    from app.rating.rating_window import RatingWindow

    qt = application()  # noqa: F841  # Qt lives as long as this name
    album = screenshots.Album(study.parent / "screenshots")
    with screenshots.without_a_screen():
        screenshots.picture_start(found.root, album)
        author = Author(owner.alias, installation_key(home()))
        session = open_rater_session(study, author=author, stage=Stage.SELF)
        try:
            window = RatingWindow(session)
        except BaseException:
            session.close()
            raise
        screenshots.rate_in_window(window, owner, trials, album, step)
        screenshots.picture_look(_telling_clips(found), album)


def _telling_clips(found: Found) -> list[Path]:
    """Return what the steady system and the one that jumps made of a mirror."""
    mirrored = [s for s in found.sources if MIRROR in found.tags.get(s, ())]
    source = (mirrored or found.sources)[0]
    cells = [found.cells[system.name, source] for system in (STEADY, MIRROR_JUMP)]
    return [Path(cell.medium.path) for cell in cells]


def _rate_the_rest(
    study: Path, owner: SimulatedRater, defects: Defects, step: Callable[[], None]
) -> None:
    key = installation_key(home())
    peers = [(SimulatedRater(alias, defects), Stage.PEERS) for alias in PEERS]
    for rater, stage in [(owner, Stage.SELF), *peers]:
        rate_without_window(study, rater, stage, key)
        step()


def _write_results(study: Path, window_trials: int) -> None:
    from app.results.export import export_study
    from app.results.report import report_text

    folder = study.parent
    with open_study(study, read_only=True) as file:
        export_study(file, folder / "tables")
        report = report_text(file)
    (folder / "report.txt").write_text(report, "utf-8")
    about = _ABOUT.format(owner=OWNER, trials=window_trials)
    (folder / "about.txt").write_text(about, "utf-8")


@contextmanager
def _new_folder(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a draft and the folder it becomes once everything is in it."""
    names = (_RESULTS if n == 1 else f"{_RESULTS}-{n}" for n in count(1))
    place = next(folder / name for name in names if not (folder / name).exists())
    draft = folder / f".{secrets.token_hex(4)}-{_RESULTS}"
    try:
        draft.mkdir()
        yield draft, place
        draft.rename(place)
    except OSError as error:
        raise StorageError(
            f"The results cannot be written to {folder}: {error.strerror or error}. "
            "Free some space or make the folder writable, or choose another folder."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _quiet(done: int, total: int) -> None:
    """Tell nobody."""
