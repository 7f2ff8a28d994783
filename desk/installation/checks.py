"""``python3 run.py test``, ``bench``, ``torture`` and ``fuzz``."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from desk.installation.messages import tell
from desk.installation.places import HOME, SCRATCH
from desk.installation.running import call, call_quietly

LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; "
    "lint_imports_command()"
)
TYPES = ("-m", "mypy")
"""Takes longer than all steps before the tests together, on one core."""
STEPS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-c", LINT_IMPORTS),
    ("-m", "tests.translations"),
    ("-m", "tests.system_libraries"),
    ("-m", "tests.sizes"),
    ("-m", "tests.notices"),
)


def check(extra: Sequence[str]) -> int:
    """Lint, import contracts, what is made from other files, then the tests; stops at the first that fails.

    Types are looked at beside all that, and what is wrong with them is told after it: waited for, they leave one
    core of two without work."""
    with ThreadPoolExecutor(1) as beside:
        types = beside.submit(call_quietly, *TYPES, folder=HOME)
        code = next(filter(None, (call(*step, offscreen=True, folder=HOME) for step in STEPS)), 0)
        code = code or _tests("-n", "2", "--dist", "worksteal", "tests", "--ignore=tests/bench", *extra)
        types_code, said = types.result()
    if types_code:
        print(said, end="", flush=True)
    return code or types_code


UNHURRIED = ("-o", "faulthandler_timeout=0")
"""A book of ten years takes longer to be made than a test may that hangs."""


def bench(extra: Sequence[str]) -> int:
    """The table of measurements."""
    return _tests("tests/bench", "--benchmark-enable", "-q", "-s", *UNHURRIED, *extra)


def torture(extra: Sequence[str]) -> int:
    """Attacks on copies of a small book, and the table of what came of them."""
    return call("-m", "tests.torture", *extra, offscreen=True, folder=HOME)


def fuzz(extra: Sequence[str]) -> int:
    """Anything at all for everything that reads, and the table of what came of it."""
    return call("-m", "tests.fuzz", *extra, offscreen=True, folder=HOME)


def _tests(*args: str) -> int:
    """What tests write goes into the checkout, and away again when they are green."""
    SCRATCH.mkdir(exist_ok=True)
    code = call("-m", "pytest", *args, offscreen=True, folder=HOME, PYTEST_DEBUG_TEMPROOT=str(SCRATCH))
    if code == 0:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    else:
        tell(f"测试留下的文件在 {SCRATCH}", f"What the tests wrote is in {SCRATCH}")
    return code
