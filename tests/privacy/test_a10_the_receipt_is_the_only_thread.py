"""Rule A10: six words, shown once and kept only as a digest, are all that ties an author to a practice."""

import base64
import hashlib
import logging
import math
import re
from collections import Counter
from contextlib import contextmanager
from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from people import CAUGHT, PROMPT, days_later
from privacy.looking import as_stored, ask, content_of, data_of, database_of, holders, tables
from privacy.stories import confirmed, let_all_out, mint, share
from showme import rooms
from sqlalchemy import event

from portal.anonymity import receipts
from portal.db import db
from portal.practices import actions
from portal.web.wordlist import words as word_list

UNKNOWN = "abacus abdomen abdominal abide abiding ability"
"""Six words of the list that nobody holds."""

WORDS = st.lists(st.sampled_from(word_list()), min_size=6, max_size=6)


# --- What a receipt is.


def test_a_receipt_is_six_words_of_the_long_list(app):
    receipt = share(app, app.test_client(), "prompt")

    assert re.fullmatch(r"[a-z-]+( [a-z-]+){5}", receipt)
    assert set(receipt.split(" ")) <= set(word_list())


def test_six_words_make_seventy_seven_bits_also_when_only_letters_count(record_property):
    letters = sorted({letters_of(word) for word in word_list()})

    assert len(word_list()) == 7776
    # One pair differs in a hyphen alone.
    assert len(letters) == 7775
    assert math.log2(len(letters) ** 6) > 77
    record_property("A10: strength of a receipt", f"{math.log2(len(letters) ** 6):.1f} bits (77)")
    # No word begins another one, so six of them run together can be read in one way only.
    assert [pair for pair in pairwise(letters) if pair[1].startswith(pair[0])] == []


def letters_of(words: str) -> str:
    return re.sub("[^a-z]", "", words)


def test_every_word_of_the_list_is_as_likely_as_any_other():
    drawn: Counter[str] = Counter()
    for number in range(20_000):
        drawn.update(receipts.words_for(hashlib.sha256(str(number).encode()).digest(), word_list()).split())

    expected = 20_000 * 6 / 7776
    deviation = sum((drawn[word] - expected) ** 2 / expected for word in word_list())
    # Chi squared with 7,775 degrees of freedom: six standard deviations around its mean.
    assert abs(deviation - 7775) < 6 * math.sqrt(2 * 7775)


@given(
    words=WORDS,
    gaps=st.lists(st.text(" \t\n-_.,;'’/\u00a0\u2009\u2013\u200b0123456789", max_size=3), min_size=7, max_size=7),
    capitals=st.lists(st.booleans(), min_size=120, max_size=120),
)
def test_the_digest_is_the_same_however_the_words_are_written(words, gaps, capitals):
    pairs = zip(gaps, [*words, ""], strict=True)
    written = "".join(gap + word for gap, word in pairs)
    written = "".join(c.upper() if big else c for c, big in zip(written, [*capitals, *[False] * 200], strict=False))

    assert receipts.digest(written) == receipts.digest(" ".join(words))


@given(WORDS, WORDS)
def test_other_words_have_another_digest(one, other):
    one, other = " ".join(one), " ".join(other)
    assert (receipts.digest(one) == receipts.digest(other)) is (letters_of(one) == letters_of(other))


def test_a_receipt_is_understood_with_other_spaces_hyphens_and_capitals(app, teacher):
    receipt = share(app, app.test_client(), "prompt")

    for written in (receipt.upper(), receipt.replace(" ", "-"), receipt.replace(" ", ""), f"  {receipt.title()}. "):
        assert teacher.state(written) == "waiting", written
    assert teacher.shows(receipt.rpartition(" ")[0]).status == 404


# --- Where it is not.


def test_a_receipt_is_never_in_an_address_a_header_a_cookie_or_a_log(app, caplog):
    caplog.set_level(logging.DEBUG)
    client = app.test_client()
    # A fixed one: by chance a word of another could be one that every header holds.
    receipt = share(app, client, "prompt", nonce="always the same")
    words = [*receipt.split(" "), receipt]
    steps = [
        {"do": "show"},
        {"do": "correct"},
        {"do": "correct", "confirm": "yes", **PROMPT, "title": "A better title"},
        {"do": "answer", "answer": "Yes."},
        {"do": "nonsense"},
        {"do": "withdraw"},
        {"do": "withdraw", "confirm": "yes"},
        {"do": "show"},
    ]
    for step in steps:
        answer = client.post("/receipt", data=step | {"receipt": receipt})

        assert answer.status_code in {200, 404, 409}, step
        assert "Location" not in answer.headers
        head = " ".join(f"{name}: {value}" for name, value in answer.headers)
        assert [word for word in words if re.search(rf"\b{word}\b", head)] == []
        addresses = re.findall(r'(?:href|action|src|formaction)="([^"]*)"', answer.text)
        assert [each for each in addresses if any(word in each for word in words)] == []
        forms = re.findall(r"<form[^>]*>", answer.text)
        assert all('method="post"' in form for form in forms if "/receipt" in form)
        assert answer.headers["Cache-Control"] == "no-store"
    assert [word for word in words if re.search(rf"\b{word}\b", caplog.text)] == []


def test_an_address_with_a_receipt_in_it_is_not_understood(app):
    client = app.test_client()
    receipt = share(app, client, "prompt")

    answer = client.get("/receipt", query_string={"receipt": receipt, "do": "show"})

    assert answer.status_code == 200
    assert PROMPT["title"] not in answer.text
    assert receipt not in answer.text


def test_it_is_kept_as_the_digest_of_its_letters_and_in_no_other_way(app, public):
    held = share(app, app.test_client(), "caught", title="Held")
    every = [*public.values(), held]
    let_all_out_again(app)

    for receipt in every:
        letters = letters_of(receipt)
        spellings = [
            letters,
            *(receipt.replace(" ", gap) for gap in (" ", "-", "_", ",", ", ", "\n", '", "', "+", "%20")),
        ]
        coded = [base64.b64encode(each.encode()).decode().rstrip("=") for each in (receipt, letters)]
        others = [hashlib.new(name, receipt.encode()).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")]
        assert holders([data_of(app)], *spellings, *coded, *others) == {}
        digest = hashlib.sha256(letters.encode()).hexdigest()
        assert ask(database_of(app), "SELECT count(*) FROM practice WHERE receipt_digest = ?", digest) == [(1,)]
        assert set(holders([data_of(app)], digest)[digest]) == {"portal.db"}


def let_all_out_again(app: Flask) -> None:
    """Release five more, so that the new ones are in an edition too."""
    for number in range(4):
        share(app, app.test_client(), "prompt", title=f"More {number}")
    let_all_out(app)


def test_losing_the_secret_loses_no_receipt(app, teacher):
    receipt = share(app, app.test_client(), "prompt")

    app.config["SECRET_KEY"] = "another secret altogether"

    assert teacher.state(receipt) == "waiting"


# --- How it answers.


def test_malformed_unknown_and_withdrawn_receipts_are_answered_alike(app, public):
    client = app.test_client(use_cookies=False)
    early = share(app, client, "prompt", title="Taken back early")
    late = public["Three reading levels"]
    with app.app_context():
        actions.withdraw(early, at_once=True)
        actions.withdraw(late, at_once=True)
    client.get("/promise")
    typed = {
        "unknown": UNKNOWN,
        "withdrawn before its release": early,
        "withdrawn after": late,
        "nothing": "",
        "one word": "abacus",
        "no words": "12345",
        "another script": "это не квитанция",
        "long": "abacus " * 900,
        "markup": "<b>'\"; --",
    }
    for do in ("show", "answer", "correct", "withdraw", ""):
        answers = {}
        for what, words in typed.items():
            with counted(app) as statements:
                data = {"receipt": words, "do": do, "confirm": "yes", "answer": "Yes.", "title": "Mine"}
                answer = client.post("/receipt", data=data)
            page = re.sub(r'(id="receipt-words"[^>]* value=)"[^"]*"', r'\1""', answer.text)
            answers[what] = (answer.status_code, list(statements), page, headers_but_length(answer.headers))

        assert answers["unknown"][0] == 404
        assert len(answers["unknown"][1]) > 0
        assert {what for what, answer in answers.items() if answer != answers["unknown"]} == set(), do


def test_the_receipt_of_a_slip_taken_back_in_the_room_is_answered_like_one_nobody_ever_held(app):
    code = rooms.plan(app)
    rooms.begin(app, code)
    receipts = rooms.hand_in(app, code, *rooms.TITLES)
    with app.app_context():
        actions.withdraw(receipts["A quiz key"], at_once=True)
    client = app.test_client(use_cookies=False)

    for do in ("show", "correct", "withdraw"):
        gone, unknown = (
            client.post("/receipt", data={"receipt": words, "do": do, "kind": "prompt", "confirm": "yes"})
            for words in (receipts["A quiz key"], UNKNOWN)
        )
        assert (gone.status_code, gone.text.replace(receipts["A quiz key"], UNKNOWN)) == (404, unknown.text), do


def headers_but_length(headers: object) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name != "Content-Length"]


@contextmanager
def counted(app: Flask):
    """Collect the statements that the database is asked meanwhile."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, _values, _context, _many):
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_one_look_up_by_an_index_finds_it(app, public):
    with counted(app) as statements:
        app.test_client().post("/receipt", data={"receipt": public["Three reading levels"]})
    by_digest = [statement for statement in statements if "receipt_digest = ?" in statement]
    plan = ask(database_of(app), f"EXPLAIN QUERY PLAN {by_digest[0]}", "0" * 64)

    assert len(by_digest) == 1
    assert "USING INDEX" in plan[0][3]


def test_showing_a_receipt_changes_no_byte_of_the_database(app, public):
    client = app.test_client(use_cookies=False)
    waiting = share(app, client, "caught", title="Waiting")
    files, rows = content_of(app), {table: as_stored(database_of(app), table) for table in tables(database_of(app))}

    for receipt in (waiting, public["Three reading levels"], UNKNOWN, ""):
        for do in ("show", "correct", "withdraw", ""):
            for _ in range(2):
                assert client.post("/receipt", data={"receipt": receipt, "do": do}).status_code in {200, 404, 409}

    assert content_of(app) == files
    assert {table: as_stored(database_of(app), table) for table in tables(database_of(app))} == rows


def test_no_column_counts_visits_or_says_when_an_author_was_last_here(app):
    told = re.compile("seen|visit|last|count|hits|opened|when|time|date|_at$")
    allowed = {("trial", "counted")}
    """The edition at whose release a trial was counted."""

    for table in ("practice", "trial", "problem", "spent"):
        names = [name for (name,) in ask(database_of(app), "SELECT name FROM pragma_table_info(?)", table)]
        assert [name for name in names if told.search(name) and (table, name) not in allowed] == []


# --- What its page says.


def test_the_page_says_what_happens_next_and_when_and_that_it_cannot_be_replaced(app, teacher):
    page = teacher.previews("prompt").send("Share it")

    assert len(page.receipt.split(" ")) == 6
    assert "What happens next" in page.text
    for words in ("within a week", "Look again in a week", "goes public together with at least four others"):
        assert words in page.text
    for words in ("only key", "We keep no copy", "can’t look them up", "Write them down now", "shows them once"):
        assert words in page.text
    assert "A lost receipt can’t be replaced" in teacher.open("/receipt").text


def test_it_is_shown_in_the_answer_to_its_own_form_and_on_no_page_that_can_be_opened_again(app, teacher):
    receipt = teacher.previews("prompt").send("Share it").receipt

    for path in ("/", "/share", "/share/prompt", "/receipt", "/practices", "/promise"):
        assert receipt not in teacher.open(path).answer.text


@pytest.mark.parametrize("after", [0, 3])
def test_a_lost_answer_can_be_asked_for_again_and_gives_the_same_words(app, after):
    client = app.test_client(use_cookies=False)
    token = mint(app, "share")
    days_later(app, after)

    data = confirmed(client, "/share/caught", CAUGHT, token)
    pages = {client.post("/share/caught", data=data).data for _ in range(3)}

    assert len(pages) == 1
    assert len(as_stored(database_of(app), "practice")) == 1
