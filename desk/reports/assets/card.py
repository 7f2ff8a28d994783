"""The asset card 资产卡片: everything about one thing, with its photo, its worth today and its history."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image

from desk.books.assets import attachments, ledger, queries
from desk.books.assets.attachments import AttachmentKind
from desk.books.assets.depreciation import BookValue
from desk.books.assets.history_text import what
from desk.books.assets.model import FREE_TEXTS, Asset
from desk.core.calendar import full_date_words
from desk.core.errors import EnvironmentFailure
from desk.core.money import yuan
from desk.core.numbers import hundredths
from desk.core.words import N_, NP_, P_, _, clauses, listed, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.flowing import flowing
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.storage.files import PhotoStore

HISTORY = (
    (N_("Day"), 20),
    (N_("Kind of change"), 22),
    (NP_("history of an asset", "Details"), 62),
    (N_("Paper number"), 24),
    (N_("Recorded by"), 18),
    (N_("Approved by"), 18),
)
PHOTO = 54 * mm


@on_record()
def pdf(work: Work, asset_id: int, files: PhotoStore) -> bytes:
    """A4 portrait."""
    asset = queries.find(work, asset_id)
    worth = ledger.state_of(work, asset_id).worth(work.today)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    photos = _photos(work, asset_id, files)
    story: list[Flowable] = [*paper.title(_("Asset card"), f"{asset.number}　{asset.name}", size=18)]
    story.append(paper.facts(facts(asset, worth), width, 2))
    if photos:
        story += [*paper.heading(_("Photos")), flowing([photos], [PHOTO + 4 * mm] * len(photos), align="LEFT")]
    parts = queries.page(work, queries.AssetFilter(parent_id=asset_id))
    if parts:
        names = clauses(f"{each.number} {each.name}" for each in parts)
        story += [*paper.heading(_("Its parts")), paper.paragraph(names)]
    filed = [each.name for each in attachments.of(work, asset_id) if each.kind is AttachmentKind.PAPER]
    if filed:
        story += [*paper.heading(_("Papers in the book")), paper.paragraph(listed(filed))]
    story += paper.heading(P_("asset", "History"))
    places = queries.places(work)
    steps = queries.history(work, asset_id)
    rows = [
        TableRow([full_date_words(s.day), s.kind.label, what(s, places, asset.unit), s.paper, s.who, s.approver])
        for s in steps
    ]
    story.append(LongTable(fitted(HISTORY, width), rows, 8.5))
    story += paper.signatures(_("Keeper"), P_("signature", "Manager of the assets"), width=width)
    name = _("Asset card {number}", number=asset.number)
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def facts(asset: Asset, worth: BookValue) -> list[tuple[str, str]]:
    """Labels and values in the order of a usual card."""
    owner = " ".join(filter(None, (asset.owner_kind.label, asset.owner)))
    inspect = _("every {n} months", n=asset.inspect_every) if asset.inspect_every else ""
    return [
        (_("Asset number"), asset.number),
        (_("Asset name"), asset.name),
        (_("Asset class"), f"{asset.class_code} {asset.class_name}"),
        (_("Model"), asset.model),
        (_("Serial number"), asset.serial),
        (P_("asset", "Quantity"), f"{asset.quantity:,}{asset.unit}"),
        (_("Original value"), _("{value} yuan", value=yuan(asset.value))),
        (_("Acquired on"), full_date_words(asset.acquired_on)),
        (_("Depreciated"), _("{value} yuan", value=yuan(worth.depreciated))),
        (_("Net value"), _("{value} yuan", value=yuan(worth.net))),
        (_("Useful life"), life_words(asset.life_months)),
        (_("Residual rate"), hundredths(asset.residual)),
        (P_("asset", "Acquired by"), asset.source.label),
        *((_(text.label), getattr(asset, name)) for name, text in FREE_TEXTS.items()),
        (_("Ownership"), owner),
        (_("Location"), asset.where),
        (_("Keeper"), asset.custodian),
        (_("Condition"), asset.condition.label + (_(", {n} lent out", n=asset.lent) if asset.lent else "")),
        (_("Warranty until"), full_date_words(asset.warranty_until) if asset.warranty_until else ""),
        (
            _("Next inspection"),
            " ".join(filter(None, (full_date_words(asset.inspect_on) if asset.inspect_on else "", inspect))),
        ),
        (_("Part of"), asset.parent),
        (_("Note on the card"), asset.note),
    ]


def life_words(months: int) -> str:
    """6年, 18个月, or that nothing is depreciated."""
    if not months:
        return _("not depreciated")
    return _("{n} years of use", n=months // 12) if months % 12 == 0 else _("{n} months long", n=months)


def _photos(work: Work, asset_id: int, files: PhotoStore) -> Sequence[Flowable]:
    """At most three; a missing file leaves its place to the others."""
    images: list[Flowable] = []
    for attachment in attachments.of(work, asset_id):
        if attachment.kind is not AttachmentKind.PHOTO or len(images) == 3:
            continue
        try:
            image = Image(io.BytesIO(files.get(attachment.file)))
        except EnvironmentFailure:
            continue
        scale = min(PHOTO / image.imageWidth, PHOTO * 0.8 / image.imageHeight)
        image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
        images.append(image)
    return images
