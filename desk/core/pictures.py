"""Photos made small enough to keep: upright, without the camera's notes, JPEG."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from desk.core.errors import Refused
from desk.core.os_errors import translate_os_errors
from desk.core.words import _

LONGEST, THUMB = 1600, 200
"""The longer side in pixels of what is kept, and of a thumbnail."""
LARGEST = 60 * 2**20


@dataclass(frozen=True)
class Picture:
    """A photo ready to keep; ``content`` is JPEG."""

    content: bytes
    name: str
    width: int
    height: int


def read(path: Path) -> Picture:
    """Raises ``Refused`` for what is no picture, ``EnvironmentFailure`` when the file cannot be read."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    with translate_os_errors():
        if path.stat().st_size > LARGEST:
            raise Refused(_("{file} is larger than 60 MB. Please make it smaller first.", file=path.name))
        content = path.read_bytes()
    try:
        with Image.open(io.BytesIO(content)) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        if content[4:8] == b"ftyp" or path.suffix.lower() in (".heic", ".heif"):
            raise Refused(
                _(
                    "{file} is a HEIC photo of a telephone. Please send it as JPG, or set the camera to “most "
                    "compatible”.",
                    file=path.name,
                )
            ) from error
        raise Refused(_("{file} is not a picture. Please choose a JPG or PNG.", file=path.name)) from error
    image.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, optimize=True)
    return Picture(out.getvalue(), path.name[:80], image.width, image.height)


def thumbnail(content: bytes) -> bytes:
    """A small JPEG of a kept photo."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        image.draft("RGB", (THUMB, THUMB))
        image.thumbnail((THUMB, THUMB))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=80)
    return out.getvalue()
