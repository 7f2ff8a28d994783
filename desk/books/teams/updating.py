"""Members brought up to date from a file: by the number on the card, else by name with telephone."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from desk.books.teams import members, queries, sheet_times
from desk.books.teams.columns import COLUMNS, ListedMember, skills_written
from desk.books.teams.model import MEMBER_LABELS, Member
from desk.core import identity
from desk.core.permissions import May
from desk.core.sheet_columns import cells_of
from desk.core.spreadsheet import as_text
from desk.core.updating import Cells, Hint, UpdateField, UpdateSpec, same_named
from desk.core.words import N_, P_
from desk.core.work import Work

STAYS = N_("the number stays as long as there is the entry")
ON_JOINING = N_("which record it is is said when somebody joins")


def _keys(member: Member) -> Iterator[Hashable]:
    yield "number", member.number
    if member.telephone:
        yield "telephone", member.name, member.telephone
    yield Hint(("name", member.name))


def _row_keys(cells: Cells, _today: date) -> Sequence[Hashable]:
    number = as_text(cells.get("number", "")).strip().upper()
    name = identity.tidy_name(as_text(cells.get("name", "")))
    telephone = identity.tidy_telephone(as_text(cells.get("telephone", "")))
    if number:
        return (("number", number),)
    return (("telephone", name, telephone),) if telephone else (Hint(("name", name)),)


def _filled(member: Member, given: Cells) -> Cells:
    kept = cells_of(COLUMNS, ListedMember(member, ""), "team_id", "name", "number", "kind", "joined_on")
    return {**kept, **given}


def _fields(work: Work) -> Sequence[UpdateField]:
    label = MEMBER_LABELS
    names = {team.id: team.name for team in queries.all_teams(work, active_only=False)}
    return (
        same_named("name", label["name"], lambda each: identity.mask_name(each.name)),
        same_named("team_id", label["team_id"], lambda each: names.get(each.team_id, "")),
        same_named("kind", label["kind"], lambda each: each.kind.label),
        same_named("telephone", label["telephone"], lambda each: identity.mask_telephone(each.telephone)),
        same_named("skills", label["skills"], lambda each: skills_written(each.skills)),
        same_named("abilities", label["abilities"]),
        same_named("village_group", label["village_group"]),
        same_named("times", label["times"], lambda each: sheet_times.written(each.times)),
        same_named("leads", label["leads"]),
        same_named("joined_on", label["joined_on"]),
        same_named("number", N_("Member's number"), refused=STAYS),
        UpdateField(N_("ID number"), ("id_number",), ("resident_id",), _record_words, refused=ON_JOINING),
    )


def _record_words(member: Member) -> str:
    """Whether there is a record, not whose."""
    return P_("member", "has a record") if member.resident_id is not None else ""


def write(work: Work, stored: Member, wanted: Member, _file: str) -> None:
    """By the book's own edit. Raises ``DeskError``."""
    work.require(May.IMPORT)
    members.edit(work, replace(wanted, id=stored.id), read=stored)


UPDATE = UpdateSpec(
    required=("name",),
    stored=queries.active_members,
    keys=_keys,
    row_keys=_row_keys,
    filled=_filled,
    fields=_fields,
    title=lambda member: f"{member.number} {identity.mask_name(member.name)}",
    write=write,
    dropped=N_("leaves by the card only, with a reason"),
)
