"""One encrypted SQLite file, opened through SQLAlchemy with an explicit begin for every transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, event
from sqlcipher3 import dbapi2

from desk.core.errors import Damaged, EnvironmentFailure
from desk.core.words import _
from desk.storage import compiled, keys
from desk.storage.data_file import require_content
from desk.storage.db_errors import damaged, is_read_only, translate_errors
from desk.storage.open_file import Identity, OpenFile, identity

FILE = keys.BOOK


def connect(path: Path, key: bytes, *, create: bool = False) -> dbapi2.Connection:
    """Open an encrypted file with its 32-byte data key. The key goes in raw: no second key derivation.

    A file that is not there stays absent, and an empty one empty, unless ``create`` says that a new book is wanted."""
    if not create:
        require_content(path)
    address = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = dbapi2.connect(address, uri=True, timeout=5, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        "cipher_log_level = NONE",  # what is damaged is told in our words, not beside them
        "cipher_memory_security = OFF",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -16000",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class Store:
    """The open book file. ``writing`` and ``reading`` are the only ways to a connection.

    As long as it is open, the name in the folder has to lead to the file that was opened, with the same book in it:
    that is looked at before each commit, and what no longer fits is not stored. ``create`` makes a new file."""

    def __init__(self, path: Path, key: bytes, *, create: bool = False) -> None:
        self.path = path
        self.key = key
        self.on_damage: Callable[[str], object] | None = None
        """Told, with words, whenever the open file turns out to be damaged; in whatever thread noticed it."""
        self._opened: OpenFile | None = None
        self._opening = RLock()  # a connection that is collected meanwhile is counted out by the same thread
        self._log: Identity | None = None
        self._log_path = path.with_name(path.name + "-wal")
        """SQLite's write-ahead log, which belongs to the file as long as anybody has it open."""
        self._connections = 0
        self._has_gone_back = False
        self._engine = compiled.engine(lambda: self._connect(create))
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "close", self._count_out)
        event.listen(self._engine, "after_cursor_execute", _note_written)

    @contextmanager
    def writing(self, written: set[str] | None = None) -> Iterator[Connection]:
        """One transaction that has the write lock from the start; committed at the end, or nothing of it is kept.

        The names of the tables that it writes to are added to ``written``."""
        with self._translated(), self._engine.connect() as connection:
            connection = connection.execution_options(desk_begin="BEGIN IMMEDIATE", desk_written=written)
            with connection.begin():
                self._log = self._log or identity(self._log_path)
                yield connection
                self._require_the_same_file()

    def _connect(self, create: bool) -> dbapi2.Connection:
        """A connection for the pool, to the file that the first one opened."""
        with self._opening:
            if self._opened is not None and not self._opened.is_the_same():
                raise elsewhere()
            connection = connect(self.path, self.key, create=create and self._opened is None)
            self._opened = self._opened or OpenFile(self.path)
            self._connections += 1
        return connection

    def _count_out(self, _connection: object, _record: object) -> None:
        """With the last connection SQLite removes its log; the next one begins another."""
        with self._opening:
            self._connections -= 1
            if not self._connections:
                self._log = None

    def gone_back(self) -> EnvironmentFailure:
        """An earlier copy was written into the open file: from now on nothing is stored through this store."""
        self._has_gone_back = True
        return elsewhere()

    def _require_the_same_file(self) -> None:
        """Raises ``EnvironmentFailure`` when the folder was removed, the file unlinked, another put in its place or
        written into it: what is stored now would be stored nowhere.
        """
        is_the_same = self._opened is not None and self._opened.is_the_same()
        if self._has_gone_back or not is_the_same or identity(self._log_path) != self._log:
            raise elsewhere()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the book; whatever is written through it is thrown away."""
        with self._translated(), self._engine.connect() as connection:
            connection = connection.execution_options(desk_begin="BEGIN")
            yield connection

    def raw(self) -> dbapi2.Connection:
        """A connection of its own outside the pool, for backup and checks; the caller closes it."""
        with self._translated():
            return connect(self.path, self.key)

    def _translated(self) -> AbstractContextManager[None]:
        return translate_errors(judge=self._judged)

    def _judged(self, failure: EnvironmentFailure) -> EnvironmentFailure:
        """Is it damage? Then whoever has the book open is told at once. A connection that met a damaged page refuses
        to write from then on, as in a folder that cannot be written to: a new one shows which of the two it is. What
        does not read because it is another book's is no damage.
        """
        if failure.__cause__ is not None and is_read_only(failure.__cause__) and self._takes_writes_anew():
            failure = damaged()
        if not isinstance(failure, Damaged):
            return failure
        is_ours = self._opened is None or self._opened.is_the_same()
        return self.announced(failure) if is_ours else elsewhere()

    def _takes_writes_anew(self) -> bool:
        """On a connection that has read nothing yet; a file that is damaged where that begins would take them too."""
        try:
            connection = connect(self.path, self.key)
            try:
                connection.execute("BEGIN IMMEDIATE")
            finally:
                connection.close()
        except Exception as refused:
            return not is_read_only(refused) and not isinstance(refused, OSError)
        return True

    def announced(self, damage: Damaged) -> Damaged:
        """The same, after telling whoever has the book open."""
        if self.on_damage is not None:
            damage.is_told = True
            self.on_damage(damage.message)
        return damage

    @contextmanager
    def moment(self) -> Iterator[dbapi2.Connection]:
        """The book as it is now, for ``copy_to``: what others store meanwhile neither gets into the copy nor makes it
        begin again and again.
        """
        source = self.raw()
        try:
            with self._translated():
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield source
        finally:
            source.close()

    def copy_to(
        self,
        target: Path,
        progress: Callable[[int, int], None] | None = None,
        moment: dbapi2.Connection | None = None,
    ) -> None:
        """SQLite's online backup into a new file under the same key, while the book stays in use.

        ``progress`` is told pages done and pages in all. The copy is of one moment: now, or the one that is given.
        """
        if moment is None:
            with self.moment() as now:
                return self.copy_to(target, progress, now)
        copy = dbapi2.connect(str(target))
        try:
            with self._translated():
                copy.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"")
                report: Any = (lambda _s, left, total: progress(total - left, total)) if progress else None
                moment.backup(copy, pages=2000, progress=report)
        finally:
            copy.close()
        return None

    def tidy(self) -> None:
        """Let SQLite learn which index serves which question, and fold the log into the file."""
        connection = self.raw()
        try:
            with self._translated():
                connection.execute("PRAGMA analysis_limit = 1000")
                connection.execute("PRAGMA optimize = 0x10002")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        """Close every connection; the file can be exchanged afterwards."""
        self._engine.dispose()
        if self._opened is not None:
            self._opened.close()


def elsewhere() -> EnvironmentFailure:
    """The open file is no longer the one that was opened."""
    return EnvironmentFailure(
        _(
            "The book's file was moved, removed or replaced while it was open: nothing was stored. "
            "Please note what you typed, close the program and ask the manager."
        )
    )


def _begin(connection: Connection) -> None:
    cursor = connection.connection.cursor()  # past SQLAlchemy, whose way of asking takes longer than beginning does
    cursor.execute(connection.get_execution_options().get("desk_begin", "BEGIN"))
    cursor.close()


def _note_written(
    connection: Connection, _cursor: object, _statement: str, _values: object, context: Any, _many: bool
) -> None:
    """Called after every statement, so it costs a comparison where nothing was written."""
    if context.isinsert or context.isupdate or context.isdelete:
        written = connection.get_execution_options().get("desk_written")
        if written is not None:
            written.add(context.invoked_statement.table.name)
