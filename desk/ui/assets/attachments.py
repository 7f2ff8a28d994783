"""A card's photos and papers: added from files, looked at, taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.books.assets import attachments
from desk.books.assets.attachments import Attachment, AttachmentKind
from desk.core import pictures
from desk.core.errors import DeskError, EnvironmentFailure, Refused
from desk.core.permissions import May
from desk.core.words import _, clauses
from desk.core.work import Work
from desk.services.attachments import attach, detach
from desk.services.session import Desk
from desk.storage.db_errors import translate_errors
from desk.ui.widgets.chosen_row import same_row
from desk.ui.widgets.controls import button, row
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.gallery import ENDINGS, show_photo
from desk.ui.widgets.whole_text import hint

SIDE = 92
LARGEST_PAPER = 20 * 2**20


def read_file(path: Path) -> tuple[AttachmentKind, bytes, str]:
    """A photo made small, or a PDF as it is. Raises ``Refused`` and ``EnvironmentFailure``."""
    if path.suffix.lower() != ".pdf":
        picture = pictures.read(path)
        return AttachmentKind.PHOTO, picture.content, picture.name
    with translate_errors():
        if path.stat().st_size > LARGEST_PAPER:
            raise Refused(_("{file} is larger than 20 MB. Please make it smaller first.", file=path.name))
        content = path.read_bytes()
    if not content.startswith(b"%PDF"):
        raise Refused(_("{file} is no PDF.", file=path.name))
    first_page(content, path.name)
    return AttachmentKind.PAPER, content, path.name[-80:]


class FilesPanel(QWidget):
    """Enter or a double click shows a file large, Delete takes it away."""

    message = Signal(str)

    def __init__(self, desk: Desk, asset_id: int) -> None:
        super().__init__()
        self.desk, self.id = desk, asset_id
        self.files: list[Attachment] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Photos and papers"))
        self.list.setProperty("role", "pictures")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setGridSize(QSize(SIDE + 40, SIDE + 44))
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(lambda _item: self.show_large())
        self.add_button = button(_("Add photos or PDF…"), self.choose)
        self.remove_button = button(_("Take this file away"), self.remove, "flat")
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addLayout(row(self.add_button, self.remove_button, 1))

    def load(self) -> None:
        """Read the files again. Only those who keep the ledger may add and remove."""
        with self.desk.read() as work:
            self.files = attachments.of(work, self.id)
        with same_row(self.list):
            self.list.clear()
            for attachment in self.files:
                item = QListWidgetItem(self._icon(attachment), attachment.name)
                item.setToolTip(hint(attachment.name))
                self.list.addItem(item)
        may = self.desk.actor.may(May.KEEP_ASSETS)
        self.add_button.setVisible(may)
        self.remove_button.setVisible(may and bool(self.files))

    def _icon(self, attachment: Attachment) -> QIcon:
        """A thumbnail; an empty icon where the file is missing, which is told."""
        try:
            content = self.desk.files.get(attachment.file)
            small = pictures.thumbnail(content) if attachment.kind is AttachmentKind.PHOTO else first_page(content)
            return QIcon(QPixmap.fromImage(QImage.fromData(small)))
        except DeskError as trouble:
            self.message.emit(trouble.message)
            return QIcon()

    def choose(self) -> None:
        """添加照片或 PDF: ask for files, one or many."""
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Add photos or PDF…"), documents(), f"{ENDINGS} *.pdf")
        self.add([Path(path) for path in paths])

    def add(self, paths: list[Path]) -> None:
        """Those that can be taken are; of the others it is told why not, and nothing of them stays."""
        wrong = []
        for path in paths:
            try:
                kind, content, name = read_file(path)
                attach(self.desk, content, self._noting(kind, name, len(content)))
            except DeskError as error:
                wrong.append(error.message)
        self.load()
        self.message.emit(clauses(wrong))

    def _noting(self, kind: AttachmentKind, name: str, size: int) -> Callable[[Work, str], int]:
        return lambda work, file: attachments.add(work, self.id, kind, file, name, size)

    def remove(self) -> None:
        """移除文件: ask, then delete it from the card, and the file itself where nothing else has the same."""
        at = self.list.currentRow()
        if at < 0 or not sure(
            self, _("Take this file away? It is deleted here, older backups keep it."), _("Take this file away")
        ):
            return
        chosen = self.files[at]
        detach(self.desk, chosen.file, lambda work: attachments.remove(work, chosen))
        self.load()

    def show_large(self) -> None:
        """The chosen photo large, a PDF in the print preview. A file that cannot be read is told."""
        attachment = self.files[self.list.currentRow()]
        if attachment.kind is AttachmentKind.PHOTO:
            show_photo(self, self.desk, attachment.file, attachment.name)
            return
        from desk.ui.shell.preview import Preview

        try:
            Preview(self.desk.files.get(attachment.file), Path(attachment.name).stem, self).exec()
        except EnvironmentFailure as trouble:
            self.message.emit(trouble.message)


def first_page(content: bytes, name: str = "") -> bytes:
    """The first page of a PDF as a small PNG. Raises ``Refused`` for one that cannot be drawn."""
    import io

    import pypdfium2

    from desk.reports.kit import pages

    try:
        with pages.opened(content) as document:
            image = document[0].render(scale=0.25).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Refused(_("{file} is no PDF.", file=name)) from error
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
