"""Old lists of points 积分结存表 taken in: what everybody had before the program, once for each member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books.centre import rule
from desk.books.points import entering, queries, reckoning
from desk.books.points.columns import COLUMNS, exported
from desk.books.points.model import PostingKind
from desk.books.postings import queries as postings
from desk.core import identity, importing, spreadsheet
from desk.core.column_guess import Content
from desk.core.errors import Invalid, Problem, wrong_fields
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _
from desk.core.work import Work

DAY = timedelta(days=1)


@dataclass(frozen=True)
class OpeningBalance:
    """What somebody had in an old list; ``expires_on`` is the first day on which it counts no more."""

    member_id: int
    number: str
    points: int
    expires_on: date
    remark: str


def read(cells: Mapping[str, Cell], work: Work) -> OpeningBalance:
    """A row as what is carried over. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    text = {name: spreadsheet.as_text(cells.get(name, "")) for name in COLUMNS}
    member = _member(work, text["number"], text["name"], text["team"], problems)
    points = importing.whole(cells, "points", problems, "分")
    last_day = importing.day(cells, "until", problems, work.today)
    if points is None and not any(each.field == "points" for each in problems):
        problems.append(Problem("points", _("Please fill in the points.")))
    problems += wrong_fields(
        [
            (
                "points",
                points is not None and not 1 <= points <= entering.MOST_CARRIED,
                _("1 to {n} points, please.", n=entering.MOST_CARRIED),
            ),
            (
                "until",
                last_day is not None and last_day < work.today,
                _("They have expired; please leave the row out."),
            ),
            ("number", member is not None and _is_carried(work, member.id), _("This member's points are in already.")),
            ("remark", len(text["remark"]) > entering.LONGEST_REASON, _("The remark is too long.")),
        ]
    )
    if problems or member is None or points is None:
        raise Invalid(*problems)
    usual = reckoning.expiry_of(work.today, rule(work, "points_expiry_months"))
    expires_on = last_day + DAY if last_day else usual
    return OpeningBalance(member.id, member.number, points, expires_on, text["remark"])


def _is_carried(work: Work, member_id: int) -> bool:
    return postings.by_source(work, f"team_members:{member_id}", PostingKind.OPENING.value) is not None


def _member(work: Work, number: str, name: str, team: str, problems: list[Problem]) -> queries.NamedMember | None:
    """Whose row it is: by the number, else by a name that only one member has, in the team where one is named."""
    name, number = identity.tidy_name(name), number.strip().upper()
    if number:
        return _by_number(work, number, name, problems)
    if not name:
        problems.append(Problem("name", _("Please enter the member's number or name.")))
        return None
    fitting = [each for each in queries.members_called(work, name, team.strip()) if each.left_on is None]
    if len(fitting) == 1:
        return fitting[0]
    shown = identity.mask_name(name[:30])
    if fitting:
        problems.append(Problem("name", _("{n} members are called so. Please give the number.", n=len(fitting))))
    else:
        problems.append(Problem("name", _("“{name}” is in no team. Please take the person in first.", name=shown)))
    return None


def _by_number(work: Work, number: str, name: str, problems: list[Problem]) -> queries.NamedMember | None:
    member = queries.member_numbered(work, number)
    if member is None:
        problems.append(Problem("number", _("No member has the number {number}.", number=number[:30])))
    elif name and member.name != name:
        problems.append(Problem("name", _("The number is somebody else's. Please check number and name.")))
    elif member.left_on is not None:
        problems.append(Problem("number", _("This member has left the team.")))
    else:
        return member
    return None


def store(work: Work, records: list[OpeningBalance], progress: Progress | None) -> None:
    """Carry all rows over. Raises ``Refused`` for a member whose points came in meanwhile."""
    work.require(May.IMPORT)
    for done, each in enumerate(records):
        if progress and done % 50 == 0:
            progress(done, len(records))
        entering.carry_over(work, each.member_id, each.points, each.expires_on, each.remark)


SPEC = ImportSpec(
    kind="points",
    title=N_("Old list of points"),
    columns=COLUMNS,
    required=("points",),
    guessed={Content.NAME: ("name",), Content.DAY: ("until",)},
    permission=May.IMPORT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    left_out=N_("What expires on several days stands in one row with the first of them; the history is not in it."),
    key=lambda record: ("number", record.number),
    masked={"name": identity.mask_name, "remark": identity.mask_text},
)
