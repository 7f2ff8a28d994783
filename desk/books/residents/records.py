"""What is written of residents 居民: adding, correcting, merging, anonymising, and who looked up whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import update

from desk.books.registry import books
from desk.books.residents import personal
from desk.books.residents.model import FIELDS, OWN, Resident, ResidentDetails
from desk.books.residents.queries import by_number, find, retention_limit
from desk.core import edit_conflicts, identity
from desk.core.calendar import full_date_words
from desk.core.clock import start_of
from desk.core.errors import Invalid, Problem, Refused
from desk.core.identity import IdKind
from desk.core.masking import audit_mask_of
from desk.core.permissions import May
from desk.core.words import _, on_record
from desk.core.work import Work, changes
from desk.models.audit import lookups
from desk.models.residents import residents
from desk.storage import search as search_index

LABELS = {name: field.label for name, field in FIELDS.items()}


def checked(details: ResidentDetails, today: date) -> ResidentDetails:
    """Tidied details. Raises ``Invalid`` naming every field that is wrong."""
    changed: dict[str, Any] = {
        name: text
        for name, field in FIELDS.items()
        if field.tidy and (text := field.tidy(stored := getattr(details, name))) != stored
    }
    tidied = replace(details, **changed) if changed else details
    if problems := list(_problems(tidied, today)):
        raise Invalid(*problems)
    if identity.has_birth(tidied.id_kind):
        number = tidied.id_number
        return replace(tidied, birth=identity.birth_of(number), sex=identity.sex_of(number))
    return tidied


def _problems(details: ResidentDetails, today: date) -> Iterator[Problem]:
    for name, field in FIELDS.items():
        value = getattr(details, name)
        if name == "id_number":
            sentence = identity.number_problem(details.id_kind, value, today)
        elif name == "birth":
            sentence = _birth_problem(value, today)
        else:
            sentence = field.problem(value) if field.tidy else None
        if sentence:
            yield Problem(name, sentence)


def _birth_problem(birth: date | None, today: date) -> str | None:
    if birth is None or date(today.year - identity.OLDEST, 1, 1) <= birth <= today:
        return None
    return _("The birth date {day} cannot be right.", day=full_date_words(birth))


def add(work: Work, details: ResidentDetails) -> Resident:
    """Store a new person. Raises ``Invalid``, also when the number is already somebody's."""
    work.require(May.SERVE)
    resident = insert(work, checked(details, work.today))
    work.audit("resident.add", f"residents:{resident.id}", after=_masked(resident))
    return resident


def insert(work: Work, details: ResidentDetails) -> Resident:
    """Store checked details without an audit line of their own: the action that needs the person writes it."""
    work.require(May.SERVE)
    _refuse_taken_number(work, details)
    values = values_of(details)
    id = work.add(residents, {**values, "created_at": work.now})
    _index(work, id, details)
    return Resident(**vars(details), id=id)


def _shown(field: str, value: Any) -> str:
    """For whoever reads that another changed it: masked as in a list."""
    return FIELDS[field].shown(value)


def edit(work: Work, id: int, details: ResidentDetails, read: ResidentDetails | None = None) -> Resident:
    """Correct a person's details, as they were ``read``. Raises ``Invalid``, and ``EditConflict`` as every edit
    does.
    """
    work.require(May.SERVE)
    old = find(work, id)
    thing = edit_conflicts.EditedRecord(f"residents:{id}", LABELS, _shown, frozenset({"marks"}))
    fresh = checked(edit_conflicts.settled(work, thing, read, old, checked(details, work.today)), work.today)
    if (fresh.id_kind, fresh.id_number) != (old.id_kind, old.id_number):
        _refuse_taken_number(work, fresh, but=id)
    work.change(residents, id, values_of(fresh))
    if _sought_by(fresh) != _sought_by(old):
        _index(work, id, fresh)
    before, after = changes(_masked(old), _masked(fresh))
    work.audit("resident.edit", f"residents:{id}", before, after)
    return find(work, id)


def look_up(work: Work, id: int, purpose: str) -> Resident:
    """A person's unmasked details, with a line that says who looked, when and what for."""
    work.require(May.SERVE)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": id, "purpose": purpose})
    return find(work, id)


def merge(work: Work, keep: int, drop: int) -> Resident:
    """Two records of one person become one with all their history; gaps in ``keep`` are filled from ``drop``."""
    work.require(May.MERGE_RESIDENTS)
    kept, dropped = find(work, keep), find(work, drop)
    if keep == drop:
        raise Refused(_("These are the same record."))
    if kept.id_number and dropped.id_number and kept.id_number != dropped.id_number:
        raise Refused(_("Two different ID numbers: these are two people. Correct the number first if it is mistyped."))
    for book in books():
        book.before_merge(work, drop, keep)
    personal.move_rows(work, drop, keep)
    work.connection.execute(update(residents).where(residents.c.merged_into == drop).values(merged_into=keep))
    work.connection.execute(update(residents).where(residents.c.id == drop).values(merged_into=keep))
    search_index.forget(work, drop)
    filled = _filled(kept, dropped)
    work.connection.execute(update(residents).where(residents.c.id == keep).values(**values_of(filled)))
    _index(work, keep, filled)
    work.audit("resident.merge", f"residents:{keep}", {"merged": drop}, _masked(filled))
    return find(work, keep)


def _filled(kept: Resident, dropped: Resident) -> Resident:
    gaps = {name: getattr(dropped, name) for name in FIELDS if name not in OWN and not getattr(kept, name)}
    if not kept.id_number and dropped.id_number:
        gaps |= {name: getattr(dropped, name) for name in ("id_kind", "id_number", "birth", "sex")}
    return replace(kept, **gaps, marks=tuple(dict.fromkeys((*kept.marks, *dropped.marks))))


def anonymise(work: Work, ids: Sequence[int], years: int) -> None:
    """Take everything personal off these people; year of birth, sex and village group stay for the figures.

    What staff wrote about them may name people, so it goes too, wherever it stands: ``personal.forget_texts``.
    """
    work.require(May.EDIT_CENTRE)
    people = [find(work, id) for id in ids]
    numbers = {person.id_number for person in people if person.id_number}
    limit = start_of(retention_limit(work, years))
    personal.forget_texts(work, ids, numbers, limit)
    with on_record():
        anonymous = _("Anonymised")
        for book in books():
            book.forget(work, limit)
    for person in people:
        birth = person.birth and person.birth.replace(month=1, day=1)
        bare = ResidentDetails(
            anonymous, IdKind.ANONYMOUS, birth=birth, sex=person.sex, village_group=person.village_group
        )
        work.connection.execute(update(residents).where(residents.c.id == person.id).values(**values_of(bare)))
        search_index.forget(work, person.id)
    work.audit("resident.anonymise", "residents", after={"people": len(ids), "years": years})


def _index(work: Work, id: int, details: ResidentDetails) -> None:
    search_index.index(work, id, *_sought_by(details))


def _sought_by(details: ResidentDetails) -> tuple[str, str, str]:
    return details.name, details.id_number, details.telephone


def _refuse_taken_number(work: Work, details: ResidentDetails, but: int = 0) -> None:
    if not details.id_number:
        return
    other = by_number(work, details.id_kind, details.id_number)
    if other and other.id != but:
        sentence = _("This number is already {name}'s.", name=identity.mask_name(other.name))
        raise Invalid(Problem("id_number", sentence))


def values_of(details: ResidentDetails) -> dict[str, Any]:
    values = {name: getattr(details, name) for name in NAMES}
    return values | {"id_kind": details.id_kind.value, "marks": list(details.marks)}


NAMES = tuple(each.name for each in fields(ResidentDetails))


def _masked(details: ResidentDetails) -> dict[str, Any]:
    """What the audit may keep of a person for ever: nothing that identifies."""
    return {
        **values_of(details),
        "village_group": identity.mask_text(details.village_group, details.name),
        **{name: mask(getattr(details, name)) for name, mask in AUDIT_MASKS.items()},
    }


AUDIT_MASKS = {column.name: audit_mask_of(column) for column in personal.personal_columns(residents)}
