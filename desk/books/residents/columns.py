"""The columns of a table of residents 居民表."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from desk.books.residents.model import FIELDS, Resident, ResidentMark, Sex
from desk.core import identity
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_

MARKS = {
    ResidentMark.DISABLED: (
        ("是否残疾", "是否残疾人", "残疾", "残疾人"),
        N_("是 for somebody with a disability."),
    ),
    ResidentMark.PREGNANT: (("是否孕妇", "是否怀孕", "孕妇"), N_("是 for somebody who is pregnant.")),
    ResidentMark.SOLDIER: (
        ("是否军人", "是否现役", "是否现役军人", "是否退役军人", "是否军属", "现役军人", "退役军人", "军人", "军属"),
        N_("是 for soldiers and veterans."),
    ),
    ResidentMark.ALONE: (
        ("是否独居", "是否独居老人", "独居", "独居老人"),
        N_("是 for somebody who lives alone."),
    ),
    ResidentMark.LOW_INCOME: (
        ("是否低保", "是否低保户", "是否低收入", "低保", "低保户", "低收入"),
        N_("是 for somebody with a low income."),
    ),
}
"""A column of yes and no for each mark, which is called as its value is."""


def _has(mark: ResidentMark) -> Callable[[Resident], str]:
    return lambda person: said(True) if mark in person.marks else ""


COLUMNS: Columns = {
    "name": SheetColumn(
        FIELDS["name"].headers,
        N_("The name as on the papers, at most 50 characters."),
        attrgetter("name"),
        required=True,
        one_each=True,
    ),
    "id_kind": SheetColumn(
        FIELDS["id_kind"].headers,
        N_("Empty: the kind follows from the number; without a number, no papers."),
        lambda person: words_of(person.id_kind),
        choices=one_of(identity.CHOOSABLE),
        width=24,
    ),
    "id_number": SheetColumn(
        FIELDS["id_number"].headers,
        N_("The number on the papers; empty for somebody without papers."),
        attrgetter("id_number"),
        kind=CellKind.CODE,
        width=22,
        one_each=True,
    ),
    "birth": SheetColumn(
        FIELDS["birth"].headers,
        N_("As 2026-01-31. An ID card tells it by its number; for other papers please enter it."),
        attrgetter("birth"),
        kind=CellKind.DAY,
    ),
    "sex": SheetColumn(
        FIELDS["sex"].headers,
        N_("An ID card tells it by its number; for other papers please choose."),
        lambda person: words_of(Sex(person.sex)) if person.sex else "",
        choices=one_of(sex for sex in Sex if sex),
        width=8,
    ),
    "telephone": SheetColumn(
        FIELDS["telephone"].headers,
        N_("A mobile number, or a landline with its area code; several with 、 between them."),
        attrgetter("telephone"),
        kind=CellKind.CODE,
        width=18,
    ),
    "village_group": SheetColumn(
        FIELDS["village_group"].headers, N_("The village group, at most 200 characters."), attrgetter("village_group")
    ),
    "address": SheetColumn(
        FIELDS["address"].headers, N_("Where somebody lives, at most 200 characters."), attrgetter("address"), width=30
    ),
    "marks": ReadColumn(FIELDS["marks"].headers),
    **{
        mark.value: SheetColumn(names, note, _has(mark), choices=yes_or_no, width=10)
        for mark, (names, note) in MARKS.items()
    },
    "note": SheetColumn(
        FIELDS["note"].headers, N_("Anything else, at most 200 characters."), attrgetter("note"), width=30
    ),
}
