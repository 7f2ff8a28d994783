"""The columns of a table of residents 居民表."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from desk.books.residents.model import Resident, ResidentMark, Sex
from desk.core import identity
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_

MARK_NOTES = {
    ResidentMark.DISABLED: N_("是 for somebody with a disability."),
    ResidentMark.PREGNANT: N_("是 for somebody who is pregnant."),
    ResidentMark.SOLDIER: N_("是 for soldiers and veterans."),
    ResidentMark.ALONE: N_("是 for somebody who lives alone."),
    ResidentMark.LOW_INCOME: N_("是 for somebody with a low income."),
}


def _has(mark: ResidentMark) -> Callable[[Resident], str]:
    return lambda person: said(True) if mark in person.marks else ""


COLUMNS: Columns = {
    "name": SheetColumn(N_("The name as on the papers, at most 50 characters."), attrgetter("name"), required=True),
    "id_kind": SheetColumn(
        N_("Empty: the kind follows from the number; without a number, no papers."),
        lambda person: words_of(person.id_kind),
        choices=one_of(identity.CHOOSABLE),
        width=24,
    ),
    "id_number": SheetColumn(
        N_("The number on the papers; empty for somebody without papers."),
        attrgetter("id_number"),
        CellKind.CODE,
        width=22,
    ),
    "birth": SheetColumn(
        N_("As 2026-01-31. An ID card tells it by its number; for other papers please enter it."),
        attrgetter("birth"),
        CellKind.DAY,
    ),
    "sex": SheetColumn(
        N_("An ID card tells it by its number; for other papers please choose."),
        lambda person: words_of(Sex(person.sex)) if person.sex else "",
        choices=one_of(sex for sex in Sex if sex),
        width=8,
    ),
    "telephone": SheetColumn(
        N_("A mobile number, or a landline with its area code; several with 、 between them."),
        attrgetter("telephone"),
        CellKind.CODE,
        width=18,
    ),
    "village_group": SheetColumn(N_("The village group, at most 200 characters."), attrgetter("village_group")),
    "address": SheetColumn(N_("Where somebody lives, at most 200 characters."), attrgetter("address"), width=30),
    **{mark.value: SheetColumn(note, _has(mark), choices=yes_or_no, width=10) for mark, note in MARK_NOTES.items()},
    "note": SheetColumn(N_("Anything else, at most 200 characters."), attrgetter("note"), width=30),
}
