"""The district's list of centres from a spreadsheet 区内中心名单, one row a centre."""

from __future__ import annotations

from collections.abc import Mapping

from desk.books.district import listing, queries, rules
from desk.books.district.columns import COLUMNS, exported
from desk.books.district.model import NewCentre
from desk.core import importing, spreadsheet
from desk.core.errors import Invalid, Problem, wrong_fields
from desk.core.importing import ImportSpec, store_each
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_
from desk.core.work import Work


def read(cells: Mapping[str, Cell], work: Work) -> NewCentre:
    """One row. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    text = {name: spreadsheet.as_text(cells.get(name, "")) for name in COLUMNS}
    new = rules.tidied(
        NewCentre(
            text["code"],
            text["name"],
            text["likeness"],
            importing.whole(cells, "population", problems, "人"),
            text["public_key"],
            importing.yes_or_no(cells, "active", problems, usual=True),
        )
    )
    already = {problem.field for problem in problems}
    wrong = wrong_fields(rule for rule in rules.centre_rules(work, new) if rule[0] != "code" or not _is_stored(rule))
    problems += [each for each in wrong if each.field not in already]
    if problems:
        raise Invalid(*problems)
    return new


def _is_stored(rule: tuple[str, object, object]) -> bool:
    """That a code is on the list already, the import tells of all rows in its own words."""
    return callable(rule[2])


def store(work: Work, records: list[NewCentre], progress: Progress | None) -> None:
    """Take all of them in. Raises ``Refused``; then nothing is stored."""
    work.require(May.MERGE_DISTRICT)
    store_each(records, progress, lambda each: listing.add(work, each), lambda each: f"{each.code} {each.name}")


def _stored_codes(work: Work) -> set[str]:
    return {each.code for each in queries.centres(work)}


SPEC = ImportSpec(
    kind="district_centres",
    title=N_("Centres of the district"),
    columns=COLUMNS,
    required=("code", "name"),
    permission=May.MERGE_DISTRICT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    personal=False,
    key=lambda each: ("code", each.code),
    stored_keys=_stored_codes,
)
