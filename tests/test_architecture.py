"""What every file of the portal keeps to, read from its source."""

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

import portal
from portal.db import Model, db

ROOT = Path(portal.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
CLOCKS = {"clock.py", "config.py"}


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Give every module that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=names)
def test_a_file_opens_with_one_sentence_that_says_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring is not None
    assert docstring.splitlines()[0].endswith((".", "?", "."))


@pytest.mark.parametrize("path", FILES, ids=names)
def test_no_import_hides_inside_a_function(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert not [node for f in functions for node in ast.walk(f) if isinstance(node, (ast.Import, ast.ImportFrom))]


@pytest.mark.parametrize("path", FILES, ids=names)
def test_only_the_clock_tells_the_time(path):
    if path.name in CLOCKS:
        return
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"datetime\.now|date\.today|time\.time\(|utcnow", source)


@pytest.mark.parametrize("path", FILES, ids=names)
def test_only_the_application_imports_views(path):
    if path.name == "app.py":
        return
    assert not [module for module in imports(path) if re.fullmatch(r"portal\.\w+\.views", module)]


@pytest.mark.parametrize("path", [p for p in FILES if p.name in {"views.py", "forms.py", "rules.py"}], ids=names)
def test_views_forms_and_rules_write_nothing(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\bcommit\(|session\.(add|delete|execute)|\block\(\)", source)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda p: p.name)
def test_a_template_has_no_style_or_script_inside(path):
    if path.name == "alone.html":
        return
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*(?:src=|.application/ld.json))", source)


def test_only_one_module_uses_bleach():
    assert [names(path) for path in FILES if "bleach" in imports(path)] == ["web/markup.py"]


def test_every_staff_view_is_guarded_or_is_the_way_in(app):
    unguarded = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff") and not hasattr(app.view_functions[rule.endpoint], "required")
    ]
    assert set(unguarded) <= {"/staff/login", "/staff/logout"}


@pytest.mark.parametrize("table", sorted(Model.metadata.tables))
def test_no_table_hides_a_serial_number(app, table):
    with app.app_context():
        sql = db.session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
    assert "WITHOUT ROWID" in sql.upper()
    assert "AUTOINCREMENT" not in sql.upper()


def test_the_database_is_what_the_models_say(app):
    with app.app_context():
        seen = inspect(db.engine)
        for name, table in Model.metadata.tables.items():
            assert {c["name"] for c in seen.get_columns(name)} == set(table.columns.keys())
            assert {i["name"] for i in seen.get_indexes(name)} == {str(i.name) for i in table.indexes}
