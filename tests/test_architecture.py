"""What every file of the portal keeps to, read from its source."""

import ast
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from sqlalchemy import inspect, text

import portal
from portal.db import Model, db

ROOT = Path(portal.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
CLOCKS = {"clock.py", "config.py"}


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


@cache
def imports(path: Path) -> set[str]:
    """Give every module that a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def those(paths: Iterable[Path], fail: Callable[[Path], object]) -> list[str]:
    """Name the files that something is wrong with."""
    return [names(path) for path in paths if fail(path)]


def test_a_file_opens_with_one_sentence_that_says_what_it_is_for():
    def says_nothing(path: Path) -> bool:
        docstring = ast.get_docstring(tree(path)) or ""
        return not docstring.partition("\n")[0].endswith((".", "?"))

    assert those(FILES, says_nothing) == []


def test_no_import_hides_inside_a_function():
    def hides_one(path: Path) -> bool:
        functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        return any(isinstance(node, (ast.Import, ast.ImportFrom)) for f in functions for node in ast.walk(f))

    assert those(FILES, hides_one) == []


def test_only_the_clock_tells_the_time():
    others = [path for path in FILES if path.name not in CLOCKS]

    assert those(others, lambda path: re.search(r"datetime\.now|date\.today|time\.time\(|utcnow", source(path))) == []


def test_only_the_application_imports_views():
    def imports_them(path: Path) -> bool:
        return any(re.fullmatch(r"portal\.\w+\.views", module) for module in imports(path))

    assert those([path for path in FILES if path.name != "app.py"], imports_them) == []


def test_views_forms_and_rules_write_nothing():
    looking = [path for path in FILES if path.name in {"views.py", "forms.py", "rules.py"}]

    assert looking
    assert those(looking, lambda p: re.search(r"\bcommit\(|session\.(add|delete|execute)|\block\(\)", source(p))) == []


def test_a_template_has_no_style_or_script_inside():
    templates = [path for path in sorted((ROOT / "templates").rglob("*.html")) if path.name != "alone.html"]
    inside = re.compile(r"\sstyle=|<style|\son\w+=|<script(?![^>]*(?:src=|.application/ld.json))")

    assert templates
    assert those(templates, lambda path: inside.search(source(path))) == []


def test_only_one_module_uses_bleach():
    assert [names(path) for path in FILES if "bleach" in imports(path)] == ["web/markup.py"]


def test_every_staff_view_is_guarded_or_is_the_way_in(app):
    unguarded = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff") and not hasattr(app.view_functions[rule.endpoint], "required")
    ]
    assert set(unguarded) <= {"/staff/login", "/staff/logout"}


def test_no_table_hides_a_serial_number(app):
    with app.app_context():
        made = dict(db.session.execute(text("SELECT name, upper(sql) FROM sqlite_master WHERE type = 'table'")).all())

    for table in Model.metadata.tables:
        assert "WITHOUT ROWID" in made[table], table
        assert "AUTOINCREMENT" not in made[table], table


def test_the_database_is_what_the_models_say(app):
    with app.app_context():
        seen = inspect(db.engine)
        for name, table in Model.metadata.tables.items():
            assert {c["name"] for c in seen.get_columns(name)} == set(table.columns.keys())
            assert {i["name"] for i in seen.get_indexes(name)} == {str(i.name) for i in table.indexes}
