"""Residents brought up to date from a file: by ID number, else by name with birth or telephone if one person fits."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desk.books.residents import queries, records
from desk.books.residents.columns import COLUMNS
from desk.books.residents.model import FIELDS, Resident, ResidentDetails, ResidentMark
from desk.core import days, identity
from desk.core.days import NoDay
from desk.core.identity import IdKind
from desk.core.permissions import May
from desk.core.sheet_columns import cells_of
from desk.core.spreadsheet import as_text
from desk.core.updating import Cells, Hint, UpdateField, UpdateSpec, same_named
from desk.core.words import N_, clauses, phrases
from desk.core.work import Work

ANY, WITHOUT_PAPERS = "any", "without papers"
"""A row with a number is looked for by its name among those only whose number is not known yet."""


def _keys(person: Resident) -> Iterator[Hashable]:
    name, birth, telephone = person.name, person.birth, person.telephone
    if person.id_number:
        yield "number", person.id_number
    for group in (ANY,) if person.id_number else (ANY, WITHOUT_PAPERS):
        if birth:
            yield group, name, "birth", birth
        if birth and telephone:
            yield group, name, "both", birth, telephone
        if telephone:
            yield group, name, "telephone", telephone
        if telephone and not birth:
            yield group, name, "telephone alone", telephone
    if not (person.id_number or birth or telephone):
        yield "name alone", name
    yield Hint(("name", name))


def _row_keys(cells: Cells, today: date) -> Sequence[Hashable]:
    name = identity.tidy_name(as_text(cells.get("name", "")))
    number = identity.tidy_number(as_text(cells.get("id_number", "")))
    telephone = identity.tidy_telephone(as_text(cells.get("telephone", "")))
    birth = identity.birth_of(number) if len(number) == 18 else _birth(cells, today)
    group = WITHOUT_PAPERS if number else ANY
    keys: list[Hashable] = [("number", number)] if number else []
    if birth:
        keys += [(group, name, "both", birth, telephone), (group, name, "birth", birth)]
        keys += [(group, name, "telephone alone", telephone)] if telephone else []
    elif telephone:
        keys.append((group, name, "telephone", telephone))
    elif not number:
        keys += [("name alone", name), Hint(("name", name))]
    return keys


def _rival_keys(cells: Cells) -> Sequence[Hashable]:
    """A name that only others have, with or without the telephone of one of them."""
    name = identity.tidy_name(as_text(cells.get("name", "")))
    telephone = identity.tidy_telephone(as_text(cells.get("telephone", "")))
    return [Hint(("name", name)), *([(ANY, name, "telephone", telephone)] if telephone else [])]


def _birth(cells: Cells, today: date) -> date | None:
    """A birth that cannot be read is told when the row is read."""
    try:
        return days.day_of(cells.get("birth"), today)
    except NoDay:
        return None


def _filled(person: Resident, given: Cells) -> Cells:
    """Papers only with the number they belong to."""
    number = identity.tidy_number(as_text(given.get("id_number", "")))
    papers = NUMBER if person.id_number and number in ("", person.id_number) else ()
    return {**cells_of(COLUMNS, person, "name", "telephone", "birth", *papers), **given}


def _papers(person: ResidentDetails) -> str:
    kind = "" if person.id_kind in (IdKind.RESIDENT, IdKind.NONE) else person.id_kind.label
    return phrases(filter(None, (kind, FIELDS["id_number"].shown(person.id_number))))


def _marks(stored: Resident, read: ResidentDetails, given: Cells) -> Mapping[str, Any]:
    """A column of words says all of them, a column of yes and no says one."""
    kept = set() if as_text(given.get("marks", "")) else {mark for mark in stored.marks if mark not in given}
    marks = kept | set(read.marks)
    wanted = tuple(mark.value for mark in ResidentMark if mark in marks)
    return {"marks": stored.marks if set(stored.marks) == set(wanted) else wanted}


def _note(stored: Resident, read: ResidentDetails, given: Cells) -> Mapping[str, Any]:
    """Words that are no mark come into the note, beside what stands there if the file has no note itself."""
    if as_text(given.get("note", "")):
        return {"note": read.note}
    is_there = not read.note or read.note in stored.note
    return {"note": stored.note if is_there else clauses(filter(None, (stored.note, read.note)))}


def _field(name: str) -> UpdateField:
    field = FIELDS[name]
    return same_named(name, field.label, lambda person: field.shown(getattr(person, name)))


NUMBER = ("id_kind", "id_number")
UPDATED = (
    _field("name"),
    UpdateField(FIELDS["id_number"].label, NUMBER, NUMBER, _papers),
    *(_field(name) for name in ("birth", "sex", "telephone", "village_group", "address")),
    UpdateField(
        FIELDS["marks"].label,
        ("marks", *(mark.value for mark in ResidentMark)),
        ("marks",),
        lambda person: FIELDS["marks"].shown(person.marks),
        taken=_marks,
    ),
    UpdateField(
        FIELDS["note"].label, ("note", "marks"), ("note",), lambda p: FIELDS["note"].shown(p.note), taken=_note
    ),
)


def check(work: Work, _stored: Resident, wanted: Resident) -> None:
    """What the edit would refuse. Raises ``Invalid``."""
    records.checked(wanted, work.today)


def write(work: Work, stored: Resident, wanted: Resident, _file: str) -> None:
    """Correct a person's details as the window does. Raises ``DeskError``."""
    work.require(May.IMPORT)
    records.edit(work, stored.id, wanted, stored)


def _title(person: Resident | ResidentDetails) -> str:
    known_by = "id_number" if person.id_number else "telephone"
    shown = (FIELDS[name].shown(getattr(person, name)) for name in ("name", known_by))
    return " ".join(filter(None, shown))


UPDATE = UpdateSpec(
    required=("name",),
    stored=lambda work: [*queries.everyone(work)],
    keys=_keys,
    row_keys=_row_keys,
    rival_keys=_rival_keys,
    filled=_filled,
    fields=lambda _work: UPDATED,
    title=_title,
    write=write,
    check=check,
    dropped=N_("told only; residents are never removed by a file"),
)
