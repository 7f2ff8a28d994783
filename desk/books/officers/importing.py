"""Officers from a list 体验官名册, one row a person; with a first day they are appointed at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial

from desk.books.officers import appointing, nominating, queries, rules
from desk.books.officers.columns import COLUMNS, exported
from desk.books.officers.model import NewOfficer, NewTerm, OfficerIdentity
from desk.core import identity, importing, spreadsheet
from desk.core.column_guess import Content
from desk.core.errors import Invalid, Problem, wrong_fields
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.sheet_columns import words_of
from desk.core.spreadsheet import Cell, Progress
from desk.core.telephones import mask_telephone
from desk.core.words import N_, _
from desk.core.work import Work

IDENTITIES = {
    **{words_of(identity): identity for identity in OfficerIdentity},
    **dict.fromkeys(
        ("党代表", "人大代表", "政协委员", "两代表一委员", "代表委员", "人大代表、政协委员"), OfficerIdentity.DEPUTY
    ),
    **dict.fromkeys(("律师代表", "法律工作者"), OfficerIdentity.LAWYER),
    **dict.fromkeys(("记者", "媒体", "媒体记者", "新闻", "新闻工作者"), OfficerIdentity.JOURNALIST),
    **dict.fromkeys(("快递", "快递员", "外卖员", "快递外卖员", "骑手", "新就业群体"), OfficerIdentity.COURIER),
    **dict.fromkeys(("居民", "群众", "群众代表", "居民代表", "村民", "村民代表"), OfficerIdentity.RESIDENT),
}
"""What lists call the identities."""


@dataclass(frozen=True)
class ListedOfficer:
    """A row: who it is, and the term if there is one. Without a number the letter gets the next one when stored."""

    officer: NewOfficer
    term: NewTerm | None = None


def read(cells: Mapping[str, Cell], work: Work) -> ListedOfficer:
    """One row. Raises ``Invalid`` naming every field that is wrong."""
    problems: list[Problem] = []
    text = {name: spreadsheet.as_text(cells.get(name, "")) for name in COLUMNS}
    kind = importing.chosen(cells, "identity", IDENTITIES, problems) or OfficerIdentity.OTHER
    typed = NewOfficer(text["name"], kind, text["employer"], text["telephone"], text["remark"])
    officer = nominating.tidied(typed)
    term = _term(cells, identity.one_line(text["letter"]), work, problems)
    checks = rules.entry_rules(officer)
    if term is not None:
        checks += rules.term_rules(work, term if term.letter else NewTerm("-", term.first, term.last), ())
    already = {problem.field for problem in problems}
    problems += [each for each in wrong_fields(checks) if each.field not in already]
    if problems:
        raise Invalid(*problems)
    return ListedOfficer(officer, term)


def _term(cells: Mapping[str, Cell], letter: str, work: Work, problems: list[Problem]) -> NewTerm | None:
    first = importing.day(cells, "first", problems, work.today)
    last = importing.day(cells, "last", problems, work.today)
    if first is None:
        if (last or letter) and not problems:
            problems.append(Problem("first", _("Please enter the first day of the term.")))
        return None
    return NewTerm(letter, first, last or rules.usual_last_day(work, first))


def store(work: Work, records: list[ListedOfficer], progress: Progress | None) -> None:
    """Take all of them in, letters that have their number first: whoever gets the next one gets none of these. Raises
    ``Refused`` with whoever is there already; then nothing is stored.
    """
    work.require(May.IMPORT)
    numbered_first = sorted(records, key=lambda each: each.term is None or not each.term.letter)
    importing.store_each(
        numbered_first, progress, partial(_take_in, work), lambda each: identity.mask_name(each.officer.name)
    )


def _take_in(work: Work, listed: ListedOfficer) -> None:
    officer, term = nominating.nominate(work, listed.officer), listed.term
    if term is not None:
        letter = term.letter or appointing.next_letter(work, term.first)
        appointing.appoint(work, officer.id, officer.version, NewTerm(letter, term.first, term.last))


def _letter(listed: ListedOfficer) -> tuple[str, str]:
    return "letter", listed.term.letter if listed.term else ""


def _stored_letters(work: Work) -> set[str]:
    return {each.letter for each in queries.all_terms(work)}


def likeness(listed: ListedOfficer) -> Hashable:
    """What two entries of one person have in common."""
    return listed.officer.name


def collide(earlier: ListedOfficer, later: ListedOfficer) -> str:
    """Two of one name are one person, unless both have telephones and these differ: as ``queries.twin`` has it."""
    telephones = earlier.officer.telephone, later.officer.telephone
    return "" if all(telephones) and len(set(telephones)) == 2 else "name"


def _stored_names(work: Work) -> set[Hashable]:
    return {each.name for each in queries.all_officers(work)}


SPEC = ImportSpec(
    kind="officers",
    title=N_("Experience officers"),
    columns=COLUMNS,
    required=("name",),
    guessed={
        Content.NAME: ("name",),
        Content.TELEPHONE: ("telephone",),
        Content.DAY: ("first", "last"),
    },
    permission=May.IMPORT,
    reader=importing.strictly(read),
    store=store,
    exported=exported,
    left_out=N_("Whoever was let go is not in it, nor earlier terms, visits and scores."),
    key=_letter,
    stored_keys=_stored_letters,
    likeness=likeness,
    stored_alike=_stored_names,
    takes=likeness,
    collide=collide,
    collision=N_("the same name as in {place}; please leave one of them"),
    masked={"name": identity.mask_name, "telephone": mask_telephone},
)
