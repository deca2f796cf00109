"""Issues stay as they were signed: to read, to compare, and to the last byte, whatever the portal does later."""

import hashlib
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from hypothesis import given, settings
from hypothesis import strategies as some
from people import build, days_later
from privacy.looking import ask, database_of
from privacy.stories import key_of, member, publish_guide
from pypdf import PdfReader

from portal.db import db
from portal.drafting import actions as drafting
from portal.drafting import models as drafts
from portal.editions import builder
from portal.guide import document
from portal.guide.content import Advice, Content, from_json, hash_of, to_json
from portal.guide.document import Answer, Question
from portal.guide.models import Issue
from portal.moderation import actions as moderation

FIRST = json.loads((Path(__file__).parent / "issue-1.json").read_text(encoding="utf-8"))
"""Issue 1 as it was stored before lines had a reason and words a waiver."""

STORED = "SELECT number, content, content_hash, signatures, published, review_by FROM issue WHERE number = 1"


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


def stored(app):
    return ask(database_of(app), STORED)


def test_the_next_issue_takes_the_place_of_the_one_before_and_says_what_changed(app, reader):
    key, other = key_of(app, "Three reading levels"), key_of(app, "A quote nobody said")
    assert "There is none yet" in reader.open("/guide/issues").text
    publish_guide(app, [key])
    assert "/guide/issues" not in {str(link["href"]) for link in reader.open("/").soup.select("a")}
    assert "This was the first issue" in reader.open("/guide/issues/1/changes").text
    days_later(app, 3)

    with app.app_context():
        line = drafts.lines(drafts.Part.WORKS)[0]
        advice = Advice(
            "A line of the guide", "Before a quiz.", "Ask for it.", "Read it.", (key, other), reason="It helped."
        )
        drafting.change_line(line.id, advice, revision=drafts.draft().revision, by=member("union"))
    publish_guide(app)

    page = reader.open("/").follow("All 2 issues, and what changed")
    assert [a.get_text() for a in page.soup.select("h2 a")] == ["Issue 2", "Issue 1"]
    assert "Issue 2 replaced it on November 19, 2026." in page.text
    assert "curriculum office for curriculum staff on November 16, 2026; union office for the union" in page.text
    changes = page.follow("every change, word by word")
    assert [tag.get_text() for tag in changes.soup.select("ins")] == ["(now: quiz.)", "(now: A quote nobody said\n)"]
    old = changes.follow("issue 1")
    assert "Issue 1. Issue 2 replaced it on November 19, 2026." in old.text
    assert "Before a lesson." in old.text
    told = "Issue 2 replaced it on November 19, 2026"
    client = app.test_client()
    for ending in ("md", "json"):
        assert told in client.get(f"/guide/issues/1.{ending}").text
        assert told not in client.get(f"/guide/issues/2.{ending}").text
    pages = PdfReader(io.BytesIO(client.get("/guide/issues/1.pdf").data)).pages
    assert [page for page in pages if told not in page.extract_text()] == []
    assert client.get("/guide/issues/1.docx").data.startswith(b"PK")

    with app.app_context():
        moderation.take_down(other, "It names a student.", by=member("union"))

    for path in ("/guide/issues/2", "/guide/issues/2/changes"):
        assert "A quote nobody said" not in reader.open(path).text
        assert other not in reader.open(path).answer.text
    assert {reader.open(f"/guide/issues/{n}").status for n in ("0", "3", "x", "1 ")} == {404}


def test_an_issue_past_its_review_date_says_so_wherever_it_is_shown(app, reader):
    publish_guide(app, [key := key_of(app, "Three reading levels")])
    paths = ("/", "/guide", "/guide/issues", "/guide/issues/1", "/promise", f"/practices/{key}", "/practices?guide=yes")
    assert [path for path in paths if "past its review date" in reader.open(path).text] == []

    days_later(app, 200)
    reader.open("/promise")
    build(app)

    assert [path for path in paths if "past its review date" not in reader.open(path).text] == []
    for ending in ("md", "json"):
        assert document.LAPSED in app.test_client().get(f"/guide/issues/1.{ending}").text


def test_nothing_that_the_portal_does_later_changes_a_stored_issue(app, reader, tmp_path):
    with app.app_context():
        db.session.add(Issue(**FIRST))
        db.session.commit()
        builder.build(anew=True)
    before = stored(app)

    page = reader.open("/guide/issues/1")
    assert FIRST["content_hash"] in page.text.replace(" ", "")
    assert "Rosa Delgado" in page.text
    assert "Its practices have been taken back." in page.text

    publish_guide(app, [key_of(app, "Three reading levels")])
    with app.app_context():
        db.session.remove()
        downgrade(revision="0002")
        upgrade()
        db.session.remove()
        db.engine.dispose()
    command = app.test_cli_runner()
    assert command.invoke(args=["backup", str(tmp_path / "backup")]).exit_code == 0
    assert command.invoke(args=["restore", str(tmp_path / "backup")]).exit_code == 0
    assert stored(app) == before
    assert ask(database_of(app), "SELECT number FROM issue") == [(1,), (2,)]
    assert before[0][1] == FIRST["content"]
    assert hashlib.sha256(before[0][1].encode()).hexdigest() == before[0][2] == FIRST["content_hash"]
    for statement in ("UPDATE issue SET content = content || ' '", "DELETE FROM issue"):
        with closing(sqlite3.connect(database_of(app))) as database, pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)


words = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
keys = some.lists(some.sampled_from(["a" * 20, "b" * 20]), max_size=2).map(tuple)
lines = some.lists(some.builds(Advice, words, words, words, words, keys, words, words), max_size=2).map(tuple)
answers = some.builds(Answer, words, some.none() | some.integers(1, 3))
contents = some.builds(
    Content,
    works=lines,
    caught=lines,
    tree=some.lists(some.builds(Question, some.integers(1, 3), words, answers, answers), max_size=2).map(tuple),
    never_paste=some.lists(words, max_size=2).map(tuple),
    promise=some.lists(words, max_size=2).map(tuple),
    **dict.fromkeys(("audience", "sentence", "made", "contact", "change", "review_by", "title"), words),
)


@given(contents)
@settings(max_examples=40)
def test_what_was_signed_reads_back_as_it_was_also_without_what_was_added_since(content):
    assert from_json(to_json(content)) == content
    assert hash_of(from_json(to_json(content))) == hash_of(content)

    older = json.loads(to_json(content))
    del older["waived"]
    for line in (*older["works"], *older["caught"]):
        del line["reason"]

    assert from_json(json.dumps(older)).sentence == content.sentence
