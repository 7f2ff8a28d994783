"""The district's list of centres 区内中心名单: who reports, with whom each is compared, by which key it signs."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from desk.books.district import judging, queries, rules
from desk.books.district.model import CENTRE_LABELS, DistrictCentre, Judged, NewCentre, Trouble
from desk.core import edit_conflicts
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.district import district_centres


def add(work: Work, centre: NewCentre) -> int:
    """Another centre; its id. Raises ``Invalid``."""
    work.require(May.MERGE_DISTRICT)
    new = rules.tidied(centre)
    refuse_wrong(rules.centre_rules(work, new))
    id = work.add(district_centres, _row(new))
    work.audit("district_centre.add", f"district_centres:{id}", after=_told(new))
    return id


def edit(work: Work, id: int, centre: NewCentre, read: NewCentre | None = None) -> None:
    """Change it as it was ``read``. Raises ``Invalid``, ``Refused``, and ``EditConflict`` as every edit does."""
    work.require(May.MERGE_DISTRICT)
    now = entered_of(queries.find(work, id))
    record = edit_conflicts.EditedRecord(f"district_centres:{id}", CENTRE_LABELS)
    settled = rules.tidied(edit_conflicts.settled(work, record, read, now, centre))
    refuse_wrong(rules.centre_rules(work, settled, id))
    before, after = changes(_told(now), _told(settled))
    if after:
        work.change(district_centres, id, _row(settled))
        work.audit("district_centre.edit", f"district_centres:{id}", before, after)


def trust(work: Work, judged: Judged) -> None:
    """Take the key of a file as the centre's from now on 采信. Raises ``Refused`` where the file was not signed by the
    key that it names, and where another key is listed already.
    """
    work.require(May.MERGE_DISTRICT)
    sheet, centre = judged.file.sheet, judged.centre
    key = judging.public_key(sheet) if sheet else None
    if sheet is None or centre is None or key is None or not (sheet.is_whole and sheet.is_signed_by(key)):
        raise Refused(_("This file has no signature that could be trusted."))
    now = entered_of(queries.find(work, centre.id))
    if now.public_key and now.public_key != sheet.public_key:
        raise Refused(_("Another key is listed for this centre. Please ask the centre, then enter the new one."))
    edit(work, centre.id, replace(now, public_key=sheet.public_key), now)


def enlist(work: Work, judged: Judged) -> int:
    """Put the centre of a file on the list 登记, with what the file says of it; its id. Raises ``Invalid``, ``Refused``
    where the file names no centre.
    """
    work.require(May.MERGE_DISTRICT)
    sheet = judged.file.sheet
    if sheet is None or all(each.trouble is not Trouble.UNKNOWN_CENTRE for each in judged.reasons):
        raise Refused(_("This file names no centre that is not on the list."))
    return add(work, NewCentre(sheet.centre_code, sheet.centre_name, population=sheet.population))


def entered_of(centre: DistrictCentre) -> NewCentre:
    """What a form shows of a centre."""
    key = base64.b64encode(centre.public_key).decode() if centre.public_key else ""
    return NewCentre(centre.code, centre.name, centre.likeness, centre.population, key, centre.active)


def _row(new: NewCentre) -> dict[str, Any]:
    return {**_told(new), "public_key": rules.key_in(new.public_key)}


def _told(new: NewCentre) -> dict[str, Any]:
    return {name: getattr(new, name) for name in CENTRE_LABELS}
