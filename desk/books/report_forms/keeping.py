"""Forms of the district that are kept 区级表样: added, replaced by a newer edition, put out of use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.books.report_forms import loading, queries
from desk.books.report_forms.model import LONGEST_NAME, FormChoice, in_order
from desk.core import edit_conflicts
from desk.core.errors import refuse_wrong
from desk.core.period import MONTHS
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import NP_, _
from desk.core.work import Work
from desk.models.report_forms import report_forms

LABELS = {
    "name": NP_("report form", "Name"),
    "kinds": NP_("report form", "Handed in"),
}
MOST_ACTIVE = 20
"""Forms in use: each is filled in and kept with every report of its kind of period."""


def add(work: Work, choice: FormChoice, file_name: str, content: bytes) -> int:
    """Keep a form from now on; its id. Raises ``Invalid`` for its name, its periods or its ``file``."""
    work.require(May.KEEP_FIGURES)
    _require_room(work)
    settled = _checked(work, choice, 0)
    values = {"name": settled.name, "kinds": in_order(settled.kinds)}
    about, file = _file(work, file_name, content)
    id = work.add(report_forms, {**values, **about, **file, "added_at": work.now, "staff_id": work.actor.id})
    work.audit("report_form.add", f"report_forms:{id}", after={**values, **about})
    return id


def replace_file(work: Work, id: int, file_name: str, content: bytes) -> None:
    """Another edition of a form: reports that were handed in keep the one that they went out with. Nothing happens
    when the file is the same. Raises ``Invalid`` for its ``file``.
    """
    work.require(May.KEEP_FIGURES)
    was = queries.find(work, id)
    about, file = _file(work, file_name, content)
    if queries.content(work, id) == content:
        return
    work.change(report_forms, id, {**about, **file, "added_at": work.now, "staff_id": work.actor.id})
    before = {"file_name": was.file_name, "codes": list(was.codes)}
    work.audit("report_form.replace", f"report_forms:{id}", before, about)


def edit(work: Work, id: int, choice: FormChoice, read: FormChoice | None = None) -> None:
    """Change its name and its periods, as they were ``read``. Raises ``Invalid``, ``EditConflict``."""
    work.require(May.KEEP_FIGURES)
    was = queries.find(work, id).choice
    record = edit_conflicts.EditedRecord(f"report_forms:{id}", LABELS)
    settled = _checked(work, edit_conflicts.settled(work, record, read, was, choice), id)
    before, after = ({"name": each.name, "kinds": in_order(each.kinds)} for each in (was, settled))
    changed = {name: value for name, value in after.items() if before[name] != value}
    if changed:
        work.change(report_forms, id, changed)
        work.audit("report_form.edit", f"report_forms:{id}", {name: before[name] for name in changed}, changed)


def retire(work: Work, id: int) -> None:
    """Put a form out of use 停用: it is not handed in any more. Nothing happens when it is already."""
    work.require(May.KEEP_FIGURES)
    if queries.find(work, id).active:
        work.change(report_forms, id, {"retired_at": work.now})
        work.audit("report_form.retire", f"report_forms:{id}", {}, {"retired_at": f"{work.now.isoformat()}"})


def bring_back(work: Work, id: int) -> None:
    """Use a form again 恢复. Nothing happens when it is in use. Raises ``Invalid``."""
    work.require(May.KEEP_FIGURES)
    form = queries.find(work, id)
    if form.retired_at is not None:
        _require_room(work)
        work.change(report_forms, id, {"retired_at": None})
        work.audit("report_form.bring_back", f"report_forms:{id}", {"retired_at": form.retired_at.isoformat()}, {})


def _file(work: Work, file_name: str, content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of a file the audit tells too, and what only the book keeps."""
    looked = loading.look(work, file_name, content)
    about = {"file_name": looked.file_name, "codes": list(looked.codes), "sha256": looked.sha256}
    return about, {"content": looked.content}


def _require_room(work: Work) -> None:
    many = sum(form.active for form in queries.all_forms(work))
    full = _("{n} forms are in use already. Please put one out of use first.", n=MOST_ACTIVE)
    refuse_wrong([("name", many >= MOST_ACTIVE, full)])


def _checked(work: Work, choice: FormChoice, id: int) -> FormChoice:
    tidied = replace(choice, name=one_line(choice.name))
    taken = {form.name for form in queries.all_forms(work) if form.id != id}
    name = tidied.name
    refuse_wrong(
        [
            ("name", not name, _("Please enter a name.")),
            ("name", len(name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
            ("name", name in taken, _("There is a form “{name}” already.", name=name)),
            (
                "kinds",
                not tidied.kinds or not tidied.kinds <= MONTHS.keys(),
                _("Please choose with which periods it is handed in."),
            ),
        ]
    )
    return tidied
