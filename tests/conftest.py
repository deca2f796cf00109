"""A real district for every test: its own folder, database, index and clock."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from browser import Browser
from chromium import browser_at, chromium
from compiled import Address, Templates, remember_statements
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings
from people import FIVE, PASSWORD, Staff, Teacher, both_sign, bring_out, days_later
from playwright.sync_api import Browser as Chromium
from sqlalchemy import Engine, event
from sqlalchemy.dialects import registry

from portal.command import create_app
from portal.config import Settings
from portal.db import db
from portal.district import District
from portal.editions import builder
from portal.practices import models as practices
from portal.practices.rules import State
from portal.staff import actions as staff_actions
from portal.staff.roles import Role

# A machine shared by others is slow now and then, and what lands must not depend on the draw of the day.
settings.register_profile("portal", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("portal")

# Every engine of this process shares what it compiled.
registry.register("sqlite", "compiled", "Dialect")
event.listen(Engine, "engine_connect", remember_statements)

# Flask's own settings for every application of this process; what is started as a process compiles for itself.
Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": Templates()}
Flask.url_rule_class = Address

# A password that fitted its hash fits it again; a wrong one, and each new hash, costs what it costs.
PasswordHasher.verify = cache(PasswordHasher.verify)  # type: ignore[method-assign]

FIRST = ("test_show_me_in_chromium.py", "test_in_chromium.py")
"""Files that take minutes: begun last, they would keep one processor at work while the others have nothing left."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others stay in their order."""
    items.sort(key=lambda item: item.path.name not in FIRST)


ZONE = "America/Chicago"

SINCE_THE_START = 8
"""Days in which five practices are shared, read the next day and released, and a week passes."""

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo(ZONE))

DISTRICT = District(
    name="Harbor Unified",
    timezone=ZONE,
    schools=("Lakeview Middle School", "Cedar Hollow Elementary School"),
    folder=Path(__file__).parent,
)
"""A district as real ones are: texts enter the tray with the next day, a release waits for a new week."""


def settings_for(data: Path, district: District = DISTRICT) -> Settings:
    return Settings(
        data=data,
        database_url=f"sqlite:///{data / 'portal.db'}",
        district=district,
        host="127.0.0.1",
        port=5000,
        url="http://localhost",
        secret="0123456789abcdef" * 4,
        clock=MONDAY,
    )


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district that has just been set up: migrated, with one account for each role and an empty edition."""
    data = tmp_path_factory.mktemp("blank")
    app = create_app(settings_for(data))
    with app.app_context():
        upgrade()
        for role in Role:
            staff_actions.add(f"{role.value}@example.org", role, PASSWORD, name=f"{role.value} office", by="test")
        builder.build(anew=True)
        db.session.remove()
        db.engine.dispose()
    return data


@pytest.fixture(scope="session")
def with_five(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with five public practices: for tests that start where practices are, and care nothing for how.

    They came from a file, so they have no receipts. A module takes it in the place of `blank`.
    """
    data = tmp_path_factory.mktemp("with-five") / "data"
    shutil.copytree(blank, data)
    app = create_app(settings_for(data))
    with app.app_context():
        bring_out(data.parent / "five.jsonl", FIVE)
        db.session.remove()
        db.engine.dispose()
    return data


@pytest.fixture
def district() -> District:
    """The district's file; a test may ask for another."""
    return DISTRICT


@pytest.fixture(scope="session")
def after_a_release(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A district in which five practices were shared and released through its pages, and their receipts by title."""
    data = tmp_path_factory.mktemp("after-a-release") / "data"
    shutil.copytree(blank, data)
    app = create_app(settings_for(data))
    receipts = release_five(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return data, receipts


@pytest.fixture
def app(request: pytest.FixtureRequest, blank: Path, tmp_path: Path, district: District) -> Iterator[Flask]:
    # The usual district is released in once for all; one of another kind goes the whole way itself.
    as_usual = "released" in request.fixturenames and district is DISTRICT and "amnestied" not in request.fixturenames
    data = tmp_path / "data"
    shutil.copytree(request.getfixturevalue("after_a_release")[0] if as_usual else blank, data)
    app = create_app(settings_for(data, district))
    app.testing = False
    if as_usual:
        days_later(app, SINCE_THE_START)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """A real Chromium, which asks nothing of any other host. Each person in it has cookies and a cache of their own."""
    path = chromium()
    if path is None and os.environ.get("CI"):
        pytest.fail("There is no Chromium. Install one, or name it in CHROMIUM.")
    if path is None:
        pytest.skip("NOT TESTED: there is no Chromium. Install one, or name it in CHROMIUM.")
    with browser_at(path) as browser:
        yield browser


@pytest.fixture
def teacher(app: Flask) -> Teacher:
    return Teacher(Browser(app.test_client()))


@pytest.fixture
def reader(app: Flask) -> Teacher:
    """Another teacher, in another browser."""
    return Teacher(Browser(app.test_client()))


@pytest.fixture
def curriculum(app: Flask) -> Staff:
    return Staff(Browser(app.test_client()), "curriculum@example.org").is_at_work()


@pytest.fixture
def union(app: Flask) -> Staff:
    return Staff(Browser(app.test_client()), "union@example.org").is_at_work()


@pytest.fixture
def admin(app: Flask) -> Staff:
    return Staff(Browser(app.test_client()), "admin@example.org").is_at_work()


@pytest.fixture
def amnestied(app: Flask) -> int:
    """Both sides have signed an amnesty statement; its number."""
    return both_sign(app)


@pytest.fixture
def released(request: pytest.FixtureRequest, app: Flask) -> dict[str, str]:
    """Five practices that are public, with their receipts by title; a week has passed."""
    with app.app_context():
        if practices.count(State.RELEASED):
            receipts: dict[str, str] = request.getfixturevalue("after_a_release")[1]
            return dict(receipts)
    return release_five(app)


def release_five(app: Flask) -> dict[str, str]:
    """Let five practices be shared, read and released, and a week pass."""
    teacher = Teacher(Browser(app.test_client()))
    curriculum = Staff(Browser(app.test_client()), "curriculum@example.org").signs_in()
    receipts = {title: teacher.shares(kind, title=title) for kind, title in FIVE}
    days_later(app, 1)
    curriculum.clears_everything()
    curriculum.releases()
    days_later(app, SINCE_THE_START - 1)
    return receipts
