"""Who is asked to a joint meeting 参会人员, and who came 签到: partners in force by one key, staff, and others."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete

from desk.books.meetings import queries, rules
from desk.books.meetings.model import CAME, NOT_OVER, TO_COME, MeetingPerson, MeetingState, NewPerson, Presence
from desk.books.organisations import pairing_queries
from desk.books.organisations import queries as organisations
from desk.books.organisations.model import PairingState
from desk.core import identity
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.audit import lookups
from desk.models.meetings import meeting_people

SIGNING = (MeetingState.NOTIFIED, MeetingState.HELD)


def ask(work: Work, meeting_id: int, new: NewPerson) -> MeetingPerson:
    """Put somebody on the list, also one who comes without having been asked. Raises ``Invalid``, ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    meeting = queries.find(work, meeting_id)
    rules.require_state(meeting, *NOT_OVER)
    tidied = replace(
        new,
        organisation_id=None if new.organisation_id is None else organisations.kept_id(work, new.organisation_id) or 0,
        name="" if new.staff_id is not None else identity.one_line(new.name),
        position=identity.one_line(new.position),
        telephone=identity.tidy_telephone(new.telephone),
    )
    refuse_wrong(rules.person_rules(work, tidied))
    for other in queries.people_of(work, meeting_id):
        if _is_same(other, tidied):
            raise Refused(_("{name} is on the list already.", name=other.name or other.organisation))
    values = {
        "meeting_id": meeting_id,
        "n": queries.next_person(work, meeting_id),
        "organisation_id": tidied.organisation_id,
        "staff_id": tidied.staff_id,
        "name": tidied.name,
        "position": tidied.position,
        "telephone": tidied.telephone,
        "presence": Presence.INVITED.value,
    }
    id = work.add(meeting_people, values)
    audited = {name: values[name] for name in ("n", "organisation_id", "staff_id")}
    work.audit("meeting.ask", f"meeting_people:{id}", after={"meeting_id": meeting_id, **audited})
    return queries.find_person(work, id)


def _is_same(other: MeetingPerson, new: NewPerson) -> bool:
    if new.staff_id is not None:
        return other.staff_id == new.staff_id
    return (other.staff_id, other.organisation_id, other.name) == (None, new.organisation_id, new.name)


def ask_partners(work: Work, meeting_id: int) -> list[MeetingPerson]:
    """Every partner whose pairing holds on that day and who is not on the list yet, with its liaison; who was put
    there. Raises ``Refused``.
    """
    work.require(May.HOLD_MEETINGS)
    there = {each.organisation_id for each in queries.people_of(work, meeting_id)}
    day = queries.find(work, meeting_id).day
    in_force = {
        each.organisation_id
        for each in pairing_queries.all_pairings(work)
        if each.state is PairingState.PAIRED and each.first <= day <= each.last
    }
    partners = [each for each in organisations.partners(work) if each.id in in_force - there]
    return [ask(work, meeting_id, NewPerson(each.liaison, each.id, None, "", each.telephone)) for each in partners]


def remove(work: Work, person_id: int) -> None:
    """Take somebody off the list of a meeting that has not begun. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    person = queries.find_person(work, person_id)
    rules.require_state(queries.find(work, person.meeting_id), *TO_COME)
    work.connection.execute(delete(meeting_people).where(meeting_people.c.id == person_id))
    work.audit("meeting.unask", f"meeting_people:{person_id}", before={"meeting_id": person.meeting_id, "n": person.n})


def sign(
    work: Work, person_id: int, presence: Presence, proxy: str = "", seen: Presence | None = None
) -> MeetingPerson:
    """Whether somebody came 签到: in person, by a proxy who is named, or excused; before the day only excused or with
    a proxy announced. ``seen`` is what the list showed. Raises ``Invalid``, ``Refused``.
    """
    work.require(May.HOLD_MEETINGS)
    person = queries.find_person(work, person_id)
    meeting = queries.find(work, person.meeting_id)
    rules.require_state(meeting, *SIGNING)
    name = identity.one_line(proxy) if presence is Presence.PROXY else ""
    if presence is Presence.PROXY and not name:
        raise Invalid(Problem("proxy", _("Please enter who comes in their place.")))
    if len(name) > rules.LONGEST_NAME:
        raise Invalid(Problem("proxy", _("This has at most {n} characters.", n=rules.LONGEST_NAME)))
    if presence is Presence.PRESENT and work.today < meeting.day:
        raise Refused(_("{number} is not today: nobody can have come yet.", number=meeting.number))
    if seen is not None and person.presence not in (seen, presence):
        sentence = _(
            "{name} was marked “{state}” meanwhile. Please look again.",
            name=person.name or person.organisation,
            state=person.presence.label,
        )
        raise Refused(sentence)
    if (person.presence, person.proxy) == (presence, name):
        return person
    is_here = presence in CAME and work.today >= meeting.day
    values = {"presence": presence.value, "proxy": name, "signed_at": work.now if is_here else None}
    work.change(meeting_people, person_id, values)
    work.audit(
        "meeting.sign",
        f"meeting_people:{person_id}",
        {"presence": person.presence.value},
        {"presence": presence.value},
    )
    return queries.find_person(work, person_id)


def look_up(work: Work, person_id: int, purpose: str) -> str:
    """A telephone in the clear, with a line that says who looked, when and what for. Raises ``Refused``."""
    work.require(May.SERVE)
    person = queries.find_person(work, person_id)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose})
    return person.telephone
