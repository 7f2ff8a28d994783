"""The people served: adding, finding while typing, correcting, merging, and who looked up whom.

One person by number is read in plain SQL: every registration asks it, and a statement of SQLAlchemy costs 27 µs, not 7.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, or_, select, update

from desk.books.activities.model import SignUpState
from desk.books.residents import personal
from desk.core import edit_conflicts, identity, name_search
from desk.core.calendar import full_date_words
from desk.core.clock import start_of
from desk.core.errors import Invalid, Problem, Refused
from desk.core.identity import IdKind
from desk.core.permissions import May
from desk.core.records import first_record, records_of
from desk.core.words import N_, NP_, Worded, _, listed
from desk.core.work import Work, changes
from desk.models.activities import sign_ups
from desk.models.assets import loans
from desk.models.audit import lookups
from desk.models.cases import cases
from desk.models.residents import residents
from desk.models.visits import visits
from desk.storage import search as search_index
from desk.storage.search import PersonRow


class ResidentMark(Worded):
    """What makes a person's needs special; some give priority in the queue."""

    DISABLED = "disabled", NP_("person", "Disabled")
    PREGNANT = "pregnant", N_("Pregnant")
    SOLDIER = "soldier", N_("Soldier or veteran")
    ALONE = "alone", N_("Living alone")
    LOW_INCOME = "low_income", N_("Low income")


class Sex(Worded):
    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")
    UNKNOWN = "", NP_("person", "Not given")


@dataclass(frozen=True)
class ResidentDetails:
    """What is known of a person. Birth and sex are taken from an ID number where there is one."""

    name: str
    id_kind: IdKind = IdKind.NONE
    id_number: str = ""
    birth: date | None = None
    sex: str = ""
    telephone: str = ""
    village_group: str = ""
    address: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Resident(ResidentDetails):
    """A stored person."""

    id: int = 0

    def age(self, today: date) -> int | None:
        return identity.age_on(self.birth, today)

    def is_vulnerable(self, today: date) -> bool:
        """Elderly or disabled: counted apart where help was given."""
        return (self.age(today) or 0) >= identity.ELDERLY or ResidentMark.DISABLED in self.marks


@dataclass(frozen=True)
class ResidentHit:
    """One line of the list under the search field: enough to tell two people of one name apart."""

    id: int
    name: str
    age: int | None
    sex: str
    village_group: str
    number: str
    telephone: str


def checked(details: ResidentDetails, today: date) -> ResidentDetails:
    """Tidied details. Raises ``Invalid`` naming every field that is wrong."""
    tidied = replace(
        details,
        name=identity.tidy_name(details.name),
        id_number=identity.tidy_number(details.id_number),
        telephone=identity.tidy_telephone(details.telephone),
        village_group=identity.tidy(details.village_group),
        address=identity.one_line(details.address),
        note=identity.one_line(details.note),
    )
    if problems := list(_problems(tidied, today)):
        raise Invalid(*problems)
    if identity.has_birth(tidied.id_kind):
        number = tidied.id_number
        return replace(tidied, birth=identity.birth_of(number), sex=identity.sex_of(number))
    return tidied


def _problems(details: ResidentDetails, today: date) -> list[Problem]:
    asked = (
        ("name", identity.name_problem(details.name)),
        ("id_number", identity.number_problem(details.id_kind, details.id_number, today)),
        ("telephone", identity.telephone_problem(details.telephone)),
        ("birth", _birth_problem(details.birth, today)),
        *((field, _length_problem(getattr(details, field))) for field in ("village_group", "address", "note")),
    )
    return [Problem(field, words) for field, words in asked if words]


def _birth_problem(birth: date | None, today: date) -> str | None:
    if birth is None or date(today.year - identity.OLDEST, 1, 1) <= birth <= today:
        return None
    return _("The birth date {day} cannot be right.", day=full_date_words(birth))


def _length_problem(words: str) -> str | None:
    return _("{n} characters are too many; 200 is the most.", n=len(words)) if len(words) > 200 else None


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
    return Resident(**asdict(details), id=id)


LABELS = {
    "name": N_("Name"),
    "id_kind": NP_("person", "Kind of ID"),
    "id_number": N_("ID number"),
    "birth": N_("Birth date"),
    "sex": N_("Sex"),
    "telephone": N_("Telephone"),
    "village_group": N_("Village group"),
    "address": N_("Address"),
    "marks": NP_("person", "Special circumstances"),
    "note": N_("Note"),
}


def _shown(field: str, value: Any) -> str:
    """For whoever reads that another changed it: masked as in a list."""
    masks = {
        "name": identity.mask_name,
        "id_number": identity.mask_number,
        "telephone": identity.mask_telephone,
        "note": identity.mask_text,
    }
    words = {
        "sex": lambda sex: Sex(sex).label,
        "marks": lambda marks: listed(ResidentMark(mark).label for mark in marks),
    }
    return str((masks | words).get(field, edit_conflicts.plain)(value))


def edit(work: Work, id: int, details: ResidentDetails, read: ResidentDetails | None = None) -> Resident:
    """Correct a person's details, as they were ``read``. Raises ``Invalid``, and ``EditConflict`` as every edit
    does.
    """
    work.require(May.SERVE)
    old = find(work, id)
    thing = edit_conflicts.EditedRecord(f"residents:{id}", LABELS, _shown, frozenset({"marks"}))
    fresh = checked(edit_conflicts.settled(work, thing, read, old, checked(details, work.today)), work.today)
    _refuse_taken_number(work, fresh, but=id)
    work.connection.execute(update(residents).where(residents.c.id == id).values(**values_of(fresh)))
    _index(work, id, fresh)
    before, after = changes(_masked(old), _masked(fresh))
    work.audit("resident.edit", f"residents:{id}", before, after)
    return find(work, id)


def find(work: Work, id: int) -> Resident:
    """A person's details in the clear."""
    (person,) = records_of(COLUMNS, work.rows(BY_ID, id), Resident, **FROM_TEXT)
    return person


COLUMNS = tuple(field.name for field in fields(Resident))
BY_ID = f"SELECT {', '.join(COLUMNS)} FROM residents WHERE id = ?"
FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "id_kind": IdKind,
    "birth": lambda day: date.fromisoformat(day) if day else None,
    "marks": lambda content: tuple(json.loads(content)),
}
MADE: dict[str, Callable[[Any], Any]] = {"id_kind": IdKind, "marks": tuple}
PEOPLE: Select[Any] = select(*(residents.c[name] for name in COLUMNS))
"""The columns of ``Resident``, each by its name."""
BY_NUMBER = PEOPLE.where(
    residents.c.id_kind == bindparam("kind"),
    residents.c.id_number == bindparam("number"),
    residents.c.merged_into.is_(None),
)


def masked(work: Work, id: int) -> ResidentHit:
    """A person as a card or window shows them before somebody asks to see them in full: the name masked as well."""
    return mask(find(work, id), work.today)


def mask(person: Resident, today: date) -> ResidentHit:
    return ResidentHit(
        person.id,
        identity.mask_name(person.name),
        person.age(today),
        person.sex,
        identity.mask_text(person.village_group, person.name),
        identity.mask_number(person.id_number),
        identity.mask_telephone(person.telephone),
    )


def look_up(work: Work, id: int, purpose: str) -> Resident:
    """A person's unmasked details, with a line that says who looked, when and what for."""
    work.require(May.SERVE)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": id, "purpose": purpose})
    return find(work, id)


def by_number(work: Work, kind: IdKind, number: str) -> Resident | None:
    """The person with this number on this kind of paper."""
    given = {"kind": kind.value, "number": number}
    return first_record(work.connection.execute(BY_NUMBER, given), Resident, **MADE)


def search(work: Work, query: str, limit: int = 20) -> list[ResidentHit]:
    """People whose name, pinyin, initials or run of 4 and more digits fit every word typed; whole fits first."""
    words = name_search.words_of(identity.tidy(query))
    if not words:
        return []
    people = search_index.people(work, words, limit)
    hits = [_hit(row, date.fromisoformat(row.birth) if row.birth else None, work.today) for row in people]
    return sorted(hits, key=lambda hit: _is_other(hit.name, words[0]))


def _is_other(name: str, word: str) -> bool:
    """False for a person whose whole name, or its initials, is what was typed."""
    return name_search.squeezed(name) != word and not (word.isascii() and word in name_search.initials(name))


def likely_same(work: Work, details: ResidentDetails) -> list[ResidentHit]:
    """People who may be the one being entered: same name with the same birth date, telephone, or no number at all."""
    name = identity.tidy_name(details.name)
    number = identity.tidy_number(details.id_number)
    birth = details.birth or (identity.birth_of(number) if len(number) == 18 else None)
    telephone = identity.tidy_telephone(details.telephone)
    query = select(residents).where(residents.c.name == name, residents.c.merged_into.is_(None))
    return [
        _hit(row, row.birth, work.today)
        for row in work.connection.execute(query.order_by(residents.c.id.desc()).limit(20))
        if not (number and row.id_number and number != row.id_number)
        and ((birth and row.birth == birth) or (telephone and row.telephone == telephone) or not (birth and row.birth))
    ]


def merge(work: Work, keep: int, drop: int) -> Resident:
    """Two records of one person become one with all their history; gaps in ``keep`` are filled from ``drop``."""
    work.require(May.MERGE_RESIDENTS)
    kept, dropped = find(work, keep), find(work, drop)
    if keep == drop:
        raise Refused(_("These are the same record."))
    if kept.id_number and dropped.id_number and kept.id_number != dropped.id_number:
        raise Refused(_("Two different ID numbers: these are two people. Correct the number first if it is mistyped."))
    both = select(sign_ups.c.activity_id).where(
        sign_ups.c.resident_id == keep, sign_ups.c.state != SignUpState.WITHDRAWN.value
    )
    twice = (sign_ups.c.resident_id == drop) & sign_ups.c.activity_id.in_(both)
    work.connection.execute(update(sign_ups).where(twice).values(state=SignUpState.WITHDRAWN.value))
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
    gaps = {
        name: getattr(dropped, name)
        for name in ("birth", "sex", "telephone", "village_group", "address", "note")
        if not getattr(kept, name)
    }
    if not kept.id_number and dropped.id_number:
        gaps |= {name: getattr(dropped, name) for name in ("id_kind", "id_number", "birth", "sex")}
    return replace(kept, **gaps, marks=tuple(dict.fromkeys((*kept.marks, *dropped.marks))))


def anonymisable(work: Work, years: int) -> list[int]:
    """People whose last visit (or entry) is longer ago than the retention period and who have nothing open."""
    day = _retention_limit(work, years)
    moment = start_of(day)
    still_known = (
        exists().where(cases.c.resident_id == residents.c.id, or_(cases.c.day >= day, cases.c.finished_at.is_(None))),
        exists().where(visits.c.resident_id == residents.c.id, visits.c.day >= day),
        exists().where(sign_ups.c.resident_id == residents.c.id, sign_ups.c.at >= moment),
        exists().where(loans.c.resident_id == residents.c.id, or_(loans.c.back_on.is_(None), loans.c.back_on >= day)),
    )
    named = (residents.c.id_kind != IdKind.ANONYMOUS.value, residents.c.created_at < moment)
    query = select(residents.c.id).where(*named, *(~known for known in still_known))
    return list(work.connection.execute(query).scalars())


def _retention_limit(work: Work, years: int) -> date:
    """What is older than this has been kept long enough."""
    return work.today.replace(day=1, year=work.today.year - years)


def anonymise(work: Work, ids: Sequence[int], years: int) -> None:
    """Take everything personal off these people; year of birth, sex and village group stay for the figures.

    What staff wrote about them may name people, so it goes too, wherever it stands: ``personal.forget_texts``.
    """
    work.require(May.EDIT_CENTRE)
    people = [find(work, id) for id in ids]
    numbers = {person.id_number for person in people if person.id_number}
    personal.forget_texts(work, ids, numbers, start_of(_retention_limit(work, years)))
    for person in people:
        birth = person.birth and person.birth.replace(month=1, day=1)
        bare = ResidentDetails(
            _("Anonymised"), IdKind.ANONYMOUS, birth=birth, sex=person.sex, village_group=person.village_group
        )
        work.connection.execute(update(residents).where(residents.c.id == person.id).values(**values_of(bare)))
        search_index.forget(work, person.id)
    work.audit("resident.anonymise", "residents", after={"people": len(ids), "years": years})


def _index(work: Work, id: int, details: ResidentDetails) -> None:
    search_index.index(work, id, details.name, details.id_number, details.telephone)


def _refuse_taken_number(work: Work, details: ResidentDetails, but: int = 0) -> None:
    if not details.id_number:
        return
    other = by_number(work, details.id_kind, details.id_number)
    if other and other.id != but:
        words = _("This number is already {name}'s.", name=identity.mask_name(other.name))
        raise Invalid(Problem("id_number", words))


def values_of(details: ResidentDetails) -> dict[str, Any]:
    values = asdict(details) | {"id_kind": details.id_kind.value, "marks": list(details.marks)}
    values.pop("id", None)
    return values


def _masked(details: ResidentDetails) -> dict[str, Any]:
    """What the audit may keep of a person for ever: nothing that identifies."""
    return {
        "name": identity.mask_name(details.name),
        "id_kind": details.id_kind.value,
        "id_number": identity.mask_number(details.id_number),
        "telephone": identity.mask_telephone(details.telephone),
        "village_group": identity.mask_text(details.village_group, details.name),
        "marks": list(details.marks),
    }


def _hit(row: Row[Any] | PersonRow, birth: date | None, today: date) -> ResidentHit:
    return ResidentHit(
        row.id,
        row.name,
        identity.age_on(birth, today),
        row.sex,
        identity.mask_text(row.village_group),
        identity.mask_number(row.id_number),
        identity.mask_telephone(row.telephone),
    )
