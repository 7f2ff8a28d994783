"""Settings 设置: one table says which there are, what each is until somebody sets it, and how it is called.

Most are the manager's. Some are the program's own: what it has to remember with the data file, which nobody edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, select

from desk.core import edit_conflicts
from desk.core.permissions import May
from desk.core.words import N_
from desk.core.work import Work
from desk.models.centre import settings


@dataclass(frozen=True)
class Setting:
    """One thing that can be set. ``read`` makes what is stored (JSON) into what is used."""

    name: str
    default: Any
    """What it is until it is set."""
    read: Callable[[Any], Any]
    label: str = ""
    """The msgid of its name in a form; without one the program keeps it, or a form of its own names its parts."""
    own: bool = False
    """Is it the program's own, kept without a permission and a line in the audit?"""


WEIGHTS = {"workday": 100, "make_up": 100, "saturday": 200, "sunday": 200, "holiday": 300, "evening": 150}
SETTINGS = {
    each.name: each
    for each in (
        Setting("idle_minutes", 10, int, N_("Lock after")),
        Setting("second_backup", "", str, N_("Second backup")),
        Setting("retention_years", 10, int, N_("Keep data for")),
        Setting("roster_rest_hours", 12, int, N_("Rest, hours")),
        Setting("roster_daily_hours", 11, int, N_("A day, hours")),
        Setting("roster_grace_minutes", 10, int, N_("Grace, minutes")),
        Setting("roster_weights", WEIGHTS, dict),
        Setting("calendar_channels", ["微信公众号", "微信群", "公示栏"], list, N_("Channels promised")),
        Setting("calendar_account", "", str, N_("Link for the code on paper")),
        Setting("asset_prefix", "ZC", str, N_("New numbers")),
        Setting("incident_report_rules", {}, dict),
        Setting("clock_was_ahead", [], list),
        Setting("last_drill", "", str),
        Setting("last_look", "", str, own=True),
        Setting("recovery_key_used", [], list, own=True),
        Setting("key_change_due", False, bool, own=True),
        Setting("odd_key_file", "", str, own=True),
        Setting("mended_texts", {}, dict, own=True),
        Setting("key_generation", 0, int, own=True),
        Setting("photo_copies", "", str, own=True),
    )
}
"""The last two are read by ``desk.storage`` as well, before anybody is signed in."""
LABELS = {each.name: each.label for each in SETTINGS.values() if each.label}
STORED = select(settings.c.value).where(settings.c.name == bindparam("name"))


def setting(work: Work, name: str) -> Any:
    """A setting, or its default until it is set. Raises ``KeyError`` for one that is not in the table."""
    known = SETTINGS[name]
    value = work.connection.execute(STORED, {"name": name}).scalar()
    return known.read(deepcopy(known.default) if value is None else value)


def settings_now(work: Work, names: Iterable[str]) -> dict[str, Any]:
    """Several settings at once, as a form reads them."""
    return {name: setting(work, name) for name in names}


def save_settings(work: Work, wanted: Mapping[str, Any], read: Mapping[str, Any] | None = None) -> None:
    """Several settings that stand in one form, as they were ``read``. Raises ``EditConflict`` as every edit does."""
    work.require(May.EDIT_CENTRE)
    changed = next((name for name in wanted if read is not None and read[name] != setting(work, name)), "")
    record = edit_conflicts.EditedRecord(f"settings:{changed}", LABELS)
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
    assert SETTINGS[name].own, name
    work.put(settings, {"name": name}, {"value": value})


def forget_own(work: Work, name: str) -> None:
    """The default holds again."""
    assert SETTINGS[name].own, name
    work.connection.execute(delete(settings).where(settings.c.name == name))
