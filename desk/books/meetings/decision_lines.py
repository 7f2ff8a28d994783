"""A decision typed as one line 一行决议: what | who | by when. What it means is told before anything is done.

Whoever takes minutes types while people talk, so that the line is forgiving: a full-width ｜ or a 丨 from the input
method will do, a day in any way in which one is typed elsewhere or in working days, a name by its initials.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desk.books.centre import days_off
from desk.books.follow_ups import opening
from desk.books.follow_ups import rules as follow_up_rules
from desk.books.follow_ups.model import FollowUpOwner, OwnerKind
from desk.books.organisations import queries as organisations
from desk.core import days, typed_days
from desk.core.errors import Doubtful, Invalid, Problem, wrong_fields
from desk.core.identity import one_line
from desk.core.name_search import begins_in_letters, squeezed
from desk.core.typed_days import Leaning
from desk.core.words import _, listed
from desk.core.work import Work

BETWEEN = re.compile(r"[|｜丨│¦]")
WORKDAYS = re.compile(r"[+＋]?\s*([0-9]{1,3})\s*个?\s*(?:工作日|work(?:ing )?days?)\s*(?:以?内|之内|后)?")
SEVERAL = re.compile(r"[、,，;；/]")
FIELD = "line"
MOST_SHOWN = 4


class OutsideOwner(Doubtful):
    """Nobody known is called so. Typed once more, the line counts with somebody outside."""


@dataclass(frozen=True)
class DecisionLine:
    """What a line means."""

    description: str
    owner: FollowUpOwner
    due_on: date


def understand(work: Work, text: str, *, outside: bool = False) -> DecisionLine:
    """What was typed: what is to be done, by whom, until when. ``outside``: an unknown name is somebody outside.
    Raises ``Invalid`` with what is missing, ``OutsideOwner``.
    """
    parts = [one_line(part) for part in BETWEEN.split(text)]
    what, who, when = ("｜".join(parts[:-2]), *parts[-2:]) if len(parts) > 2 else (*parts, "", "", "")[:3]
    if not what:
        raise _wrong(_("Please write what is to be done: what | who | by when."))
    if not who:
        raise _wrong(_("Who does it? Please write what | who | by when, as 12-10."))
    if not when:
        raise _wrong(_("By when? Please write what | who | by when, as 12-10 or +5工作日."))
    due_on = due_day(work, when)
    rules = follow_up_rules.text_rules(FIELD, what, follow_up_rules.LONGEST_DESCRIPTION, "")
    if problems := wrong_fields([*rules, *follow_up_rules.day_rules(work, FIELD, due_on)]):
        raise Invalid(*problems)
    return DecisionLine(what, owner_called(work, who, outside=outside), due_on)


def _wrong(sentence: str) -> Invalid:
    return Invalid(Problem(FIELD, sentence))


def due_day(work: Work, typed: str) -> date:
    """A day as it is typed: 12月10日, 12.10, 下周五, +5工作日. Raises ``Invalid``."""
    if match := WORKDAYS.fullmatch(days.plain(typed)):
        return days_off.calendar(work).after(work.today, int(match[1]))
    return typed_days.day_in(typed, FIELD, work.today, Leaning.AHEAD)


def owner_called(work: Work, typed: str, *, outside: bool = False) -> FollowUpOwner:
    """Who is meant: a member of staff, a team or an organisation by the name or its initials. Raises ``Invalid`` where
    several are, ``OutsideOwner``.
    """
    known = opening.owners(work)
    exact = [each for each in known if each.name == typed]
    if len(exact) == 1:
        return exact[0]
    alias = organisations.by_name(work, typed)
    if not exact and alias is not None and alias.active:
        return FollowUpOwner(OwnerKind.ORGANISATION, alias.name, alias.id)
    if outside:
        return _outside(typed)
    wanted = squeezed(typed)
    if not wanted:
        raise _no_name(typed)
    fitting = exact or [each for each in known if wanted in squeezed(each.name)]
    if not fitting and wanted.isascii():
        fitting = [each for each in known if begins_in_letters(each.name, wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = listed(each.name for each in fitting[:MOST_SHOWN])
        raise _wrong(_("“{who}” can be {names}. Please write the name in full.", who=typed, names=names))
    if SEVERAL.search(typed):
        raise _wrong(_("One matter has one owner. Please write a line for each of “{who}”.", who=typed))
    _outside(typed)
    raise OutsideOwner(
        _("“{who}” is neither staff, a team nor an organisation here. Enter again: somebody outside.", who=typed)
    )


def _outside(typed: str) -> FollowUpOwner:
    """Somebody outside. Raises ``Invalid`` for a name that is none."""
    most = follow_up_rules.LONGEST_NAME
    if len(typed) > most:
        raise _wrong(_("The name of who does it has at most {n} characters.", n=most))
    if not any(each.isalpha() for each in typed):
        raise _no_name(typed)
    return FollowUpOwner(OwnerKind.OUTSIDE, typed)


def _no_name(typed: str) -> Invalid:
    return _wrong(_("“{who}” is no name. Who does it?", who=typed))
