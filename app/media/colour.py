"""Which matrix turns a clip's luma and chroma into RGB: one rule for every pane."""

from dataclasses import dataclass

_UNSPECIFIED = 2
_HD_WIDTH = 1280
_SD_HEIGHT = 576
# AVColorSpace (ITU-T H.273, table 4) to the names of swscale's matrices.
_TAGGED = {
    1: "ITU709",
    4: "FCC",
    5: "ITU601",
    6: "ITU601",
    7: "SMPTE240M",
    9: "BT2020",
    10: "BT2020",
}


@dataclass(frozen=True, slots=True)
class Matrix:
    """A colour matrix and where it comes from."""

    name: str
    tagged: bool

    def __str__(self) -> str:
        return self.name if self.tagged else f"{self.name} (untagged)"


def matrix_of(tag: int, width: int, height: int) -> Matrix:
    """Obey the tag; untagged is BT.709 for HD and BT.601 below.

    HD is a width of at least 1280 or a height above 576, as broadcasters and most
    players assume.
    """
    if tag in _TAGGED and tag != _UNSPECIFIED:
        return Matrix(_TAGGED[tag], tagged=True)
    hd = width >= _HD_WIDTH or height > _SD_HEIGHT
    return Matrix("ITU709" if hd else "ITU601", tagged=False)
