"""Colour tags and profiles that differ between the outputs of one source."""

from collections import defaultdict
from collections.abc import Iterator

from app.studies.found import Found, Output, Remark
from app.studies.wording import counted, joined

_Tagged = tuple[tuple[str, tuple[str, ...]], ...]  # what is said, of which systems
_Groups = dict[tuple[bool, _Tagged], list[str]]  # sources by RGB or not, and tags


def color_remarks(found: Found) -> Iterator[Remark]:
    """Tell where one output's colours are read otherwise than another's.

    Sources in which systems differ in the same way share a sentence, also where an
    output of some is missing.
    """
    of_source: defaultdict[str, list[Output]] = defaultdict(list)
    for output in found.outputs:
        of_source[output.source].append(output)
    groups: defaultdict[tuple[bool, _Tagged], list[str]] = defaultdict(list)
    for source, outputs in of_source.items():
        for rgb in (False, True):
            tagged = _tagged([o for o in outputs if o.tags.rgb is rgb])
            if len(tagged) > 1:
                groups[rgb, tagged].append(source)
    for (rgb, tagged), sources in _merged(groups).items():
        yield Remark(_sentence(rgb, tagged, sources), trouble=True)


def _merged(groups: _Groups) -> _Groups:
    """Put the sources of each group to those of one that says all it says, and more."""
    merged: _Groups = {}
    for (rgb, tagged), sources in sorted(groups.items(), key=_most_systems):
        larger = (key for key in merged if key[0] is rgb and _within(tagged, key[1]))
        key = next(larger, (rgb, tagged))
        merged[key] = [*merged.get(key, ()), *sources]
    return merged


def _most_systems(group: tuple[tuple[bool, _Tagged], list[str]]) -> int:
    return -sum(len(systems) for _, systems in group[0][1])


def _within(few: _Tagged, many: _Tagged) -> bool:
    said = dict(many)
    return all(set(systems) <= set(said.get(tag, ())) for tag, systems in few)


def _tagged(outputs: list[Output]) -> _Tagged:
    systems: defaultdict[str, list[str]] = defaultdict(list)
    for output in outputs:
        systems[output.tags.said()].append(output.system)
    return tuple((said, tuple(names)) for said, names in systems.items())


def _sentence(rgb: bool, tagged: _Tagged, sources: list[str]) -> str:
    verbs = ("comes", "come") if rgb else ("is", "are")
    parts = [
        f"{joined(names)} {verbs[len(names) > 1]} {_said(said, rgb)}"
        for said, names in tagged
    ]
    which = f"the source {sources[0]}"
    if len(sources) > 1:
        which = f"{counted(len(sources), 'source')} ({joined(sources)})"
    return (
        f"For {which} {joined(parts, at_most=len(parts))}; each is shown by what it "
        "says of itself, so a difference of colour may come from that alone."
    )


def _said(said: str, rgb: bool) -> str:
    if rgb or said.startswith("untagged"):
        return said
    return f"tagged {said}"
