"""The application for disposal 资产处置申请表, as the manager and the district sign it."""

from __future__ import annotations

from reportlab.platypus import Flowable

from desk.books.assets import approvals, cards, ledger
from desk.books.assets.approvals import Proposal
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.money import yuan
from desk.core.words import P_, _, clauses, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.writing_box import writing_box


@on_record()
def pdf(work: Work, proposal_id: int) -> bytes:
    """A4 portrait, one form for one proposal."""
    proposal = approvals.find(work, proposal_id)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    story: list[Flowable] = [
        *paper.title(_("Application for disposal"), imprint.of(work).centre),
        paper.facts(_facts(work, proposal), width),
        *paper.heading(_("Reason for it")),
        writing_box(proposal.reason, width, 14),
    ]
    for role, opinion in (
        (_("Opinion of the keeper"), ""),
        (_("Opinion of the manager"), _answer(proposal)),
        (_("Opinion of the village or community"), ""),
        (_("Opinion of the town or street office"), ""),
        (_("Opinion of the district"), ""),
    ):
        story += [*paper.heading(role), writing_box(opinion, width, 20, signed=True)]
    name = _("Application for disposal {number}", number=proposal.asset.number)
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def _facts(work: Work, proposal: Proposal) -> list[tuple[str, str]]:
    """The thing, what it is worth today in the share that goes, and who asked."""
    asset = proposal.asset
    worth = ledger.state_of(work, asset.id).worth(work.today)
    quantity = proposal.content.get("quantity", asset.quantity)
    value, charged = (cards.share(whole, quantity, asset.quantity) for whole in (worth.value, worth.depreciated))
    return [
        (_("Asset number"), asset.number),
        (_("Asset name"), asset.name),
        (_("Asset class"), f"{asset.class_code} {asset.class_name}"),
        (_("Model"), asset.model),
        (P_("asset", "Quantity"), f"{quantity}{asset.unit}"),
        (_("Acquired on"), full_date_words(asset.acquired_on)),
        (_("Original value"), _("{value} yuan", value=yuan(value))),
        (_("Depreciated"), _("{value} yuan", value=yuan(charged))),
        (_("Net value"), _("{value} yuan", value=yuan(value - charged))),
        (_("Location"), asset.where),
        (_("Keeper"), asset.custodian),
        (_("Ownership"), " ".join(filter(None, (asset.owner_kind.label, asset.owner)))),
        (_("Requested"), proposal.summary),
        (_("Paper number"), proposal.paper),
        (_("Asked by"), proposal.asked_by),
        (_("Asked on"), full_date_words(local(proposal.asked_at).date())),
    ]


def _answer(proposal: Proposal) -> str:
    """What the manager decided, who, and why; empty while nobody has."""
    if not proposal.decided_by:
        return ""
    return clauses(filter(None, (proposal.state.label, proposal.decided_by, proposal.answer)))
