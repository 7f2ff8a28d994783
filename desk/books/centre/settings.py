"""Settings 设置, read and kept: which there are, what each is until somebody sets it, and how it is called, the books
declare.

Most are the manager's. Some are the program's own: what it has to remember with the data file, which nobody edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from sqlalchemy import bindparam, delete, select

from desk.books.registry import settings as declared
from desk.core import edit_conflicts
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.centre import settings

STORED = select(settings.c.value).where(settings.c.name == bindparam("name"))


def setting(work: Work, name: str) -> Any:
    """A setting, or its default until it is set. Raises ``KeyError`` for one that no book declares."""
    known = declared()[name]
    value = work.connection.execute(STORED, {"name": name}).scalar()
    return known.read(deepcopy(known.default) if value is None else value)


def settings_now(work: Work, names: Iterable[str]) -> dict[str, Any]:
    """Several settings at once, as a form reads them."""
    return {name: setting(work, name) for name in names}


def save_settings(work: Work, wanted: Mapping[str, Any], read: Mapping[str, Any] | None = None) -> None:
    """Several settings that stand in one form, as they were ``read``. Raises ``EditConflict`` as every edit does."""
    work.require(May.EDIT_CENTRE)
    changed = next((name for name in wanted if read is not None and read[name] != setting(work, name)), "")
    labels = {each.name: each.label for each in declared().values() if each.label}
    record = edit_conflicts.EditedRecord(f"settings:{changed}", labels)
    for name, value in edit_conflicts.settled(work, record, read, settings_now(work, wanted), wanted).items():
        save_setting(work, name, value)


def save_setting(work: Work, name: str, value: Any) -> None:
    """Set one of the manager's settings; the audit says what it was before."""
    work.require(May.EDIT_CENTRE)
    before = setting(work, name)
    work.put(settings, {"name": name}, {"value": value})
    work.audit("setting.save", f"settings:{name}", {"value": before}, {"value": value})


def keep_own(work: Work, name: str, value: Any) -> None:
    """Remember something of the program's own; what it is worth saying of it, the caller writes into the audit."""
    assert declared()[name].own, name
    work.put(settings, {"name": name}, {"value": value})


def forget_own(work: Work, name: str) -> None:
    """The default holds again."""
    assert declared()[name].own, name
    work.connection.execute(delete(settings).where(settings.c.name == name))
