"""A resident 居民: what is known of a person, and what holds of each field wherever it is typed, taken in or shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desk.core import identity
from desk.core.edit_conflicts import plain
from desk.core.identity import IdKind
from desk.core.masking import is_in_sight, mask_of
from desk.core.words import N_, NP_, Worded, _, listed
from desk.models.residents import residents


class ResidentMark(Worded):
    """What makes a person's needs special 重点人群; some give priority in the queue."""

    DISABLED = "disabled", NP_("person", "Disabled")
    PREGNANT = "pregnant", N_("Pregnant")
    SOLDIER = "soldier", N_("Soldier or veteran")
    ALONE = "alone", N_("Living alone")
    LOW_INCOME = "low_income", N_("Low income")


class Sex(Worded):
    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")
    UNKNOWN = "", NP_("person", "Not given")


@dataclass(frozen=True)
class ResidentDetails:
    """What is known of a person. Birth and sex are taken from an ID number where there is one."""

    name: str
    id_kind: IdKind = IdKind.NONE
    id_number: str = ""
    birth: date | None = None
    sex: str = ""
    telephone: str = ""
    village_group: str = ""
    address: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Resident(ResidentDetails):
    """A stored person."""

    id: int = 0

    def age(self, today: date) -> int | None:
        return identity.age_on(self.birth, today)

    def is_vulnerable(self, today: date) -> bool:
        """Elderly or disabled: counted apart where help was given."""
        return (self.age(today) or 0) >= identity.ELDERLY or ResidentMark.DISABLED in self.marks


@dataclass(frozen=True)
class ResidentHit:
    """One line of the list under the search field: enough to tell two people of one name apart."""

    id: int
    name: str
    age: int | None
    sex: str
    village_group: str
    number: str
    telephone: str


MOST = 200
"""Characters of a text that has no rule of its own."""


def length_problem(text: str) -> str | None:
    """Why a text is too long, in words; None when it is not."""
    return _("{n} characters are too many; 200 is the most.", n=len(text)) if len(text) > MOST else None


@dataclass(frozen=True)
class DetailField:
    """What holds of one field of a person. A text that stands in this table needs nothing else to be typed in the form,
    taken in from a spreadsheet, corrected by two people at once, and merged.
    """

    label: str
    """The msgid of its name."""
    headers: tuple[str, ...]
    """What spreadsheets call it, without spaces; the program's own name is known as well."""
    tidy: Callable[[str], str] | None = None
    """How a text is kept; None for what is none, or has an editor of its own."""
    problem: Callable[[str], str | None] = length_problem
    """Why a tidied text cannot be right, in words; rules that need more than the text stand in ``checked``."""
    shown: Callable[[Any], str] = plain
    """In words. What its column marks as personal is masked 脱敏 as ``core/masking`` says, and hidden by default."""
    width: int = 0
    """Characters of its column in the list of cases; 0 where it is none. What has one is told beside the name, too,
    where somebody is shown with papers and telephone.
    """


def _marks(marks: tuple[str, ...]) -> str:
    return listed(ResidentMark(mark).label for mark in marks)


def _masked(name: str, field: DetailField) -> DetailField:
    column = residents.c[name]
    return field if is_in_sight(column) else replace(field, shown=mask_of(column))


DECLARED: Mapping[str, DetailField] = {
    "name": DetailField(
        N_("Name"),
        ("姓名", "居民姓名", "名字", "户主姓名", "户主"),
        identity.tidy_name,
        identity.name_problem,
        width=10,
    ),
    "id_kind": DetailField(NP_("person", "Kind of ID"), ("证件类型", "证件种类")),
    "id_number": DetailField(
        N_("ID number"),
        ("身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号", "身份证"),
        identity.tidy_number,
        width=20,
    ),
    "birth": DetailField(N_("Birth date"), ("出生日期", "出生年月日", "出生年月")),
    "sex": DetailField(N_("Sex"), ("性别",), shown=lambda sex: Sex(sex).label),
    "telephone": DetailField(
        N_("Telephone"),
        ("联系电话", "手机号码", "手机号", "电话", "电话号码", "手机", "联系方式"),
        identity.tidy_telephone,
        identity.telephone_problem,
        width=13,
    ),
    "village_group": DetailField(N_("Village group"), ("村组", "村民小组", "小组", "组别", "网格"), identity.tidy),
    "address": DetailField(N_("Address"), ("住址", "家庭住址", "现住址", "地址", "户籍地址"), identity.one_line),
    "marks": DetailField(
        NP_("person", "Special circumstances"), ("重点人群", "特殊情况", "人员类别", "人群类别", "标签"), shown=_marks
    ),
    "note": DetailField(N_("Note"), ("备注", "说明"), identity.one_line),
}
FIELDS: Mapping[str, DetailField] = {name: _masked(name, field) for name, field in DECLARED.items()}
TEXTS = tuple(name for name, field in FIELDS.items() if field.tidy)
TOLD = tuple(name for name, field in FIELDS.items() if field.width)
"""Who somebody is, in the order in which it is told: the name first."""
OWN = frozenset({"name", "id_kind", "id_number", "marks"})
"""What is not simply filled from the other record when two become one."""
