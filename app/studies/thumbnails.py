"""Small pictures of outputs and inputs, for the owner's pages."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from app.media.errors import UnreadableMediumError
from app.media.frames import read_frames
from evaluators.study import Medium

_DENSE = 2  # pixels per logical pixel: sharp on dense screens too


def thumbnail(path: Path, medium: Medium, size: QSize) -> QImage:
    """Return the first frame, cut to fill a size in logical pixels.

    A null image when the file cannot be read any more. Safe on any thread.
    """
    wanted = size * _DENSE
    scale = max(wanted.width() / medium.width, wanted.height() / medium.height)
    shape = (
        max(wanted.width(), 2 * round(medium.width * scale / 2)),
        max(wanted.height(), 2 * round(medium.height * scale / 2)),
    )
    try:
        frame = next(read_frames(path, medium, shape), None)
    except UnreadableMediumError:
        return QImage()
    if frame is None:
        return QImage()
    pixels = frame.rgb()
    height, width = pixels.shape[:2]
    image = QImage(
        pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888
    )
    left, top = (width - wanted.width()) // 2, (height - wanted.height()) // 3
    return image.copy(QRect(left, max(0, top), wanted.width(), wanted.height()))


def as_pixmap(image: QImage) -> QPixmap:
    """Return a thumbnail as a pixmap for dense screens; needs the window's thread."""
    pixmap = QPixmap.fromImage(image, Qt.ImageConversionFlag.AutoColor)
    pixmap.setDevicePixelRatio(_DENSE)
    return pixmap
