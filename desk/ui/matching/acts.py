"""What can be done with needs, offerings and matches, from the page and from the cards alike. Each act gives what came
of it, in words for a toast, and what takes it back where anything does; None where somebody went back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from desk.books.activities.model import ActivityDraft, ActivityKind, OrganiserKind
from desk.books.matching import deliveries, delivery_queries, matches, needs, offerings, queries
from desk.books.matching.model import Match, MatchState, MatchWay, Need, NeedState, Offering, OfferingState
from desk.core.permissions import May
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.activities.window import USUAL, ActivityWindow
from desk.ui.matching.forms import LinkDelivery, MatchingReason, ProlongNeed
from desk.ui.matching.need_form import EditNeed
from desk.ui.matching.offering_form import EditOffering
from desk.ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True)
class Done:
    """What came of an act."""

    sentence: str
    undo: Callable[[Work], object] | None = None


MatchAct = Callable[[QWidget, Desk, Match], Done | None]
NeedAct = Callable[[QWidget, Desk, Need], Done | None]


def _asked(form: FormDialog) -> bool:
    is_stored = bool(form.exec())
    form.deleteLater()
    return is_stored


def bring_together(desk: Desk, need: Need, offering: Offering, way: MatchWay) -> Done:
    """匹配. Taken back, it stands in the history as failed."""
    with desk.write() as work:
        made = matches.match(work, need.id, offering.id, way)
    sentence = _(
        "{need} is matched with “{title}” of {organisation}, who has to say yes.",
        need=need.number,
        title=offering.title,
        organisation=offering.organisation,
    )
    with on_record():
        reason = P_("match", "Taken back")
    return Done(sentence, lambda work: matches.fail(work, made.id, made.version, reason))


def claim(_parent: QWidget, desk: Desk, match: Match) -> Done:
    """认领."""
    with desk.write() as work:
        made = matches.claim(work, match.id, match.version)
    sentence = _("{organisation} has said yes to {need}.", organisation=match.organisation, need=match.need_number)
    return Done(sentence, lambda work: matches.unclaim(work, made.id, made.version))


def link(parent: QWidget, desk: Desk, match: Match) -> Done | None:
    """关联活动: one of the calendar, an order by its number, or a new activity."""
    form = LinkDelivery(parent, desk, match)
    stored, wants_new = bool(form.exec()), form.wants_new
    form.deleteLater()
    if not stored:
        return None
    if wants_new:
        return _arrange(parent, desk, match)
    return _linked(desk, match)


def _linked(desk: Desk, match: Match) -> Done:
    with desk.read() as work:
        newest = delivery_queries.of_match(work, match.id)[-1]
    sentence = _("“{title}” is linked with {need}.", title=newest.title, need=match.need_number)
    return Done(sentence, lambda work: deliveries.unlink(work, newest.id))


def _arrange(parent: QWidget, desk: Desk, match: Match) -> Done | None:
    """安排活动: a new one, filled in as far as the offering says it; linked once it is saved."""
    with desk.read() as work:
        offering, today = queries.find_offering(work, match.offering_id), work.today
    assert isinstance(offering.kind, ActivityKind)
    window = ActivityWindow(desk, parent, 0, max(today, offering.first))
    roomy = [each for each in window.form.venues if each.capacity >= offering.people_each]
    venue = next((each.id for each in roomy or window.form.venues), None)
    plan = ActivityDraft(offering.title, offering.kind, max(today, offering.first), *USUAL, venue)
    plan = replace(
        plan,
        organiser_kind=OrganiserKind.PARTNER,
        organiser=offering.organisation,
        organisation_id=offering.organisation_id,
        audience=offering.audience,
        capacity=offering.people_each,
        materials=offering.requires,
    )
    window.form.show_plan(plan)
    saved, id = bool(window.exec()), window.id
    window.deleteLater()
    if not saved or not id:
        return None
    with desk.write() as work:
        deliveries.link_activity(work, match.id, match.version, id)
    return _linked(desk, match)


def accept(_parent: QWidget, desk: Desk, match: Match) -> Done:
    """验收: the need is met."""
    with desk.write() as work:
        made = matches.accept(work, match.id, match.version)
    sentence = _(
        "{need} is met: {people} of {wanted} people reached.",
        need=match.need_number,
        people=made.people,
        wanted=made.wanted,
    )
    return Done(sentence, lambda work: matches.take_back(work, made.id, made.version))


def go_on(parent: QWidget, desk: Desk, match: Match) -> Done | None:
    """The next state: claimed, linked with an activity, accepted."""
    if match.state is MatchState.PROPOSED:
        return claim(parent, desk, match)
    return link(parent, desk, match) if match.state is MatchState.CLAIMED else accept(parent, desk, match)


def fail(parent: QWidget, desk: Desk, match: Match) -> Done | None:
    """未成: why, and the need is on the list again."""
    about = f"{match.masked} → {match.offering}（{match.organisation}）"
    form = MatchingReason(
        parent,
        desk,
        _("End the match of {need}", need=match.need_number),
        about,
        lambda work, reason: matches.fail(work, match.id, match.version, reason),
    )
    sentence = _("{need} is on the list again.", need=match.need_number)
    return Done(sentence) if _asked(form) else None


def withdraw(parent: QWidget, desk: Desk, need: Need) -> Done | None:
    """撤下."""
    title = _("Take down {number}", number=need.number)
    return _ended(parent, desk, need, title, needs.withdraw)


def give_up(parent: QWidget, desk: Desk, need: Need) -> Done | None:
    """未满足."""
    title = _("Settle {number} as not met", number=need.number)
    return _ended(parent, desk, need, title, needs.give_up)


def _ended(
    parent: QWidget, desk: Desk, need: Need, title: str, act: Callable[[Work, int, int, str], Need]
) -> Done | None:
    form = MatchingReason(
        parent, desk, title, need.masked, lambda work, reason: act(work, need.id, need.version, reason)
    )
    if not _asked(form):
        return None
    with desk.read() as work:
        now = queries.find_need(work, need.id)
    sentence = _("{number} is now “{state}”.", number=now.number, state=now.state.label)
    return Done(sentence, lambda work: needs.reopen(work, now.id, now.version))


def reopen(_parent: QWidget, desk: Desk, need: Need) -> Done:
    """重新列入."""
    with desk.write() as work:
        needs.reopen(work, need.id, need.version)
    return Done(_("{need} is on the list again.", need=need.number))


def prolong(parent: QWidget, desk: Desk, need: Need) -> Done | None:
    """延长."""
    stored = _asked(ProlongNeed(parent, desk, need))
    return Done(_("{number} stands on the list for longer.", number=need.number)) if stored else None


def edit_need(parent: QWidget, desk: Desk, need: Need) -> Done | None:
    """修改."""
    return Done(_("Saved.")) if _asked(EditNeed(parent, desk, need)) else None


def edit_offering(parent: QWidget, desk: Desk, offering: Offering) -> Done | None:
    """修改."""
    return Done(_("Saved.")) if _asked(EditOffering(parent, desk, offering)) else None


def stop(_parent: QWidget, desk: Desk, offering: Offering) -> Done:
    """停用, or have it again."""
    if offering.state is OfferingState.STOPPED:
        with desk.write() as work:
            offerings.resume(work, offering.id, offering.version)
        return Done(_("“{title}” can be had again.", title=offering.title))
    with desk.write() as work:
        made = offerings.stop(work, offering.id, offering.version)
    sentence = _("“{title}” is offered no more.", title=offering.title)
    return Done(sentence, lambda work: offerings.resume(work, made.id, made.version))


def needs_offered(desk: Desk, need: Need) -> list[tuple[str, NeedAct]]:
    """What can be done with a need now, what usually comes next first."""
    keeps = desk.actor.may(May.KEEP_PARTNERS)
    is_new = need.state is NeedState.NEW
    offered: tuple[tuple[bool, str, NeedAct], ...] = (
        (is_new, P_("need", "Change…"), edit_need),
        (is_new, P_("need", "Prolong…"), prolong),
        (is_new and keeps, P_("need", "Settle as not met…"), give_up),
        (is_new, P_("need", "Take down…"), withdraw),
        (need.state is NeedState.WITHDRAWN, P_("need", "Put on the list again"), reopen),
        (need.state is NeedState.UNMET and keeps, P_("need", "Put on the list again"), reopen),
    )
    return [(caption, act) for is_offered, caption, act in offered if is_offered]


def matches_offered(desk: Desk, match: Match) -> list[tuple[str, MatchAct]]:
    """The same of a match."""
    keeps, state = desk.actor.may(May.KEEP_PARTNERS), match.state
    is_open = match.settled_at is None
    offered: tuple[tuple[bool, str, MatchAct], ...] = (
        (state is MatchState.UNDER_WAY and keeps and match.delivered > 0, P_("match", "Accept"), accept),
        (state is MatchState.PROPOSED, P_("match", "The partner says yes"), claim),
        (is_open, P_("match", "Link an activity…"), link),
        (is_open and keeps, P_("match", "End it…"), fail),
    )
    return [(caption, act) for is_offered, caption, act in offered if is_offered]
