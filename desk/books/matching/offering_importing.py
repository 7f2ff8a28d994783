"""Offerings from a spreadsheet 资源清单, one row each; the organisation is known by its name or another one of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from desk.books.matching import offerings, queries, rules, sheet_words
from desk.books.matching.model import NewOffering, Offering, OfferingState
from desk.books.organisations import queries as organisations
from desk.books.teams import sheet_times
from desk.books.teams.model import HalfDay
from desk.books.teams.sheet_times import NotATime
from desk.core import identity, importing
from desk.core.errors import Problem
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.sheet_columns import CellKind, Columns, SheetColumn
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _
from desk.core.work import Work


def _organisations(work: Work) -> Sequence[str]:
    return [each.name for each in organisations.names(work)]


COLUMNS: Columns = {
    "organisation_id": SheetColumn(
        ("提供单位", "单位", "单位名称", "共建单位", "合伙人", "责任单位"),
        N_("As it is called here, or another name of it; a new one is to be added first."),
        lambda each: each.organisation,
        required=True,
        choices=_organisations,
        strict=False,
        width=30,
    ),
    "title": SheetColumn(
        ("服务项目", "项目名称", "服务内容", "项目", "资源名称"),
        N_("What is offered, as 免费测血压."),
        lambda each: each.title,
        required=True,
        width=26,
    ),
    "kind": sheet_words.KIND,
    "register": sheet_words.REGISTER,
    "promised": SheetColumn(
        ("承诺次数", "次数", "场次", "服务次数"),
        N_("How many times within the term; empty counts as 1."),
        lambda each: each.promised,
        kind=CellKind.NUMBER,
        width=8,
    ),
    "people_each": SheetColumn(
        ("每次人数", "人数", "服务人数", "每场人数"),
        N_("For how many people each time."),
        lambda each: each.people_each,
        kind=CellKind.NUMBER,
        required=True,
        width=8,
    ),
    "first": SheetColumn(
        ("开始日期", "起始日期", "开始时间", "起"),
        N_("As 2026-01-31; empty counts as today."),
        lambda each: each.first,
        kind=CellKind.DAY,
    ),
    "last": SheetColumn(
        ("结束日期", "截止日期", "结束时间", "止"),
        N_("As 2026-12-31; empty counts as the end of the year in which it begins."),
        lambda each: each.last,
        kind=CellKind.DAY,
    ),
    "audience": sheet_words.AUDIENCE,
    "times": SheetColumn(
        ("可服务时段", "服务时间", "可服务时间", "时段"),
        N_("As 周一上午、周六全天; empty for any time."),
        lambda each: sheet_times.written(each.times),
        width=24,
    ),
    "requires": SheetColumn(
        ("场地设备要求", "场地要求", "需要条件", "所需条件"),
        N_("Which room and equipment it takes."),
        lambda each: each.requires,
        width=20,
    ),
    "zone_id": sheet_words.ZONE,
    "remark": SheetColumn(("备注", "说明"), N_("Free words."), lambda each: each.remark, width=24),
}


def exported(work: Work) -> Iterator[Offering]:
    """All that were not stopped, in the order of their numbers."""
    yield from (each for each in queries.all_offerings(work) if each.state is OfferingState.AVAILABLE)


def read(cells: Mapping[str, Cell], work: Work) -> NewOffering:
    """One row. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    first = importing.day(cells, "first", problems, work.today) or work.today
    last = importing.day(cells, "last", problems, work.today) or date(first.year, 12, 31)
    asked = NewOffering(
        _organisation(work, sheet_words.text_of(cells, "organisation_id"), problems),
        sheet_words.text_of(cells, "title"),
        sheet_words.kind(cells, problems),
        _number(cells, "people_each", problems, "人次", "人"),
        _number(cells, "promised", problems, "次", "场", usual=1),
        first,
        last,
        sheet_words.text_of(cells, "audience"),
        _times(sheet_words.text_of(cells, "times"), problems),
        sheet_words.text_of(cells, "requires"),
        sheet_words.zone(work, sheet_words.text_of(cells, "zone_id"), problems),
        sheet_words.text_of(cells, "remark"),
    )
    return sheet_words.checked(problems, rules.checked_offering, work, asked)


def _organisation(work: Work, typed: str, problems: list[Problem]) -> int:
    name = identity.one_line(typed)
    known = organisations.by_name(work, name)
    if known is None:
        unknown = _(
            "There is no organisation “{name}” here. Please write it as under 红色合伙人, "
            "or add it there first and check the file again.",
            name=name[:40],
        )
        problems.append(Problem("organisation_id", unknown if name else _("Please enter the organisation.")))
    elif not known.active:
        problems.append(
            Problem("organisation_id", _("“{name}” is out of use. Please take it into use first.", name=known.name))
        )
    return known.id if known else 0


def _number(cells: Mapping[str, Cell], field: str, problems: list[Problem], *units: str, usual: int = 0) -> int:
    """``usual`` where the cell is empty; 0 is for the rules to refuse."""
    number = importing.whole(cells, field, problems, *units)
    return usual if number is None else number


def _times(typed: str, problems: list[Problem]) -> tuple[tuple[int, HalfDay], ...]:
    try:
        return sheet_times.times_in(typed)
    except NotATime as wrong:
        sentence = _("“{word}” cannot be read. Please write 周一上午、周六全天.", word=str(wrong)[:20])
        problems.append(Problem("times", sentence))
        return ()


def store(work: Work, records: list[NewOffering], progress: Progress | None) -> None:
    """Take all of them in. Raises ``Refused`` with the one that cannot be; then nothing is stored."""
    work.require(May.IMPORT)
    importing.store_each(records, progress, partial(offerings.offer, work), lambda asked: asked.title)


def likeness(asked: NewOffering) -> Hashable:
    """What two entries of one offering have in common: one term of it follows another."""
    return asked.organisation_id, asked.title, asked.first


def _stored_alike(work: Work) -> set[Hashable]:
    return {likeness(each) for each in queries.all_offerings(work)}


SPEC = ImportSpec(
    kind="offerings",
    title=N_("Offerings of organisations"),
    columns=COLUMNS,
    required=("organisation_id", "title", "kind", "people_each"),
    permission=May.IMPORT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    left_out=N_("Offerings that were stopped, and what was delivered, are not in it."),
    personal=False,
    likeness=likeness,
    stored_alike=_stored_alike,
)
