"""The solver does without the packages that OR-Tools asks for and does not use, and leaves no trace in their place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

NOT_INSTALLED = """
import sys

class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name == "google.protobuf" or name.partition(".")[0] in ("pandas", "absl", "immutabledict"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NotInstalled())
"""
A_MONTH = """
from desk.scheduling.explanation import explain
from desk.scheduling.rules import breaches
from desk.scheduling.solver import Search
from desk.scheduling.problem import RosterProblem
from tests.support.roster_problems import AFTERNOON, MORNING, people_of, slots_of

problem = RosterProblem(slots_of(31, MORNING, AFTERNOON), people_of(6))
plan = Search(problem, 30).run()
print(len(plan.assignments), breaches(problem, plan.assignments), plan.optimal)
print(explain(RosterProblem(slots_of(9, MORNING), people_of(1)))[0].reasons != ())
print([name for name in ("pandas", "absl", "google.protobuf", "immutabledict") if name in sys.modules])
"""
AFTERWARDS = """
import sys, desk.scheduling.cp_sat
print("pandas" in sys.modules)
import pandas
print(pandas.__file__)
"""
BEFORE = """
import sys, pandas, desk.scheduling.cp_sat
print(sys.modules["pandas"] is pandas, desk.scheduling.cp_sat.cp_model.pd is pandas)
"""


def said(code: str, *folders: Path) -> list[str]:
    """The lines that a Python of its own prints; packages are looked for in ``folders`` first."""
    there = [*map(str, folders), str(ROOT), os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, there))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def pandas(tmp_path: Path) -> Path:
    """A folder with a pandas in it, whether one is installed or not."""
    (tmp_path / "pandas.py").write_text("class Index: ...\nclass Series: ...\n", "utf-8")
    return tmp_path


def test_a_month_is_planned_where_nothing_but_the_solver_is_installed() -> None:
    assert said(NOT_INSTALLED + A_MONTH) == ["62 [] True", "True", "[]"]


def test_pandas_is_itself_after_the_solver_was_imported(pandas: Path) -> None:
    assert said(AFTERWARDS, pandas) == ["False", str(pandas / "pandas.py")]


def test_pandas_stays_itself_where_it_was_imported_before(pandas: Path) -> None:
    assert said(BEFORE, pandas) == ["True True"]
