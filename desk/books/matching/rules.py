"""What makes a need 需求 or an offering 下沉服务项目 right, once, for forms, imports and the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from desk.books import centre
from desk.books.matching.model import NewNeed, NewOffering
from desk.books.organisations import queries as organisations
from desk.books.teams.model import HalfDay
from desk.books.zones import queries as zones
from desk.core import identity
from desk.core.errors import Rule, refuse_wrong
from desk.core.far_days import refuse_far
from desk.core.plain_text import prose
from desk.core.words import _
from desk.core.work import Work

AnyNeed = TypeVar("AnyNeed", bound=NewNeed)
AnyOffering = TypeVar("AnyOffering", bound=NewOffering)
LONGEST_DESCRIPTION, LONGEST_TITLE, LONGEST_LINE, LONGEST_REMARK = 300, 40, 60, 300
MOST_PEOPLE, MOST_TIMES = 5000, 500
LONGEST_TERM = timedelta(days=3 * 366)
"""Nothing is promised or wanted for longer."""


def usual_end(work: Work) -> date:
    """Until when a need stands on the list where nobody says another day."""
    return work.today + timedelta(days=centre.rule(work, "need_days"))


def tidied_need(work: Work, typed: AnyNeed) -> AnyNeed:
    """Without spaces that mean nothing; on the list for the usual days, but not for fewer than it is wanted."""
    until = typed.list_until or max(usual_end(work), typed.wanted_by or date.min)
    return replace(
        typed,
        description=prose(typed.description),
        audience=identity.one_line(typed.audience),
        list_until=until,
    )


def checked_need(work: Work, typed: AnyNeed, was: NewNeed | None = None) -> AnyNeed:
    """Tidied, days checked where they are not those of ``was``. Raises ``Invalid`` naming fields."""
    refuse_far(wanted_by=typed.wanted_by, list_until=typed.list_until)
    need = tidied_need(work, typed)
    refuse_wrong([*_need_rules(work, need), *_need_days(work, need, was)])
    return need


def _need_rules(work: Work, need: NewNeed) -> list[Rule]:
    return [
        ("description", not need.description, _("Please write what is wanted, as “血压测量，每周六上午”.")),
        _too_long("description", need.description, LONGEST_DESCRIPTION),
        _too_long("audience", need.audience, LONGEST_LINE),
        _number("people", need.people, MOST_PEOPLE),
        _zone(work, need.zone_id),
    ]


def _need_days(work: Work, need: NewNeed, was: NewNeed | None) -> list[Rule]:
    assert need.list_until is not None
    farthest = work.today + LONGEST_TERM
    new_wish = need.wanted_by is not None and (was is None or need.wanted_by != was.wanted_by)
    new_end = was is None or need.list_until != was.list_until
    too_far = _("This is too far ahead. Please choose a day before {day}.", day=farthest.isoformat())
    before_wish = need.wanted_by is not None and need.list_until < need.wanted_by
    return [
        (
            "wanted_by",
            new_wish and need.wanted_by is not None and need.wanted_by < work.today,
            _("This day is over. Please choose today or a later one."),
        ),
        ("wanted_by", need.wanted_by is not None and need.wanted_by > farthest, too_far),
        (
            "list_until",
            new_end and need.list_until < work.today,
            _("This day is over. Please choose today or a later one."),
        ),
        ("list_until", need.list_until > farthest, too_far),
        (
            "list_until",
            before_wish,
            _("It leaves the list before it is wanted. Please choose that day or a later one."),
        ),
    ]


def checked_offering(work: Work, typed: AnyOffering) -> AnyOffering:
    """Tidied. Raises ``Invalid`` naming fields."""
    refuse_far(first=typed.first, last=typed.last)
    halves = list(HalfDay)
    offering = replace(
        typed,
        organisation_id=organisations.kept_id(work, typed.organisation_id) or 0,
        title=identity.one_line(typed.title),
        audience=identity.one_line(typed.audience),
        requires=identity.one_line(typed.requires),
        remark=prose(typed.remark),
        times=tuple(sorted(dict.fromkeys(typed.times), key=lambda time: (time[0], halves.index(time[1])))),
    )
    refuse_wrong(_offering_rules(work, offering))
    return offering


def _offering_rules(work: Work, offering: NewOffering) -> list[Rule]:
    return [
        ("organisation_id", not offering.organisation_id, _("Please choose the organisation that offers it.")),
        ("title", not offering.title, _("Please write what is offered, as “免费测血压”.")),
        _too_long("title", offering.title, LONGEST_TITLE),
        _too_long("audience", offering.audience, LONGEST_LINE),
        _too_long("requires", offering.requires, LONGEST_LINE),
        _too_long("remark", offering.remark, LONGEST_REMARK),
        _number("people_each", offering.people_each, MOST_PEOPLE),
        _number("promised", offering.promised, MOST_TIMES),
        ("last", offering.last < offering.first, _("It ends before it begins. Please enter an end after the begin.")),
        (
            "last",
            offering.last - offering.first > LONGEST_TERM,
            _("This is longer than three years. Please enter an earlier end, and enter it anew afterwards."),
        ),
        _zone(work, offering.zone_id),
    ]


def _too_long(field: str, text: str, most: int) -> Rule:
    sentence = _("{n} characters are too many; {most} is the most.", n=len(text), most=most)
    return field, len(text) > most, sentence


def _number(field: str, number: int, most: int) -> Rule:
    return field, not 1 <= number <= most, _("A whole number from {least} to {most}, please.", least=1, most=most)


def _zone(work: Work, zone_id: int | None) -> Rule:
    """A zone that is there, be it in use or not: it may have been closed since it was chosen."""
    unknown = zone_id is not None and zone_id not in {zone.id for zone in zones.names(work)}
    return "zone_id", unknown, _("This zone is closed. Please choose another one, or none.")
