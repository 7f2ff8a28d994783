"""What can be done with a finding, from the list and from its card alike: decided on, then whatever can be done with
the follow-up that mends it. Each act tells what came of it, in words for a toast; nothing where somebody went back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk.books.findings import deciding, photos, proposals, queries, rules
from desk.books.findings.model import FindingState, NewFinding, Proposal, TrackedFinding
from desk.books.follow_ups.model import FollowUp
from desk.books.matching import queries as matching
from desk.books.matching.model import NeedSource
from desk.core.calendar import date_words
from desk.core.errors import Refused
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.findings.forms import AcceptFinding, ReportFinding
from desk.ui.follow_ups import acts as follow_up_acts
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import ask
from desk.ui.widgets.gallery import ENDINGS, PhotoShelf, add_pictures

Act = Callable[[QWidget, Desk, TrackedFinding], str]


def shelf_of(id: int) -> PhotoShelf:
    """Where the photos of how a finding looked before are."""
    return PhotoShelf(
        lambda work: photos.of(work, id),
        lambda work, file, seen: photos.add(work, id, file, seen.name, seen.width, seen.height),
        lambda work, photo: photos.remove(work, id, photo),
    )


def report(parent: QWidget, desk: Desk, given: NewFinding | None = None) -> tuple[int, str]:
    """登记问题: the id of the new finding and the words that say so; 0 and nothing where somebody went back."""
    form = ReportFinding(parent, desk, given)
    made = form.made if form.exec() else None
    form.deleteLater()
    if made is None:
        return 0, ""
    return made.id, _("{number} is reported; a leader in charge decides on it.", number=made.number)


def accept(parent: QWidget, desk: Desk, tracked: TrackedFinding) -> str:
    """认定."""
    _require_undecided(desk, tracked)
    form = AcceptFinding(parent, desk, tracked.finding)
    accepted = bool(form.exec())
    form.deleteLater()
    if not accepted:
        return ""
    with desk.read() as work:
        item = queries.find_tracked(work, tracked.finding.id).item
    assert item is not None
    day = date_words(item.due_on, desk.clock.today())
    return _("{number} is accepted: {owner}, due on {day}.", number=tracked.finding.number, owner=item.owner, day=day)


def dismiss(parent: QWidget, desk: Desk, tracked: TrackedFinding) -> str:
    """不予认定, with the reason."""
    _require_undecided(desk, tracked)
    finding = tracked.finding

    def act(typed: dict[str, str]) -> None:
        with desk.write() as work:
            deciding.dismiss(work, finding.id, finding.version, typed["reason"])

    title = _("Dismiss {number}", number=finding.number)
    dismissed = ask(parent, title, {"reason": P_("finding", "Reason")}, act)
    return _("{number} is dismissed.", number=finding.number) if dismissed else ""


def dismiss_proposal(parent: QWidget, desk: Desk, proposal: Proposal) -> str:
    """线索不予采纳, with the reason: it does not come back."""

    def act(typed: dict[str, str]) -> None:
        with desk.write() as work:
            proposals.dismiss(work, proposal, typed["reason"])

    dismissed = ask(parent, _("Dismiss this proposal"), {"reason": P_("finding", "Reason")}, act)
    return _("The proposal is dismissed.") if dismissed else ""


def add_photos(parent: QWidget, desk: Desk, tracked: TrackedFinding) -> str:
    """整改前照片, and once somebody mends it 整改后照片: ask for files, one or many."""
    if tracked.item is not None:
        return follow_up_acts.add_photos(parent, desk, tracked.item)
    paths, _kind = QFileDialog.getOpenFileNames(parent, _("Add photos…"), documents(), ENDINGS)
    finding = tracked.finding
    many = add_pictures(desk, shelf_of(finding.id), [Path(path) for path in paths])
    return _("{n} photos added to {number}.", n=many, number=finding.number) if many else ""


def subject_of(tracked: TrackedFinding) -> str:
    """What a need keeps that came from it."""
    return f"findings:{tracked.finding.id}"


def to_need(parent: QWidget, desk: Desk, tracked: TrackedFinding) -> str:
    """列为需求: a partner may bring what is lacking; the finding goes on."""
    finding = tracked.finding
    form = RaiseNeed(parent, desk, NeedSource.FINDING, subject_of(tracked), mask_text(finding.description))
    form.zone.choose(finding.zone_id)
    made = form.made if form.exec() else None
    form.deleteLater()
    return _("{number} is on the list.", number=made.number) if made else ""


def _require_undecided(desk: Desk, tracked: TrackedFinding) -> None:
    with desk.read() as work:
        rules.require_decision(work, queries.find(work, tracked.finding.id), FindingState.ACCEPTED)


def _of_item(act: follow_up_acts.Act) -> Act:
    """What is done with the follow-up that mends a finding."""

    def do(parent: QWidget, desk: Desk, tracked: TrackedFinding) -> str:
        return act(parent, desk, item_of(tracked))

    return do


def item_of(tracked: TrackedFinding) -> FollowUp:
    """The follow-up that mends it. Raises ``Refused`` while nobody has accepted it."""
    if tracked.item is None:
        raise Refused(
            _("{number} is “{state}”: nobody mends it yet.", number=tracked.finding.number, state=tracked.state_words)
        )
    return tracked.item


go_on, check, extend = _of_item(follow_up_acts.go_on), _of_item(follow_up_acts.check), _of_item(follow_up_acts.extend)


def offered(work: Work, tracked: TrackedFinding) -> list[tuple[str, str, Act]]:
    """What the signed-in person can do with it now: its words, the key, and the act."""
    as_need = [(P_("finding", "Into a need…"), "L", to_need)] if _may_be_a_need(work, tracked) else []
    return [*_offered_to_mend(work, tracked), *as_need]


def _offered_to_mend(work: Work, tracked: TrackedFinding) -> list[tuple[str, str, Act]]:
    if tracked.item is not None:
        return [(caption, key, _of_item(act)) for caption, key, act in follow_up_acts.offered(work, tracked.item)]
    decides = tracked.finding.state is FindingState.REPORTED and work.actor.may(May.KEEP_OFFICERS)
    return [(P_("finding", "Accept…"), "A", accept), (P_("finding", "Dismiss…"), "D", dismiss)] if decides else []


def _may_be_a_need(work: Work, tracked: TrackedFinding) -> bool:
    """Not one that was dismissed, nor one of which a need came already."""
    is_kept = tracked.finding.state is not FindingState.DISMISSED
    return is_kept and work.actor.may(May.SERVE) and not matching.from_subject(work, subject_of(tracked))
