"""What a docstring says is raised can be raised: after a renaming, 22 of them told of a class that was gone."""

from __future__ import annotations

import ast
import builtins
import re

from tests.support.source import modules, nodes

OF_LIBRARIES = {"BadParameter", "NoResultFound"}


def test_what_is_said_to_be_raised_exists() -> None:
    classes = {node.name for tree in modules().values() for node in nodes(tree) if isinstance(node, ast.ClassDef)}
    known = classes | OF_LIBRARIES | set(vars(builtins))
    said = {
        (file, name)
        for file, tree in modules().items()
        for node in nodes(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
        for sentence in re.findall(r"Raises ([^.]*)", ast.get_docstring(node) or "")
        for name in re.findall(r"``([A-Z]\w+)``", sentence)
    }
    assert {(file, name) for file, name in said if name not in known} == set()
    assert len(said) > 100
