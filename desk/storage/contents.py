"""What lies in a data folder already: a new book is made only where nothing of an earlier one could be lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desk.core.errors import Damaged, Refused
from desk.core.words import N_, _, clauses, listed
from desk.storage import bundle, keys, replacement
from desk.storage.data_file import require_content

KINDS = (
    (f"{keys.BOOK}*", N_("a book ({names})")),
    (f"{keys.FILE}*", N_("key slots ({names})")),
    ("backups", N_("backups ({names})")),
    ("files", N_("photos and papers ({names})")),
    ("emergency.reserve", N_("lines of the emergency log ({names})")),
    ("replaced-*", N_("replaced books ({names})")),
    ("incoming-*", N_("a restore that was interrupted ({names})")),
    ("placing-*", N_("a restore that was interrupted ({names})")),
)
"""File names that only a book leaves, and what they are."""
SHOWN = 3


def leftovers(folder: Path) -> list[str]:
    """In words, each kind of thing of an earlier book in the folder; empty where a new book may be made."""
    return list(_told(folder)) if folder.is_dir() else []


def _told(folder: Path) -> Iterator[str]:
    for pattern, label in KINDS:
        names = sorted(path.name for path in folder.glob(pattern) if not _is_empty_folder(path))
        if names:
            more = "…" if len(names) > SHOWN else ""
            yield _(label).format(names=listed(names[:SHOWN]) + more)


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def require_none(folder: Path) -> None:
    """Raises ``Refused`` where anything of an earlier book lies."""
    lying = leftovers(folder)
    if lying:
        raise Refused(
            _(
                "Nothing was made and nothing was changed: in {folder} there is {what}. "
                "Please bring back a backup, or choose another folder.",
                folder=folder,
                what=clauses(lying),
            )
        )


def _has_only_backups(folder: Path) -> bool:
    """The book and its keys are gone; what lies beside them may be there too."""
    gone = not any(any(folder.glob(f"{name}*")) for name in (keys.BOOK, keys.FILE))
    return gone and (folder / "backups").is_dir() and not _is_empty_folder(folder / "backups")


def trouble(folder: Path) -> str:
    """Why nobody can sign in here, as far as one can see without a password. Empty when somebody can, or nothing lies
    here.

    A restore that was interrupted is brought to its end first.
    """
    replacement.finish(folder)
    lying = leftovers(folder)
    if not lying:
        return ""
    if (folder / keys.BOOK).exists() and not keys.is_book(folder):
        return _(
            "The key file {file} is missing, so nobody can sign in. Nothing was changed. Please choose a backup. "
            "Folder: {folder}",
            file=keys.FILE,
            folder=folder,
        )
    if _has_only_backups(folder) and not any(map(bundle.is_whole, (folder / "backups").glob(f"*{bundle.SUFFIX}"))):
        return _("The book is gone, and no whole backup was found. Folder: {folder}", folder=folder)
    if _has_only_backups(folder):
        return _(
            "The book is gone, its backups are still there. Please bring one back. Folder: {folder}", folder=folder
        )
    if not keys.is_book(folder):
        return _("The book in {folder} is not complete: here is {what}.", folder=folder, what=clauses(lying))
    try:
        require_content(folder / keys.BOOK)
        bundle.slots_in(folder)
    except Damaged as damaged:
        return damaged.message
    return ""
