"""Catalogues: what translators write (.po) becomes what gettext reads (.mo).

``python -m desk.core.translations`` does so for every catalogue that changed. Where nobody may write, or nobody did it
yet, ``current`` reads the .po itself, so that a screen never falls behind its words.
"""

from __future__ import annotations

import gettext
import os
from io import BytesIO
from pathlib import Path

from desk.core.resources import RESOURCES

LOCALE = RESOURCES / "locale"


def current(language: str) -> gettext.NullTranslations:
    """The catalogue of ``language`` as its .po stands now; the English of the code where there is none."""
    source = LOCALE / language / "LC_MESSAGES" / "desk.po"
    if not source.exists():
        return gettext.NullTranslations()
    made = source.with_suffix(".mo")
    if is_stale(source, made):
        return gettext.GNUTranslations(BytesIO(_compiled(source)))
    with made.open("rb") as file:
        return gettext.GNUTranslations(file)


def is_stale(source: Path, made: Path) -> bool:
    """A .mo carries the time of the .po it was made from: a folder that is copied over this one may bring an older
    .po.
    """
    return not made.exists() or made.stat().st_mtime_ns != source.stat().st_mtime_ns


def _compiled(source: Path) -> bytes:
    import polib

    compiled: bytes = polib.pofile(str(source)).to_binary()
    return compiled


def compile_all() -> None:
    """Write every .mo that its .po has left behind; a place where nobody may write stays as it is."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if is_stale(source, made):
            fresh = made.with_suffix(".new")
            try:
                fresh.write_bytes(_compiled(source))
                status = source.stat()
                os.utime(fresh, ns=(status.st_atime_ns, status.st_mtime_ns))
                fresh.replace(made)
            except OSError:
                continue


if __name__ == "__main__":
    compile_all()
