"""What a scan found: a table of systems and sources, and what is odd about it."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.media.color_tags import ColorTags
from evaluators.study import Kind, Medium


@dataclass(frozen=True, slots=True)
class Output:
    """One readable output; `medium.path` is where it was read from."""

    system: str
    source: str
    medium: Medium
    factors: tuple[tuple[str, str], ...] = ()
    other: tuple[tuple[str, str], ...] = ()  # a manifest's columns that mean nothing
    tags: ColorTags = field(default_factory=ColorTags)


@dataclass(frozen=True, slots=True)
class FoundInput:
    """One readable input of a source."""

    source: str
    name: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was listed and cannot be used; `sentence` says why."""

    system: str  # "" for an input
    source: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence for the owner; trouble wears the sign of a warning."""

    text: str
    trouble: bool = False


@dataclass(frozen=True)
class Found:
    """Everything a study can be made of, by the names people gave."""

    root: Path  # the folder that holds the outputs
    systems: tuple[str, ...]  # those with a readable output, in the order listed
    sources: tuple[str, ...]
    outputs: tuple[Output, ...]
    inputs: tuple[FoundInput, ...] = ()
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    ignored: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def cells(self) -> dict[tuple[str, str], Output]:
        """The outputs by (system, source)."""
        return {(o.system, o.source): o for o in self.outputs}

    @cached_property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The cells (system, source) without a readable output."""
        return tuple(
            (system, source)
            for system in self.systems
            for source in self.sources
            if (system, source) not in self.cells
        )

    @property
    def moving(self) -> bool:
        """False when every output is a still picture."""
        return any(output.medium.kind is not Kind.IMAGE for output in self.outputs)

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks as they are kept in the study."""
        return tuple(remark.text for remark in self.remarks)

    def of_system(self, system: str) -> tuple[Medium, ...]:
        """Return the media of one system, in the order of the sources."""
        return tuple(o.medium for o in self.outputs if o.system == system)
