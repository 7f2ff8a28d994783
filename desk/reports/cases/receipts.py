"""Papers handed over the counter: the receipt 受理回执 and the one-time notice 一次性告知单."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import cases, catalogue, centre, residents, visits
from desk.books.cases import Assistance, CaseState
from desk.core import identity
from desk.core.calendar import WEEKDAYS
from desk.core.clock import local
from desk.core.words import _, clauses, listed
from desk.core.work import Work
from desk.reports import imprint
from desk.reports.kit import paper
from desk.reports.kit.paper import A5_LANDSCAPE, FORM_MARGINS

WIDTH = paper.inner_width(A5_LANDSCAPE, FORM_MARGINS)


def receipt(work: Work, case_id: int) -> bytes:
    """A5: number, item, what was handed in, promised date, whom to ask."""
    case = cases.find(work, case_id)
    house = centre.get(work)
    papers = listed(case.handed_in) or _("nothing was handed in")
    promised = _("on the spot") if not _has_promise(case) else f"{case.due_on:%Y-%m-%d}"
    pairs = [
        *_who_and_what(work, case),
        (_("Taken at"), f"{local(case.accepted_at):%Y-%m-%d %H:%M}"),
        (_("Result"), _result(case)),
        (_("Promised day"), promised),
        (_("Department"), case.department),
        (_("Handed in"), papers),
        (_("Assistance"), _assistance(case)),
    ]
    story: list[Flowable] = [
        *paper.title(_("Receipt"), house.name, 18),
        paper.facts(pairs, WIDTH),
        Spacer(1, 8),
        paper.words(_whom_to_ask(work, house), size=9.5, colour=paper.GREY),
        *paper.signatures(_("Clerk in charge"), _("Person"), _("Date"), width=WIDTH),
    ]
    return _form(work, story, _("Receipt"))


def notice(work: Work, case_id: int) -> bytes:
    """A5: everything that is still missing, told once and completely, and where to bring it."""
    case = cases.find(work, case_id)
    house = centre.get(work)
    story: list[Flowable] = [
        *paper.title(_("One-time notice"), house.name, 18),
        paper.facts([*_who_and_what(work, case), (_("Told on"), f"{local(work.now):%Y-%m-%d %H:%M}")], WIDTH),
        *paper.heading(_("Please bring these papers")),
        *(paper.words(f"□ {number}. {name}", size=11) for number, name in enumerate(case.missing, 1)),
        Spacer(1, 6),
        *([paper.words(identity.mask_text(case.remark), size=10)] if case.remark else []),
        paper.words(_("With these papers complete the case goes on at once; nothing else is needed."), size=9.5),
        paper.words(_whom_to_ask(work, house), size=9.5, colour=paper.GREY),
        *paper.signatures(_("Clerk in charge"), _("Person"), _("Date"), width=WIDTH),
    ]
    return _form(work, story, _("One-time notice"))


def _form(work: Work, story: list[Flowable], name: str) -> bytes:
    return paper.build(story, imprint.of(work), name=name, size=A5_LANDSCAPE, margins=FORM_MARGINS)


def _who_and_what(work: Work, case: cases.Case) -> list[tuple[str, str]]:
    person = residents.find(work, case.resident_id)
    item = catalogue.find(work, case.service_id)
    papers = identity.mask_number(person.id_number) or person.id_kind.label
    return [
        (_("Case number"), case.number),
        (_("Queue number"), visits.find(work, case.visit_id).label),
        (_("Name"), person.name),
        (_("ID number"), papers),
        (_("Item"), f"{item.name}（{case.mode.label}）"),
    ]


def _has_promise(case: cases.Case) -> bool:
    return case.state not in cases.ENDS or case.due_on > case.day


def _result(case: cases.Case) -> str:
    if case.state is CaseState.FORWARDED:
        return _("{state} to {department}", state=case.state.label, department=case.department)
    reason = f"：{identity.mask_text(case.remark)}" if case.state in cases.NEEDS_REMARK and case.remark else ""
    return case.state.label + reason


def _assistance(case: cases.Case) -> str:
    if case.assistance is Assistance.ON_BEHALF:
        return _("{kind}, authorised by {name}", kind=case.assistance.label, name=identity.mask_text(case.authoriser))
    return case.assistance.label


def _whom_to_ask(work: Work, house: centre.Centre) -> str:
    hours = hours_in_words(centre.opening_hours(work))
    parts = [
        _("Questions: {name}, telephone {number}.", name=work.actor.name, number=house.telephone or "—"),
        _("Open: {hours}.", hours=hours) if hours else "",
        house.address,
    ]
    return " ".join(filter(None, parts))


def hours_in_words(week: list[centre.OpeningSpan]) -> str:
    """周一至周五 08:00—12:00 14:30—17:30: days with the same hours are told together."""
    by_day = {
        day: " ".join(f"{_time(o.opens)}—{_time(o.closes)}" for o in week if o.weekday == day) for day in range(7)
    }
    told, day = [], 0
    while day < 7:
        last = day
        while last < 6 and by_day[last + 1] == by_day[day]:
            last += 1
        if by_day[day]:
            span = f"周{WEEKDAYS[day]}" + (f"至周{WEEKDAYS[last]}" if last > day else "")
            told.append(f"{span} {by_day[day]}")
        day = last + 1
    return clauses(told)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
