"""Opening every listed file, so that no trial meets a surprise."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic

from app.media.errors import UnreadableMediumError
from app.media.probe import Examined, examine
from app.studies.differences import remarks_about
from app.studies.errors import ScanCancelledError, UnusableOutputsError
from app.studies.folder_layout import (
    INPUTS,
    REFERENCES,
    list_folder,
    list_inputs,
    list_references,
    refuse_folder_of_studies,
)
from app.studies.found import Found, FoundInput, Output, Unreadable
from app.studies.listing import (
    DEFAULT_SEQUENCE_RATE,
    ListedInput,
    ListedOutput,
    Listing,
)
from app.studies.manifest import MANIFEST, list_manifest

_LOOK_FOR_CANCEL_S = 0.05
_TELL_EVERY_S = 0.05  # a window cannot show more, and each telling costs it time
# Decoding every frame finds damage before a rater does, but a folder must not take for
# ever: 500 clips of 2 s are decoded whole, an hour of film in parts.
_ALL_PIXELS = 40_000_000_000
_FEWEST_PIXELS, _MOST_PIXELS = 300_000_000, 4_000_000_000  # of each file

Progress = Callable[[int, int], None]
_Listed = ListedOutput | ListedInput
_Probed = Examined | str  # or the sentence that says why there is none


def scan(
    outputs: Path,
    *,
    inputs: Path | None = None,
    references: Path | None = None,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> Found:
    """Return what a folder of outputs, or a manifest, holds, every file opened.

    `inputs` and `references` replace the folders of these names beside the outputs.
    `progress(done, total)` is called on this thread. Files that cannot be read are
    reported in the result, not raised. Raises UnusableOutputsError when no study can
    be made, ScanCancelledError soon after `cancel` is set.
    """
    listing = _listed(outputs, inputs, references)
    listed: tuple[_Listed, ...] = (*listing.outputs, *listing.inputs)
    probed = _probe_all(listed, progress or _quiet, cancel or Event())
    found = _found(listing, dict(zip(listed, probed, strict=True)))
    if not found.outputs:
        first = found.unreadable[0].sentence
        raise UnusableOutputsError(
            f"None of the {len(listing.outputs)} files listed in "
            f"{outputs.name} can be read. The first: {first}"
        )
    return replace(found, remarks=remarks_about(found, listing))


def _listed(outputs: Path, inputs: Path | None, references: Path | None) -> Listing:
    try:
        return _with_inputs(_listing(outputs), inputs, references)
    except OSError as error:
        raise UnusableOutputsError(
            f"{error.filename or outputs} cannot be looked into: {error.strerror}. "
            "Allow reading it, or copy the outputs elsewhere."
        ) from error


def _listing(outputs: Path) -> Listing:
    if not outputs.exists():
        raise UnusableOutputsError(
            f"{outputs} does not exist; check the name, or connect the disk it is on."
        )
    outputs = _with_a_name(outputs)
    if outputs.is_dir():
        manifest = outputs / MANIFEST
        if manifest.is_file():
            return list_manifest(manifest)
        refuse_folder_of_studies(outputs, MANIFEST)
        return list_folder(outputs)
    if outputs.suffix.lower() == ".csv":
        return list_manifest(outputs)
    raise UnusableOutputsError(
        f"{outputs.name} is neither a folder nor a manifest; choose the folder that "
        "holds one folder per system, or a CSV with the columns source, system, path."
    )


def _with_a_name(path: Path) -> Path:
    """Return a path whose folders have names to call them by, unlike "." and ".."."""
    return path.resolve() if ".." in path.parts else path.absolute()


def _with_inputs(
    listing: Listing, inputs: Path | None, references: Path | None
) -> Listing:
    sources = list(dict.fromkeys(output.source for output in listing.outputs))
    given = list(listing.inputs)
    ignored = list(listing.ignored)
    for chosen, usual, read in (
        (inputs, INPUTS, list_inputs),
        (references, REFERENCES, list_references),
    ):
        folder = chosen or listing.root / usual
        if folder.is_dir():
            more, left = read(_with_a_name(folder), sources)
            written = {(one.source, one.name) for one in given}
            given += [one for one in more if (one.source, one.name) not in written]
            ignored += left
        elif chosen:
            raise UnusableOutputsError(
                f"The folder {chosen} for {usual} does not exist; check the name."
            )
    return replace(listing, inputs=tuple(given), ignored=tuple(ignored))


def _probe_all(
    listed: Sequence[_Listed], progress: Progress, cancel: Event
) -> list[_Probed]:
    """Probe on as many threads as there are cores; the decoder lets go of the GIL."""
    progress(0, len(listed))
    ended: SimpleQueue[Future[_Probed]] = SimpleQueue()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        each = min(
            max(_ALL_PIXELS // max(1, len(listed)), _FEWEST_PIXELS), _MOST_PIXELS
        )
        futures = [pool.submit(_probe_one, one, each, cancel) for one in listed]
        for future in futures:
            future.add_done_callback(ended.put)
        done, told_at = 0, 0.0
        while done < len(futures) and not cancel.is_set():
            with suppress(Empty):
                ended.get(timeout=_LOOK_FOR_CANCEL_S)
                done += 1
            if done == len(futures) or monotonic() > told_at + _TELL_EVERY_S:
                progress(done, len(futures))
                told_at = monotonic()
        if cancel.is_set():
            pool.shutdown(cancel_futures=True)
            raise ScanCancelledError
        return [future.result() for future in futures]


def _probe_one(listed: _Listed, most_pixels: int, cancel: Event) -> _Probed:
    if cancel.is_set():
        raise ScanCancelledError
    rate = listed.rate if isinstance(listed, ListedOutput) else None
    if listed.path.is_dir():
        rate = listed.rate or DEFAULT_SEQUENCE_RATE
    elif not listed.path.exists():
        return f"{listed.place} is missing; put it there, or go on without it."
    try:
        return examine(
            listed.path, rate=rate, most_pixels=most_pixels, stopped=cancel.is_set
        )
    except UnreadableMediumError as error:
        return str(error)


def _found(listing: Listing, probed: dict[_Listed, _Probed]) -> Found:
    outputs, inputs, unreadable = [], [], []
    for listed, what in probed.items():
        if isinstance(what, str):
            system = listed.system if isinstance(listed, ListedOutput) else ""
            unreadable.append(Unreadable(system, listed.source, what))
        elif isinstance(listed, ListedOutput):
            outputs.append(
                Output(
                    listed.system,
                    listed.source,
                    what.medium,
                    listed.factors,
                    listed.other,
                    what.tags,
                )
            )
        else:
            inputs.append(FoundInput(listed.source, listed.name, what.medium))
    return Found(
        listing.root,
        tuple(dict.fromkeys(output.system for output in outputs)),
        tuple(dict.fromkeys(output.source for output in outputs)),
        tuple(outputs),
        tuple(inputs),
        listing.tags,
        tuple(unreadable),
        listing.ignored,
    )


def _quiet(done: int, total: int) -> None:
    """Tell nobody."""
