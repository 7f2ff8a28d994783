"""What the migrations of texts (0010, 0012) changed: written into the audit and told, once, at the next sign-in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from desk.books import centre
from desk.books.registry import owner_of
from desk.core.words import N_, _, listed
from desk.core.work import Work

MENDED = "mended_texts"
TITLES = {
    "cases": N_("Cases"),
    "visits": N_("Visits"),
    "residents": N_("Residents"),
    "catalogue": N_("Service catalogue"),
    "staff": N_("People"),
    "centre": N_("Centre"),
    "activities": N_("Activities"),
    "roster": N_("Roster"),
    "assets": N_("Assets"),
    "incidents": N_("Emergencies"),
    "submissions": N_("Reports handed in"),
    "": N_("The rest"),
}


def tell(work: Work) -> list[str]:
    """Words about texts that lost what is no text, and about those that had to stay; empty when there were none."""
    said = centre.setting(work, MENDED)
    if not said:
        return []
    centre.forget_own(work, MENDED)
    work.audit("book.texts_mended", f"staff:{work.actor.id}", after=said)
    sentences = [
        _(
            "Texts held characters that cannot be seen, pasted from elsewhere, with which a workbook does not open or "
            "a line is printed in another order. They were taken out: {where}.",
            where=_where(said["changed"]),
        )
    ]
    if said["left"]:
        sentences.append(
            _(
                "These stay as they are, since two would be the same; please correct them: {where}.",
                where=_where(said["left"]),
            )
        )
    return sentences


def _where(rows: Mapping[str, Sequence[int]]) -> str:
    """How many texts of each book; the places are tables or their columns."""
    many: Counter[str] = Counter()
    for place, ids in rows.items():
        many[owner_of(place.partition(".")[0])] += len(ids)
    return listed(_("{book} {n}", book=_(title), n=many[name]) for name, title in TITLES.items() if many[name])
