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
No person rated here. The raters are simulated, and their aliases say so: they know
which defect each system was given, and answer as people might.

{owner} rated the first {trials} trials in the real window, by key, while the clips were
playing; these trials have a certificate of how they were played. The other answers
went through the same flow into the same record, without a window.

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
    # Windows take long to load, and need libraries that words alone do without.
    from app.demo.screenshots import without_a_screen
    from app.qt_application import application

    tell = progress or _quiet
    filmed = 2 * (shoot or Shoot()).files
    total = filmed + window_trials + 1 + len(PEERS) + 1  # the owner, peers, tables
    found = demo_outputs(folder, shoot=shoot, progress=lambda n, _: tell(n, total))
    numbers = count(filmed + 1)
    qt = application()  # noqa: F841  # Qt lives as long as this name
    with _new_folder(folder) as (draft, place), without_a_screen():
        run = _Run(found, draft, lambda: tell(next(numbers), total))
        run.rate(window_trials)
        run.write(window_trials)
        written = sorted(path for path in draft.rglob("*") if path.is_file())
    return tuple(place / path.relative_to(draft) for path in written)


class _Run:
    """One study from its first trial to its tables; `step` is called on the way."""

    def __init__(self, found: Found, folder: Path, step: Callable[[], None]) -> None:
        from app.demo.screenshots import Album

        self._found = found
        self._folder = folder
        self._step = step
        self._key = installation_key(home())
        self._album = Album(folder / "screenshots")
        self._study = folder / f"{NAME}{SUFFIX}"
        study, labels, notes = built_from(found, self._study)
        contract = replace(study.contract, title=f"{TITLE}, simulated raters")
        study = replace(study, contract=contract)
        create_study(self._study, study, labels, notes=notes)
        self._defects = Defects(study, labels)

    def rate(self, window_trials: int) -> None:
        """Let the owner begin in a window; then everybody answers everything."""
        owner = SimulatedRater(OWNER, self._defects)
        self._rate_in_window(owner, window_trials)
        peers = [SimulatedRater(alias, self._defects) for alias in PEERS]
        for rater in (owner, *peers):
            stage = Stage.SELF if rater is owner else Stage.PEERS
            rate_without_window(self._study, rater, stage, self._key)
            self._step()

    def write(self, window_trials: int) -> None:
        """Write the tables, the report, and a picture of the results."""
        from app.demo.screenshots import picture_look, picture_results, picture_start
        from app.results.export import export_study
        from app.results.report import report_text

        with open_study(self._study, read_only=True) as file:
            export_study(file, self._folder / "tables")
            report = report_text(file)
        (self._folder / "report.txt").write_text(report, "utf-8")
        about = _ABOUT.format(owner=OWNER, trials=window_trials)
        (self._folder / "about.txt").write_text(about, "utf-8")
        picture_start(self._found.root, self._album)
        picture_look(_telling_clips(self._found), self._album)
        picture_results(self._study, self._album)
        self._step()

    def _rate_in_window(self, owner: SimulatedRater, trials: int) -> None:
        from app.demo.screenshots import rate_in_window
        from app.rating.rating_window import RatingWindow

        author = Author(owner.alias, self._key)
        session = open_rater_session(self._study, author=author, stage=Stage.SELF)
        try:
            window = RatingWindow(session)
        except BaseException:
            session.close()
            raise
        rate_in_window(window, owner, trials, self._album, self._step)


def _telling_clips(found: Found) -> list[Path]:
    """Return what the steady system and the one that jumps made of a mirror."""
    mirrored = [s for s in found.sources if MIRROR in found.tags.get(s, ())]
    source = (mirrored or found.sources)[0]
    cells = [found.cells[system.name, source] for system in (STEADY, MIRROR_JUMP)]
    return [Path(cell.medium.path) for cell in cells]


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
