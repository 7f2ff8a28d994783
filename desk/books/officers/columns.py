"""The columns of a list of officers 体验官名册, as centres keep it."""

from __future__ import annotations

from collections.abc import Iterator

from desk.books.officers import queries
from desk.books.officers.model import Officer, OfficerIdentity, OfficerState
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, words_of
from desk.core.words import N_
from desk.core.work import Work


def exported(work: Work) -> Iterator[Officer]:
    """Everybody who is nominated or appointed, with the term that begins last."""
    yield from (each for each in queries.all_officers(work) if each.kept is not OfficerState.DISMISSED)


COLUMNS: Columns = {
    "name": SheetColumn(
        ("姓名", "体验官", "体验官姓名", "名字"),
        N_("As on the letter."),
        lambda each: each.name,
        required=True,
        width=12,
    ),
    "identity": SheetColumn(
        ("身份", "人员类别", "类别", "代表类别"),
        N_("Please choose; empty counts as 其他."),
        lambda each: words_of(each.identity),
        choices=one_of(OfficerIdentity),
        strict=False,
        width=14,
    ),
    "employer": SheetColumn(
        ("工作单位", "单位", "单位及职务", "所在单位"),
        N_("Where the person works, as it is printed."),
        lambda each: each.employer,
        width=24,
    ),
    "telephone": SheetColumn(
        ("联系电话", "手机号码", "手机号", "电话", "手机"),
        N_("A mobile number or a landline."),
        lambda each: each.telephone,
        kind=CellKind.CODE,
        width=16,
    ),
    "letter": SheetColumn(
        ("聘书编号", "聘书号", "证书编号"),
        N_("As 聘〔2026〕1号; empty: the next number."),
        lambda each: each.letter,
        one_each=True,
        width=16,
    ),
    "first": SheetColumn(
        ("聘期开始", "聘任日期", "聘期起", "受聘日期", "开始日期"),
        N_("As 2026-01-31; empty: nominated, not appointed yet."),
        lambda each: each.first,
        kind=CellKind.DAY,
    ),
    "last": SheetColumn(
        ("聘期结束", "聘期至", "聘期止", "到期日期", "结束日期"),
        N_("As 2026-12-31; empty: as long as a term usually lasts."),
        lambda each: each.until,
        kind=CellKind.DAY,
    ),
    "remark": SheetColumn(
        ("备注", "说明"),
        N_("What else is to be known."),
        lambda each: each.remark,
        width=24,
    ),
}
