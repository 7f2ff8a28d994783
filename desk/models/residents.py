"""The people served."""

from sqlalchemy import Column, ForeignKey, Index

from desk.models.base import Day, Instant, Json, Lines, Words, table

residents = table(
    "residents",
    Column("name", Words, nullable=False, info={"personal": True}),
    Column("id_kind", Words, nullable=False),
    Column("id_number", Words, nullable=False, server_default="", info={"personal": True}),
    Column("birth", Day, info={"personal": True}),
    Column("sex", Words, nullable=False, server_default=""),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": True}),
    Column("village_group", Words, nullable=False, server_default=""),
    Column("address", Words, nullable=False, server_default="", info={"personal": True}),
    Column("marks", Json, nullable=False, server_default="[]", info={"personal": True}),
    Column("note", Lines, nullable=False, server_default="", info={"personal": True}),
    Column("merged_into", ForeignKey("residents.id")),
    Column("created_at", Instant, nullable=False),
)
Index(
    "uq_residents_id_number",
    residents.c.id_kind,
    residents.c.id_number,
    unique=True,
    sqlite_where=(residents.c.id_number != "") & residents.c.merged_into.is_(None),
)
Index("ix_residents_name", residents.c.name)
