"""Texts of the screen can be found in the catalogue.

gettext looks a text up as it stands in the code. What is put together first (an f-string, two halves and a plus) is
found nowhere and shows in English, in the one case in which nobody looked. So the text is a literal; what varies in it
is a ``{name}``, filled after it was looked up. Tables made at import mark their texts with ``N_`` and hand them on.
The same holds of a context, and ``P_`` takes both as they stand: what is handed on was marked with ``NP_``.
"""

from __future__ import annotations

import ast

from tests.support.source import calls

HANDED_ON = ast.Name | ast.Attribute | ast.Subscript
"""A text that ``N_`` marked elsewhere: ``_(self.TITLE)``, ``_(WORDS[state])``."""
TRANSLATES = "_"
LITERALS = {"_": 1, "N_": 1, "P_": 2, "NP_": 2}
"""How many arguments are texts of the catalogue: a text, or a context and a text."""


def is_handed_on(text: ast.expr) -> bool:
    """Is it a name for a marked text, a choice of such names, or looked up in a table of them?"""
    if isinstance(text, ast.IfExp):
        return is_handed_on(text.body) and is_handed_on(text.orelse)
    if isinstance(text, ast.Call):
        return isinstance(text.func, ast.Attribute) and text.func.attr == "get"
    return isinstance(text, HANDED_ON)


def test_the_text_argument_of_a_translation_is_a_literal() -> None:
    wrong = []
    for file, call, name in calls():
        for text in call.args[: LITERALS.get(name, 0)]:
            literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
            if not literal and not (name == TRANSLATES and is_handed_on(text)):
                wrong.append(f"{file}:{call.lineno}: {ast.unparse(text)}")
    assert wrong == []
