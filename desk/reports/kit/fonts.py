"""The bundled typefaces in reportlab, with names beyond U+FFFF mapped back right when text is copied out."""

from __future__ import annotations

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


def _default_to_body() -> None:
    """reportlab begins every page, and draws every empty cell of a table, in Helvetica, which it does not embed."""
    from reportlab import rl_config
    from reportlab.platypus.tables import CellStyle

    rl_config.canvas_basefontname = CellStyle.fontname = BODY


@lru_cache(maxsize=60_000)
def advance(character: str, font: str) -> float:
    """Width of a character at size 1."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register()
    return float(stringWidth(character, font, 1000)) / 1000


def shortened(text: str, font: str, size: float, width: float) -> str:
    """For a line that can be only one: the text, or as much of it as fits into ``width`` points before a “…”."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register()
    if stringWidth(text, font, size) <= width:
        return text
    fits = bisect_right(range(len(text)), width, key=lambda many: stringWidth(f"{text[:many]}…", font, size))
    return f"{text[: max(fits - 1, 0)]}…"


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
