"""Nothing in the log can be changed past the program without being named, and nothing else ever is."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from desk.books.incidents import chain, log, queries, verifier
from desk.books.incidents.chain import ChainFaultKind
from desk.books.incidents.model import IncidentKind
from desk.core.clock import Clock
from desk.core.work import Work
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD, Hands
from tests.support.extent import LONG
from tests.support.incidents import happen, set_up

TRIES, KILLS = (10_000, 200) if LONG else (2_000, 40)
ENTRIES = 45
TEXTS = ("kind", "author", "text", "previous", "previous_in_book", "hash")
NUMBERS = ("seq", "happened_at", "entered_at", "incident_id", "corrects", "staff_id")


def other(dice: Random, value: Any) -> Any:
    """Something else of the same kind: one character or number different."""
    if isinstance(value, str):
        at = dice.randrange(len(value)) if value else 0
        return value[:at] + dice.choice("甲a0 ") + value[at + 1 :]
    return (value or 0) + dice.choice((-1, 1))


class Tamper:
    """One change made directly in the file; each gives the place in the book that must be named, or None where it
    changed nothing.
    """

    def __init__(self, work: Work, dice: Random, many: int) -> None:
        self.work, self.dice, self.many = work, dice, many

    def run(self, statement: str, *values: Any) -> None:
        self.work.connection.exec_driver_sql(statement, values)

    def change(self) -> int | None:
        place, column = self.dice.randint(1, self.many), self.dice.choice((*TEXTS, *NUMBERS, "fields"))
        was = self.work.rows(f"SELECT {column} FROM incident_entries WHERE id = ?", place)[0][0]
        now = other(self.dice, was)
        if column == "fields":
            now = json.dumps(
                json.loads(was) | {self.dice.choice(("level", "place", "x")): self.dice.choice(("9", 9, None))}
            )
        self.run(f"UPDATE incident_entries SET {column} = ? WHERE id = ?", now, place)
        return place if now != was else None

    def remove(self) -> int:
        place = self.dice.randint(1, self.many)
        self.run("DELETE FROM incident_entries WHERE id = ?", place)
        return place

    def truncate(self) -> int:
        place = self.dice.randint(1, self.many)
        self.run("DELETE FROM incident_entries WHERE id >= ?", place)
        return place

    def insert(self) -> int:
        """A forged entry whose own hashes are right."""
        rows = self.work.rows(chain.ENTRIES.format(where="") + " LIMIT 1 OFFSET ?", self.many - 1)
        told = chain.plain(rows[0]) | {
            "text": "伪造",
            "seq": rows[0][2] + 1,
            "book_seq": self.many + 1,
            "fields": {},
            "corrects": None,
        }
        told |= {"previous": told["hash"], "previous_in_book": told["hash"]}
        told["hash"] = verifier.hash_of(told)
        columns = [name for name in told if name not in ("number", "book_seq")]
        values = [json.dumps(told[name]) if name == "fields" else told[name] for name in columns]
        marks = ", ".join("?" * (len(columns) + 2))
        self.run(
            f"INSERT INTO incident_entries(id, incident_id, {', '.join(columns)}) VALUES ({marks})",
            self.many + 1,
            rows[0][-1],
            *values,
        )
        return self.many + 1

    def swap(self) -> int:
        first, second = sorted(self.dice.sample(range(1, self.many + 1), 2))
        for was, now in ((first, 10**6), (second, first), (10**6, second)):
            self.run("UPDATE incident_entries SET id = ? WHERE id = ?", now, was)
        return first

    def header(self) -> int | None:
        """An incident's own row is changed."""
        column = self.dice.choice(
            ("number", "place", "state", "level", "injured", "same_as", "heard_at", "closed_at", "drill")
        )
        rows = self.work.rows(f"SELECT id, {column} FROM incidents ORDER BY random() LIMIT 1")
        self.run(f"UPDATE incidents SET {column} = ? WHERE id = ?", now := other(self.dice, rows[0][1]), rows[0][0])
        return 0 if now != rows[0][1] else None


WAYS: tuple[Callable[[Tamper], int | None], ...] = (Tamper.change,) * 6 + (
    Tamper.remove,
    Tamper.truncate,
    Tamper.insert,
    Tamper.swap,
    Tamper.header,
)


def test_every_change_made_in_the_file_is_named_and_nothing_else(desk: Desk) -> None:
    """Single changes of every column, removals, insertions, swaps and truncations, each taken back afterwards."""
    found = dict.fromkeys(WAYS, 0)
    with desk.write() as work:
        dice = Random(26)
        many = happen(work, dice, set_up(work), ENTRIES)
        assert chain.first_fault(work) is None
        tamper = Tamper(work, dice, many)
        for _try in range(TRIES):
            way = dice.choice(WAYS)
            work.connection.exec_driver_sql("SAVEPOINT tampering")
            try:
                place = way(tamper)
            except IntegrityError:
                place = None
            fault = chain.first_fault(work)
            assert (fault.book_seq if fault else None) == place, (way.__name__, place, fault)
            found[way] += place is not None
            work.connection.exec_driver_sql("ROLLBACK TO tampering")
            work.connection.exec_driver_sql("RELEASE tampering")
        assert chain.first_fault(work) is None
    assert all(many > TRIES * 0.03 for many in found.values()), found


@pytest.fixture
def exported(desk: Desk, tmp_path: Path) -> Path:
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.TYPHOON, "全中心", text="台风红色预警")
        for text in ("转移群众 12 人", "关闭总电源", "群众已安置"):
            log.add(work, id, text)
        path = tmp_path / "事件.json"
        path.write_text(json.dumps(chain.exported(work, id), ensure_ascii=False), "utf-8")
    return path


def verify(path: Path) -> subprocess.CompletedProcess[str]:
    """As somebody without the program does it."""
    source = Path(verifier.__file__)
    return subprocess.run(
        [sys.executable, "-I", str(source), str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", **os.environ},
    )


def test_the_verifier_stands_alone_and_is_short(exported: Path) -> None:
    source = Path(verifier.__file__).read_text("utf-8")
    assert len(source.splitlines()) < 100
    assert {name.split(".")[0] for name in re.findall(r"^(?:from|import) (\S+)", source, re.M)} <= {
        *sys.stdlib_module_names,
        "__future__",
    }
    done = verify(exported)
    assert done.returncode == 0 and "4 entries hold" in done.stdout


@pytest.mark.parametrize("member", [*verifier.HASHED, "hash"])
def test_the_verifier_finds_every_change_of_an_export(exported: Path, member: str) -> None:
    content = json.loads(exported.read_text("utf-8"))
    entry = content["entries"][2]
    entry[member] = {"x": 1} if member == "fields" else other(Random(1), entry[member])
    fault = verifier.first_fault(content)
    assert fault.startswith("entry 3") or (member == "hash" and fault.startswith("entry 3"))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda c: c["entries"].pop(1), "entry 2"),
        (lambda c: c["entries"].pop(), "the head is another one"),
        (lambda c: c["entries"].insert(1, c["entries"][1]), "entry 3"),
        (lambda c: c["entries"].reverse(), "entry 1"),
        (lambda c: c.update(head="0" * 64), "the head is another one"),
        (lambda c: c["entries"][0].pop("text"), "text is missing"),
        (lambda c: c.update(format="x"), "not an export"),
    ],
)
def test_the_verifier_finds_what_was_cut_or_moved(exported: Path, harm: Callable[[Any], object], words: str) -> None:
    content = json.loads(exported.read_text("utf-8"))
    harm(content)
    exported.write_text(json.dumps(content), "utf-8")
    done = verify(exported)
    assert done.returncode == 1 and words in done.stdout


def _write_until_killed(folder: Path, pipe: Any) -> None:
    """In another process: entry after entry, each told only once it is kept."""
    desk = sign_in(folder, "管理员", PASSWORD, Clock(Hands()))
    while True:
        with desk.write() as work:
            seq = log.add(work, 1, f"第{time.monotonic_ns()}条")
        pipe.send(seq)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are of POSIX systems")
def test_what_was_shown_as_written_is_there_after_kill_minus_nine(desk: Desk) -> None:
    """At random moments; the chain holds every time."""
    with desk.write() as work:
        log.open_incident(work, IncidentKind.FIRE, "长者食堂")
    desk.close()  # a lock that is open is not carried over a fork
    dice, context = Random(9), multiprocessing.get_context("fork")
    shown = 1
    for _kill in range(KILLS):
        mine, theirs = context.Pipe(duplex=False)
        writer = context.Process(target=_write_until_killed, args=(desk.folder, theirs), daemon=True)
        writer.start()
        theirs.close()
        if mine.poll(10):
            time.sleep(dice.uniform(0, 0.02))
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        try:
            while mine.poll(0):
                shown = mine.recv()
        except (EOFError, OSError):
            pass
        mine.close()
        with desk.read() as work:
            assert len(queries.entries(work, 1)) >= shown
        desk.store.close()
    with desk.read() as work:
        assert chain.first_fault(work) is None
        assert len(queries.entries(work, 1)) > KILLS


def test_faults_are_told_in_a_sentence() -> None:
    assert (
        chain.ChainFault(ChainFaultKind.CHANGED, 7, "2026-003", 2).sentence == "应急日志第7条（2026-003 第2条）被改动。"
    )
    assert (
        chain.ChainFault(ChainFaultKind.INCIDENT, 0, "2026-003", 0).sentence
        == "突发事件 2026-003 的现状与处置记录不符。"
    )
