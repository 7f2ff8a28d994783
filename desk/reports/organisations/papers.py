"""The papers of partners 红色合伙人: who they are, what was agreed, and what became of a year."""

from __future__ import annotations

from desk.books.organisations import pairing_queries, queries
from desk.books.organisations.model import Organisation, Pairing
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def organisation_or_all(work: Work, name: str) -> Organisation | None:
    """The organisation of that name, or all of them. Raises ``Refused``."""
    if not name:
        return None
    organisation = queries.by_name(work, name.strip())
    if organisation is None:
        raise Refused(_("There is no organisation “{name}”.", name=name))
    return organisation


def pairing_of(work: Work, number: str) -> Pairing:
    """The pairing with this number. Raises ``Refused``."""
    pairing = pairing_queries.by_number(work, number)
    if pairing is None:
        raise Refused(_("There is no pairing with the number {number}.", number=number))
    return pairing


def a_number(work: Work) -> str:
    """That of the first pairing, for the demo."""
    return min(each.number for each in pairing_queries.all_pairings(work))


PAPERS = (
    Paper(
        "partners",
        N_("List of partners"),
        "The red partners: how each is paired, and what it promised and delivered this year; telephones masked.",
        {
            Format.PDF: Maker("desk.reports.organisations.list_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.organisations.list_workbook:xlsx"),
        },
        permission=May.SERVE,
    ),
    Paper(
        "pairing-agreement",
        N_("Pairing agreement"),
        "The agreement with a partner, filled in as far as its pairing says it, for both to sign and seal.",
        {Format.PDF: Maker("desk.reports.organisations.agreement_pdf:pdf")},
        takes=(Input("number", InputKind.TEXT, "The number of the pairing.", resolve=pairing_of, sample=a_number),),
        permission=May.SERVE,
    ),
    Paper(
        "partner-year",
        N_("Partner's year"),
        "What a year with each partner came to: promised, delivered, people, activities, orders, settled in time.",
        {
            Format.PDF: Maker("desk.reports.organisations.year_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.organisations.year_workbook:xlsx"),
        },
        takes=(
            Input("year", InputKind.YEAR),
            Input(
                "organisation",
                InputKind.TEXT,
                "One organisation, by its name.",
                default="",
                resolve=organisation_or_all,
            ),
        ),
        permission=May.SEE_FIGURES,
    ),
)
