"""Who may do what with a follow-up, and what is wrong with what was typed. Actions and window ask the same."""

from __future__ import annotations

from datetime import date, timedelta

from desk.books import centre, staff
from desk.books.centre import days_off
from desk.books.follow_ups import officers_word, queries
from desk.books.follow_ups.model import (
    ACTS_IN,
    ACTS_OF_THE_DOER,
    Closing,
    Extension,
    FollowUp,
    FollowUpAct,
    FollowUpOutcome,
    FollowUpState,
    NewFollowUp,
    OwnerKind,
)
from desk.books.officers import queries as officers
from desk.books.organisations import queries as organisations
from desk.books.teams import queries as teams
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused, Rule
from desk.core.far_days import refuse_far
from desk.core.permissions import ALLOWED, May
from desk.core.plain_text import prose
from desk.core.words import _
from desk.core.work import Work

LONGEST_DESCRIPTION, LONGEST_REMARK, LONGEST_NAME = 500, 300, 40
FARTHEST = timedelta(days=366)
"""No day that is set lies farther ahead."""


def why_not(work: Work, item: FollowUp, act: FollowUpAct) -> str:
    """Why the signed-in person cannot do this with the item now, in words; empty where they can."""
    if item.state not in ACTS_IN[act]:
        return _("{number} is “{state}”; this is not possible now.", number=item.number, state=item.state_words)
    if act in ACTS_OF_THE_DOER:
        return _not_the_doers(work, item) or (_no_extension(work, item) if act is FollowUpAct.ASK_EXTENSION else "")
    sentence = not_the_checkers(work, item)
    if act is FollowUpAct.CLOSE:
        return sentence if not_the_leaders(work, item) else ""
    if act is FollowUpAct.REOPEN:
        return sentence or _too_late_to_reopen(work, item)
    if act is FollowUpAct.LOOK_AGAIN and item.look_again_on is None:
        return _("No day to look again was set for {number}.", number=item.number)
    return sentence


def require(work: Work, item: FollowUp, act: FollowUpAct) -> None:
    """Raises ``Refused`` with ``why_not``."""
    if sentence := why_not(work, item, act):
        raise Refused(sentence)


def _not_the_doers(work: Work, item: FollowUp) -> str:
    """Staff do what is theirs, or a leader in charge writes it down for them; what a team or somebody outside does,
    anybody. Never the checker, who could not check it any more.
    """
    if work.actor.id == item.checker_id and not _owns(work, item):
        return _("You check {number}: somebody else reports what was done.", number=item.number)
    if item.owner_kind is OwnerKind.STAFF and not _owns(work, item) and not work.actor.may(May.SUPERVISE):
        return _(
            "{number} is for {owner}: they report what was done, or the leader in charge does it for them.",
            number=item.number,
            owner=item.owner_name,
        )
    return ""


def _owns(work: Work, item: FollowUp) -> bool:
    return item.owner_kind is OwnerKind.STAFF and item.owner_id == work.actor.id


def not_the_checkers(work: Work, item: FollowUp) -> str:
    """Why the signed-in person does not check this item: it is checked by its checker alone, or by a leader in charge
    where the checker has left or did it themselves; never by who had a part in it. What an officer checks, whoever asks
    them.
    """
    if item.officer_id is not None:
        return officers_word.not_the_askers(work, item)
    doers = queries.doers(work, item)
    if work.actor.id in doers:
        return _("Whoever had a part in it does not check it: somebody else closes {number}.", number=item.number)
    if work.actor.id == item.checker_id:
        return ""
    if item.checker_is_here and item.checker_id not in doers:
        return _("{number} is checked by {checker} only.", number=item.number, checker=item.checker)
    if not work.actor.may(May.SUPERVISE):
        return _(
            "{checker} can no longer check {number}: a leader in charge does it in their stead.",
            number=item.number,
            checker=item.checker,
        )
    return ""


def not_the_leaders(work: Work, item: FollowUp) -> str:
    """Why the signed-in person does not close it as unsolved: that takes a leader in charge who did not do it. Where
    the checker is one, it is theirs.
    """
    if not work.actor.may(May.SUPERVISE):
        return _("Closing {number} unsolved takes the leader in charge.", number=item.number)
    if item.officer_id is None and May.SUPERVISE in ALLOWED[item.checker_role]:
        return not_the_checkers(work, item)
    if work.actor.id in queries.doers(work, item):
        return _("Whoever had a part in it does not check it: somebody else closes {number}.", number=item.number)
    return ""


def stead(work: Work, item: FollowUp) -> int | None:
    """The checker, where the signed-in person acts in their stead; whoever asks an officer acts in nobody's."""
    is_own = work.actor.id == item.checker_id or item.officer_id is not None
    return None if is_own else item.checker_id


def _no_extension(work: Work, item: FollowUp) -> str:
    """Asked for before the day, one at a time, and so often at most."""
    most = centre.rule(work, "follow_up_extensions")
    if work.today >= item.due_on:
        return _("An extension is asked for before the day on which {number} is due.", number=item.number)
    if item.extended >= most:
        return _("{number} was extended {n} times, which is the most.", number=item.number, n=item.extended)
    if any(each.granted is None for each in queries.extensions_of(work, item.id)):
        return _("An extension of {number} waits for the leader in charge already.", number=item.number)
    return ""


def _too_late_to_reopen(work: Work, item: FollowUp) -> str:
    days = centre.rule(work, "follow_up_reopen_days")
    assert item.closed_at is not None
    last = max(local(item.closed_at).date(), item.look_again_on or date.min) + timedelta(days=days)
    if work.today <= last:
        return ""
    return _("{number} was closed more than {n} days ago. Please open a new one.", number=item.number, n=days)


def why_not_decide(work: Work, item: FollowUp, asked: Extension) -> str:
    """Why the signed-in person does not decide on this extension; empty where they do."""
    if not work.actor.may(May.SUPERVISE):
        return _("Extensions are decided on by the leader in charge.")
    if work.actor.id == asked.asked_by or _owns(work, item):
        return _("Nobody decides on their own extension: another leader in charge does.")
    return ""


def usual_due_day(work: Work) -> date:
    """The day by which something is due unless another is set: some working days from today."""
    return days_off.calendar(work).after(work.today, centre.rule(work, "follow_up_days"))


def long_overdue_until(work: Work) -> date:
    """What was due on this day or before, and is not done, is overdue so long that the leader in charge is told."""
    return officers_word.workdays_before(work, centre.rule(work, "follow_up_escalate_days"))


def day_rules(work: Work, field: str, day: date | None, after: date | None = None) -> list[Rule]:
    """What is wrong with a day that is set for an item; ``after``: it has to be later than that."""
    if day is None:
        return [(field, True, _("Please enter the day."))]
    refuse_far(**{field: day})
    later = _("Please enter a day after {day}.", day=date_words(after or day, work.today))
    return [
        (field, day < work.today, _("That day is over. Please enter today or a later one.")),
        (field, after is not None and day <= after, later),
        (field, day > work.today + FARTHEST, _("That is more than a year ahead. Please check the day.")),
    ]


def text_rules(field: str, text: str, most: int, sentence: str) -> list[Rule]:
    """A text that has to be there; ``sentence`` asks for it."""
    return [
        (field, not prose(text), sentence),
        (field, len(text.strip()) > most, _("This has at most {n} characters.", n=most)),
    ]


def opening_rules(work: Work, new: NewFollowUp, checker_id: int, due_on: date) -> list[Rule]:
    """What is wrong with a new item."""
    owner, here = new.owner, {each.id for each in staff.everyone(work) if each.active}
    unknown = {
        OwnerKind.STAFF: owner.id not in here,
        OwnerKind.TEAM: owner.id not in {each.id for each in teams.all_teams(work)},
        OwnerKind.ORGANISATION: owner.id not in {each.id for each in organisations.names(work)},
        OwnerKind.OUTSIDE: False,
    }
    field = "owner_name" if owner.kind is OwnerKind.OUTSIDE else "owner"
    is_own = owner.kind is OwnerKind.STAFF and owner.id == checker_id
    serves = new.officer_id is None or new.officer_id in {each.id for each in officers.serving(work)}
    return [
        *text_rules("description", new.description, LONGEST_DESCRIPTION, _("Please say what is to be done.")),
        (field, unknown[owner.kind] or not prose(owner.name), _("Please say who is to do it.")),
        (field, len(owner.name.strip()) > LONGEST_NAME, _("This has at most {n} characters.", n=LONGEST_NAME)),
        ("checker", checker_id not in here, _("Please choose somebody who works here.")),
        ("checker", is_own, _("Whoever does it does not check it. Please choose somebody else.")),
        ("officer", not serves, _("This officer serves no more. Please choose another one, or none.")),
        *day_rules(work, "due_on", due_on),
    ]


def closing_rules(work: Work, item: FollowUp, closing: Closing) -> list[Rule]:
    """What is wrong with how an item is to be closed."""
    outcome, unfixed = closing.outcome, closing.outcome is FollowUpOutcome.UNFIXED
    early = outcome is FollowUpOutcome.FIXED and item.state is not FollowUpState.DONE
    why = outcome in (FollowUpOutcome.UNFIXED, FollowUpOutcome.WITHDRAWN) and not prose(closing.remark)
    rules: list[Rule] = [
        ("outcome", outcome is FollowUpOutcome.NONE, _("Please choose how it is closed.")),
        ("outcome", early, _("Nobody has reported it as done yet, so it cannot be closed as solved.")),
        ("remark", why, _("Please enter the reason.")),
        (
            "remark",
            len(closing.remark.strip()) > LONGEST_REMARK,
            _("This has at most {n} characters.", n=LONGEST_REMARK),
        ),
        *officers_word.word_rules(work, item, closing.means),
    ]
    if unfixed:
        rules += day_rules(work, "look_again_on", closing.look_again_on, after=work.today)
    if outcome is FollowUpOutcome.SAME_AS:
        other = queries.by_number(work, closing.same_as) if closing.same_as.strip() else None
        rules.append(("same_as", other is None, _("There is no follow-up with this number.")))
        same = other is not None and (other.id == item.id or other.same_as_id is not None)
        rules.append(("same_as", same, _("Please name another one, which is not closed as a double itself.")))
    return rules
