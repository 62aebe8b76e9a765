"""What a medium says about its own colours, and what an owner must know of it."""

from collections.abc import Iterator
from dataclasses import dataclass

# ITU-T H.273: what the numbers of tables 2, 3 and 4 are called; 2 is "unspecified".
UNSPECIFIED = 2
_PRIMARIES = {
    1: "BT.709",
    4: "BT.470M",
    5: "BT.601",
    6: "BT.601",
    7: "SMPTE 240M",
    8: "film",
    9: "BT.2020",
    10: "XYZ",
    11: "P3",
    12: "P3",
    22: "EBU 3213",
}
_MATRICES = {
    1: "BT.709",
    4: "FCC",
    5: "BT.601",
    6: "BT.601",
    7: "SMPTE 240M",
    9: "BT.2020",
    10: "BT.2020",
}
_USUAL_TRANSFERS = frozenset({1, 4, 5, 6, 7, 11, 12, 13, 14, 15})  # near BT.709 or sRGB
_HDR_TRANSFERS = {16: "PQ", 18: "HLG"}
_WIDE = frozenset({"BT.2020", "P3", "XYZ"})
_BROADCAST = frozenset({"BT.709", "BT.601", "BT.2020"})
_RGB = 0  # of table 4: there is no matrix


@dataclass(frozen=True, slots=True)
class ColorTags:
    """The colour tags of a clip as numbers of ITU-T H.273, or a picture's profile."""

    matrix: int = UNSPECIFIED
    primaries: int = UNSPECIFIED
    transfer: int = UNSPECIFIED
    full_range: bool = False
    rgb: bool = True  # pictures, and the few clips that store RGB, need no matrix
    profile: str = ""  # an ICC profile that is applied, and is not sRGB

    @property
    def hdr(self) -> str:
        """Return "PQ" or "HLG" for HDR, "" for standard range."""
        return _HDR_TRANSFERS.get(self.transfer, "")

    def said(self) -> str:
        """Return how a sentence calls it: "BT.709", "untagged", "BT.2020 (PQ)"."""
        if self.rgb:
            profile = f"with the ICC profile {self.profile}" if self.profile else ""
            return profile or self.hdr or "without an ICC profile"
        matrix = "untagged"
        if self.matrix != UNSPECIFIED:
            matrix = _MATRICES.get(self.matrix, f"matrix {self.matrix}")
        primaries = self._primaries()
        more = [self.hdr] if self.hdr else []
        if primaries in _WIDE and primaries != matrix:
            more.append(primaries)
        if self.full_range:
            more.append("full range")
        return f"{matrix} ({', '.join(more)})" if more else matrix

    def troubles(self) -> Iterator[str]:
        """Yield what will not look as it was meant; each goes on from a file's name."""
        if self.hdr:
            yield (
                f"is HDR ({self.hdr}), which is shown without tone mapping and will "
                "look flat; export it in standard range."
            )
        elif self.transfer not in _USUAL_TRANSFERS | {UNSPECIFIED}:
            yield (
                f"is tagged with the transfer curve {self.transfer}, which is not "
                "known here and left as it is; export it as BT.709."
            )
        primaries = self._primaries()
        if not self.hdr and primaries in _WIDE:
            yield (
                f"has the wide colours of {primaries}, which are shown without being "
                "converted and will look pale; export it as BT.709."
            )
        if not self.rgb:
            yield from self._matrix_troubles(primaries)

    def _primaries(self) -> str:
        return _PRIMARIES.get(self.primaries, "")

    def _matrix_troubles(self, primaries: str) -> Iterator[str]:
        matrix = _MATRICES.get(self.matrix, "")
        if not matrix and self.matrix != UNSPECIFIED:
            what = "RGB" if self.matrix == _RGB else f"the matrix {self.matrix}"
            yield (
                f"is tagged with {what}, which does not fit what it stores and is "
                "taken for untagged; export it as BT.709."
            )
        if matrix != primaries and {matrix, primaries} <= _BROADCAST:
            yield (
                f"contradicts itself: its matrix is {matrix}, its primaries are "
                f"{primaries}; the matrix is obeyed."
            )
