"""Appointing officers 聘任: for a term with a letter, for a further one 续聘, and letting somebody go 解聘."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from desk.books.officers import queries, rules
from desk.books.officers.model import MOVES, TERM_LABELS, NewTerm, Officer, OfficerState, OfficerTerm
from desk.books.officers.moves import as_seen, record_move
from desk.core import edit_conflicts, identity
from desk.core.errors import Refused, refuse_wrong
from desk.core.moves import require_move, require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.officers import officer_terms, officers

Term = TypeVar("Term", bound=NewTerm)
LETTER = "聘〔{year}〕{n}号"
"""The number of a letter 聘书编号: the year, and a number that begins again each year."""
LETTER_NUMBER = re.compile(r"聘〔[0-9]{4}〕([0-9]{1,9})号")
DAY = timedelta(days=1)


def next_letter(work: Work, first: date) -> str:
    """The number of the next letter of the year in which a term begins."""
    beginning = LETTER.format(year=first.year, n="").removesuffix("号")
    numbers = map(LETTER_NUMBER.fullmatch, queries.letters_like(work, beginning))
    return LETTER.format(year=first.year, n=max((int(number[1]) for number in numbers if number), default=0) + 1)


def proposed(work: Work, officer: Officer) -> NewTerm:
    """The term that is usual: from today on, or following one that still goes on, as long as the rule says."""
    first = max(work.today, officer.until + DAY if officer.until else work.today)
    return NewTerm(next_letter(work, first), first, rules.usual_last_day(work, first))


def appoint(work: Work, id: int, version: int, term: NewTerm) -> Officer:
    """For a term, which may follow another one. Raises ``Invalid``, and ``Refused`` when somebody else has changed the
    officer since.
    """
    work.require(May.KEEP_OFFICERS)
    officer = as_seen(work, id, version)
    require_move(work, MOVES, officer.name, officer.kept, OfficerState.SERVING)
    tidied = _tidied(term)
    refuse_wrong(rules.term_rules(work, tidied, queries.terms_of(work, id)))
    values = {"officer_id": id, "letter": tidied.letter, "first": tidied.first, "last": tidied.last}
    term_id = work.add(officer_terms, {**values, "staff_id": work.actor.id, "at": work.now})
    audited = {"letter": tidied.letter, "first": str(tidied.first), "last": str(tidied.last), "term": term_id}
    return _moved(work, officer, OfficerState.SERVING, tidied.letter, "officer.appoint", audited)


def let_go(work: Work, id: int, version: int, reason: str) -> Officer:
    """From tomorrow on they serve no more; of terms that were still to come nothing is left. Raises ``Invalid`` without
    a reason, ``Refused`` where the term is over already.
    """
    work.require(May.KEEP_OFFICERS)
    officer = as_seen(work, id, version)
    require_move(work, MOVES, officer.name, officer.kept, OfficerState.DISMISSED)
    terms = queries.terms_of(work, id)
    if terms and all(each.until < work.today for each in terms):
        raise Refused(_("The term of {name} is over already.", name=officer.name))
    reason = require_reason(reason, rules.LONGEST_REMARK)
    for each in terms:
        if each.until > work.today:
            work.change(officer_terms, each.id, {"ended_on": work.today})
    return _moved(work, officer, OfficerState.DISMISSED, reason, "officer.let_go", {})


def correct_term(work: Work, wanted: OfficerTerm, read: OfficerTerm | None = None) -> OfficerTerm:
    """Put right what was mistyped of a term. Raises ``Invalid``, ``Refused`` where a visit would lie outside of it, and
    ``EditConflict`` as every edit does.
    """
    work.require(May.KEEP_OFFICERS)
    was = queries.find_term(work, wanted.id)
    edited = edit_conflicts.EditedRecord(f"officers:{was.officer_id}", TERM_LABELS)
    settled = _tidied(edit_conflicts.settled(work, edited, read, was, wanted))
    others = [each for each in queries.terms_of(work, was.officer_id) if each.id != was.id]
    refuse_wrong(
        rules.term_rules(work, settled, others, was.id)
        + rules.left_outside(work, settled, others)
        + rules.broken_off_rules(work, settled)
    )
    before, after = changes(_row(was), _row(settled))
    if after:
        work.change(officer_terms, was.id, after)
        officer = queries.find(work, was.officer_id)
        work.change(officers, officer.id, {"version": officer.version + 1})
        audited = {"term": was.id, **_in_words(after)}
        work.audit("officer.correct_term", f"officers:{officer.id}", _in_words(before), audited)
    return queries.find_term(work, was.id)


def _tidied(term: Term) -> Term:
    return replace(term, letter=identity.one_line(term.letter))


def _row(term: NewTerm) -> dict[str, object]:
    return {name: getattr(term, name) for name in TERM_LABELS}


def _in_words(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _moved(
    work: Work, officer: Officer, to: OfficerState, remark: str, action: str, audited: dict[str, object]
) -> Officer:
    work.change(officers, officer.id, {"state": to.value, "version": officer.version + 1})
    record_move(work, officer.id, officer.kept, to, remark)
    work.audit(action, f"officers:{officer.id}", {"state": officer.kept.value}, {"state": to.value, **audited})
    return queries.find(work, officer.id)
