"""Ids made from content, so that no name can be read out of a study.

A source is known by the contents of its outputs, a system by what it made of which
source. Where contents are identical an ordinal tells them apart; it follows from the
structure of the whole table, never from a name, so renaming changes nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_DIGITS = 16
_Node = tuple[str, str]  # ("system" or "source", name)


@dataclass(frozen=True, slots=True)
class Cell:
    """One output: whose, of what, and the hash of its content (and factors)."""

    system: str
    source: str
    content: str


@dataclass(frozen=True, slots=True)
class OpaqueIds:
    """Ids by name, each 16 hexadecimal digits."""

    systems: Mapping[str, str]
    sources: Mapping[str, str]


def opaque_ids(cells: Iterable[Cell], given: Mapping[str, str]) -> OpaqueIds:
    """Return ids for the systems and sources of a table of outputs.

    `given` tells sources with the same outputs apart by what else is known of them
    (a hash of inputs and tags), by name.
    """
    table = list(cells)
    order = _order(table, given)
    contents: defaultdict[str, list[str]] = defaultdict(list)
    for cell in table:
        contents[cell.source].append(cell.content)
    sources = _numbered(
        {name: digest("source", *sorted(seen)) for name, seen in contents.items()},
        {name: order["source", name] for name in contents},
    )
    made: defaultdict[str, list[str]] = defaultdict(list)
    for cell in table:
        made[cell.system].append(sources[cell.source] + cell.content)
    systems = _numbered(
        {name: digest("system", *sorted(seen)) for name, seen in made.items()},
        {name: order["system", name] for name in made},
    )
    return OpaqueIds(systems, sources)


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of some words."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_DIGITS]


def _numbered(by_name: dict[str, str], order: dict[str, str]) -> dict[str, str]:
    """Give names with the same digest an ordinal in it."""
    ids: dict[str, str] = {}
    seen: defaultdict[str, int] = defaultdict(int)
    for name in sorted(by_name, key=lambda name: (by_name[name], order[name])):
        base = by_name[name]
        ids[name] = digest(base, str(seen[base])) if seen[base] else base
        seen[base] += 1
    return ids


def _order(table: list[Cell], given: Mapping[str, str]) -> dict[_Node, str]:
    """Return a colour for every system and source, all different.

    Colours are refined by those of the neighbours until nothing new is told apart.
    What is still alike is taken as interchangeable: one of them is picked, whichever,
    and the refinement goes on.
    """
    colours: dict[_Node, str] = {}
    for cell in table:
        colours["system", cell.system] = digest("system")
        colours["source", cell.source] = digest("source", given.get(cell.source, ""))
    colours = _refined(table, _with_doubles_parted(table, colours))
    while twins := _twins(colours):
        colours[twins[0]] = digest(colours[twins[0]], "picked")
        colours = _refined(table, colours)
    return colours


def _with_doubles_parted(
    table: list[Cell], colours: dict[_Node, str]
) -> dict[_Node, str]:
    """Tell nodes with the very same cells apart by a number, whichever gets which.

    Without this, 500 copies of one file would have to be picked one by one. What is
    left needs at most one pick for each system.
    """
    rows: defaultdict[_Node, set[tuple[str, str]]] = defaultdict(set)
    for cell in table:
        rows["system", cell.system].add((cell.source, cell.content))
        rows["source", cell.source].add((cell.system, cell.content))
    seen: defaultdict[tuple[str, frozenset[tuple[str, str]]], int] = defaultdict(int)
    parted = {}
    for node, colour in colours.items():
        row = colour, frozenset(rows[node])
        parted[node] = digest(colour, "double", str(seen[row]))
        seen[row] += 1
    return parted


def _refined(table: list[Cell], colours: dict[_Node, str]) -> dict[_Node, str]:
    while True:
        seen: defaultdict[_Node, list[str]] = defaultdict(list)
        for cell in table:
            system, source = ("system", cell.system), ("source", cell.source)
            seen[system].append(cell.content + colours[source])
            seen[source].append(cell.content + colours[system])
        finer = {node: digest(colours[node], *sorted(seen[node])) for node in colours}
        if len(set(finer.values())) == len(set(colours.values())):
            return finer
        colours = finer


def _twins(colours: dict[_Node, str]) -> list[_Node]:
    """Return the nodes that share the smallest shared colour."""
    by_colour: defaultdict[str, list[_Node]] = defaultdict(list)
    for node, colour in colours.items():
        by_colour[colour].append(node)
    shared = sorted(colour for colour, nodes in by_colour.items() if len(nodes) > 1)
    return by_colour[shared[0]] if shared else []
