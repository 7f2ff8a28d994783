"""Photos beside a data file."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

from PIL import Image

from desk.books.activities import photos, planning
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.core import pictures
from desk.services.session import Desk


def picture(folder: Path, name: str = "合影.png", size: tuple[int, int] = (2400, 1200)) -> Path:
    path = folder / name
    path.write_bytes(_noise(size, path.suffix))
    return path


@cache
def _noise(size: tuple[int, int], suffix: str) -> bytes:
    """A file of such a size, made once in this process: to encode one takes half a second."""
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, Image.registered_extensions()[suffix])
    return file.getvalue()


def with_photo(desk: Desk, folder: Path) -> str:
    taken = pictures.read(picture(folder))
    with desk.write() as work:
        plan = ActivityDraft("义诊", ActivityKind.HEALTH, date(2026, 11, 3), 540, 600, None, "广场")
        file = desk.files.put(taken.content)
        photos.add(work, planning.add(work, plan, held=True), file, taken.name, taken.width, taken.height)
    return file
