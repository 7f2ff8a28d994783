"""Taking tables in: every rejected row is told with its number, field and reason; all of a file, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import func, insert, select

from desk.books import catalogue as book_catalogue
from desk.books import residents, staff
from desk.books.activities import importing as activity_table
from desk.books.assets import import_vocabulary as asset_words
from desk.books.assets import importing as asset_table
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.residents import ResidentDetails, ResidentMark
from desk.books.roster import importing
from desk.core import identity, name_search, spreadsheet
from desk.core.errors import Invalid, Problem
from desk.core.identity import IdKind
from desk.core.permissions import May, Role
from desk.core.resources import RESOURCES
from desk.core.spreadsheet import Cell, Names, Progress
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.assets import assets
from desk.models.catalogue import services as catalogue
from desk.models.residents import residents as people
from desk.models.staff import staff as staff_table


class ImportKind(Enum):
    """What can be imported."""

    SERVICES = "services"
    RESIDENTS = "residents"
    STAFF = "staff"
    LEAVE = "leave"
    ACTIVITIES = "activities"
    ASSETS = "assets"


@dataclass(frozen=True)
class RejectedRow:
    """One row that cannot be taken, its number in the file, the header of the field, and why."""

    row: int
    field: str
    words: str


@dataclass(frozen=True)
class PreparedImport:
    """A file read and checked, nothing stored yet. ``good`` are records ready to store with their row numbers."""

    kind: ImportKind
    good: Sequence[tuple[int, Any]]
    rejected: Sequence[RejectedRow]
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to the header that it has in this file."""
    unknown: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    """All headers of the file."""
    first: Sequence[Sequence[str]] = ()
    """The first rows as the file has them, in the order of ``headers``."""
    mended: Sequence[RejectedRow] = ()
    """What was put right on the way, when that was asked for."""
    sheet: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A row of a staff table; without a first password the manager gives one later."""

    name: str
    role: Role
    telephone: str
    password: str = ""


HEADERS: Mapping[ImportKind, Names] = {
    ImportKind.RESIDENTS: {
        "name": ("姓名", "居民姓名", "名字", "name"),
        "id_kind": ("证件类型", "证件种类", "id_kind"),
        "id_number": ("身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号", "身份证", "id_number"),
        "sex": ("性别", "sex"),
        "birth": ("出生日期", "出生年月日", "出生年月", "birth"),
        "telephone": ("联系电话", "手机号码", "手机号", "电话", "电话号码", "手机", "联系方式", "telephone"),
        "village_group": ("村组", "村民小组", "小组", "组别", "网格", "village_group"),
        "address": ("住址", "家庭住址", "现住址", "地址", "户籍地址", "address"),
        "marks": ("特殊情况", "人员类别", "人群类别", "标签", "marks"),
        "note": ("备注", "说明", "note"),
    },
    ImportKind.SERVICES: {
        "code": ("事项编码", "编码", "事项代码", "编号", "code"),
        "name": ("事项名称", "服务事项", "名称", "事项", "name"),
        "department": ("主管部门", "部门", "责任部门", "department"),
        "mode": ("办理方式", "方式", "办理类型", "mode"),
        "promised_days": ("承诺工作日", "承诺时限", "办理时限", "时限", "promised_days"),
        "materials": ("所需材料", "材料清单", "申请材料", "材料", "materials"),
        "fee": ("收费", "费用", "收费标准", "fee"),
        "on_behalf": ("可代办", "是否可代办", "代办", "on_behalf"),
        "ends_on": ("停办日期", "截止日期", "ends_on"),
    },
    ImportKind.STAFF: {
        "name": ("姓名", "工作人员", "name"),
        "role": ("角色", "岗位", "职务", "role"),
        "telephone": ("联系电话", "手机号", "电话", "手机", "telephone"),
        "password": ("初始密码", "密码", "password"),
    },
    ImportKind.LEAVE: importing.HEADERS,
    ImportKind.ACTIVITIES: activity_table.HEADERS,
    ImportKind.ASSETS: asset_words.HEADERS,
}
REQUIRED = {
    ImportKind.RESIDENTS: ("name",),
    ImportKind.SERVICES: ("code", "name", "department", "mode"),
    ImportKind.STAFF: ("name",),
    ImportKind.LEAVE: ("name", "first"),
    ImportKind.ACTIVITIES: ("title", "day"),
    ImportKind.ASSETS: ("name",),
}
PERMISSION = {
    ImportKind.RESIDENTS: May.IMPORT,
    ImportKind.SERVICES: May.EDIT_CATALOGUE,
    ImportKind.STAFF: May.EDIT_STAFF,
    ImportKind.LEAVE: May.PLAN_ROSTER,
    ImportKind.ACTIVITIES: May.APPROVE_ACTIVITIES,
    ImportKind.ASSETS: May.IMPORT,
}


def prepare(
    work: Work,
    kind: ImportKind,
    path: Path,
    mapped: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    clean: bool = False,
) -> PreparedImport:
    """Read and check a whole file against the book. ``clean`` mends what can be mended, for the kinds in ``CLEANABLE``.

    Raises ``Refused`` when it is not such a table at all.
    """
    work.require(PERMISSION[kind])
    table = spreadsheet.read(path, HEADERS[kind], REQUIRED[kind], mapped or {})
    taken = dict.fromkeys(_taken(work, kind), 0)
    read = READERS[kind](work, clean)
    good: list[tuple[int, Any]] = []
    rejected: list[RejectedRow] = []
    mended: list[RejectedRow] = []
    for done, (number, cells) in enumerate(table):
        if progress and done % 500 == 0:
            progress(done, len(table.rows))
        try:
            record = read(cells)
            if record is None:
                continue
            _refuse_twice(taken, KEYS[kind](record), number)
        except Invalid as wrong:
            rejected += _told(kind, number, wrong.problems)
        else:
            good.append((number, record))
            mended += _told(kind, number, read.mends)
    columns = {name: table.headers[at] for name, at in table.columns.items()}
    first = [[spreadsheet.as_text(cell) for cell in cells] for _number, cells in table.rows[:FIRST]]
    return PreparedImport(kind, good, rejected, columns, table.unknown, table.headers, first, mended, table.sheet)


def _told(kind: ImportKind, row: int, problems: Iterable[Problem]) -> list[RejectedRow]:
    return [RejectedRow(row, HEADERS[kind].get(p.field, (p.field,))[0], p.words) for p in problems]


CLEANABLE = frozenset({ImportKind.ASSETS})
FIRST = 5


def store(work: Work, prepared: PreparedImport, path: Path, progress: Progress | None = None) -> int:
    """Store the good rows of a prepared file in this transaction. How many."""
    work.require(PERMISSION[prepared.kind])
    STORERS[prepared.kind](work, [record for _row, record in prepared.good], progress)
    after = {"file": path.name, "rows": len(prepared.good), "rejected": len(prepared.rejected)}
    work.audit(f"import.{prepared.kind.value}", prepared.kind.value, after=after)
    return len(prepared.good)


def _taken(work: Work, kind: ImportKind) -> set[str]:
    """What the book already has and a row must not repeat."""
    if kind in (ImportKind.LEAVE, ImportKind.ACTIVITIES):
        return set()
    column = {
        ImportKind.RESIDENTS: people.c.id_number,
        ImportKind.SERVICES: catalogue.c.code,
        ImportKind.STAFF: staff_table.c.name,
        ImportKind.ASSETS: assets.c.number,
    }[kind]
    values = {value for (value,) in work.connection.execute(select(column)) if value}
    return set(map(staff.alike, values)) if kind is ImportKind.STAFF else values


def _refuse_twice(taken: dict[str, int], key: tuple[str, str], row: int) -> None:
    name, value = key
    if not value:
        return
    if value in taken:
        words = _("is in row {row} already", row=taken[value]) if taken[value] else _("is in the book already")
        shown = identity.mask_number(value) if name == "id_number" else value
        raise Invalid(Problem(name, f"{shown} {words}"))
    taken[value] = row


def _read_resident(cells: Mapping[str, Cell], work: Work) -> ResidentDetails:
    problems: list[Problem] = []
    number = identity.tidy_number(spreadsheet.as_text(cells.get("id_number", "")))
    details = ResidentDetails(
        name=spreadsheet.as_text(cells.get("name", "")),
        id_kind=_chosen(cells, "id_kind", ID_KINDS, problems) or (IdKind.RESIDENT if number else IdKind.NONE),
        id_number=number,
        birth=None if number else _day(cells, "birth", problems),
        sex=_chosen(cells, "sex", SEXES, problems) or "",
        telephone=spreadsheet.as_text(cells.get("telephone", "")),
        village_group=spreadsheet.as_text(cells.get("village_group", "")),
        address=spreadsheet.as_text(cells.get("address", "")),
        marks=tuple(mark for word, mark in MARKS.items() if word in spreadsheet.as_text(cells.get("marks", ""))),
        note=spreadsheet.as_text(cells.get("note", "")),
    )
    try:
        checked = residents.checked(details, work.today)
    except Invalid as wrong:
        raise Invalid(*problems, *wrong.problems) from None
    if problems:
        raise Invalid(*problems)
    return checked


def _read_service(cells: Mapping[str, Cell], work: Work) -> ServiceItem:
    problems: list[Problem] = []
    materials = spreadsheet.as_text(cells.get("materials", ""))
    for separator in "；;、\n":
        materials = materials.replace(separator, "；")
    mode = _chosen(cells, "mode", MODES, problems, needed=True)
    item = ServiceItem(
        code=spreadsheet.as_text(cells.get("code", "")),
        name=spreadsheet.as_text(cells.get("name", "")),
        department=spreadsheet.as_text(cells.get("department", "")),
        mode=mode or ServiceMode.NEARBY,
        promised_days=_whole(cells, "promised_days", problems),
        materials=tuple(part.strip() for part in materials.split("；") if part.strip()),
        fee=round(100 * _amount(cells, "fee", problems)),
        on_behalf=spreadsheet.as_text(cells.get("on_behalf", "是")) not in ("否", "不可", "no", "0"),
        ends_on=_day(cells, "ends_on", problems),
    )
    if problems:
        raise Invalid(*problems)
    return book_catalogue.checked(item)


def _read_staff(cells: Mapping[str, Cell], work: Work) -> NewPerson:
    problems: list[Problem] = []
    name, password = (spreadsheet.as_text(cells.get(field, "")) for field in ("name", "password"))
    role = _chosen(cells, "role", ROLES, problems) or Role.CLERK
    try:
        name = staff.checked_name(name)
        if password:
            staff.check_password(password, name)
    except Invalid as wrong:
        problems.extend(wrong.problems)
    if problems:
        raise Invalid(*problems)
    return NewPerson(name, role, identity.tidy_telephone(spreadsheet.as_text(cells.get("telephone", ""))), password)


MARKS = {
    "残疾": ResidentMark.DISABLED,
    "孕": ResidentMark.PREGNANT,
    "军": ResidentMark.SOLDIER,
    "独居": ResidentMark.ALONE,
    "低收入": ResidentMark.LOW_INCOME,
    "低保": ResidentMark.LOW_INCOME,
}
SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "male": "male", "female": "female"}
MODES = {
    "马上办": ServiceMode.ON_THE_SPOT,
    "就近办": ServiceMode.NEARBY,
    "掌上办": ServiceMode.BY_PHONE,
    **{mode.value: mode for mode in ServiceMode},
}
ROLES = {
    "值班人员": Role.CLERK,
    "工作人员": Role.CLERK,
    "带班领导": Role.LEADER,
    "领导": Role.LEADER,
    "管理员": Role.MANAGER,
    **{role.value: role for role in Role},
}
ID_KINDS = {
    "居民身份证": IdKind.RESIDENT,
    "身份证": IdKind.RESIDENT,
    "无证件": IdKind.NONE,
    "无": IdKind.NONE,
    "港澳居民来往内地通行证": IdKind.HK_MACAO,
    "港澳通行证": IdKind.HK_MACAO,
    "台湾居民来往大陆通行证": IdKind.TAIWAN,
    "台胞证": IdKind.TAIWAN,
    "港澳台居民居住证": IdKind.RESIDENCE,
    "护照": IdKind.PASSPORT,
    "外国护照": IdKind.PASSPORT,
    **{kind.value: kind for kind in identity.CHOOSABLE},
}


def _chosen(
    cells: Mapping[str, Cell], name: str, known: Mapping[str, Any], problems: list[Problem], *, needed: bool = False
) -> Any:
    word = spreadsheet.as_text(cells.get(name, ""))
    if not word and not needed:
        return None
    if word not in known:
        choices = listed(list(known)[:3])
        problems.append(
            Problem(
                name, _("“{word}” is not known here. Please enter one of: {choices}…", word=word[:20], choices=choices)
            )
        )
    return known.get(word)


def _day(cells: Mapping[str, Cell], name: str, problems: list[Problem]) -> Any:
    try:
        return spreadsheet.as_day(cells.get(name))
    except ValueError:
        word = spreadsheet.as_text(cells.get(name))[:20]
        problems.append(Problem(name, _("“{word}” is not a day. Please enter it as 2026-01-31.", word=word)))
        return None


def _whole(cells: Mapping[str, Cell], name: str, problems: list[Problem]) -> int:
    digits = identity.tidy(spreadsheet.as_text(cells.get(name, ""))).removesuffix("个工作日").removesuffix("天") or "0"
    if digits.isdigit():
        return int(digits)
    problems.append(Problem(name, _("“{word}” is not a whole number.", word=digits[:20])))
    return 0


def _amount(cells: Mapping[str, Cell], name: str, problems: list[Problem]) -> float:
    words = identity.tidy(spreadsheet.as_text(cells.get(name, ""))).strip("￥¥元").replace(",", "")
    try:
        return float({"": "0", "无": "0", "免费": "0", "不收费": "0"}.get(words, words))
    except ValueError:
        problems.append(Problem(name, _("“{word}” is not an amount.", word=words[:20])))
        return 0


CHUNK = 1000


def _store_residents(work: Work, records: list[ResidentDetails], progress: Progress | None) -> None:
    next_id = (work.connection.execute(select(func.max(people.c.id))).scalar() or 0) + 1
    for start in range(0, len(records), CHUNK):
        if progress:
            progress(start, len(records))
        chunk = list(enumerate(records[start : start + CHUNK], next_id + start))
        rows = [{**residents.values_of(d), "id": id, "created_at": work.now} for id, d in chunk]
        tails = [{"id": id, "tails": " ".join(name_search.tokens(d.name, d.id_number, d.telephone))} for id, d in chunk]
        work.connection.execute(insert(people), rows)
        work.connection.execute(residents.ADD_TOKENS, tails)


def _store_services(work: Work, records: list[ServiceItem], progress: Progress | None) -> None:
    if records:
        work.connection.execute(insert(catalogue), [book_catalogue.values_of(item) for item in records])


def _store_staff(work: Work, records: list[NewPerson], progress: Progress | None) -> None:
    for person in records:
        staff.add(work, person.name, person.role, person.telephone)


class RowReader(Protocol):
    """Reads one row after another. None for a row that is none; ``mends`` is what was put right in the last one."""

    @property
    def mends(self) -> Sequence[Problem]: ...

    def __call__(self, cells: Mapping[str, Cell]) -> Any: ...


@dataclass(frozen=True)
class _Strict:
    """A reader that mends nothing."""

    read: Callable[[Mapping[str, Cell], Work], Any]
    work: Work
    mends: Sequence[Problem] = ()

    def __call__(self, cells: Mapping[str, Cell]) -> Any:
        return self.read(cells, self.work)


def _strictly(read: Callable[[Mapping[str, Cell], Work], Any]) -> Callable[[Work, bool], RowReader]:
    return lambda work, _clean: _Strict(read, work)


READERS: dict[ImportKind, Callable[[Work, bool], RowReader]] = {
    ImportKind.RESIDENTS: _strictly(_read_resident),
    ImportKind.SERVICES: _strictly(_read_service),
    ImportKind.STAFF: _strictly(_read_staff),
    ImportKind.LEAVE: _strictly(importing.read),
    ImportKind.ACTIVITIES: _strictly(activity_table.read),
    ImportKind.ASSETS: asset_table.AssetRowReader,
}
"""A reader for a file, by its kind; told whether it is to mend what it can."""
KEYS: dict[ImportKind, Callable[[Any], tuple[str, str]]] = {
    ImportKind.RESIDENTS: lambda d: ("id_number", d.id_number),
    ImportKind.SERVICES: lambda item: ("code", item.code),
    ImportKind.STAFF: lambda person: ("name", staff.alike(person.name)),
    ImportKind.LEAVE: importing.key,
    ImportKind.ACTIVITIES: activity_table.key,
    ImportKind.ASSETS: asset_table.key,
}
STORERS: dict[ImportKind, Callable[[Work, list[Any], Progress | None], None]] = {
    ImportKind.RESIDENTS: _store_residents,
    ImportKind.SERVICES: _store_services,
    ImportKind.STAFF: _store_staff,
    ImportKind.LEAVE: importing.store,
    ImportKind.ACTIVITIES: activity_table.store,
    ImportKind.ASSETS: asset_table.store,
}


def sample_catalogue() -> Path:
    """The catalogue that comes with the program, from public knowledge and marked as a sample."""
    return RESOURCES / "catalogue" / "sample.csv"
