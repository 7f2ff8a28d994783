"""Who is in which team as a workbook: telephones masked, days as days, no text that becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.teams import members, queries
from desk.books.teams.model import Member, Team
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook

COLUMNS = (
    (NP_("member", "Team"), 20),
    (NP_("member", "Number"), 10),
    (N_("Name"), 12),
    (NP_("member", "Kind"), 10),
    (NP_("member", "Leader"), 8),
    (N_("Telephone"), 16),
    (N_("Village group"), 12),
    (NP_("member", "Kinds of orders"), 26),
    (NP_("member", "Abilities"), 20),
    (NP_("member", "Times"), 26),
    (NP_("member", "Joined on"), 12),
)
"""(heading, width in characters)."""
LOOKS = ("desk cell",) * len(COLUMNS)


@on_record()
def xlsx(work: Work, team: Team | None = None) -> bytes:
    """Everybody who is in a team that can be sent, or in one of them."""
    there = [each for each in queries.active_members(work) if team is None or each.team_id == team.id]
    book = ListWorkbook(_("List of members"), f"{imprint.of(work).centre}　{full_date_words(work.today)}")
    book.sheet(P_("sheet", "Members"), COLUMNS, map(_row, there), LOOKS)
    return book.content("teams", work.today.isoformat(), {"members": len(there)})


def _row(member: Member) -> Sequence[Any]:
    return (
        member.team,
        member.number,
        member.name,
        member.kind.label,
        P_("member", "Leader") if member.leads else "",
        identity.mask_telephone(member.telephone),
        member.village_group,
        members.skills_words(member.skills),
        member.abilities,
        members.times_words(member.times),
        member.joined_on,
    )
