"""Keeps what was compiled, so that the many applications of the tests compile templates, addresses and SQL but once."""

from collections.abc import Callable
from types import CodeType
from typing import Any, ClassVar

from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from werkzeug.routing import Rule


class Templates(BytecodeCache):
    """Remembers in memory; a template whose words changed has another checksum, and is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


class Address(Rule):
    """An address of the site; how one is put together is worked out once, and depends on nothing but what it is."""

    _kept: ClassVar[dict[object, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002
        what = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
        if what not in self._kept:
            self._kept[what] = super()._compile_builder(append_unknown)
        return self._kept[what]


class Dialect(SQLiteDialect_pysqlite):
    """SQLite's SQL, which is the same whichever database it is for: what one engine compiled serves the others."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


_statements: dict[Any, Any] = {}


def remember_statements(connection: Connection) -> None:
    """Let a connection look up, and keep, compiled statements where all engines of this process do."""
    connection.execution_options(compiled_cache=_statements)
