"""What is odd about outputs, in sentences: gaps, mixed rates, lengths and sizes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from app.media.errors import place_of
from app.studies.color_differences import color_remarks
from app.studies.found import Found, Remark
from app.studies.listing import DEFAULT_SEQUENCE_RATE, Listing
from app.studies.wording import counted, joined, kind_word, length_of, rate_of
from evaluators.study import Kind, Medium

_SAME_LENGTH_US = 20_000  # half a frame at 25 per second is no difference to tell


def what_was_found(found: Found) -> str:
    """Return "20 of 20 clips: 4 sources × 5 systems. Nothing is missing …"."""
    cells = len(found.systems) * len(found.sources)
    word = kind_word([output.medium.kind for output in found.outputs])
    said = (
        f"{len(found.outputs)} of {counted(cells, word)}: "
        f"{counted(len(found.sources), 'source')} × "
        f"{counted(len(found.systems), 'system')}."
    )
    if not found.gaps and not found.unreadable:
        return f"{said} Nothing is missing, every file opens."
    parts = []
    if found.unreadable:
        parts.append(f"{counted(len(found.unreadable), 'file')} cannot be used")
    if found.gaps:
        are = "is" if len(found.gaps) == 1 else "are"
        parts.append(f"{counted(len(found.gaps), 'cell')} {are} empty")
    return f"{said} {', '.join(parts).capitalize()}; the study goes on without."


def remarks_about(found: Found, listing: Listing) -> tuple[Remark, ...]:
    """Return what the owner should know before making the study; trouble first."""
    return (
        *(Remark(one.sentence, trouble=True) for one in found.unreadable),
        *_lost(found, listing),
        *_gaps(found),
        *_warnings(found),
        *color_remarks(found),
        *_mixed(found),
        *_unwritten_rates(found, listing),
        *_references(found),
        *_identical(found),
        *_ignored(listing),
    )


def _lost(found: Found, listing: Listing) -> Iterator[Remark]:
    """Tell of systems and sources of which nothing is left."""
    for what, listed, left in (
        ("system", [o.system for o in listing.outputs], found.systems),
        ("source", [o.source for o in listing.outputs], found.sources),
    ):
        lost = [name for name in dict.fromkeys(listed) if name not in left]
        if lost:
            yield Remark(
                f"Nothing of the {what if len(lost) == 1 else what + 's'} "
                f"{joined(lost)} can be read, so the study goes on without.",
                trouble=True,
            )


def _gaps(found: Found) -> Iterator[Remark]:
    by_system: defaultdict[str, list[str]] = defaultdict(list)
    for system, source in found.gaps:
        by_system[system].append(source)
    for system, sources in by_system.items():
        yield Remark(
            f"{system} has no output for {joined(sources)}; the trials that need "
            "one are left out.",
            trouble=True,
        )


def _warnings(found: Found) -> Iterator[Remark]:
    """Tell what the probe warned of; what holds of many files is said once."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for medium in (output.medium for output in found.outputs):
        place = place_of(Path(medium.path))
        for warning in dict.fromkeys(medium.warnings):
            files[warning.removeprefix(place)].append(place)
    for what, places in files.items():
        others = counted(len(places) - 1, "other output")
        same = f" The same is true of {others}." if len(places) > 1 else ""
        yield Remark(f"{places[0]}{what}{same}", trouble=True)


def _mixed(found: Found) -> Iterator[Remark]:
    parts = [*_rates(found), *_lengths(found)]
    if parts:
        yield Remark(
            f"{'; '.join(parts)}. All panes follow one clock by time, and the last "
            "frame is held until all have ended."
        )
    sizes = _differing(found, lambda medium: f"{medium.width}×{medium.height}")
    if sizes:
        yield Remark(
            f"Sizes differ within {_sources(sizes)}; each is fitted into its pane."
        )
    if len({o.medium.kind is Kind.IMAGE for o in found.outputs}) > 1:
        yield Remark(
            "Clips and still pictures are mixed; what concerns motion is asked only "
            "where everything moves."
        )


def _rates(found: Found) -> Iterator[str]:
    differing = _differing(found, rate_of)
    if not differing:
        return
    of_system = _one_per_system(found, rate_of)
    if of_system is None:
        yield f"Rates differ within {_sources(differing)}"
        return
    usual = Counter(of_system.values()).most_common(1)[0][0]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for system, rate in of_system.items():
        groups[rate].append(system)
    odd = [
        f"{joined(systems)} {'plays' if len(systems) == 1 else 'play'} at {rate}"
        for rate, systems in groups.items()
        if rate != usual
    ]
    others = "the other" if len(groups[usual]) == 1 else "the others"
    yield f"{', '.join(odd)}, {others} at {usual}"


def _lengths(found: Found) -> Iterator[str]:
    longest: defaultdict[str, int] = defaultdict(int)
    for output in found.outputs:
        length = output.medium.duration_us
        longest[output.source] = max(longest[output.source], length)
    missing: defaultdict[str, list[int]] = defaultdict(list)
    for output in found.outputs:
        if output.medium.kind is not Kind.IMAGE:
            short_by = longest[output.source] - output.medium.duration_us
            missing[output.system].append(short_by)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for system, short in missing.items():
        if max(short) > _SAME_LENGTH_US:
            same = max(short) - min(short) <= _SAME_LENGTH_US
            seconds = f"{max(short) / 1_000_000:.2f} s earlier"
            groups[seconds if same else f"up to {seconds}"].append(system)
    for seconds, systems in groups.items():
        yield f"{joined(systems)} {'ends' if len(systems) == 1 else 'end'} {seconds}"


def _unwritten_rates(found: Found, listing: Listing) -> Iterator[Remark]:
    written = {(o.system, o.source): o.rate for o in listing.outputs}
    number = sum(
        output.medium.kind is Kind.SEQUENCE and written[key] is None
        for key, output in found.cells.items()
    )
    if number:
        say = "says no rate and plays" if number == 1 else "say no rate and play"
        yield Remark(
            f"{counted(number, 'folder')} of numbered images {say} at "
            f"{DEFAULT_SEQUENCE_RATE:g} FPS; a manifest.csv with a column fps says "
            "another.",
            trouble=True,
        )


def _references(found: Found) -> Iterator[Remark]:
    with_inputs = {given.source for given in found.inputs}
    without = [source for source in found.sources if source not in with_inputs]
    if with_inputs and without:
        yield Remark(f"Nothing is there to show as input for {joined(without)}.")


def _identical(found: Found) -> Iterator[Remark]:
    """Tell of outputs that are the same bytes: a pair of them shows no difference."""
    twins: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for output in found.outputs:
        twins[output.source, output.medium.sha256].append(output.system)
    same = [(source, s) for (source, _), s in twins.items() if len(s) > 1]
    if same:
        source, systems = same[0]
        more = f", and so in {counted(len(same), 'source')}" if len(same) > 1 else ""
        yield Remark(
            f"The outputs of {joined(systems)} for {source} are the same file{more}.",
            trouble=True,
        )


def _ignored(listing: Listing) -> Iterator[Remark]:
    if listing.ignored:
        names = joined(listing.ignored)
        are = "is" if len(listing.ignored) == 1 else "are"
        yield Remark(f"{names} {are} not part of the outputs and left out.")


def _differing(found: Found, value: Callable[[Medium], str]) -> list[str]:
    """Return the sources whose outputs differ in a value; still pictures have none."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for output in found.outputs:
        if text := value(output.medium):
            values[output.source].add(text)
    return [source for source, seen in values.items() if len(seen) > 1]


def _one_per_system(
    found: Found, value: Callable[[Medium], str]
) -> dict[str, str] | None:
    of_system = {
        system: {value(medium) for medium in found.of_system(system)} - {""}
        for system in found.systems
    }
    if any(len(values) > 1 for values in of_system.values()):
        return None
    return {system: values.pop() for system, values in of_system.items() if values}


def length_range(media: tuple[Medium, ...]) -> str:
    """Return "3.0 s", "2.8–3.0 s", or "" for still pictures."""
    moving = sorted(
        (m for m in media if m.kind is not Kind.IMAGE), key=lambda m: m.duration_us
    )
    if not moving:
        return ""
    short, long = length_of(moving[0]), length_of(moving[-1])
    return long if short == long else f"{short.removesuffix(' s')}–{long}"


def rate_range(media: tuple[Medium, ...]) -> str:
    """Return "30 FPS", "10–30 FPS", or "" for still pictures."""
    moving = sorted((m for m in media if m.rate_mhz), key=lambda m: m.rate_mhz)
    if not moving:
        return ""
    slow, fast = rate_of(moving[0]), rate_of(moving[-1])
    return fast if slow == fast else f"{slow.removesuffix(' FPS')}–{fast}"


def _sources(names: list[str]) -> str:
    return f"the outputs of {joined(names)}"
