"""What stays and what goes when the data key is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from desk.books.incidents import log
from desk.books.incidents.model import IncidentKind
from desk.core.permissions import Role
from desk.services import accounts
from desk.services.attachments import add_incident_photo
from desk.services.session import Desk
from desk.storage import key_exchange
from desk.storage.keys import BEFORE, FILE, KeyFile

CLERK_PASSWORD = "clerk-frontdesk"


PHOTOS = 3


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Desk:
    """A manager, a clerk, an incident with photos."""
    accounts.add_person(desk, "林小芳", Role.CLERK, CLERK_PASSWORD)
    with desk.write() as work:
        incident = log.open_incident(work, IncidentKind.FIRE, "一楼厨房")
    for number in range(PHOTOS):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (40, 30), (number * 80, 10, 10)).save(path)
        add_incident_photo(desk, incident, path)
    return desk


def old_files_left(folder: Path, key: bytes, slots: KeyFile) -> list[str]:
    """What in the data folder, but for backups, still has to do with the old key."""
    from desk.storage.rekey import PAGE, is_encrypted_with

    left = [path.name for path in folder.rglob("*.db") if is_encrypted_with(path.read_bytes()[:PAGE], key)]
    wrapped = [slot.wrapped for slot in slots.slots]
    for name in (FILE, BEFORE):
        left += [name for each in wrapped if each in (folder / name).read_text("utf-8")]
    return left + [path.name for path in folder.glob(key_exchange.FOLDER)]
