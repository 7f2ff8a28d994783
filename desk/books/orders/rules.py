"""What makes an order right, once, for the counter, the telephone and the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk.books import residents
from desk.books.orders.model import NewOrder
from desk.books.residents import Resident
from desk.core import identity
from desk.core.errors import Rule, refuse_wrong
from desk.core.words import _
from desk.core.work import Work

LONGEST = {"description": 500, "place": 100, "village_group": 40, "told_by": 25}
"""Characters of each text."""
MOST_PEOPLE = 50


@dataclass(frozen=True)
class CheckedOrder:
    """A new order that is right in itself, with the person who asks where they have a record."""

    new: NewOrder
    person: Resident | None


def checked(work: Work, asked: NewOrder) -> CheckedOrder:
    """Tidied, with telephone, village group and address of the person where nothing else was given.

    Raises ``Invalid`` naming fields.
    """
    kept = residents.kept(work, asked.resident_id) if asked.resident_id else None
    person = residents.find(work, kept) if kept else None
    new = _tidied(replace(asked, resident_id=kept), person)
    refuse_wrong([*_who_rules(new), *_text_rules(new), *_time_rules(work, new)])
    return CheckedOrder(new, person)


def _tidied(asked: NewOrder, person: Resident | None) -> NewOrder:
    return replace(
        asked,
        description=asked.description.strip(),
        place=identity.one_line(asked.place) or (person.address if person else ""),
        village_group=identity.one_line(asked.village_group) or (person.village_group if person else ""),
        asker="" if person else identity.tidy_name(asked.asker),
        told_by=identity.tidy_name(asked.told_by),
        telephone=identity.tidy_telephone(asked.telephone) or (person.telephone if person else ""),
    )


def _who_rules(new: NewOrder) -> list[Rule]:
    telephone = identity.telephone_problem(new.telephone)
    asker = None if new.resident_id or not new.asker else identity.name_problem(new.asker)
    told_by = identity.name_problem(new.told_by) if new.told_by else None
    return [
        ("asker", not (new.resident_id or new.asker), _("Please enter who asks for it.")),
        ("asker", asker, asker or ""),
        ("told_by", told_by, told_by or ""),
        (
            "telephone",
            not (new.telephone or new.place),
            _("Please enter a telephone or a place, so that the asker can be reached."),
        ),
        ("telephone", telephone, telephone or ""),
    ]


def _text_rules(new: NewOrder) -> list[Rule]:
    rules: list[Rule] = [
        ("description", not new.description, _("Please enter what is wished for.")),
        (
            "people",
            not 1 <= new.people <= MOST_PEOPLE,
            _("{least} to {most} people, please.", least=1, most=MOST_PEOPLE),
        ),
    ]
    for name, most in LONGEST.items():
        length = len(getattr(new, name))
        too_long = _("{n} characters are too many; {most} is the most.", n=length, most=most)
        rules.append((name, length > most, too_long))
    return rules


def _time_rules(work: Work, new: NewOrder) -> list[Rule]:
    both = new.wanted_from is not None and new.wanted_by is not None
    backwards = both and new.wanted_by <= new.wanted_from  # type: ignore[operator]
    latest = new.wanted_by or new.wanted_from
    over = latest is not None and latest <= work.now
    field = "wanted_by" if new.wanted_by else "wanted_from"
    return [
        ("wanted_by", backwards, _("It ends before it begins. Please enter an end after the begin.")),
        (field, over, _("This time is over. Please choose a later time.")),
    ]
