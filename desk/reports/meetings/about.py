"""What the papers of a meeting say in the same words: when, who, and the agenda."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.meetings import agenda_queries
from desk.books.meetings.model import AgendaItem, AgendaKind, Meeting, MeetingPerson
from desk.core.calendar import full_date_words, weekday_words
from desk.core.clock_times import span_words
from desk.core.words import P_, _, bracketed
from desk.core.work import Work


def when_words(meeting: Meeting) -> str:
    """2026年12月9日（周三）15:00—16:30."""
    span = span_words(meeting.begins, meeting.ends)
    return f"{full_date_words(meeting.day)}{bracketed(weekday_words(meeting.day))}{span}"


def asked_words(person: MeetingPerson) -> str:
    """镇卫生院林护士长: whoever is asked, whoever will come in their place; 居民 of whom no name is kept."""
    position = bracketed(person.position) if person.position else ""
    if person.is_resident and not person.name:
        return P_("person at a meeting", "a resident")
    return f"{person.organisation}{person.name}{position}"


def person_words(person: MeetingPerson) -> str:
    """镇卫生院林护士长, or whoever came in their place; of whoever is no longer named, the organisation."""
    if person.proxy:
        proxy = P_("person at a meeting", "{name} for {asked}", name=person.proxy, asked=person.name or "")
        return f"{person.organisation}{proxy}" if person.name else f"{person.organisation}{person.proxy}"
    return asked_words(person)


def agenda_lines(work: Work, meeting: Meeting) -> list[str]:
    """The items as they are read out: what is open from last time in one, then the others."""
    items = agenda_queries.numbered_items(work, meeting)
    carried = [each for _place, each in items if each.kind is AgendaKind.CARRIED and each.follow_up_id is not None]
    first = _("Hear what became of the {n} resolutions still open", n=len(carried)) if carried else ""
    first = first or _("Hear that all resolutions of earlier meetings are closed")
    return [first, *(item_words(each) for _place, each in items if each.kind is not AgendaKind.CARRIED)]


def item_words(item: AgendaItem) -> str:
    """An item with its kind, where that is one of the three lists: 【需求】…"""
    if item.kind in (AgendaKind.NEED, AgendaKind.OFFERING, AgendaKind.PROJECT):
        return P_("agenda", "[{kind}] {text}", kind=item.kind.label, text=item.masked)
    return item.masked


def organisations_of(people: Sequence[MeetingPerson]) -> list[str]:
    """The organisations on a list, each once."""
    return list(dict.fromkeys(each.organisation for each in people if each.organisation))
