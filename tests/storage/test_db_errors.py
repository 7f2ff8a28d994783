"""What the surroundings do, in words for the clerk; our own mistakes pass through untouched."""

import errno

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from desk.core.errors import EnvironmentFailure
from desk.services import data_check
from desk.services.session import Desk
from desk.storage.db_errors import translate_errors


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EFBIG, "磁盘已满"),
        (errno.EACCES, "无法写入"),
        (errno.EROFS, "无法写入"),
        (errno.ENOENT, "没有找到文件夹"),
        (errno.EIO, "读写出错"),
    ],
)
def test_what_the_file_system_says_becomes_words(number: int, words: str) -> None:
    with pytest.raises(EnvironmentFailure, match=words), translate_errors():
        raise OSError(number, "as the system says it")


def test_a_read_only_book_is_told_in_words(desk: Desk) -> None:
    raw = desk.store.raw()
    raw.execute("PRAGMA query_only = ON")
    with pytest.raises(EnvironmentFailure, match="无法写入"), translate_errors():
        raw.execute("UPDATE centres SET name = 'x'")
    raw.close()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (5, "正在使用"),
        (8, "无法写入"),
        (10 | 1 << 8, "读写出错"),
        (10 | 3 << 8, "磁盘已满"),
        (11, "已损坏"),
        (13, "磁盘已满"),
        (26, "已损坏"),
    ],
)
def test_what_sqlite_says_by_its_code_becomes_words(code: int, words: str) -> None:
    """A disk that fails is not called full: by the message alone every “disk I/O error” was."""
    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(EnvironmentFailure, match=words), translate_errors():
        raise error


def test_our_own_mistakes_are_not_hidden_and_show_nobodys_name(desk: Desk) -> None:
    query = text("INSERT INTO staff(id, name, role) VALUES (1, :name, 'clerk')")
    with pytest.raises(IntegrityError) as mistake, desk.write() as work:
        work.connection.execute(query, {"name": "某个真人"})
    assert "某个真人" not in str(mistake.value)


def test_a_poor_evaluation_without_its_call_back_is_named_by_the_check(desk: Desk) -> None:
    from desk.books import catalogue, visits
    from desk.books.cases import Evaluation, NewCase
    from desk.books.catalogue import ServiceItem, ServiceMode
    from desk.books.visits import Registration
    from tests.support.people import person

    with desk.write() as work:
        item = catalogue.add(work, ServiceItem("A", "事项", "部门", ServiceMode.ON_THE_SPOT))
        case = NewCase(item.id, evaluation=Evaluation.DISSATISFIED, evaluation_reason="慢")
        visits.register(work, Registration(person(), (case,)))
    assert data_check.problems(desk) == []
    with desk.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM callbacks")
    assert any("202611240001" in problem and "回访" in problem for problem in data_check.problems(desk))
