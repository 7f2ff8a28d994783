"""A name says what it holds: a case, a label, a line; never that something was found, told or is one of several.

Once 2,000 places of the program said ``one``, ``words``, ``found`` or ``told``, and who read a line in the middle of a
file had to look up what it was. None is left: a refusal has its ``message``, a page sends a ``toast``, a closed list
keeps the ``msgid`` of each value. What is stored under such a name, a column or a key of JSON, keeps it; so does
``desk.core.words``, which is about nothing else.
"""

from __future__ import annotations

import ast
from collections import Counter

from tests.support.source import modules, nodes

SAY_NOTHING = frozenset(("one", "words", "found", "told", "grave", "things"))


def given_names(tree: ast.AST) -> list[str]:
    """Every name that is given in a module: variables, parameters, attributes, functions."""
    names = []
    for node in nodes(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.append(node.attr)
        elif isinstance(node, ast.arg):
            names.append(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.append(node.name)
    return names


def test_the_rule_sees_a_name_wherever_it_is_given() -> None:
    source = "for one in cases: pass\nself.words = 1\ndef told(found): return [things for things in found]"
    assert Counter(given_names(ast.parse(source)))["found"] == 1
    assert SAY_NOTHING - set(given_names(ast.parse(source))) == {"grave"}


def test_no_name_says_nothing() -> None:
    empty = {file: said for file, tree in modules().items() if (said := SAY_NOTHING & set(given_names(tree)))}
    assert not empty, "names that say nothing; what is it that they hold?"
