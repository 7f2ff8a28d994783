"""The photos of a record as thumbnails: added from files, looked at large, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk.core import pictures
from desk.core.errors import DeskError, EnvironmentFailure, Refused
from desk.core.pictures import Picture
from desk.core.words import _, clauses
from desk.core.work import Work
from desk.services.attachments import attach, detach
from desk.services.session import Desk
from desk.ui.widgets.chosen_row import same_row
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.whole_text import hint

ENDINGS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff"
SIDE = 92


class KeptPhoto(Protocol):
    """A photo as a book keeps it."""

    @property
    def file(self) -> str:
        """The name under which its content is kept."""

    @property
    def name(self) -> str:
        """What the camera called it."""


@dataclass(frozen=True)
class PhotoShelf:
    """Where the photos of one record are: how its book reads them, notes one by the name of its file, and takes one
    away, which gives whether nothing refers to its file any more.
    """

    read: Callable[[Work], Sequence[KeptPhoto]]
    note: Callable[[Work, str, Picture], int]
    remove: Callable[[Work, Any], bool]


def add_pictures(desk: Desk, shelf: PhotoShelf, paths: Sequence[Path]) -> int:
    """Keep pictures on a shelf; how many. Those that can be taken are; of the others it raises ``Refused`` with why."""
    wrong, stored = [], 0
    for path in paths:
        try:
            picture = pictures.read(path)
            attach(desk, picture.content, _noting(shelf, picture))
            stored += 1
        except DeskError as error:
            wrong.append(error.message)
    if wrong:
        raise Refused(clauses(wrong))
    return stored


def _noting(shelf: PhotoShelf, picture: Picture) -> Callable[[Work, str], int]:
    return lambda work, file: shelf.note(work, file, picture)


class Gallery(QWidget):
    """Enter or a double click shows a photo large, Delete takes it away."""

    message = Signal(str)

    def __init__(self, desk: Desk, shelf: PhotoShelf) -> None:
        super().__init__()
        self.desk, self.shelf = desk, shelf
        self.photos: list[KeptPhoto] = []
        self._icons: dict[str, QIcon] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(_("Photos"))
        self.list.setProperty("role", "pictures")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setWrapping(False)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(SIDE + 28)
        self.list.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(lambda _item: self.show_large())
        self.add_button = button(_("Add photos…"), self.choose)
        self.remove_button = button(_("Take this photo away"), self.remove, "flat")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addLayout(row(self.add_button, self.remove_button, 1))

    def load(self, *, may_add: bool) -> None:
        """Read the photos again. ``may_add``: does the book take any as the record stands?"""
        with self.desk.read() as work:
            self.photos = list(self.shelf.read(work))
        with same_row(self.list):
            self.list.clear()
            for photo in self.photos:
                item = QListWidgetItem(self._icon(photo), "")
                item.setToolTip(hint(photo.name))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, photo.name)
                self.list.addItem(item)
        self.list.setVisible(bool(self.photos))
        self.add_button.setEnabled(may_add)
        self.remove_button.setVisible(bool(self.photos))

    def _icon(self, photo: KeptPhoto) -> QIcon:
        """The thumbnail; an empty icon where the file is missing, which is told once."""
        if photo.file not in self._icons:
            try:
                small = pictures.thumbnail(self.desk.files.get(photo.file))
                self._icons[photo.file] = QIcon(QPixmap.fromImage(QImage.fromData(small)))
            except EnvironmentFailure as trouble:
                self.message.emit(trouble.message)
                self._icons[photo.file] = QIcon()
        return self._icons[photo.file]

    def choose(self) -> None:
        """添加照片: ask for files, one or many."""
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Add photos…"), documents(), ENDINGS)
        self.add([Path(path) for path in paths])

    def add(self, paths: list[Path]) -> None:
        """Those that can be taken are; of the others it is told why not."""
        sentence = ""
        try:
            add_pictures(self.desk, self.shelf, paths)
        except Refused as wrong:
            sentence = wrong.message
        self.message.emit(sentence)
        self.load(may_add=True)

    def current(self) -> KeptPhoto | None:
        """The chosen photo; None where nothing is chosen."""
        at = self.list.currentRow()
        return self.photos[at] if 0 <= at < len(self.photos) else None

    def remove(self) -> None:
        """Ask, then delete the chosen photo, and its file too where nothing else has the same."""
        photo = self.current()
        if photo is None or not sure(
            self, _("Take this photo away? It is deleted here, older backups keep it."), _("Take this photo away")
        ):
            return
        detach(self.desk, photo.file, lambda work: self.shelf.remove(work, photo))
        self.load(may_add=self.add_button.isEnabled())

    def show_large(self) -> None:
        """The chosen photo in a window of its own."""
        if photo := self.current():
            show_photo(self, self.desk, photo.file, photo.name)


def show_photo(parent: QWidget, desk: Desk, file: str, name: str) -> None:
    """A kept photo in a window of its own; words instead when it is missing."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(name)
    fit(dialog, 1100, 760)
    inside: QLabel
    try:
        inside = QLabel()
        image = QImage.fromData(desk.files.get(file))
        inside.setPixmap(
            QPixmap.fromImage(image).scaled(
                dialog.size() - QSize(40, 90),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    except EnvironmentFailure as trouble:
        inside = label(trouble.message, "problem", wrap=True)
    inside.setAlignment(Qt.AlignmentFlag.AlignCenter)
    inside.setAccessibleName(name)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    column = QVBoxLayout(dialog)
    column.addWidget(area, 1)
    column.addLayout(row(1, button(_("Close"), dialog.accept, "primary")))
    dialog.exec()
