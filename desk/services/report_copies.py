"""Copying a report that was handed in to a folder or a stick 复制, and making sure that what lies there is what it was.

Each file is written beside its place, flushed to the disk, and read back; only when all of them read as they were
handed in they take their names, and are read once more there. Nothing half written stays.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from desk.books import submissions
from desk.core.errors import Doubtful, EnvironmentFailure
from desk.core.os_errors import os_failure
from desk.core.permissions import May
from desk.core.words import N_, _, listed
from desk.services.session import Desk

PART, ASIDE = ".part", ".before"
PIECE = 1 << 20
FULL = N_("The stick or folder is full: nothing was copied. Please make room or use another one.")
NO_RIGHT = N_("Nothing can be written there: nothing was copied. Please check its write protection or use another one.")
GONE = N_("The stick or folder is not there any more: nothing was copied. Please plug it in and copy again.")
SENTENCES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.EINVAL), NO_RIGHT),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO), GONE),
}
Progress = Callable[[int, int], object]
"""How many of how many files are done; it raises ``Cancelled`` where somebody stopped the job."""


def copy_to(
    desk: Desk, report_id: int, folder: Path, *, replace: bool = False, progress: Progress = lambda _done, _all: None
) -> list[Path]:
    """Put the files of a report into a folder and note it with the report; where they are.

    Raises ``NotAllowed``; ``Doubtful`` where other files have their names, unless ``replace`` says that they may go;
    ``EnvironmentFailure`` for a full disk, a folder that cannot be written to, a stick that was pulled out, and a file
    that does not read back as it was written. Then the folder is as it was before, as where the copy cannot be noted.
    """
    with desk.read() as work:
        work.require(May.HAND_IN)
        contents = {
            each.file_name: submissions.file_of(work, report_id, each.name)
            for each in submissions.files_of(work, report_id)
        }
    with _translated(), ExitStack() as undo:
        if not replace:
            _refuse_others(folder, contents)
        paths = _written(folder, contents, progress, undo)
        with desk.write() as work:
            submissions.record_copy(work, report_id, str(folder), len(paths))
        undo.pop_all()
    _remove(_aside(path) for path in paths)
    return paths


@contextmanager
def _translated() -> Iterator[None]:
    """What the system says of the place that was chosen, in words; our own mistakes go through."""
    try:
        yield
    except OSError as error:
        sentence = SENTENCES.get(error.errno or 0)
        failure = EnvironmentFailure(_(sentence)) if sentence else os_failure(error)
        if failure is None:
            raise
        raise failure from error


def _refuse_others(folder: Path, contents: Mapping[str, bytes]) -> None:
    others = [name for name, content in contents.items() if _is_other(folder / name, content)]
    if others:
        raise Doubtful(_("The folder has other files of these names: {files}. Replace them?", files=listed(others)))


def _is_other(path: Path, content: bytes) -> bool:
    return path.exists() and (path.stat().st_size != len(content) or path.read_bytes() != content)


def _written(folder: Path, contents: Mapping[str, bytes], progress: Progress, undo: ExitStack) -> list[Path]:
    """All files under their names; ``undo`` has what puts the folder back as it was. What they replace lies aside."""
    parts = [folder / f"{name}{PART}" for name in contents]
    paths = [folder / name for name in contents]
    undo.callback(_remove, parts)
    for done, (part, content) in enumerate(zip(parts, contents.values(), strict=True)):
        _write(part, content)
        progress(done, len(parts))
        _require_same(part, content)
    for part, path in zip(parts, paths, strict=True):
        if path.exists():
            path.replace(_aside(path))
        undo.callback(_bring_back, path)
        part.replace(path)
    _flush(folder)
    progress(len(parts), len(parts))
    for path, content in zip(paths, contents.values(), strict=True):
        _require_same(path, content)
    return paths


def _aside(path: Path) -> Path:
    """Where a file lies that another one replaces, until all of them are there and noted."""
    return path.with_name(f"{path.name}{ASIDE}")


def _bring_back(path: Path) -> None:
    """What lay there before, or nothing."""
    _remove([path])
    with suppress(OSError):
        _aside(path).replace(path)


def _write(path: Path, content: bytes) -> None:
    """On the disk when this is over, as far as the system says so. What was left there of an earlier copy goes first:
    a link or a pipe of that name on somebody's stick is not written through.
    """
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """The names as well; some systems and sticks know no such thing."""
    with suppress(OSError, AttributeError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _require_same(path: Path, content: bytes) -> None:
    """Raises ``EnvironmentFailure`` where a file does not read as it was written."""
    if _hash_on_disk(path) != hashlib.sha256(content).digest():
        sentence = _(
            "“{file}” does not read back as it was written: nothing was copied. Please use another stick or folder.",
            file=path.name.removesuffix(PART),
        )
        raise EnvironmentFailure(sentence)


def _hash_on_disk(path: Path) -> bytes:
    """Read from the disk and not from memory, where the system can be asked to forget what it keeps of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.digest()


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
