"""The hidden sheet ``_figures`` of a report that is handed in 机读数据表, second schema: what the district's PC reads.

Its rows: names and values of the head, a line of headings, then a figure a row in seven columns, at last the SHA-256
over all rows above it and the Ed25519 signature (RFC 8032) of that hash by the centre's key. docs/district-workbook.md
describes it for others.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desk.core.figure import FigureParts, Number

SCHEMA = "desk-figures/2"
OWN = "own."
"""How the codes of figures begin that a centre enters by hand 自填: each centre numbers its own."""
HEADINGS = ("code", "numerator", "denominator", "value", "title", "unit", "version")
HEAD = (
    "schema",
    "centre_code",
    "centre_name",
    "population",
    "area",
    "open_hours",
    "kind",
    "period",
    "program",
    "made_at",
    "public_key",
)
NUMBERS = ("population", "area", "open_hours")
SHA, SIGNATURE = "sha256", "signature"
LARGEST, SMALLEST = 10**15, 1e-6
"""No figure of a centre is farther from nought, nor nearer to it without being nought: sums and quotients of such
numbers can always be told, while those of 1e308 or 5e-324 end a merge of three hundred centres."""


class NotASheet(ValueError):
    """The rows are not such a sheet; its words are a key for whoever reads it, not for a screen."""


@dataclass(frozen=True)
class SheetFigure:
    """One figure as it went out. ``title`` and ``unit`` are words for a reader; ``version`` is that of its definition
    口径, None of a figure whose definition nobody numbers.
    """

    code: str
    value: Number
    parts: FigureParts = field(default_factory=FigureParts)
    title: str = ""
    unit: str = ""
    version: int | None = None

    @property
    def row(self) -> tuple[Any, ...]:
        """As a row of the sheet."""
        part, whole = self.parts.numerator, self.parts.denominator
        return (self.code, part, whole, self.value, self.title, self.unit, self.version)


@dataclass(frozen=True)
class FiguresSheet:
    """Everything on the sheet. ``population`` people served, ``area`` in square metres, ``open_hours`` in the period;
    None where the centre does not say. ``made_at`` is UTC in ISO 8601; ``public_key`` in base64, as ``signature``.
    """

    centre_code: str
    centre_name: str
    population: int | None
    area: int | None
    open_hours: float | None
    kind: str
    period: str
    program: str
    made_at: str
    figures: tuple[SheetFigure, ...]
    public_key: str = ""
    sha256: str = ""
    signature: str = ""
    schema: str = SCHEMA

    @property
    def values(self) -> Mapping[str, Number]:
        """The figures by their codes."""
        return {each.code: each.value for each in self.figures}

    @property
    def body(self) -> list[tuple[Any, ...]]:
        """The rows that the hash covers."""
        head = [(name, getattr(self, name)) for name in HEAD]
        return [*head, HEADINGS, *(figure.row for figure in self.figures)]

    @property
    def digest(self) -> str:
        """The SHA-256 in hex over the rows, each as compact JSON on a line of its own; whole numbers have no point."""
        compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
        lines = (compact.encode([_plain(cell) for cell in row]) for row in self.body)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The whole sheet."""
        return [*self.body, (SHA, self.sha256), (SIGNATURE, self.signature)]

    @property
    def is_whole(self) -> bool:
        """Does the hash still fit what stands above it?"""
        return self.sha256 == self.digest

    def is_signed_by(self, public: bytes) -> bool:
        """Was the hash signed by the holder of a public key (32 bytes)?"""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            signature = base64.b64decode(self.signature, validate=True)
            Ed25519PublicKey.from_public_bytes(public).verify(signature, self.sha256.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def hashed(sheet: FiguresSheet) -> FiguresSheet:
    """The same with its hash, of a centre that has no key yet."""
    return replace(sheet, sha256=sheet.digest)


def signed(sheet: FiguresSheet, private: bytes) -> FiguresSheet:
    """The same with its public key, hash and signature by a private key (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(private)
    named = replace(sheet, public_key=base64.b64encode(key.public_key().public_bytes_raw()).decode())
    sha = named.digest
    return replace(named, sha256=sha, signature=base64.b64encode(key.sign(sha.encode())).decode())


def read(rows: Iterable[Sequence[Any]]) -> FiguresSheet:
    """The sheet of these rows; of a newer schema as far as it can be read. Raises ``NotASheet``."""
    cells = [tuple(_plain(cell) for cell in row) for row in rows]
    head = {str(row[0]): row[1] for row in cells[: len(HEAD)] if len(row) > 1}
    if str(head.get("schema", "")).partition("/")[0] != SCHEMA.partition("/")[0]:
        raise NotASheet("schema")
    if any(name not in head for name in HEAD):
        raise NotASheet("head")
    tail = {str(row[0]): str(row[1] or "") for row in cells[-2:] if len(row) > 1}
    try:
        figures = tuple(_figure(row) for row in cells[len(HEAD) + 1 : -2])
        sizes = {name: _size(head[name]) for name in NUMBERS}
    except (TypeError, ValueError) as wrong:
        raise NotASheet("figures") from wrong
    if len({figure.code for figure in figures}) < len(figures):
        raise NotASheet("twice")
    given: dict[str, Any] = {**{name: str(head[name] or "") for name in HEAD if name not in NUMBERS}, **sizes}
    return FiguresSheet(**given, figures=figures, sha256=tail.get(SHA, ""), signature=tail.get(SIGNATURE, ""))


def _figure(row: Sequence[Any]) -> SheetFigure:
    code, part, whole, value, title, unit, version = (*row, *("",) * len(HEADINGS))[: len(HEADINGS)]
    if not code or not isinstance(code, str):
        raise ValueError(code)
    parts = FigureParts(number(part), number(whole))
    return SheetFigure(code, number(value), parts, str(title or ""), str(unit or ""), _version(version))


def _version(cell: Any) -> int | None:
    """Which definition; None for an empty cell. Raises ``ValueError`` for what numbers none."""
    given = number(cell)
    if given is not None and (not isinstance(given, int) or given < 1):
        raise ValueError(given)
    return given


def number(cell: Any) -> Number:
    """What a cell says; None for an empty one. Raises ``ValueError`` for what is no number, or none of a centre."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise ValueError(cell)
    if cell != 0 and not SMALLEST <= abs(cell) <= LARGEST:
        raise ValueError(cell)
    return cell


def _size(cell: Any) -> Number:
    """Of how many residents, square metres or hours: no fewer than none. Raises ``ValueError``."""
    size = number(cell)
    if size is not None and size < 0:
        raise ValueError(size)
    return size


def _plain(cell: Any) -> Any:
    """As JSON has it: a workbook gives back whole numbers with a point, and empty cells as empty texts."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def fingerprint(public_key: str) -> str:
    """By which people tell public keys (base64) apart: the first sixteen digits of its SHA-256, in fours."""
    digits = hashlib.sha256(base64.b64decode(public_key)).hexdigest()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
