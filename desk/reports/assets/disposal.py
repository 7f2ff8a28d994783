"""The application for disposal 资产处置申请表, as the manager and the district sign it."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from desk.books.assets import approvals, cards, ledger
from desk.books.assets.approvals import Proposal
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.money import yuan
from desk.core.words import P_, _, clauses, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.flowing import flowing

BESIDE, ABOVE = 6, 3
"""What reportlab leaves around the words of a cell, in points."""


@on_record()
def pdf(work: Work, proposal_id: int) -> bytes:
    """A4 portrait, one form for one proposal."""
    proposal = approvals.find(work, proposal_id)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    story: list[Flowable] = [
        *paper.title(_("Application for disposal"), imprint.of(work).centre),
        paper.facts(_facts(work, proposal), width),
        *paper.heading(_("Reason for it")),
        _box(proposal.reason, width, 14),
    ]
    for role, opinion in (
        (_("Opinion of the keeper"), ""),
        (_("Opinion of the manager"), _answer(proposal)),
        (_("Opinion of the village or community"), ""),
        (_("Opinion of the town or street office"), ""),
        (_("Opinion of the district"), ""),
    ):
        story += [*paper.heading(role), _box(opinion, width, 20, signed=True)]
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


def _box(text: str, width: float, high: float, *, signed: bool = False) -> Table:
    """A frame to write in, at least ``high`` mm, with room for a signature, seal and date."""
    paragraph, least = paper.paragraph(text), (high - 8 if signed else high) * mm
    fits = paragraph.wrap(width - 2 * BESIDE, 0)[1] + 2 * ABOVE <= least
    rows, heights = [[paragraph]], [least if fits else None]
    if signed:
        line = _("Signature (seal):                         Date:")
        rows.append([paper.paragraph(line, size=9, align=2, colour=paper.GREY)])
        heights.append(8 * mm)
    looks = [("BOX", (0, 0), (-1, -1), 0.6, paper.LINE), ("VALIGN", (0, 0), (-1, 0), "TOP")]
    return flowing(rows, [width], looks, heights=heights)
