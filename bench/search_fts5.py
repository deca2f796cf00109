"""SQLite's FTS5 with the same work and facets in SQL: what the words find goes into a table, which is grouped."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from bench.search_laid import TOP, Answer, Asked, Laid, Sets
from portal.search.criteria import FACETS
from portal.search.matching import ENOUGH
from portal.search.postings import FIELDS
from portal.search.question import Variant, Word

_SETS = ", ".join(f"{name}_set" for name in FACETS)
_RANK = f"bm25(texts, {', '.join(map(str, FIELDS.values()))})"


class Fts5:
    """One database in a file, with one connection kept open."""

    name = "FTS5"

    def __init__(self, folder: Path, documents: Iterable[Laid]) -> None:
        """Write everything, and put the index in order."""
        folder.mkdir()
        self._sets = Sets()
        self._base = sqlite3.connect(folder / "fts5.db")
        base = self._base
        base.executescript(f"""
            pragma cache_size = -200000;
            create virtual table texts using fts5({", ".join(FIELDS)}, tokenize = "ascii tokenchars '=~'");
            create table practices (number integer primary key, id text, minutes integer, {_SETS});
            create temp table found (number integer primary key, minutes integer, {_SETS});
        """)
        marks = ", ".join("?" * (3 + len(FACETS)))
        for number, each in enumerate(documents, start=1):
            base.execute(
                "insert into texts (rowid, title, labels, text) values (?, ?, ?, ?)",
                [number, *(each.fields[name] for name in FIELDS)],
            )
            sets = [self._sets.number(name, each.values[name]) for name in FACETS]
            base.execute(f"insert into practices values ({marks})", [number, each.id, each.minutes, *sets])  # noqa: S608
        base.execute("insert into texts (texts) values ('optimize')")
        base.commit()

    def answer(self, asked: Asked) -> Answer:
        """Answer a question that has words."""
        words = [_word(word) for word in asked.question.words]
        for needed in range(len(words), 0, -1):
            match = _some(words, needed)
            if self._find(match, asked) >= ENOUGH:
                break
        total, counts = 0, {}
        for number, (each, names) in enumerate(asked.narrowings()):
            where = self._where(each)
            for name in names:
                grouped = f"select {name}_set, count(*) from found where {where} group by 1"  # noqa: S608
                sets = self._base.execute(grouped).fetchall()
                counts[name] = self._sets.counts(name, sets)
            if not number:
                total = sum(many for _, many in sets)
        rows = self._best(match, asked)
        return Answer(total, counts, tuple(row[0] for row in rows), tuple(line for row in rows for line in row[1:3]))

    def _find(self, match: str, asked: Asked) -> int:
        """Put what the words find into its table, and say how many they are."""
        match += "".join(f" NOT {_word(word)}" for word in asked.question.without)
        self._base.execute("delete from found")
        sought = f"""
            insert into found select number, minutes, {_SETS} from practices
            where number in (select rowid from texts where texts match ?)
        """  # noqa: S608
        return self._base.execute(sought, [match]).rowcount

    def _best(self, match: str, asked: Asked) -> list[tuple[str, ...]]:
        match += "".join(f" NOT {_word(word)}" for word in asked.question.without)
        best = f"""
            with best as materialized (
                select texts.rowid as place, {_RANK} as rank from texts join found on found.number = texts.rowid
                where texts match ? and {self._where(asked)} order by 2 limit {TOP}
            )
            select id, highlight(texts, 0, '<b>', '</b>'), snippet(texts, 2, '<b>', '</b>', '…', 30), texts.text
            from texts join practices on practices.number = texts.rowid join best on best.place = texts.rowid
            where texts match ? order by best.rank
        """  # noqa: S608
        return self._base.execute(best, [match, match]).fetchall()

    def _where(self, asked: Asked) -> str:
        return " and ".join(self._conditions(asked)) or "true"

    def _conditions(self, asked: Asked) -> Iterator[str]:
        for name, chosen in asked.filters.items():
            yield f"{name}_set in ({', '.join(map(str, self._sets.holding(name, chosen)))})"
        if asked.minutes is not None:
            yield f"minutes >= {asked.minutes}"


def _word(word: Word) -> str:
    return f"({' OR '.join(_variant(variant) for variant in word.variants)})"


def _variant(variant: Variant) -> str:
    if variant.adjacent:
        return f'"{" ".join(variant.tokens)}"'
    each = [f'"{token}"' for token in variant.tokens]
    return f"({' AND '.join(each)})"


def _some(words: list[str], needed: int) -> str:
    """Ask for any so many of a few words; FTS5 cannot count them."""
    return " OR ".join(f"({' AND '.join(each)})" for each in combinations(words, needed))
