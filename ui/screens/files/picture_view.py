"""A picture in a frame that scrolls: as wide as there is room for, or larger."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

STEP, LARGEST = 1.25, 8.0
_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class _Picture(QWidget):
    """Paints an image at the size of the widget; a smaller one is made once, or thin lines would vanish."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._made = QImage()

    def show_image(self, image: QImage) -> None:
        self.image, self._made = image, QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        wanted = self.size() * self.devicePixelRatioF()
        if self._made.size() != wanted and wanted.width() < self.image.width():
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._made = self.image.scaled(wanted, keep, smooth)
        is_made = self._made.size() == wanted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._made if is_made else self.image)
        painter.end()


class PictureView(QScrollArea):
    """Shows one picture; plus and minus make it larger and smaller, 0 fits it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = 1.0
        self._picture = _Picture()
        self.setWidget(self._picture)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("The picture"))
        self.setAccessibleDescription(self.tr("Plus and minus: larger and smaller. 0: as large as fits."))

    @property
    def factor(self) -> float:
        """How many times larger it is than what fits."""
        return self._factor

    @property
    def shown_size(self) -> QSize:
        """How large it is on the screen."""
        return self._picture.size()

    def show_picture(self, image: QImage) -> None:
        """Show a picture as large as there is room for; a small one as large as it is."""
        self._picture.show_image(image)
        self._factor = 1.0
        self._fit()

    def let_go(self) -> None:
        """Keep nothing of the picture."""
        self._picture.show_image(QImage())
        self._picture.resize(0, 0)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LARGER:
            self._resize_by(STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self._resize_by(1 / STEP)
        elif event.key() == Qt.Key.Key_0:
            self._resize_by(1 / self._factor)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Helpers

    def _resize_by(self, factor: float) -> None:
        self._factor = min(max(self._factor * factor, 0.25), LARGEST)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        image = self._picture.image
        if image.isNull():
            return
        room = self.maximumViewportSize() - QSize(2, 2)
        fitting = min(room.width() / image.width(), room.height() / image.height(), 1.0)
        factor = max(fitting, 0.01) * self._factor
        self._picture.resize(max(round(image.width() * factor), 1), max(round(image.height() * factor), 1))
