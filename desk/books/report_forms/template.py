"""A form as a file: which figures it asks for, and where; and the file again with what belongs there."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.report_forms import documents, workbooks
from desk.books.report_forms.model import FormFile, Place
from desk.books.report_forms.package import Package, wrong
from desk.books.report_forms.placeholders import Answers
from desk.books.report_forms.workbooks import Workbook
from desk.core.words import _

MAINS = {workbooks.MAIN: FormFile.XLSX, documents.MAIN: FormFile.DOCX}
TEMPLATES = "template.main+xml"


class Template:
    """A form's file, looked at."""

    def __init__(self, content: bytes) -> None:
        """Raises ``Invalid`` with words for the field ``file``."""
        self._package = Package(content)
        kind = self._package.type_of(self._package.main)
        files = [file for ending, file in MAINS.items() if kind.endswith(ending)]
        if not files:
            if kind.endswith(TEMPLATES):
                raise wrong(_("This is a template of Office. Please open it and save it as .xlsx or .docx."))
            raise wrong(_("This is neither an Excel nor a Word file. Please choose a .xlsx or .docx file."))
        self.file = files[0]

    def places(self) -> Sequence[Place]:
        """Where figures belong, in the order of the file. Raises ``Invalid``, also for what starts other programs."""
        self._package.require_bounded()
        self._package.require_no_programs()
        if self.file is FormFile.XLSX:
            return list(Workbook(self._package).places())
        return list(documents.places(self._package))

    def filled(self, answers: Answers) -> bytes:
        """The file with the answers in their places; where there is no answer, the placeholder stays. All that is not
        such a place is as it was. Raises ``Invalid``.
        """
        if self.file is FormFile.XLSX:
            changed = Workbook(self._package).filled(answers)
        else:
            changed = documents.filled(self._package, answers)
        return self._package.with_parts(changed)
