"""The bundled typefaces in reportlab, with names beyond U+FFFF mapped back right when text is copied out."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Any

from desk.core.resources import RESOURCES

FOLDER = RESOURCES / "fonts"
BODY, BOLD, TITLE = "DeskSans", "DeskSansBold", "DeskSerif"
FILES = {BODY: "NotoSansSC_400Regular.ttf", BOLD: "NotoSansSC_700Bold.ttf", TITLE: "NotoSerifSC_700Bold.ttf"}


@cache
def register() -> None:
    """Make the three typefaces known to reportlab; cheap after the first call."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics, ttfonts

    _mend_to_unicode(ttfonts)
    for name, file in FILES.items():
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(FOLDER / file)))
    addMapping(BODY, 0, 0, BODY)
    addMapping(BODY, 1, 0, BOLD)
    addMapping(TITLE, 0, 0, TITLE)
    _default_to_body()
    _mend_missing(ttfonts)


def _default_to_body() -> None:
    """reportlab begins every page, and draws every empty cell of a table, in Helvetica, which it does not embed."""
    from reportlab import rl_config
    from reportlab.platypus.tables import CellStyle

    rl_config.canvas_basefontname = CellStyle.fontname = BODY


@lru_cache(maxsize=60_000)
def advance(character: str, font: str) -> float:
    """Width of a character at size 1."""
    from reportlab.pdfbase.pdfmetrics import getFont, stringWidth

    register()
    _know(getFont(font).face, character)
    return float(stringWidth(character, font, 1000)) / 1000


def shortened(text: str, font: str, size: float, width: float) -> str:
    """For a line that can be only one: the text, or as much of it as fits into ``width`` points before a “…”."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register()
    if stringWidth(text, font, size) <= width:
        return text
    fits = bisect_right(range(len(text)), width, key=lambda many: stringWidth(f"{text[:many]}…", font, size))
    return f"{text[: max(fits - 1, 0)]}…"


GETA = "〓"
"""What printers set for a character that they have no type for; copied out it is the character itself."""


def _know(face: Any, text: str) -> None:
    """Give the characters that a typeface lacks, such as pictures 😀, a glyph of it: an archive allows none to be drawn
    as “not there”. What nobody sees, such as a joiner, is a space.
    """
    for character in text:
        point = ord(character)
        if point not in face.charToGlyph:
            unseen = unicodedata.category(character) in ("Cf", "Mn", "Cc", "Zs")
            shape = ord(" " if unseen else GETA)
            face.charToGlyph[point], face.charWidths[point] = face.charToGlyph[shape], face.charWidths[shape]


def _mend_missing(ttfonts: Any) -> None:
    """Whatever is drawn goes through here."""
    split = ttfonts.TTFont.splitString

    def known(self: Any, text: Any, document: Any, encoding: str = "utf-8") -> Any:
        _know(self.face, text.decode(encoding) if isinstance(text, bytes) else text)
        return split(self, text, document, encoding)

    ttfonts.TTFont.splitString = known


def _mend_to_unicode(ttfonts: Any) -> None:
    """reportlab writes code points over U+FFFF as five hex digits; a ToUnicode map wants UTF-16 surrogate pairs."""

    def to_unicode_cmap(name: str, subset: list[int]) -> str:
        lines = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
        blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            f"/CIDSystemInfo\n<< /Registry ({name})\n/Ordering ({name})\n/Supplement 0\n>> def\n"
            f"/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <{max(len(subset) - 1, 0):02X}>\n"
            f"endcodespacerange\n{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )

    ttfonts.makeToUnicodeCMap = to_unicode_cmap
