"""Taking tables in: every rejected row is told with its number, field and reason; all of a file, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import func, insert, select

from desk.books import identity, names, residents, services, staff, tables
from desk.books.activities import table as activity_table
from desk.books.assets import table as asset_table
from desk.books.assets import words as asset_words
from desk.books.identity import IdKind
from desk.books.residents import Details, Mark
from desk.books.roles import May, Role
from desk.books.roster import leave_table
from desk.books.services import Mode, ServiceItem
from desk.books.tables import Cell, Names, Progress
from desk.books.work import Work
from desk.errors import Invalid, Problem
from desk.models.assets import assets
from desk.models.residents import residents as people
from desk.models.services import services as catalogue
from desk.models.staff import staff as staff_table
from desk.words import _


class Kind(Enum):
    """What can be imported."""

    SERVICES = "services"
    RESIDENTS = "residents"
    STAFF = "staff"
    LEAVE = "leave"
    ACTIVITIES = "activities"
    ASSETS = "assets"


@dataclass(frozen=True)
class Rejected:
    """One row that cannot be taken, its number in the file, the header of the field, and why."""

    row: int
    field: str
    words: str


@dataclass(frozen=True)
class Prepared:
    """A file read and checked, nothing stored yet. ``good`` are records ready to store with their row numbers."""

    kind: Kind
    good: Sequence[tuple[int, Any]]
    rejected: Sequence[Rejected]
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to the header that it has in this file."""
    unknown: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    """All headers of the file."""
    first: Sequence[Sequence[str]] = ()
    """The first rows as the file has them, in the order of ``headers``."""
    mended: Sequence[Rejected] = ()
    """What was put right on the way, when that was asked for."""
    sheet: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A row of a staff table; without a first password the manager gives one later."""

    name: str
    role: Role
    telephone: str
    password: str = ""


HEADERS: Mapping[Kind, Names] = {
    Kind.RESIDENTS: {
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
    Kind.SERVICES: {
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
    Kind.STAFF: {
        "name": ("姓名", "工作人员", "name"),
        "role": ("角色", "岗位", "职务", "role"),
        "telephone": ("联系电话", "手机号", "电话", "手机", "telephone"),
        "password": ("初始密码", "密码", "password"),
    },
    Kind.LEAVE: leave_table.HEADERS,
    Kind.ACTIVITIES: activity_table.HEADERS,
    Kind.ASSETS: asset_words.HEADERS,
}
REQUIRED = {
    Kind.RESIDENTS: ("name",),
    Kind.SERVICES: ("code", "name", "department", "mode"),
    Kind.STAFF: ("name",),
    Kind.LEAVE: ("name", "first"),
    Kind.ACTIVITIES: ("title", "day"),
    Kind.ASSETS: ("name",),
}
PERMISSION = {
    Kind.RESIDENTS: May.IMPORT,
    Kind.SERVICES: May.EDIT_CATALOGUE,
    Kind.STAFF: May.EDIT_STAFF,
    Kind.LEAVE: May.PLAN_ROSTER,
    Kind.ACTIVITIES: May.APPROVE_ACTIVITIES,
    Kind.ASSETS: May.IMPORT,
}


def prepare(
    work: Work, kind: Kind, path: Path, mapped: Mapping[str, str] | None = None, progress: Progress | None = None,
    *, clean: bool = False,
) -> Prepared:  # fmt: skip
    """Read and check a whole file against the book. ``clean`` mends what can be mended, for the kinds in ``CLEANABLE``.

    Raises ``Refused`` when it is not such a table at all.
    """
    work.require(PERMISSION[kind])
    table = tables.read(path, HEADERS[kind], REQUIRED[kind], mapped or {})
    taken = dict.fromkeys(_taken(work, kind), 0)
    read = READERS[kind](work, clean)
    good: list[tuple[int, Any]] = []
    rejected: list[Rejected] = []
    mended: list[Rejected] = []
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
    first = [[tables.as_text(cell) for cell in cells] for _number, cells in table.rows[:FIRST]]
    return Prepared(kind, good, rejected, columns, table.unknown, table.headers, first, mended, table.sheet)


def _told(kind: Kind, row: int, problems: Iterable[Problem]) -> list[Rejected]:
    return [Rejected(row, HEADERS[kind].get(p.field, (p.field,))[0], p.words) for p in problems]


CLEANABLE = frozenset({Kind.ASSETS})
FIRST = 5


def store(work: Work, prepared: Prepared, path: Path, progress: Progress | None = None) -> int:
    """Store the good rows of a prepared file in this transaction. How many."""
    work.require(PERMISSION[prepared.kind])
    STORERS[prepared.kind](work, [record for _row, record in prepared.good], progress)
    after = {"file": path.name, "rows": len(prepared.good), "rejected": len(prepared.rejected)}
    work.audit(f"import.{prepared.kind.value}", prepared.kind.value, after=after)
    return len(prepared.good)


def _taken(work: Work, kind: Kind) -> set[str]:
    """What the book already has and a row must not repeat."""
    if kind in (Kind.LEAVE, Kind.ACTIVITIES):
        return set()
    column = {
        Kind.RESIDENTS: people.c.id_number, Kind.SERVICES: catalogue.c.code, Kind.STAFF: staff_table.c.name,
        Kind.ASSETS: assets.c.number,
    }[kind]  # fmt: skip
    values = {value for (value,) in work.connection.execute(select(column)) if value}
    return set(map(staff.alike, values)) if kind is Kind.STAFF else values


def _refuse_twice(taken: dict[str, int], key: tuple[str, str], row: int) -> None:
    name, value = key
    if not value:
        return
    if value in taken:
        words = _("is in row {row} already", row=taken[value]) if taken[value] else _("is in the book already")
        shown = identity.mask_number(value) if name == "id_number" else value
        raise Invalid(Problem(name, f"{shown} {words}"))
    taken[value] = row


def _read_resident(cells: Mapping[str, Cell], work: Work) -> Details:
    problems: list[Problem] = []
    number = identity.tidy_number(tables.as_text(cells.get("id_number", "")))
    details = Details(
        name=tables.as_text(cells.get("name", "")),
        id_kind=_chosen(cells, "id_kind", ID_KINDS, problems) or (IdKind.RESIDENT if number else IdKind.NONE),
        id_number=number,
        birth=None if number else _day(cells, "birth", problems),
        sex=_chosen(cells, "sex", SEXES, problems) or "",
        telephone=tables.as_text(cells.get("telephone", "")),
        village_group=tables.as_text(cells.get("village_group", "")),
        address=tables.as_text(cells.get("address", "")),
        marks=tuple(mark for word, mark in MARKS.items() if word in tables.as_text(cells.get("marks", ""))),
        note=tables.as_text(cells.get("note", "")),
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
    materials = tables.as_text(cells.get("materials", ""))
    for separator in "；;、\n":
        materials = materials.replace(separator, "；")
    mode = _chosen(cells, "mode", MODES, problems, needed=True)
    item = ServiceItem(
        code=tables.as_text(cells.get("code", "")),
        name=tables.as_text(cells.get("name", "")),
        department=tables.as_text(cells.get("department", "")),
        mode=mode or Mode.NEARBY,
        promised_days=_whole(cells, "promised_days", problems),
        materials=tuple(part.strip() for part in materials.split("；") if part.strip()),
        fee=round(100 * _amount(cells, "fee", problems)),
        on_behalf=tables.as_text(cells.get("on_behalf", "是")) not in ("否", "不可", "no", "0"),
        ends_on=_day(cells, "ends_on", problems),
    )
    if problems:
        raise Invalid(*problems)
    return services.checked(item)


def _read_staff(cells: Mapping[str, Cell], work: Work) -> NewPerson:
    problems: list[Problem] = []
    name, password = (tables.as_text(cells.get(field, "")) for field in ("name", "password"))
    role = _chosen(cells, "role", ROLES, problems) or Role.CLERK
    try:
        name = staff.checked_name(name)
        if password:
            staff.check_password(password, name)
    except Invalid as wrong:
        problems.extend(wrong.problems)
    if problems:
        raise Invalid(*problems)
    return NewPerson(name, role, identity.tidy_telephone(tables.as_text(cells.get("telephone", ""))), password)


MARKS = {
    "残疾": Mark.DISABLED,
    "孕": Mark.PREGNANT,
    "军": Mark.SOLDIER,
    "独居": Mark.ALONE,
    "低收入": Mark.LOW_INCOME,
    "低保": Mark.LOW_INCOME,
}
SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "male": "male", "female": "female"}
MODES = {
    "马上办": Mode.ON_THE_SPOT,
    "就近办": Mode.NEARBY,
    "掌上办": Mode.BY_PHONE,
    **{mode.value: mode for mode in Mode},
}
ROLES = {
    "值班人员": Role.CLERK, "工作人员": Role.CLERK, "带班领导": Role.LEADER, "领导": Role.LEADER, "管理员": Role.MANAGER,
    **{role.value: role for role in Role},
}  # fmt: skip
ID_KINDS = {
    "居民身份证": IdKind.RESIDENT, "身份证": IdKind.RESIDENT, "无证件": IdKind.NONE, "无": IdKind.NONE,
    "港澳居民来往内地通行证": IdKind.HK_MACAO, "港澳通行证": IdKind.HK_MACAO, "台湾居民来往大陆通行证": IdKind.TAIWAN,
    "台胞证": IdKind.TAIWAN, "港澳台居民居住证": IdKind.RESIDENCE, "护照": IdKind.PASSPORT, "外国护照": IdKind.PASSPORT,
    **{kind.value: kind for kind in identity.CHOOSABLE},
}  # fmt: skip


def _chosen(
    cells: Mapping[str, Cell], name: str, known: Mapping[str, Any], problems: list[Problem], *, needed: bool = False
) -> Any:
    word = tables.as_text(cells.get(name, ""))
    if not word and not needed:
        return None
    if word not in known:
        choices = "、".join(list(known)[:3])
        problems.append(
            Problem(
                name, _("“{word}” is not known here. Please enter one of: {choices}…", word=word[:20], choices=choices)
            )
        )
    return known.get(word)


def _day(cells: Mapping[str, Cell], name: str, problems: list[Problem]) -> Any:
    try:
        return tables.as_day(cells.get(name))
    except ValueError:
        word = tables.as_text(cells.get(name))[:20]
        problems.append(Problem(name, _("“{word}” is not a day. Please enter it as 2026-01-31.", word=word)))
        return None


def _whole(cells: Mapping[str, Cell], name: str, problems: list[Problem]) -> int:
    digits = identity.tidy(tables.as_text(cells.get(name, ""))).removesuffix("个工作日").removesuffix("天") or "0"
    if digits.isdigit():
        return int(digits)
    problems.append(Problem(name, _("“{word}” is not a whole number.", word=digits[:20])))
    return 0


def _amount(cells: Mapping[str, Cell], name: str, problems: list[Problem]) -> float:
    words = identity.tidy(tables.as_text(cells.get(name, ""))).strip("￥¥元").replace(",", "")
    try:
        return float({"": "0", "无": "0", "免费": "0", "不收费": "0"}.get(words, words))
    except ValueError:
        problems.append(Problem(name, _("“{word}” is not an amount.", word=words[:20])))
        return 0


CHUNK = 1000


def _store_residents(work: Work, records: list[Details], progress: Progress | None) -> None:
    next_id = (work.connection.execute(select(func.max(people.c.id))).scalar() or 0) + 1
    for start in range(0, len(records), CHUNK):
        if progress:
            progress(start, len(records))
        chunk = list(enumerate(records[start : start + CHUNK], next_id + start))
        rows = [{**residents.values_of(d), "id": id, "created_at": work.now} for id, d in chunk]
        tails = [{"id": id, "tails": " ".join(names.tokens(d.name, d.id_number, d.telephone))} for id, d in chunk]
        work.connection.execute(insert(people), rows)
        work.connection.execute(residents.ADD_TOKENS, tails)


def _store_services(work: Work, records: list[ServiceItem], progress: Progress | None) -> None:
    if records:
        work.connection.execute(insert(catalogue), [services.values_of(item) for item in records])


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


READERS: dict[Kind, Callable[[Work, bool], RowReader]] = {
    Kind.RESIDENTS: _strictly(_read_resident), Kind.SERVICES: _strictly(_read_service), Kind.STAFF: _strictly(_read_staff),
    Kind.LEAVE: _strictly(leave_table.read), Kind.ACTIVITIES: _strictly(activity_table.read), Kind.ASSETS: asset_table.Reader,
}  # fmt: skip
"""A reader for a file, by its kind; told whether it is to mend what it can."""
KEYS: dict[Kind, Callable[[Any], tuple[str, str]]] = {
    Kind.RESIDENTS: lambda d: ("id_number", d.id_number),
    Kind.SERVICES: lambda item: ("code", item.code),
    Kind.STAFF: lambda person: ("name", staff.alike(person.name)),
    Kind.LEAVE: leave_table.key,
    Kind.ACTIVITIES: activity_table.key,
    Kind.ASSETS: asset_table.key,
}
STORERS: dict[Kind, Callable[[Work, list[Any], Progress | None], None]] = {
    Kind.RESIDENTS: _store_residents, Kind.SERVICES: _store_services, Kind.STAFF: _store_staff,
    Kind.LEAVE: leave_table.store, Kind.ACTIVITIES: activity_table.store, Kind.ASSETS: asset_table.store,
}  # fmt: skip


def sample_catalogue() -> Path:
    """The catalogue that comes with the program, from public knowledge and marked as a sample."""
    return Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "sample.csv"
