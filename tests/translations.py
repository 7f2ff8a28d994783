"""Is every text of the code in the Chinese catalogue, in its context, with the same {names}, and nothing else?

``python -m tests.translations`` prints what is not and exits 1; ``--update`` rewrites the catalogue so that
new texts stand in it, untranslated.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources/locale/zh_CN/LC_MESSAGES/desk.po"
FIELD = re.compile(r"\{\w*\}")
ARGUMENTS = {"_": 1, "N_": 1, "P_": 2, "NP_": 2}
"""How many texts each call takes: its text, or a context and its text."""

Key = tuple[str, str]
"""A context (empty for most texts) and a text: what one entry of the catalogue is about."""


def marked(tree: ast.AST) -> Iterator[Key]:
    """What is marked below ``tree``, also inside f-strings, which Babel's own extractor passes over."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ARGUMENTS:
            given = [arg.value for arg in node.args[: ARGUMENTS[node.func.id]] if isinstance(arg, ast.Constant)]
            texts = [text for text in given if isinstance(text, str)]
            if len(texts) == ARGUMENTS[node.func.id]:
                yield ("", *texts)[-2:]


def extracted(root: Path = ROOT) -> Catalog:
    """All texts of the code under ``root``, each once in every context it is marked in."""
    catalogue = Catalog(locale="zh_CN", charset="utf-8", fuzzy=False)
    for path in sorted((root / "desk").rglob("*.py")):
        for context, text in marked(ast.parse(path.read_text("utf-8"))):
            catalogue.add(text, locations=[(str(path.relative_to(root)), 0)], context=context or None)
    return catalogue


def _by_key(catalogue: Catalog) -> dict[Key, Message]:
    return {(message.context or "", str(message.id)): message for message in catalogue if message.id}


def problems(root: Path = ROOT, po: Path = PO) -> list[str]:
    """What the catalogue lacks, has too much of, or fills with other values; a line each."""
    with po.open("rb") as file:
        known = _by_key(read_po(file, locale="zh_CN"))
    wanted = _by_key(extracted(root)).keys()
    found = [f"not in the catalogue: {_named(key)}" for key in sorted(wanted - known.keys())]
    found += [f"no longer in the code: {_named(key)}" for key in sorted(known.keys() - wanted)]
    for key in sorted(wanted & known.keys()):
        words = str(known[key].string)
        if not words or known[key].fuzzy:
            found.append(f"not translated: {_named(key)}")
        elif sorted(set(FIELD.findall(key[1]))) != sorted(set(FIELD.findall(words))):
            found.append(f"other {{names}} in the translation: {_named(key)}")
    return found


def _named(key: Key) -> str:
    context, text = key
    return f"{text!r} ({context})" if context else repr(text)


def update() -> None:
    """Write the catalogue anew, in order, with the Chinese it had."""
    with PO.open("rb") as file:
        old = _by_key(read_po(file, locale="zh_CN"))
    fresh = extracted()
    for key, message in _by_key(fresh).items():
        if key in old:
            message.string = old[key].string
    with PO.open("wb") as file:
        write_po(file, fresh, sort_output=True, no_location=True, omit_header=False, width=0)


def main() -> int:
    """Print the problems, or update; the exit code says whether there are any."""
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
