"""What this program is: its version and licence, what it runs on, where things lie, whose software comes with it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desk import __version__
from desk.core.words import _, phrases
from desk.installation.places import HOME
from desk.services.preferences import Preferences
from desk.storage.store import FILE

NOTICES = HOME / "resources" / "licences" / "THIRD-PARTY.txt"
LICENCE = "Apache-2.0"
"""The program's own."""


def title() -> str:
    """Name and version."""
    return f"{_('Neighbourhood centre front desk')} {__version__}"


def facts(folder: Path) -> list[tuple[str, str]]:
    """What somebody who helps from afar asks first, as (name, value); ``folder`` is that of the data."""
    return [
        (_("Licence"), LICENCE),
        (_("Runs on"), phrases((*versions(), platform.platform()))),
        (_("Data folder"), str(folder)),
        (_("Manual"), str(HOME / _("README.md"))),
    ]


def diagnostics(folder: Path, screens: Iterable[str]) -> str:
    """For whoever helps from afar: nothing of a person, no name of anybody, and the home folder only as ``~``.

    ``screens``: what the window knows of them, in words."""
    chosen = Preferences.load(folder)
    data = folder / FILE
    lines = [title(), *(_("{name}: {value}", name=name, value=value) for name, value in facts(folder))]
    more = {
        _("Size of the data file"): f"{data.stat().st_size / 1_048_576:,.1f} MB" if data.exists() else "—",
        _("Free on the disk"): f"{shutil.disk_usage(folder).free / 1_073_741_824:,.1f} GB",
        _("Display"): phrases((f"{chosen.scale}%", chosen.appearance, chosen.language)),
        _("Screens"): phrases(screens),
    }
    lines += [_("{name}: {value}", name=name, value=value) for name, value in more.items()]
    return "\n".join(lines).replace(str(Path.home()), "~")


def versions() -> list[str]:
    """Of the software that everything stands on. Qt may be another one than ours (see the notices), or one without a
    name.
    """
    from sqlcipher3 import dbapi2

    versions = [f"Python {platform.python_version()}"]
    with suppress(PackageNotFoundError):
        versions.append(f"Qt {version('PySide6-Essentials')}")
    return [*versions, f"SQLite {dbapi2.sqlite_version}"]


def notices() -> str:
    """The licences of everything that the program is delivered with."""
    return NOTICES.read_text("utf-8")
