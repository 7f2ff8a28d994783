"""Which functions of the books write: found in the source, so that a new one cannot be forgotten."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

DESK = Path(__file__).resolve().parents[2] / "desk"
ROOMS = ("books", "services")
ROOMS_OF_DESK = tuple(f"desk.{room}" for room in ROOMS)
STATEMENTS = frozenset({"insert", "update", "delete", "upsert"})
VERBS = ("INSERT ", "UPDATE ", "DELETE ", "REPLACE ")
Name = tuple[str, str]
"""A module (``cases.handling``, ``services.continuity``) and a function or constant in it."""


@dataclass
class Module:
    """What of a module matters here."""

    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    """What is imported from other books, by the name that it has here."""
    statements: set[str] = field(default_factory=set)
    """Constants that hold a writing statement."""


def public_writers() -> set[str]:
    """``visits.register`` and the like, as its package exports it: public, first parameter a ``Work``, and something is
    written, here or further down.
    """
    modules = {_name(path): _read(path) for room in ROOMS for path in sorted((DESK / room).rglob("*.py"))}
    called = {
        (name, each): _called(modules, name, function)
        for name, module in modules.items()
        for each, function in module.functions.items()
    }
    writing = {key for key in called if _writes(modules, *key)}
    while more := {key for key, targets in called.items() if key not in writing and targets & writing}:
        writing |= more
    return {_public(modules, *key) for key in writing if _takes_work(modules[key[0]].functions[key[1]], key[1])}


def _public(modules: dict[str, Module], module: str, name: str) -> str:
    """A function by the name under which others reach it: its package's when that exports it."""
    package = module.rpartition(".")[0]
    exported = package in modules and modules[package].names.get(name) == (module, name)
    return f"{package if exported else module}.{name}"


def _home(modules: dict[str, Module], module: str, name: str) -> Name:
    """Where something is written down that a package only hands on."""
    while module in modules and name not in modules[module].functions and name in modules[module].names:
        module, name = modules[module].names[name]
    return module, name


def _name(path: Path) -> str:
    return _below(".".join(path.relative_to(DESK.parent).with_suffix("").parts).removesuffix(".__init__"))


def _below(module: str) -> str:
    """``desk.books.cases`` is ``cases`` here, ``desk.services.access`` is ``services.access``."""
    return module.removeprefix("desk.").removeprefix("books").lstrip(".")


def _read(path: Path) -> Module:
    module = Module()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            module.functions[node.name] = node
        elif isinstance(node, ast.Assign) and any(_is_statement(each) for each in ast.walk(node.value)):
            module.statements |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(ROOMS_OF_DESK):
            below = _below(node.module)
            module.names |= {each.asname or each.name: (below, each.name) for each in node.names}
    return module


def _is_statement(node: ast.AST) -> bool:
    """Text that writes, or ``update(…)`` and its like, also where it stands at the top of a module."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in STATEMENTS
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lstrip().upper().startswith(VERBS)
    )


def _writes(modules: dict[str, Module], name: str, function: str) -> bool:
    """By itself: an audit line, a row added, a statement built or one of the module's constants used."""
    for node in ast.walk(modules[name].functions[function]):
        if _is_statement(node) or (isinstance(node, ast.Name) and node.id in modules[name].statements):
            return True
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in modules[name].names
        ):
            below, module = modules[name].names[node.value.id]
            if node.attr in getattr(modules.get(f"{below}.{module}".lstrip(".")), "statements", ()):
                return True
        if isinstance(node, ast.Call) and _writes_itself(node):
            return True
    return False


def _writes_itself(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in STATEMENTS
        case ast.Attribute(attr="audit"):
            return True
        case ast.Attribute(attr="put" | "add_all"):
            return True
        case ast.Attribute(attr="add", value=ast.Name()):
            return len(call.args) == 2
        case ast.Attribute(attr="change", value=ast.Name()):
            return len(call.args) == 3
        case ast.Attribute(attr=name):
            return name in STATEMENTS and not call.args
    return False


def _called(modules: dict[str, Module], name: str, function: ast.FunctionDef) -> set[Name]:
    """Every function of the books that is named in this one, called or handed on."""
    module, found = modules[name], set[Name]()
    own = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    own |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            if node.id in own:
                continue
            if node.id in module.functions:
                found.add((name, node.id))
            elif node.id in module.names:
                found.add(_home(modules, *module.names[node.id]))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in module.names:
            below, other = module.names[node.value.id]
            found.add(_home(modules, f"{below}.{other}".lstrip("."), node.attr))
    return found


def _takes_work(function: ast.FunctionDef, name: str) -> bool:
    first = function.args.args[0].annotation if function.args.args else None
    return not name.startswith("_") and isinstance(first, ast.Name) and first.id == "Work"
