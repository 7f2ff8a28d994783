"""Bringing what is stored up to date from a file: compared first, chosen, then stored all or nothing.

Each change is made by its book's own edit, with that edit's rules and audit line; one line more says which file it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from desk.books import imports
from desk.books.import_check import AS_IT_STANDS, Reading, RejectedRow
from desk.books.update_check import ChangedRow, PreparedUpdate, UpdateCheck, UpdateChoice
from desk.core import spreadsheet
from desk.core.errors import DeskError, NotAllowed, Refused
from desk.core.garbage import uncollected
from desk.core.importing import ImportSpec
from desk.core.pasted_table import Source
from desk.core.spreadsheet import Progress
from desk.core.updating import UpdateSpec
from desk.core.words import _, listed
from desk.core.work import Work

__all__ = ["ChangedRow", "PreparedUpdate", "UpdateChoice", "UpdateCounts", "prepare", "store"]
EACH = 100
"""Records between two looks at whether somebody wants to stop."""


class UpdateCounts(NamedTuple):
    """How many were stored."""

    new: int
    changed: int
    gone: int

    @property
    def summary(self) -> str:
        """In a sentence."""
        return _("Stored: {new} new, {changed} changed, {gone} taken out of use.", **self._asdict())


def update_of(spec: ImportSpec) -> UpdateSpec:
    """How a kind of table is updated. Raises ``Refused`` for one that only adds."""
    if spec.update is None:
        raise Refused(_("“{title}” can only be added to from a file.", title=_(spec.title)))
    return spec.update


def prepare(
    work: Work,
    kind: str,
    source: Source,
    reading: Reading = AS_IT_STANDS,
    progress: Progress | None = None,
) -> PreparedUpdate:
    """Read a whole file and compare it with the book, as ``imports.prepare`` reads and checks one."""
    spec = imports.spec_of(kind)
    update = update_of(spec)
    work.require(spec.permission)
    file = spreadsheet.read(source, spec.headers, update.required, reading.mapped, reading.sheets, progress)
    with uncollected():
        check = UpdateCheck(work, spec, update, reading)
        check.read(file, progress)
    file_checked = imports.come_of(work, spec, source, file, check.file)
    file_checked = replace(file_checked, notes=(*file_checked.notes, *check.unused(file_checked.columns)))
    return PreparedUpdate(file_checked, check.changed, check.gone, check.same, check.fields, update, check.in_use)


def store(
    work: Work, prepared: PreparedUpdate, chosen: UpdateChoice, source: Source, progress: Progress | None = None
) -> UpdateCounts:
    """Store what was chosen in this transaction, all of it or nothing.

    Raises ``Refused`` when the book has changed since the file was compared, and for a row that its book refuses now.
    """
    spec = imports.spec_of(prepared.file.kind)
    work.require(spec.permission)
    update, fresh = update_of(spec), prepared.only(chosen.new)
    changed = [prepared.changed[at] for at in sorted(chosen.changed)]
    gone = [prepared.gone[at] for at in sorted(chosen.gone)]
    if not chosen.many:
        raise Refused(_("Nothing is ticked, so nothing was stored."))
    if gone and not (prepared.same or prepared.changed):
        raise Refused(_("No row of the file is known here, so nothing is taken out of use. Is it the right file?"))
    if gone and (left := prepared.file.sheets_left):
        reason = _("These sheets hold such a table too and are not taken: {names}.", names=listed(left))
        raise Refused(_("{problem} So nothing is known to be gone, and nothing was stored.", problem=reason))
    imports.require_unchanged(work, spec, fresh)
    _require_as_read(work, update, [*(row.stored for row in changed), *gone])
    with uncollected():
        for done, row in enumerate(changed):
            if progress and done % EACH == 0:
                progress(done, chosen.many)
            _write(work, spec, update, row, source.name)
        for record in gone:
            _drop(work, update, record)
        if fresh.good:
            spec.store(work, [record for _row, record in fresh.good], progress)
    counts = UpdateCounts(len(fresh.good), len(changed), len(gone))
    after = {
        "file": source.name,
        "rows": counts.new + counts.changed,
        **counts._asdict(),
        "rejected": len(prepared.file.rejected),
        "digest": prepared.file.digest,
    }
    work.audit(f"import.{spec.kind}", spec.kind, after=after)
    return counts


def _write(work: Work, spec: ImportSpec, update: UpdateSpec, row: ChangedRow, file: str) -> None:
    try:
        update.write(work, row.stored, row.wanted, file)
    except NotAllowed:
        raise
    except DeskError as refused:
        rejected = RejectedRow(row.place, spec.headers[update.required[0]][0], f"{row.title}: {refused.message}")
        raise Refused(_("{problem} Nothing was stored.", problem=rejected.text)) from refused


def _drop(work: Work, update: UpdateSpec, record: Any) -> None:
    if update.drop is None:
        raise Refused(_(update.dropped))
    try:
        update.drop(work, record)
    except NotAllowed:
        raise
    except DeskError as refused:
        problem = f"{update.title(record)}: {refused.message}"
        raise Refused(_("{problem} Nothing was stored.", problem=problem)) from refused


def _require_as_read(work: Work, update: UpdateSpec, read: list[Any]) -> None:
    """Raises ``Refused`` when a record is not as it was compared."""
    now = {record.id: record for record in update.stored(work)} if read else {}
    moved = [record for record in read if now.get(record.id) != record]
    if moved:
        raise Refused(
            _(
                "{n} records have been changed since the file was compared, the first: {title}. Nothing was stored; "
                "please check it again.",
                n=len(moved),
                title=update.title(moved[0]),
            )
        )
