"""What the papers handed over the counter share: A5 landscape, who and what, and whom to ask."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import cases, catalogue, centre, residents, visits
from desk.books.cases import CaseState
from desk.core import identity
from desk.core.calendar import weekday_names
from desk.core.clock_times import span_words
from desk.core.errors import Refused
from desk.core.telephones import read_out
from desk.core.words import P_, _, bracketed, clauses, listed
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.paper import A5_LANDSCAPE, FORM_MARGINS

WIDTH = paper.inner_width(A5_LANDSCAPE, FORM_MARGINS)


def form(work: Work, story: list[Flowable], name: str) -> bytes:
    """The finished form."""
    return paper.build(story, imprint.of(work), name=name, size=A5_LANDSCAPE, margins=FORM_MARGINS)


def require_state(case: cases.Case, *states: CaseState) -> None:
    """Raises ``Refused``: this paper is not for a case that stands as this one does."""
    if case.state not in states:
        raise Refused(
            _("Case {number} is “{state}”; this paper is not for it.", number=case.number, state=case.state.label)
        )


def who_and_what(work: Work, case: cases.Case) -> list[tuple[str, str]]:
    """Labels and values of case and person; the ID number is masked."""
    person = residents.find(work, case.resident_id)
    item = catalogue.as_told(work, case.service_id, case.accepted_at)
    papers = identity.mask_number(person.id_number) or person.id_kind.label
    return [
        (_("Case number"), case.number),
        (_("Queue number"), visits.find(work, case.visit_id).label),
        (P_("paper", "Applicant"), person.name),
        (_("ID number"), papers),
        (_("Item"), f"{item.name}{bracketed(case.mode.label)}"),
    ]


def closing(work: Work, house: centre.Centre) -> list[Flowable]:
    """How every such paper ends: whom to ask and to complain to, when and where, and room to sign and for the seal."""
    hours = hours_in_words(centre.opening_hours(work))
    ask = _("Questions, telephone: {number} (clerk in charge: {name})", number=asked_at(house), name=work.actor.name)
    complain = _("Complaints, telephone: {number}", number=read_out(house.complaints))
    where = [
        _("Open: {hours}.", hours=hours) if hours else "",
        _("Address: {place}", place=house.address) if house.address else "",
    ]
    lines = ["　".join(filter(None, each)) for each in ([ask, complain], where)]
    roles = (_("Applicant (signature)"), _("Centre (seal)"), _("Date"))
    return [
        Spacer(1, 3),
        *(paper.paragraph(line, size=9.5, colour=paper.GREY) for line in lines if line),
        *paper.signatures(*roles, width=WIDTH),
    ]


def asked_at(house: centre.Centre) -> str:
    """咨询电话: the centre's own number, or the hotline that every place has."""
    return read_out(house.telephone or centre.HOTLINE)


def hours_in_words(week: list[centre.OpeningSpan]) -> str:
    """周一至周五 08:00—12:00、14:30—17:30: days with the same hours are told together."""
    by_day = {day: listed(span_words(o.opens, o.closes) for o in week if o.weekday == day) for day in range(7)}
    names, groups, day = weekday_names(), [], 0
    while day < 7:
        last = day
        while last < 6 and by_day[last + 1] == by_day[day]:
            last += 1
        if by_day[day]:
            span = _("{first} to {last}", first=names[day], last=names[last]) if last > day else names[day]
            groups.append(f"{span} {by_day[day]}")
        day = last + 1
    return clauses(groups)
