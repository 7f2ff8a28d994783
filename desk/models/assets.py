"""The asset ledger: classes, cards, the movements they are the sum of, loans, files, and stocktakes."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Big, Day, Flag, Instant, Json, Lines, Words, table

classes = table(
    "asset_classes",
    Column("name", Words, nullable=False),
    Column("life_months", Integer, nullable=False, server_default="0"),
    Column("active", Flag, nullable=False, server_default="1"),
    key=lambda: Column("code", Words, primary_key=True),
)
"""Codes and names by GB/T 14885-2022; a longer code lies below every shorter one that it begins with."""

assets = table(
    "assets",
    Column("number", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("class_code", ForeignKey("asset_classes.code"), nullable=False),
    Column("model", Words, nullable=False, server_default=""),
    Column("serial", Words, nullable=False, server_default=""),
    Column("unit", Words, nullable=False),
    Column("acquired_on", Day, nullable=False),
    Column("source", Words, nullable=False),
    Column("funding", Words, nullable=False, server_default=""),
    Column("supplier", Words, nullable=False, server_default=""),
    Column("owner_kind", Words, nullable=False),
    Column("owner", Words, nullable=False, server_default=""),
    Column("zone_id", ForeignKey("zones.id")),
    Column("venue_id", ForeignKey("venues.id")),
    Column("spot", Words, nullable=False, server_default=""),
    Column("custodian", Words, nullable=False, server_default=""),
    Column("condition", Words, nullable=False),
    Column("life_months", Integer, nullable=False),
    Column("residual", Integer, nullable=False),
    Column("parent_id", ForeignKey("assets.id")),
    Column("low_mark", Integer),
    Column("warranty_until", Day),
    Column("inspect_every", Integer),
    Column("inspect_on", Day),
    Column("note", Lines, nullable=False, server_default=""),
    Column("quantity", Integer, nullable=False),
    Column("value", Big, nullable=False),
    Column("depreciated", Big, nullable=False, server_default="0"),
    Column("lent", Integer, nullable=False, server_default="0"),
    Column("last_day", Day, nullable=False),
    Column("find", Words, nullable=False),
    CheckConstraint("quantity >= 0 and value >= 0 and 0 <= lent and lent <= quantity", name="not_negative"),
    Index(None, "class_code"),
    Index(None, "zone_id"),
    Index(None, "venue_id"),
    Index(None, "custodian"),
    Index(None, "parent_id"),
    Index(None, "condition", "quantity", "value"),
)
"""The present state of each card. Nothing here is entered: every column is what the card's movements add up to.

``value`` in fen; ``residual`` in hundredths of a per cent; ``depreciated`` is what splits and disposals moved of the
accumulated depreciation, in fen; ``low_mark`` only for consumables; ``inspect_every`` in months; ``last_day`` is the
day of the last movement; ``find`` holds what the card is searched by.
"""
Index("uq_assets_serial", assets.c.serial, unique=True, sqlite_where=assets.c.serial != "")

movements = table(
    "asset_movements",
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("fields", Json, nullable=False),
    Column("quantity", Integer, nullable=False, server_default="0"),
    Column("value", Big, nullable=False, server_default="0"),
    Column("depreciated", Big, nullable=False, server_default="0"),
    Column("lent", Integer, nullable=False, server_default="0"),
    Column("cost", Big, nullable=False, server_default="0"),
    Column("people", Words, nullable=False, server_default=""),
    Column("reason", Lines, nullable=False, server_default=""),
    Column("paper", Words, nullable=False, server_default=""),
    Column("other_id", ForeignKey("assets.id")),
    Column("loan_id", ForeignKey("asset_loans.id")),
    Column("approved_by", ForeignKey("staff.id")),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "asset_id"),
    Index(None, "day"),
)
"""What happened to a card, in the order in which it happened; never changed. ``fields`` are the columns of the card
that it set, ``quantity``, ``value``, ``depreciated`` and ``lent`` what it added to them; ``cost`` in fen.
"""

proposals = table(
    "asset_proposals",
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("content", Json, nullable=False),
    Column("reason", Lines, nullable=False),
    Column("paper", Words, nullable=False, server_default=""),
    Column("answer", Lines, nullable=False, server_default=""),
    Column("stocktake_id", ForeignKey("stocktakes.id")),
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", ForeignKey("staff.id")),
    Column("decided_at", Instant),
    Index(None, "asset_id"),
    Index(None, "state"),
)
"""What a manager has to decide: disposals, revaluations, and what a stocktake found."""

loans = table(
    "asset_loans",
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("borrower_kind", Words, nullable=False),
    Column("resident_id", ForeignKey("residents.id")),
    Column("borrower", Words, nullable=False, server_default="", info={"personal": True}),
    Column("contact", Words, nullable=False, server_default="", info={"personal": True}),
    Column("lent_on", Day, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("back", Integer, nullable=False, server_default="0"),
    Column("back_on", Day),
    Column("note", Lines, nullable=False, server_default="", info={"personal": True}),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    CheckConstraint("quantity > 0 and 0 <= back and back <= quantity and lent_on <= due_on", name="loan"),
    Index(None, "asset_id"),
    Index(None, "resident_id"),
)
Index("ix_asset_loans_open", loans.c.due_on, sqlite_where=loans.c.back_on.is_(None))

reservations = table(
    "asset_reservations",
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("activity_id", ForeignKey("activities.id"), nullable=False),
    Column("quantity", Integer, CheckConstraint("quantity > 0"), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("asset_id", "activity_id"),
)

files = table(
    "asset_files",
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("size", Big, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("asset_id", "file"),
)
"""Photos and papers; ``file`` names the encrypted file beside the book, ``size`` in bytes."""

labels = table(
    "asset_labels",
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("number", Words, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "asset_id"),
)

stocktakes = table(
    "stocktakes",
    Column("title", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("wanted", Json, nullable=False),
    Column("blind", Flag, nullable=False),
    Column("state", Words, nullable=False),
    Column("began_on", Day, nullable=False),
    Column("closed_on", Day),
    Column("note", Lines, nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
"""``by`` and ``wanted`` say what is counted: all, zones, classes or keepers. ``blind``: two people count without seeing
each other's marks.
"""

expected = table(
    "stocktake_expected",
    Column("stocktake_id", ForeignKey("stocktakes.id"), nullable=False),
    Column("asset_id", ForeignKey("assets.id"), nullable=False),
    Column("number", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("room", Words, nullable=False),
    Column("zone_id", Integer),
    Column("venue_id", Integer),
    Column("custodian", Words, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("value", Big, nullable=False),
    Column("net", Big, nullable=False),
    UniqueConstraint("stocktake_id", "asset_id"),
)
"""What the book said when the stocktake began; never changed."""

counts = table(
    "stocktake_counts",
    Column("stocktake_id", ForeignKey("stocktakes.id"), nullable=False),
    Column("asset_id", ForeignKey("assets.id")),
    Column("label", Words, nullable=False),
    Column("room", Words, nullable=False),
    Column("zone_id", Integer),
    Column("venue_id", Integer),
    Column("quantity", Integer, CheckConstraint("quantity >= 0"), nullable=False),
    Column("damaged", Flag, nullable=False, server_default="0"),
    Column("note", Lines, nullable=False, server_default=""),
    Column("booked_id", ForeignKey("assets.id")),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("stocktake_id", "label", "staff_id"),
)
"""One person's mark for one label. ``asset_id`` is empty for an unknown label, ``booked_id`` the card it became
later.
"""

signatures = table(
    "stocktake_signatures",
    Column("stocktake_id", ForeignKey("stocktakes.id"), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("stocktake_id", "staff_id"),
)
