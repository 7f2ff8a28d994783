"""The bundled typefaces in reportlab, with names beyond U+FFFF mapped back right when text is copied out."""

from __future__ import annotations

from functools import cache
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
