"""Needs from a spreadsheet 需求清单, one row each, as a survey or a meeting brings them together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import partial

from desk.books.matching import needs, queries, rules, sheet_words
from desk.books.matching.model import Need, NeedSource, NeedState, NewNeed, code_of
from desk.core import identity, importing
from desk.core.errors import Problem
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, words_of
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_
from desk.core.work import Work

SOURCES = {
    **{words_of(source): source for source in NeedSource},
    **dict.fromkeys(("窗口", "窗口登记", "来访", "电话"), NeedSource.COUNTER),
    **dict.fromkeys(("问卷", "走访", "调查", "调研", "问卷调查", "入户走访"), NeedSource.SURVEY),
    **dict.fromkeys(("会议", "党建联席会议"), NeedSource.MEETING),
    **dict.fromkeys(("点单", "居民点单"), NeedSource.ORDER),
}
"""What lists call the ways in which a need was heard."""
COLUMNS: Columns = {
    "description": SheetColumn(
        ("需求内容", "需求", "内容", "需求描述", "需求事项"),
        N_("What is wanted, in one or two sentences."),
        lambda each: each.description,
        required=True,
        width=40,
    ),
    "kind": sheet_words.KIND,
    "register": sheet_words.REGISTER,
    "audience": sheet_words.AUDIENCE,
    "people": SheetColumn(
        ("人数", "需求人数", "涉及人数"),
        N_("How many people; empty counts as 1."),
        lambda each: each.people,
        kind=CellKind.NUMBER,
        width=8,
    ),
    "zone_id": sheet_words.ZONE,
    "wanted_by": SheetColumn(
        ("期望日期", "期望时间", "希望日期", "需要时间"),
        N_("By when it is wanted, as 2026-01-31; may be empty."),
        lambda each: each.wanted_by,
        kind=CellKind.DAY,
    ),
    "list_until": SheetColumn(
        ("在列至", "截止日期", "有效期", "有效期至"),
        N_("Until when it stands on the list; empty for the usual days."),
        lambda each: each.list_until,
        kind=CellKind.DAY,
    ),
    "source": SheetColumn(
        ("需求来源", "来源", "渠道"),
        N_("Please choose; empty counts as 走访调查."),
        lambda each: words_of(each.source),
        choices=one_of(NeedSource),
    ),
}


def exported(work: Work) -> Iterator[Need]:
    """What waits for a match and whose days are still to come."""
    for each in queries.open_needs(work):
        days = (each.list_until, each.wanted_by)
        if each.state is NeedState.NEW and all(day is None or day >= work.today for day in days):
            yield each


def read(cells: Mapping[str, Cell], work: Work) -> NewNeed:
    """One row. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    asked = NewNeed(
        sheet_words.text_of(cells, "description"),
        sheet_words.kind(cells, problems),
        sheet_words.text_of(cells, "audience"),
        sheet_words.zone(work, sheet_words.text_of(cells, "zone_id"), problems),
        _people(cells, problems),
        importing.day(cells, "wanted_by", problems, work.today),
        importing.day(cells, "list_until", problems, work.today),
        importing.chosen(cells, "source", SOURCES, problems) or NeedSource.SURVEY,
    )
    return sheet_words.checked(problems, rules.checked_need, work, asked)


def _people(cells: Mapping[str, Cell], problems: list[Problem]) -> int:
    """1 where nobody says it; an explicit 0 is for the rules to refuse."""
    people = importing.whole(cells, "people", problems, "人次", "人")
    return 1 if people is None else people


def store(work: Work, records: list[NewNeed], progress: Progress | None) -> None:
    """Take all of them in. Raises ``Refused`` with the one that cannot be; then nothing is stored."""
    work.require(May.IMPORT)
    importing.store_each(
        records, progress, partial(needs.raise_need, work), lambda asked: identity.mask_text(asked.description)[:20]
    )


def likeness(asked: NewNeed) -> Hashable:
    """What two entries of one need have in common."""
    return asked.description, code_of(asked.kind)


def _stored_alike(work: Work) -> set[Hashable]:
    return {likeness(each) for each in queries.open_needs(work)}


SPEC = ImportSpec(
    kind="needs",
    title=N_("Needs of residents"),
    columns=COLUMNS,
    required=("description", "kind"),
    permission=May.IMPORT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    left_out=N_("Needs that are matched, settled or past their day are not in it."),
    likeness=likeness,
    stored_alike=_stored_alike,
)
