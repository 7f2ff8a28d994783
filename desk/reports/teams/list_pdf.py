"""Who is in which team 队员名册: for the branch and for the wall of the office, telephones masked."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from desk.books.teams import members, queries
from desk.books.teams.model import Member, Team
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.words import N_, NP_, P_, _, clauses, named, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

COLUMNS = (
    (NP_("member", "Number"), 14),
    (N_("Name"), 14),
    (NP_("member", "Kind"), 12),
    (N_("Telephone"), 20),
    (N_("Village group"), 14),
    (NP_("member", "Kinds of orders"), 30),
    (NP_("member", "Abilities"), 24),
    (NP_("member", "Times"), 30),
)
"""(heading, share of the width)."""
SIZE = 10


@on_record()
def pdf(work: Work, team: Team | None = None) -> bytes:
    """A4 landscape; all teams that can be sent, or one."""
    size = A4[1], A4[0]
    shown = [team] if team else queries.all_teams(work)
    below = f"{imprint.of(work).centre} · {full_date_words(work.today)}"
    story: list[Flowable] = [*paper.title(_("List of members"), below)]
    rows = [row for each in shown for row in _rows(work, each)]
    if rows:
        width = paper.inner_width(size, margins=paper.FORM_MARGINS)
        story.append(LongTable(fitted(COLUMNS, width), rows, SIZE))
    else:
        story.append(paper.paragraph(_("There are no teams yet.")))
    return paper.build(story, imprint.of(work), name=_("List of members"), size=size, margins=paper.FORM_MARGINS)


def _rows(work: Work, team: Team) -> Iterator[TableRow]:
    people = queries.members_of(work, team.id)
    yield TableRow([about(team, len(people))], group=True)
    for each in people:
        yield TableRow(_cells(each))


def about(team: Team, people: int) -> str:
    """第一突击队，10人；所属党支部：第一党支部；服务村组：一组、二组."""
    facts = [_("{team}, {n} people", team=team.name, n=people)]
    facts += [named(P_("team", "Party branch"), team.branch)] if team.branch else []
    facts += [named(P_("team", "Village groups"), team.area)] if team.area else []
    return clauses(facts)


def _cells(member: Member) -> list[str]:
    return [
        member.number,
        _("{name}, leader", name=member.name) if member.leads else member.name,
        member.kind.label,
        identity.mask_telephone(member.telephone),
        member.village_group,
        members.skills_words(member.skills),
        member.abilities,
        members.times_words(member.times) or _("any time"),
    ]
