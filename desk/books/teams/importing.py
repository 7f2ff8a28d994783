"""Members from a list 队员名单, one row a person; a row may name a record among the residents by its ID number."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import partial

from desk.books import residents
from desk.books.orders.model import OrderKind
from desk.books.teams import members, queries, sheet_times
from desk.books.teams.columns import COLUMNS, exported
from desk.books.teams.model import HalfDay, MemberKind, NewMember
from desk.books.teams.sheet_times import NotATime
from desk.books.teams.updating import UPDATE
from desk.core import identity, importing, spreadsheet
from desk.core.column_guess import Content
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.sheet_columns import words_of
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _, listed
from desk.core.work import Work

KINDS = {
    **{words_of(kind): kind for kind in MemberKind},
    **dict.fromkeys(("中共党员", "中共预备党员", "预备党员", "正式党员"), MemberKind.PARTY),
    **dict.fromkeys(("群众", "共青团员", "团员", "志愿人员", "居民", "义工"), MemberKind.VOLUNTEER),
}
"""What lists call the kinds."""
SKILLS = {
    **{words_of(kind): kind for kind in OrderKind},
    **dict.fromkeys(("环境卫生", "保洁", "卫生"), OrderKind.CLEANING),
    **dict.fromkeys(("助困", "帮困", "扶困"), OrderKind.HARDSHIP),
    **dict.fromkeys(("水电维修", "家电维修", "修理"), OrderKind.REPAIR),
    **dict.fromkeys(("陪伴", "陪护", "代办", "跑腿"), OrderKind.COMPANY),
    **dict.fromkeys(("矛盾调解", "纠纷调解"), OrderKind.MEDIATION),
    **dict.fromkeys(("应急处置", "抢险"), OrderKind.URGENT_HELP),
}
BETWEEN = re.compile(r"\s*[、,，;；]\s*")


def read(cells: Mapping[str, Cell], work: Work) -> NewMember:
    """One row. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    text = {name: spreadsheet.as_text(cells.get(name, "")) for name in COLUMNS}
    resident_id = _resident(work, text["id_number"], problems)
    asked = NewMember(
        _team(work, text["team_id"], problems),
        _kind(cells, problems),
        text["name"],
        text["telephone"],
        resident_id,
        leads=importing.yes_or_no(cells, "leads", problems, usual=False),
        skills=_skills(text["skills"], problems),
        abilities=text["abilities"],
        village_group=text["village_group"],
        times=_times(text["times"], problems),
        joined_on=importing.day(cells, "joined_on", problems, work.today),
        number=text["number"].upper(),
    )
    try:
        asked = members.checked(work, asked)
    except Invalid as wrong:
        already = {problem.field for problem in problems}
        problems += [each for each in wrong.problems if each.field not in already]
    if problems:
        raise Invalid(*problems)
    return asked


def _team(work: Work, name: str, problems: list[Problem]) -> int:
    offered = {each.name: each.id for each in queries.all_teams(work)}
    known = offered.get(identity.one_line(name))
    if known is None:
        choices = listed(list(offered)[:3])
        sentence = _(
            "There is no team “{name}”. Please set it up first, or choose one of: {choices}", name=name, choices=choices
        )
        problems.append(Problem("team_id", sentence if name else _("Please enter the team.")))
    return known or 0


def _kind(cells: Mapping[str, Cell], problems: list[Problem]) -> MemberKind:
    chosen = importing.chosen(cells, "kind", KINDS, problems)
    if chosen is None and importing.yes_or_no(cells, "is_party", problems, usual=False):
        return MemberKind.PARTY
    return chosen or MemberKind.VOLUNTEER


def _resident(work: Work, typed: str, problems: list[Problem]) -> int | None:
    number = identity.tidy_number(typed)
    if not number:
        return None
    record = residents.by_number(work, identity.card_kind(number), number)
    if record is None:
        problems.append(
            Problem("id_number", _("No resident has this number. Please enter the person first, or leave it empty."))
        )
    return record.id if record else None


def _skills(typed: str, problems: list[Problem]) -> tuple[str, ...]:
    chosen = [(part, SKILLS.get(part)) for part in BETWEEN.split(typed) if part]
    unknown = [part for part, kind in chosen if kind is None]
    if unknown:
        choices = listed(words_of(kind) for kind in OrderKind)
        sentence = _("“{word}” is no kind of order. There are: {choices}", word=unknown[0][:20], choices=choices)
        problems.append(Problem("skills", sentence))
    return tuple(kind.value for _part, kind in chosen if kind)


def _times(typed: str, problems: list[Problem]) -> tuple[tuple[int, HalfDay], ...]:
    try:
        return sheet_times.times_in(typed)
    except NotATime as wrong:
        sentence = _("“{word}” cannot be read. Please write 周一上午、周六全天.", word=str(wrong)[:20])
        problems.append(Problem("times", sentence))
        return ()


def store(work: Work, records: list[NewMember], progress: Progress | None) -> None:
    """Take all of them in. Raises ``Refused`` with whoever has an entry already; then nothing is stored."""
    work.require(May.IMPORT)
    importing.store_each(records, progress, partial(members.join, work), lambda asked: identity.mask_name(asked.name))


def likeness(asked: NewMember) -> Hashable:
    """What two entries of one person have in common."""
    if asked.resident_id is not None:
        return asked.resident_id
    return (asked.name, asked.telephone) if asked.telephone else (asked.name, asked.team_id)


def _stored_alike(work: Work) -> set[Hashable]:
    alike: set[Hashable] = set()
    for member in queries.all_members(work):
        alike |= {(member.name, member.telephone), (member.name, member.team_id)}
        if member.resident_id is not None:
            alike.add(member.resident_id)
    return alike


def _stored_numbers(work: Work) -> set[str]:
    return {member.number for member in queries.all_members(work)}


SPEC = ImportSpec(
    kind="members",
    title=N_("Members of teams"),
    columns=COLUMNS,
    required=("team_id", "name"),
    guessed={
        Content.NAME: ("name",),
        Content.ID_NUMBER: ("id_number",),
        Content.TELEPHONE: ("telephone",),
        Content.DAY: ("joined_on",),
    },
    permission=May.IMPORT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    left_out=N_("Whoever left is not in it, nor who of them works here."),
    key=lambda asked: ("number", asked.number),
    stored_keys=_stored_numbers,
    likeness=likeness,
    stored_alike=_stored_alike,
    masked={
        "name": identity.mask_name,
        "telephone": identity.mask_telephone,
        "id_number": identity.mask_number,
    },
    update=UPDATE,
)
