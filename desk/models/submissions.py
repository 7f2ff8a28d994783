"""Reports that were handed in, frozen as they went out; what was checked and written before; the centre's key."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, UniqueConstraint, text

from desk.models.base import Big, Instant, Json, Lines, Words, table

reports = table(
    "reports",
    Column("kind", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("handed_in_at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("figures", Json, nullable=False),
    Column("parts", Json, nullable=False, server_default="{}"),
    Column("versions", Json, nullable=False, server_default="{}"),
    Column("program", Words, nullable=False, server_default=""),
    Column("received_at", Instant),
    Column("received_by", ForeignKey("staff.id")),
    Column("withdrawn_at", Instant),
    Column("withdrawn_by", ForeignKey("staff.id")),
    Column("withdrawn_for", Lines, nullable=False, server_default=""),
    CheckConstraint("received_at is null or withdrawn_at is null", name="not_taken_back_once_read"),
    Index("uq_reports_kind_period", "kind", "period", unique=True, sqlite_where=text("withdrawn_at IS NULL")),
)
"""``kind`` and ``period`` are those of ``core.period``: month 2026-11, quarter 2026-Q4, half_year 2026-H2, year 2026.
``figures`` are the numbers as handed in, ``parts`` their numerators and denominators, ``versions`` by which versions of
their definitions 口径 they were counted. ``received_at`` is when the
district said that it has it 区里已收; until then it can be taken back 撤回, which frees the period."""

report_files = table(
    "report_files",
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("name", Words, nullable=False),
    Column("file_name", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", Words, nullable=False),
    UniqueConstraint("report_id", "name"),
)
"""The files that went out, byte for byte. ``name`` is ``xlsx``, ``pdf``, or ``form:`` and the number of a form."""

report_copies = table(
    "report_copies",
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("folder", Words, nullable=False),
    Column("files", Big, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Index(None, "report_id"),
)
"""Where copies of the files were put, each read back and found equal."""

report_answers = table(
    "report_answers",
    Column("kind", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("check", Words, nullable=False),
    Column("answer", Lines, nullable=False, info={"personal": "text"}),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    UniqueConstraint("kind", "period", "check"),
)
"""What somebody says of something odd that was found in a period before it is handed in 上报前核对. ``check`` is the
key of what was found."""

report_remarks = table(
    "report_remarks",
    Column("kind", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("text", Lines, nullable=False, info={"personal": "text"}),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    UniqueConstraint("kind", "period"),
)
"""What the manager writes into the report of a period 情况说明."""

centre_keys = table(
    "centre_keys",
    Column("private", LargeBinary, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("public"),
)
"""Ed25519 keys by which the district knows the centre's figures 签名密钥, 32 bytes each; the newest signs."""
