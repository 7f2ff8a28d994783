"""Teams 党员突击队 and their members: party members and volunteers who take residents' orders."""

from sqlalchemy import Column, ForeignKey, Index

from desk.models.base import Day, Flag, Json, Lines, Words, table

teams = table(
    "teams",
    Column("name", Words, nullable=False, unique=True),
    Column("branch", Words, nullable=False, server_default=""),
    Column("area", Words, nullable=False, server_default=""),
    Column("remark", Lines, nullable=False, server_default=""),
    Column("active", Flag, nullable=False, server_default="1"),
)
"""``branch`` is the party branch 所属党支部 that sends it; ``area`` its village groups, separated by commas."""

team_members = table(
    "team_members",
    Column("number", Words, nullable=False, unique=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("name", Words, nullable=False, info={"personal": "name"}),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("resident_id", ForeignKey("residents.id")),
    Column("staff_id", ForeignKey("staff.id")),
    Column("leads", Flag, nullable=False, server_default="0"),
    Column("skills", Json, nullable=False),
    Column("abilities", Words, nullable=False, server_default=""),
    Column("village_group", Words, nullable=False, server_default=""),
    Column("times", Json, nullable=False),
    Column("joined_on", Day, nullable=False),
    Column("left_on", Day),
    Column("left_reason", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "team_id"),
    Index(None, "resident_id"),
    Index(None, "staff_id"),
    Index(None, "name"),
)
"""One row for one person, whatever team they are in and however often they came back: ``number`` stands on the point
card 积分卡, and points and minutes are counted by it. ``skills`` are kinds of orders by their codes, ``abilities`` free
words such as 水电、理发; ``times`` are the half days of the week on which somebody can come, each
``[weekday, "am" | "pm" | "eve"]``, none for any. Nobody is deleted: who left has ``left_on``."""

past_stays = table(
    "team_stays",
    Column("member_id", ForeignKey("team_members.id"), nullable=False),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("joined_on", Day, nullable=False),
    Column("left_on", Day, nullable=False),
    Column("left_reason", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "member_id"),
    Index(None, "team_id"),
)
"""When somebody was in which team before: of those who came back, or went over to another team."""
