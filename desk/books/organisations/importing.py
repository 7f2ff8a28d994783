"""Organisations from a list 共建单位名单, one row each: the same school under three names stays one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from desk.books.organisations import merging, organisations, queries, rules
from desk.books.organisations.columns import COLUMNS, exported
from desk.books.organisations.model import NewOrganisation, Organisation, OrganisationKind, OrganisationRole
from desk.books.organisations.updating import UPDATE
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
    **{words_of(kind): kind for kind in OrganisationKind},
    **dict.fromkeys(("行政机关", "党政机关", "政府机关", "机关单位"), OrganisationKind.OFFICE),
    **dict.fromkeys(("事业", "全额事业单位"), OrganisationKind.INSTITUTION),
    **dict.fromkeys(("幼儿园", "中学", "小学", "高校", "院校"), OrganisationKind.SCHOOL),
    **dict.fromkeys(("卫生院", "诊所", "社区卫生服务中心"), OrganisationKind.HOSPITAL),
    **dict.fromkeys(("民营企业", "私营企业", "公司", "两新组织"), OrganisationKind.COMPANY),
    **dict.fromkeys(("国有企业", "国企"), OrganisationKind.STATE_COMPANY),
    **dict.fromkeys(("物业公司", "物业"), OrganisationKind.PROPERTY),
    **dict.fromkeys(("社会团体", "协会", "民办非企业", "社工机构", "社会服务机构"), OrganisationKind.SOCIETY),
    **dict.fromkeys(("村", "社区", "村居", "村委会", "居委会"), OrganisationKind.VILLAGE),
}
"""What lists call the kinds."""
ROLES = {
    **{words_of(role): role for role in OrganisationRole},
    **dict.fromkeys(("合伙人", "共建单位", "结对单位"), OrganisationRole.PARTNER),
    **dict.fromkeys(("部门", "职能部门"), OrganisationRole.DEPARTMENT),
}
BETWEEN = re.compile(r"\s*[、,，;；]\s*")


@dataclass
class OrganisationReader:
    """Reads one row after another; while a row is of a stored record, its name and code are not another's."""

    work: Work
    stored_id: int = 0
    mends: Sequence[Problem] = ()

    def __call__(self, cells: Mapping[str, Cell]) -> NewOrganisation:
        """The record of a row. Raises ``Invalid`` naming every field that is wrong."""
        return read(cells, self.work, self.stored_id)

    @contextmanager
    def of(self, stored: Organisation) -> Iterator[None]:
        """The row to be read is of this record."""
        self.stored_id = stored.id
        try:
            yield
        finally:
            self.stored_id = 0


def read(cells: Mapping[str, Cell], work: Work, own_id: int) -> NewOrganisation:
    """One row, of the record ``own_id`` where it is of one. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    text = {name: spreadsheet.as_text(cells.get(name, "")) for name in COLUMNS}
    asked = NewOrganisation(
        name=text["name"],
        kind=importing.chosen(cells, "kind", KINDS, problems) or OrganisationKind.OTHER,
        credit_code=text["credit_code"],
        party_name=text["party_name"],
        liaison=text["liaison"],
        telephone=text["telephone"],
        address=text["address"],
        remark=text["remark"],
        roles=_roles(text["roles"], problems),
    )
    try:
        asked = rules.checked(work, asked, own_id)
    except Invalid as wrong:
        already = {problem.field for problem in problems}
        problems += [each for each in wrong.problems if each.field not in already]
    if problems:
        raise Invalid(*problems)
    return asked


def _roles(typed: str, problems: list[Problem]) -> tuple[OrganisationRole, ...]:
    chosen = [(part, ROLES.get(part)) for part in BETWEEN.split(typed) if part]
    unknown = [part for part, role in chosen if role is None]
    if unknown:
        choices = listed(words_of(role) for role in OrganisationRole)
        sentence = _("“{word}” is not known. There are: {choices}", word=unknown[0][:20], choices=choices)
        problems.append(Problem("roles", sentence))
        return (OrganisationRole.PARTNER,)
    return tuple(role for _part, role in chosen if role) or (OrganisationRole.PARTNER,)


def store(work: Work, records: list[NewOrganisation], progress: Progress | None) -> None:
    """Take all of them in. Raises ``Refused`` with the one that is there already; then nothing is stored."""
    work.require(May.IMPORT)
    importing.store_each(records, progress, partial(organisations.add, work), lambda asked: asked.name)


def likeness(asked: NewOrganisation) -> Hashable:
    """What two entries of one organisation have in common: what its name comes to without its noise."""
    return merging.core_of(asked.name)


def _stored_alike(work: Work) -> set[Hashable]:
    return {merging.core_of(name) for each in queries.everyone(work) for name in (each.name, *each.aliases)}


def _stored_codes(work: Work) -> set[str]:
    return {each.credit_code for each in queries.everyone(work) if each.credit_code}


SPEC = ImportSpec(
    kind="organisations",
    title=N_("Organisations"),
    columns=COLUMNS,
    required=("name",),
    guessed={Content.NAME: ("liaison",), Content.TELEPHONE: ("telephone",)},
    permission=May.IMPORT,
    reader=lambda work, _clean: OrganisationReader(work),
    store=store,
    exported=exported,
    left_out=N_("Pairings and organisations out of use are not in it."),
    key=lambda asked: ("credit_code", asked.credit_code),
    stored_keys=_stored_codes,
    likeness=likeness,
    stored_alike=_stored_alike,
    takes=lambda asked: asked.name,
    collide=lambda _earlier, _later: "name",
    collision=N_("the same name as in {place}; please leave one of them"),
    masked={"liaison": identity.mask_name, "telephone": identity.mask_telephone},
    update=UPDATE,
)
