"""A form's file as the package that it is (ECMA-376, part 2): looked at before it is read, and written again with a few
parts changed and all others as they were.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree

from desk.core.errors import Invalid, Problem
from desk.core.sheet_reader import OLE
from desk.core.words import _

FIELD = "file"
LARGEST = 10 * 2**20
"""Bytes of a file: it is kept in the data file, and once more with each report."""
LARGEST_UNPACKED, LARGEST_TEXT = 100 * 2**20, 8 * 2**20
"""Bytes that it unpacks to, and those of its XML, which is read whole while somebody waits."""
MOST_PARTS, MOST_TAGS = 2000, 400_000
"""Parts of a file, and tags in all of them: a form of 100,000 cells that are filled in."""
XML = (".xml", ".rels")
TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
ENCRYPTED = 0x1
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MACROS = ("macroenabled", "vbaproject", "macrosheet")
DDE_LINK = re.compile(rb"<(?:\w+:)?ddeLink\b")
FIELD_TEXT = re.compile(rb"<(?:\w+:)?instrText[^<>]*>([^<]*)<|\s\w+:instr=[\"']([^\"']*)")
DDE = re.compile(rb"\bDDE(?:AUTO)?\b", re.IGNORECASE)
"""How a workbook and a document say that another program is to be started when they are opened."""
SIGNATURES = "_xmlsignatures/"
MAIN = "/officeDocument"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    LookupError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
"""What a damaged file brings down."""


def wrong(sentence: str) -> Invalid:
    """What is wrong with a file, for its field."""
    return Invalid(Problem(FIELD, sentence))


def too_large() -> Invalid:
    """The words for a file that is larger than any form."""
    return wrong(_("The file is larger than {n} MB.", n=LARGEST // 2**20))


def too_much() -> Invalid:
    """The words for a file that holds more than a form."""
    return wrong(_("There is too much in the file for a form. Please leave only the form in it."))


def broken() -> Invalid:
    """The words for what cannot be read at all."""
    return wrong(_("The file is damaged. Please open it in Excel or Word, save it once more, and choose it again."))


class Package:
    """The parts of a file by their names."""

    def __init__(self, content: bytes) -> None:
        """Raises ``Invalid`` for what is no such file, is locked by a password, has macros or is too large."""
        _require_package(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.infos = self._zip.infolist()
            _require_limits(self.infos)
            self.types = self._types()
            self.main = self._main()
        except BROKEN as error:
            raise broken() from error
        named = [*self.types.values(), *(info.filename for info in self.infos)]
        if any(sign in each.lower() for each in named for sign in MACROS):
            raise wrong(_("The file has macros. Please save it as .xlsx or .docx without them."))
        if any(info.filename.lower().startswith(SIGNATURES) for info in self.infos):
            raise wrong(_("The file is signed digitally, which filling in would break. Please take a copy unsigned."))

    def part(self, name: str) -> bytes:
        """What is in a part. Raises ``Invalid`` for one that is damaged or missing."""
        try:
            return self._read(name)
        except BROKEN as error:
            raise broken() from error

    def tree(self, name: str) -> ElementTree.Element:
        """A part as XML, to be looked something up in. Raises ``Invalid``."""
        content = self.part(name)
        try:
            return _tree(content)
        except BROKEN as error:
            raise broken() from error

    def of_type(self, *endings: str) -> list[str]:
        """The parts whose content is of one of these types, in the order of the file."""
        return [each.filename for each in self.infos if self.type_of(each.filename).endswith(endings)]

    def type_of(self, name: str) -> str:
        """The content type of a part, in lower case; empty where none is declared."""
        ending = name.rpartition(".")[2].lower()
        return self.types.get(f"/{name}".lower(), self.types.get(ending, "")).lower()

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """By their identifiers, what a part refers to: the kind of the relation and the other part's name."""
        folder = PurePosixPath(name).parent
        relations = f"{folder}/_rels/{PurePosixPath(name).name}.rels".removeprefix("./")
        if relations not in self._zip.namelist():
            return {}
        return {
            each.get("Id", ""): (each.get("Type", ""), _resolved(folder, each.get("Target", "")))
            for each in self.tree(relations)
        }

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The file again: the changed parts in their places, all others byte for byte, the same each time."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as out:
            for info in self.infos:
                again = zipfile.ZipInfo(info.filename, info.date_time)
                for kept in ("compress_type", "comment", "create_system", "external_attr", "internal_attr"):
                    setattr(again, kept, getattr(info, kept))
                content = changed.get(info.filename)
                out.writestr(again, self.part(info.filename) if content is None else content)
        return written.getvalue()

    def _read(self, name: str) -> bytes:
        """No more than the package says of a part is unpacked: one that says less than it has is damaged."""
        size = self._zip.getinfo(name).file_size
        with self._zip.open(name) as part:
            return part.read(size) + part.read(1)

    def require_bounded(self) -> None:
        """Raises ``Invalid`` for more tags than a form has, before any of them is read: reading takes as long as there
        are tags.
        """
        texts = (info.filename for info in self.infos if info.filename.lower().endswith(XML))
        if sum(self.part(name).count(b"<") for name in texts) > MOST_TAGS:
            raise too_much()

    def require_no_programs(self) -> None:
        """Raises ``Invalid`` for what starts another program wherever the file is opened (DDE): it would do so on the
        district's PC, sent there by the centre.
        """
        for info in self.infos:
            if info.filename.endswith(".xml"):
                part = self.part(info.filename)
                fields = b"".join(b"".join(pieces) for pieces in FIELD_TEXT.findall(part)) if b"instr" in part else b""
                if DDE_LINK.search(part) or DDE.search(fields):
                    raise wrong(_("The file starts another program when it is opened (DDE). Please take that out."))

    def _types(self) -> dict[str, str]:
        """Content types by the name of a part, which begins with a slash, or by the ending of names."""
        return {
            (each.get("PartName") or each.get("Extension") or "").lower(): each.get("ContentType", "")
            for each in _tree(self._read(TYPES))
        }

    def _main(self) -> str:
        """The part that is the workbook or the document."""
        for each in _tree(self._read(ROOT_RELATIONS)):
            if each.get("Type", "").endswith(MAIN):
                return _resolved(PurePosixPath(), each.get("Target", ""))
        raise KeyError(MAIN)


def _require_package(content: bytes) -> None:
    if not content:
        raise wrong(_("The file is empty."))
    if len(content) > LARGEST:
        raise too_large()
    if content[:8] == OLE:
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise wrong(_("The file is locked by a password. Please take the password off first."))
        raise wrong(_("This is a file of Office 97 to 2003. Please save it as .xlsx or .docx."))
    if content[:2] != b"PK":
        raise wrong(_("This is neither an Excel nor a Word file. Please choose a .xlsx or .docx file."))


def _require_limits(infos: list[zipfile.ZipInfo]) -> None:
    """Raises ``Invalid`` for what unpacks too large, and for parts that no office program writes."""
    names = [info.filename.lower() for info in infos]
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise wrong(_("The file is locked by a password. Please take the password off first."))
    if TYPES.lower() not in names:
        raise wrong(_("This is neither an Excel nor a Word file. Please choose a .xlsx or .docx file."))
    unpacked = sum(info.file_size for info in infos)
    text = sum(info.file_size for info, name in zip(infos, names, strict=True) if name.endswith(XML))
    if unpacked > LARGEST_UNPACKED or text > LARGEST_TEXT or len(infos) > MOST_PARTS:
        raise too_much()
    if len(set(names)) < len(names) or any(info.compress_type not in READABLE for info in infos):
        raise broken()


def _tree(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"\0" in content:  # in UTF-16 it would be overlooked
        raise ValueError(content[:100])
    return ElementTree.fromstring(content)


def _resolved(folder: PurePosixPath, target: str) -> str:
    """The name of a part as another one, which lies in a folder, refers to it."""
    steps: list[str] = []
    for step in (target if target.startswith("/") else f"{folder}/{target}").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
