"""People 居民 from the spreadsheet that a centre keeps, one row a person."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from sqlalchemy import func, select

from desk.books.residents import queries, records
from desk.books.residents.columns import COLUMNS
from desk.books.residents.import_marks import read_marks
from desk.books.residents.model import TEXTS, ResidentDetails
from desk.books.residents.updating import UPDATE
from desk.core import days, identity, importing, name_search
from desk.core.column_guess import Content
from desk.core.days import NoDay
from desk.core.errors import Invalid, Problem
from desk.core.identity import IdKind
from desk.core.importing import ImportSpec, strictly
from desk.core.masking import is_in_sight, mask_of
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Progress, as_text
from desk.core.words import N_, _, clauses
from desk.core.work import Work
from desk.models.residents import residents
from desk.storage.search import ADD_TOKENS

CHUNK = 1000
"""Rows stored at a time, so that progress can be shown."""
SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "male": "male", "female": "female"}
ID_KINDS = {
    "居民身份证": IdKind.RESIDENT,
    "身份证": IdKind.RESIDENT,
    "无证件": IdKind.NONE,
    "无": IdKind.NONE,
    "港澳居民来往内地通行证": IdKind.HK_MACAO,
    "港澳通行证": IdKind.HK_MACAO,
    "台湾居民来往大陆通行证": IdKind.TAIWAN,
    "台胞证": IdKind.TAIWAN,
    "港澳台居民居住证": IdKind.RESIDENCE,
    "台湾居民居住证": IdKind.RESIDENCE,
    "港澳居民居住证": IdKind.RESIDENCE,
    "外国人永久居留身份证": IdKind.PERMANENT,
    "外国人永久居留证": IdKind.PERMANENT,
    "永久居留身份证": IdKind.PERMANENT,
    "永居证": IdKind.PERMANENT,
    "护照": IdKind.PASSPORT,
    "外国护照": IdKind.PASSPORT,
    **{kind.value: kind for kind in identity.CHOOSABLE},
}


def read(cells: Mapping[str, Cell], work: Work) -> ResidentDetails:
    """One row. Birth and sex are taken from the number where it tells them. Raises ``Invalid``."""
    problems: list[Problem] = []
    texts: dict[str, Any] = {name: as_text(cells.get(name, "")) for name in TEXTS}
    texts["id_number"] = number = identity.tidy_number(texts["id_number"])
    marks, others = read_marks(cells, problems)
    texts["note"] = clauses(filter(None, (texts["note"], *others)))
    kind: IdKind = importing.chosen(cells, "id_kind", ID_KINDS, problems) or (
        identity.card_kind(number) if number else IdKind.NONE
    )
    details = ResidentDetails(
        **texts,
        id_kind=kind,
        birth=None if identity.has_birth(kind) else importing.day(cells, "birth", problems, work.today),
        sex=importing.chosen(cells, "sex", SEXES, problems) or "",
        marks=marks,
    )
    try:
        checked = records.checked(details, work.today)
    except Invalid as wrong:
        raise Invalid(*problems, *wrong.problems) from None
    if identity.has_birth(kind):
        problems += _unlike_number(cells, details.sex, checked, work.today)
    if problems:
        raise Invalid(*problems)
    return checked


def _unlike_number(cells: Mapping[str, Cell], sex: str, checked: ResidentDetails, today: date) -> Iterator[Problem]:
    """Where a row says another birth or sex than the number of its ID card: it may be somebody else's number."""
    with suppress(NoDay):
        birth = days.day_of(cells.get("birth"), today)
        if birth and birth != checked.birth:
            unlike = _("is not the birth date in the ID number. Please check the number; leave lunar birthdays out.")
            yield Problem("birth", unlike)
    if sex and sex != checked.sex:
        yield Problem("sex", _("does not fit the ID number. Please check both."))


def _key(details: ResidentDetails) -> tuple[str, str]:
    """A passport may have the number that somebody else's permit has: each kind of papers counts its own."""
    return "id_number", _papers(details.id_kind, details.id_number)


def _papers(kind: str, number: str) -> str:
    return f"{kind} {number}" if number else ""


def _shown_key(papers: str) -> str:
    return identity.mask_number(papers.rpartition(" ")[2])


def _stored_papers(work: Work) -> set[str]:
    kept = work.connection.execute(select(residents.c.id_kind, residents.c.id_number))
    return {_papers(kind, number) for kind, number in kept if number}


def _likeness(details: ResidentDetails) -> Hashable | None:
    """Somebody without papers is known by name and birth, or telephone where the birth is not known; who has other
    papers than a card by their number, under whatever kind it was entered.
    """
    if not details.id_number:
        return details.name, details.birth or details.telephone
    return None if identity.has_birth(details.id_kind) else details.id_number


def _stored_alike(work: Work) -> set[Hashable]:
    columns = (residents.c.name, residents.c.birth, residents.c.telephone, residents.c.id_number)
    kept = work.connection.execute(select(*columns).where(residents.c.merged_into.is_(None))).all()
    alike: set[Hashable] = {(row.name, each) for row in kept for each in {row.birth or row.telephone, row.telephone}}
    return alike | {row.id_number for row in kept if row.id_number}


def store(work: Work, people: list[ResidentDetails], progress: Progress | None) -> None:
    """Store checked people with their search entries, a thousand at a time."""
    work.require(May.IMPORT)
    next_id = (work.connection.execute(select(func.max(residents.c.id))).scalar() or 0) + 1
    for start in range(0, len(people), CHUNK):
        if progress:
            progress(start, len(people))
        chunk = list(enumerate(people[start : start + CHUNK], next_id + start))
        rows = [{**records.values_of(d), "id": id, "created_at": work.now} for id, d in chunk]
        tails = [{"id": id, "tails": " ".join(name_search.tokens(d.name, d.id_number, d.telephone))} for id, d in chunk]
        work.add_all(residents, rows)
        work.connection.execute(ADD_TOKENS, tails)


SPEC = ImportSpec(
    kind="residents",
    title=N_("Residents"),
    columns=COLUMNS,
    required=("name",),
    permission=May.IMPORT,
    reader=strictly(read),
    key=_key,
    store=store,
    exported=queries.everyone,
    left_out=N_("People whose record was merged into another or anonymised are not in it."),
    stored_keys=_stored_papers,
    shown_key=_shown_key,
    likeness=_likeness,
    stored_alike=_stored_alike,
    guessed={
        Content.NAME: ("name",),
        Content.ID_NUMBER: ("id_number",),
        Content.TELEPHONE: ("telephone",),
        Content.DAY: ("birth",),
        Content.SEX: ("sex",),
    },
    masked={column.name: mask_of(column) for column in residents.columns if not is_in_sight(column)},
    update=UPDATE,
)
