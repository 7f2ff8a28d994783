"""What is wrong with what was typed of an organisation or a pairing. Forms, edits and imports ask the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from desk.books import centre
from desk.books.organisations import credit_codes, pairing_queries, queries
from desk.books.organisations.model import NewOrganisation, NewPairing, OrganisationRole, Pairing
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.errors import Rule, refuse_wrong
from desk.core.far_days import refuse_far
from desk.core.month import Month
from desk.core.plain_text import prose
from desk.core.telephones import office_telephone_problem, tidy_telephone
from desk.core.words import _
from desk.core.work import Work

LONGEST_NAME, LONGEST, LONGEST_REMARK, LONGEST_AGREED = 60, 100, 500, 3000
LONGEST_TERM = timedelta(days=366 * 10)
Entered = TypeVar("Entered", bound=NewOrganisation)
Agreed = TypeVar("Agreed", bound=NewPairing)


def checked(work: Work, typed: Entered, own_id: int = 0) -> Entered:
    """An organisation, tidied; ``own_id`` is that of the record that it is to change. Raises ``Invalid`` naming every
    field that is wrong.
    """
    tidied = replace(
        typed,
        name=identity.one_line(typed.name),
        credit_code=credit_codes.tidied(typed.credit_code),
        party_name=identity.one_line(typed.party_name),
        liaison=identity.one_line(typed.liaison),
        telephone=tidy_telephone(typed.telephone),
        address=identity.one_line(typed.address),
        remark=prose(typed.remark),
        roles=tuple(role for role in OrganisationRole if role in typed.roles),
    )
    refuse_wrong([*_text_rules(tidied), *_identity_rules(work, tidied, own_id)])
    return tidied


def _text_rules(tidied: NewOrganisation) -> list[Rule]:
    telephone = office_telephone_problem(tidied.telephone)
    too_long = _("Please enter at most {n} characters.", n=LONGEST)
    return [
        ("name", not tidied.name, _("Please enter a name.")),
        ("name", len(tidied.name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
        ("roles", not tidied.roles, _("Please tick as what the centre knows it, such as 红色合伙人.")),
        ("telephone", telephone is not None, telephone or ""),
        *((name, len(getattr(tidied, name)) > LONGEST, too_long) for name in ("party_name", "liaison", "address")),
        (
            "remark",
            len(tidied.remark) > LONGEST_REMARK,
            _("Please enter at most {n} characters.", n=LONGEST_REMARK),
        ),
    ]


def _identity_rules(work: Work, tidied: NewOrganisation, own_id: int) -> list[Rule]:
    """Nothing else goes by its name or has its code."""
    same_name = queries.by_name(work, tidied.name)
    same_code = queries.by_credit_code(work, tidied.credit_code)
    code = credit_codes.problem(tidied.credit_code)
    rules: list[Rule] = [("credit_code", bool(code), code)]
    if same_name is not None and same_name.id != own_id:
        sentence = _("There is “{name}” already.", name=tidied.name)
        if same_name.name != tidied.name:
            sentence = _("“{alias}” is another name of “{name}”.", alias=tidied.name, name=same_name.name)
        rules.append(("name", True, sentence))
    if same_code is not None and same_code.id != own_id:
        rules.append(("credit_code", True, _("This code is that of “{name}”.", name=same_code.name)))
    return rules


def checked_pairing(work: Work, typed: Agreed, *, signed: bool) -> Agreed:
    """A pairing, tidied; ``signed``: it has to be, and no other signed one of the organisation holds in its term. The
    term of another that is paused counts as well. Raises ``Invalid`` naming every field that is wrong.
    """
    refuse_far(first=typed.first, last=typed.last, signed_on=typed.signed_on)
    tidied = replace(typed, agreed=prose(typed.agreed), paper=identity.one_line(typed.paper))
    own = tidied.id if isinstance(tidied, Pairing) else 0
    rules: list[Rule] = [
        ("last", tidied.last < tidied.first, _("The last day is before the first.")),
        (
            "last",
            tidied.last - tidied.first > LONGEST_TERM,
            _("That is longer than ten years. Please check the days."),
        ),
        (
            "agreed",
            len(tidied.agreed) > LONGEST_AGREED,
            _("Please enter at most {n} characters.", n=LONGEST_AGREED),
        ),
        ("paper", len(tidied.paper) > LONGEST, _("Please enter at most {n} characters.", n=LONGEST)),
        ("signed_on", signed and tidied.signed_on is None, _("Please enter the day on which it was signed.")),
        ("signed_on", (tidied.signed_on or date.min) > work.today, _("This day is still to come.")),
    ]
    other = (
        pairing_queries.signed_within(work, tidied.organisation_id, tidied.first, tidied.last, own) if signed else None
    )
    if other is not None:
        sentence = _(
            "{number} holds from {first} to {last}. Please end it first, or begin this one after it.",
            number=other.number,
            first=full_date_words(other.first),
            last=full_date_words(other.last),
        )
        rules.append(("first", True, sentence))
    refuse_wrong(rules)
    return tidied


def expires_soon_days(work: Work) -> int:
    """So many days before its end a pairing is to be renewed."""
    return centre.rule(work, "pairing_warn_days")


def usual_last_day(work: Work, first: date) -> date:
    """The last day of a usual term from ``first`` on. Raises ``Invalid`` for a far day."""
    refuse_far(first=first)
    return Month.term_from(first, centre.rule(work, "pairing_months"))
