"""Is every text of the code in the Chinese catalogue, with the same {names}, and nothing else?

``python -m tests.translations`` prints what is not and exits 1; ``--update`` rewrites the catalogue so that
new texts stand in it, untranslated.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources/locale/zh_CN/LC_MESSAGES/desk.po"
FIELD = re.compile(r"\{\w*\}")


def extracted() -> Catalog:
    """All texts marked with ``_`` or ``N_``, also those inside f-strings, which Babel's own extractor passes over."""
    catalogue = Catalog(locale="zh_CN", charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "desk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                text = node.args[0] if node.args else None
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    catalogue.add(text.value, locations=[(str(path.relative_to(ROOT)), 0)])
    return catalogue


def problems() -> list[str]:
    with PO.open("rb") as file:
        chinese = read_po(file, locale="zh_CN")
    wanted = {message.id for message in extracted() if message.id}
    known = {message.id: message for message in chinese if message.id}
    found = [f"not in the catalogue: {text!r}" for text in sorted(wanted - known.keys())]
    found += [f"no longer in the code: {text!r}" for text in sorted(known.keys() - wanted)]
    for text in sorted(wanted & known.keys()):
        words = known[text].string
        if not words or known[text].fuzzy:
            found.append(f"not translated: {text!r}")
        elif sorted(set(FIELD.findall(text))) != sorted(set(FIELD.findall(words))):
            found.append(f"other {{names}} in the translation: {text!r}")
    return found


def update() -> None:
    with PO.open("rb") as file:
        old = read_po(file, locale="zh_CN")
    fresh = extracted()
    for message in fresh:
        if message.id and message.id in old:
            message.string = old[message.id].string
    with PO.open("wb") as file:
        write_po(file, fresh, sort_output=True, no_location=True, omit_header=False, width=0)


def main() -> int:
    if sys.argv[1:] == ["--update"]:
        update()
        return 0
    found = problems()
    for line in found:
        print(line)
    print(f"translations: {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
