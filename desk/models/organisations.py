"""Organisations 单位: who they are and as what the centre knows them, and the agreements of those paired with it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Lines, Words, table

organisations = table(
    "organisations",
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("credit_code", Words, nullable=False, server_default=""),
    Column("party_name", Words, nullable=False, server_default=""),
    Column("liaison", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("address", Words, nullable=False, server_default=""),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("active", Flag, nullable=False, server_default="1"),
    Column("merged_into", ForeignKey("organisations.id")),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_by", ForeignKey("staff.id"), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index(None, "merged_into"),
)
"""``credit_code`` is the unified social credit code 统一社会信用代码 (GB 32100-2015), empty where it is not known.
``party_name`` is its party organisation 党组织, ``liaison`` whom the centre rings up. A record that was merged stays as
a row that names the other by ``merged_into``; nothing refers to it any more."""
IS_KEPT = organisations.c.merged_into.is_(None)
Index("uq_organisations_name", organisations.c.name, unique=True, sqlite_where=IS_KEPT)
Index(
    "uq_organisations_credit_code",
    organisations.c.credit_code,
    unique=True,
    sqlite_where=IS_KEPT & (organisations.c.credit_code != ""),
)

organisation_roles = table(
    "organisation_roles",
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False),
    Column("role", Words, nullable=False),
    UniqueConstraint("organisation_id", "role"),
    Index(None, "role"),
)
"""As what the centre knows it: partner, operator, tenant, provider, department; several at once."""

organisation_aliases = table(
    "organisation_aliases",
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False),
    Column("alias", Words, nullable=False, unique=True),
    Index(None, "organisation_id"),
)
"""Other names by which it was written: of merged records, and what was linked with it once."""

pairings = table(
    "pairings",
    Column("number", Words, nullable=False, unique=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False),
    Column("agreed", Lines, nullable=False, server_default=""),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("signed_on", Day),
    Column("paper", Words, nullable=False, server_default=""),
    Column("state", Words, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    CheckConstraint("first <= last", name="in_order"),
    Index(None, "organisation_id"),
    Index(None, "state", "last"),
)
"""A pairing agreement 共建协议 with its term, both days included; ``agreed`` is what both have promised."""

pairing_moves = table(
    "pairing_moves",
    Column("pairing_id", ForeignKey("pairings.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "pairing_id"),
    Index(None, "at"),
)
