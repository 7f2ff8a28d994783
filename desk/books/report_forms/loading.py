"""A file that somebody chose as a form: looked through, and refused with words where it cannot be one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.books.report_forms import known, package, placeholders
from desk.books.report_forms.model import LONGEST_NAME, Place
from desk.books.report_forms.package import wrong
from desk.books.report_forms.placeholders import Code
from desk.books.report_forms.template import Template
from desk.core.words import _
from desk.core.work import Work


@dataclass(frozen=True)
class FormContent:
    """A form's file that can be kept. ``codes`` are what it asks for, each once."""

    file_name: str
    content: bytes
    codes: Sequence[str]
    places: Sequence[Place]

    @property
    def sha256(self) -> str:
        """By which it is told whether the file is the same."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        """What the form may be called: as its file."""
        return Path(self.file_name).stem[:LONGEST_NAME]


def read_file(path: Path) -> bytes:
    """What is in a file that somebody chose. Raises ``Invalid`` for one that is too large or cannot be read."""
    try:
        if path.stat().st_size > package.LARGEST:
            raise package.too_large()
        return path.read_bytes()
    except OSError as error:
        raise wrong(_("The file cannot be read. Please close it in Excel or Word, and try again.")) from error


def look(work: Work, file_name: str, content: bytes) -> FormContent:
    """Which figures it asks for. Raises ``Invalid`` for what is no form, asks for nothing, or for what nobody has."""
    template = Template(content)
    places = template.places()
    if not places:
        example = Code("visits").placeholder
        raise wrong(
            _(
                "There is no placeholder in the file. Please put one where a figure belongs, such as {example}.",
                example=example,
            )
        )
    if sentence := known.problems(known.all_known(work), places):
        raise wrong(sentence)
    codes = list(dict.fromkeys(placeholders.name(place.typed) for place in places))
    return FormContent(f"{Path(file_name).stem}{template.file.value}", content, codes, places)
