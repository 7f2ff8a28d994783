"""What the core needs to know of the centre 中心."""

from __future__ import annotations

from desk.books.centre.permissions import PERMISSIONS
from desk.core.book import Book, tables_of
from desk.core.setting import Setting
from desk.core.words import N_
from desk.models import centre

SETTINGS = (
    Setting("idle_minutes", 10, int, N_("Lock after")),
    Setting("tab_order", [], list, N_("Order of the tabs")),
    Setting("hidden_tabs", [], list, N_("Hidden tabs")),
    Setting("second_backup", "", str, N_("Second backup")),
    Setting("clock_was_ahead", [], list),
    Setting("last_drill", "", str),
    Setting("first_steps", False, bool, own=True),
    Setting("last_look", "", str, own=True),
    Setting("recovery_key_used", [], list, own=True),
    Setting("key_change_due", False, bool, own=True),
    Setting("odd_key_file", "", str, own=True),
    Setting("mended_texts", {}, dict, own=True),
    Setting("key_generation", 0, int, own=True),
    Setting("photo_copies", "", str, own=True),
)
"""The centre's own, and the house's: locking, backups, keys. The last two are read by ``desk.storage`` as well, before
anybody is signed in."""
BOOK = Book(
    name="centre",
    tables=tables_of(centre),
    underlying=True,
    permissions=PERMISSIONS,
    settings=SETTINGS,
)
