"""Rule A11: what its author takes back is gone: for readers, in the database and its journal, and in the index."""

import hashlib
import io
import re
import sqlite3
import threading
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import KINDS, build, days_later
from privacy.looking import as_stored, ask, data_of, database_files, database_of, holders, worker
from privacy.stories import clear_everything, let_all_out, member, mint, publish_guide, share
from pypdf import PdfReader

from portal.editions import builder
from portal.moderation import actions as moderation
from portal.practices import actions
from portal.practices.rules import KEPT_WEEKS
from portal.web import tokens

TEXTS = {
    "prompt": ("title", "prompt", "when", "checks"),
    "workflow": ("title", "steps", "checks", "discarded"),
    "caught": ("title", "asked", "output", "now"),
}
"""The fields of each kind that hold words."""

MOMENT = 0.5
"""Seconds that a reader holds on to the database."""


def marker(name: str) -> str:
    """Invent a word that stands nowhere else, and that no stemming changes."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    letters = []
    for _ in range(12):
        number, place = divmod(number, 14)
        letters.append("bcfghjkmpqvwxz"[place])
    return "zq" + "".join(letters)


class Marked:
    """A practice with a word of its own in each of its texts, and all that hangs on it."""

    def __init__(self, app: Flask, kind: str, name: str = "", nonce: str = "") -> None:
        self.app, self.kind, self.name = app, kind, name or kind
        self.texts = {part: f"Here is {marker(self.name + part)} now." for part in TEXTS[kind]}
        self.nonce = nonce or f"nonce of {self.name}"
        self.receipt = share(app, app.test_client(), kind, self.nonce, **self.texts)

    @property
    def key(self) -> str:
        with self.app.app_context():
            return tokens.key("practice", self.nonce)

    @property
    def words(self) -> list[str]:
        """The words in its texts alone."""
        return [marker(self.name + part) for part in TEXTS[self.kind]]

    @property
    def all_words(self) -> list[str]:
        """Its words, and those in what colleagues said of it."""
        return [
            *self.words,
            *(marker(self.name + each) for each in ("note", "tried checks", "problem", "open problem")),
        ]

    def is_talked_about(self) -> None:
        """Let colleagues report trials and problems; one of each is read by staff, one is not yet."""
        of_it, client = f"/practices/{self.key}", self.app.test_client()
        send(self.app, client, f"{of_it}/tried", f"tried {self.key}", outcome="worked", note=marker(self.name + "note"))
        days_later(self.app, 1)
        client.get("/promise")
        clear_everything(self.app)
        said = {"outcome": "did-not", "checks": marker(self.name + "tried checks")}
        send(self.app, client, f"{of_it}/tried", f"tried {self.key}", **said)
        for each in ("problem", "open problem"):
            send(self.app, client, f"{of_it}/report", f"report {self.key}", words=marker(self.name + each))

    def goes(self, gone: str = "now") -> None:
        data = {"receipt": self.receipt, "do": "withdraw", "confirm": "yes", "gone": gone}
        assert self.app.test_client().post("/receipt", data=data).status_code == 200

    def in_database(self) -> set[str]:
        return set(holders(database_files(self.app), *self.all_words))

    def anywhere(self) -> dict[str, list[str]]:
        return holders([data_of(self.app)], *self.all_words)


def send(app: Flask, client: FlaskClient, path: str, purpose: str, **fields: str) -> None:
    answer = client.post(path, data=fields | {"token": mint(app, purpose)})
    assert answer.status_code == 200, answer.text


@pytest.fixture
def three(app: Flask) -> list[Marked]:
    """One public practice of each kind, in an edition with others."""
    marked = [Marked(app, kind) for kind in KINDS]
    for number in range(3):
        share(app, app.test_client(), "prompt", title=f"Another {number}")
    let_all_out(app)
    return marked


# --- With "now".


def test_taken_back_now_it_is_gone_from_pages_database_and_index(app, three, record_property):
    for practice in three:
        practice.is_talked_about()
        assert practice.in_database() == set(practice.all_words), "the scan finds what is there"
        assert set(holders([data_of(app) / "editions"], *practice.words)) == set(practice.words)
    with app.app_context():
        moderation.take_down(three[2].key, "It named a student.", by=member("curriculum"))
    publish_guide(app, [practice.key for practice in three[:2]])

    for practice in three:
        practice.goes()

        assert practice.in_database() == set()
        assert as_stored(database_of(app), "practice") != []
        for table in ("trial", "problem"):
            assert ask(database_of(app), f"SELECT count(*) FROM {table} WHERE practice_id = ?", practice.key) == [(0,)]
        assert ask(database_of(app), "SELECT count(*) FROM audit_line WHERE about = ?", practice.key) == [(0,)]
        assert_no_reader_sees(app, practice)
    build(app)
    for practice in three:
        assert practice.anywhere() == {}
        assert_no_reader_sees(app, practice)
    words = sum(len(practice.all_words) for practice in three)
    record_property("A11: withdrawn words left in database, journal or index", f"0 of {words} (0)")


def test_each_state_before_the_release_can_be_left_without_a_trace(app):
    client = app.test_client()
    read = [Marked(app, "prompt", name) for name in ("in the tray", "asked", "answered", "redacted", "in the pool")]
    _, asked, answered, redacted, pool = read
    days_later(app, 1)
    client.get("/promise")
    question, answer = marker("question"), marker("answer")
    with app.app_context():
        by = member("curriculum")
        for each in (asked, answered):
            moderation.ask(each.key, f"What is {question}?", by=by)
        actions.answer(answered.receipt, f"It is {answer}.")
        moderation.redact(redacted.key, redacted.words[1], instead=marker("instead"), question="", by=by)
        moderation.clear(pool.key, by=by)
    waiting = Marked(app, "caught", "waiting")
    said = (question, answer, marker("instead"))
    assert set(holders(database_files(app), *said)) == set(said)

    for each in (waiting, *read):
        assert each.in_database() == set(each.words)
        each.goes()
        assert each.anywhere() == {}
    assert holders([data_of(app)], *said) == {}
    assert as_stored(database_of(app), "practice") == []


def test_a_reader_who_holds_on_to_the_database_for_a_moment_keeps_no_copy_alive(app, three):
    practice = three[0]
    reader = sqlite3.connect(database_of(app), check_same_thread=False, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM practice").fetchone() == (6,)
    letting_go = threading.Timer(MOMENT, reader.execute, ["COMMIT"])
    letting_go.start()

    practice.goes()

    assert practice.in_database() == set()
    letting_go.join()
    reader.close()


def test_nothing_that_says_which_one_it_was_outlives_its_form(app, three):
    early = Marked(app, "prompt", "early")
    for practice in (early, three[0]):
        key, digest = (
            practice.key,
            hashlib.sha256(practice.receipt.replace(" ", "").replace("-", "").encode()).hexdigest(),
        )
        practice.goes()
        assert holders([data_of(app)], digest) == {}
        build(app)
        assert set(holders([data_of(app)], key)) == {key}, "a form that is still open must not bring it back"

        days_later(app, 14)
        app.test_client().get("/promise")

        assert holders([data_of(app)], key, digest) == {}


def assert_no_reader_sees(app: Flask, practice: Marked) -> None:
    """Look at every reader's page on which the practice could be."""
    client = app.test_client(use_cookies=False)
    of_it = f"/practices/{practice.key}"
    for path in (of_it, f"{of_it}/tried", f"{of_it}/report", f"/api{of_it}"):
        assert client.get(path).status_code == 404
    assert client.post(of_it, data={"blank-1": "x"}).status_code == 404
    files = ("/practices.md", "/practices.csv", "/practices/print", "/releases.atom")
    lists = ("/practices", "/practices?sort=newest", f"/practices?kind={practice.kind}", "/api/practices")
    for path in ("/", *lists, *files):
        seen = client.get(path).text
        assert [word for word in (*practice.all_words, practice.key) if word in seen] == [], path
    for word in practice.words:
        assert client.get(f"/api/practices?q={word}").json["total"] == 0
        # Neither does a word spelt almost like it bring it back as a suggestion.
        assert word not in client.get(f"/practices?q={word[:-1]}").text
    assert [ending for ending, text in guide_texts(client).items() if is_named(practice, text)] == []
    assert client.post("/receipt", data={"receipt": practice.receipt}).status_code == 404


def is_named(practice: Marked, text: str) -> bool:
    """Say whether a text names a practice: by a word of its own, or by its key, of which paper shows the start."""
    return any(word in text for word in (*practice.words, practice.key[:8]))


def guide_texts(client: FlaskClient) -> dict[str, str]:
    """Give the words of the guide in each of its forms; nothing before there is one."""
    if client.get("/guide").status_code == 404:
        return {}
    with zipfile.ZipFile(io.BytesIO(client.get("/guide.docx").data)) as word:
        docx = "".join(word.read(name).decode(errors="replace") for name in word.namelist())
    pdf = "".join(
        page.extract_text() + str([note.get_object().get("/A") for note in page.get("/Annots", [])])
        for page in PdfReader(io.BytesIO(client.get("/guide.pdf").data)).pages
    )
    plain = {path: client.get(path).text for path in ("/guide", "/guide.md", "/guide.json", "/guide/issues/1")}
    return plain | {"/guide.docx": docx, "/guide.pdf": re.sub(r"\s+", "", pdf)}


# --- The guide cites; it does not keep.


def test_the_guide_no_longer_names_it_before_and_after_the_next_build(app, three):
    first, second, _ = three
    client = app.test_client()
    publish_guide(app, [first.key, second.key])
    before = guide_texts(client)
    assert len(before) == 6
    assert [ending for ending, text in before.items() if not is_named(first, text)] == []
    assert "2 practices" in before["/guide"]

    first.goes()

    for _ in range(2):
        after = guide_texts(client)
        for ending, text in after.items():
            assert not is_named(first, text), ending
            assert is_named(second, text), ending
        assert "1 practice," in after["/guide"]
        build(app)

    second.goes()

    for _ in range(2):
        assert "Its practices have been taken back." in client.get("/guide").text
        build(app)


def test_a_new_line_of_the_guide_starts_without_the_words_of_the_practice(app, three, curriculum):
    page = curriculum.open(f"/staff/guide/recommend?practice={three[0].key}")

    form = page.one("main form.form")
    typed = [str(tag.get("value", "")) + tag.get_text() for tag in form.select("input, textarea")]
    assert [text for text in typed if any(word in text for word in three[0].words)] == []
    assert marker(three[0].name + "title") in page.text


# --- With "next".


def test_taken_back_quietly_it_stays_until_the_next_edition_and_goes_then(app, three):
    practice, client = three[0], app.test_client()
    practice.is_talked_about()
    pages = ("/", "/practices", f"/practices/{practice.key}", "/api/practices", "/practices.csv", "/releases.atom")
    before = [client.get(path).data for path in pages]

    practice.goes("next")
    build(app)

    with worker(app, data_of(app)) as another:
        after = [another.test_client().get(path).data for path in pages]
    assert after == before, "nothing on the site shows that somebody decided"
    assert practice.in_database() == set(practice.all_words)

    with app.app_context():
        builder.build(anew=True)

    assert practice.anywhere() == {}
    assert_no_reader_sees(app, practice)


def test_taken_back_quietly_it_can_still_be_taken_back_at_once(app, three):
    practice = three[1]
    practice.goes("next")

    practice.goes("now")

    assert practice.in_database() == set()
    assert_no_reader_sees(app, practice)


# --- An old form does not bring it back.


def test_the_old_preview_sent_again_does_not_bring_it_back(app, teacher):
    preview = teacher.previews("prompt", title=marker("again"))
    receipt = preview.send("Share it").receipt
    teacher.takes_back(receipt)

    for _ in range(4):
        page = preview.send("Share it")

        assert page.status == 410
        assert "You took this one back" in page.problem
        assert marker("again") in page.text, "what was typed is still on the page"
        assert holders([data_of(app)], marker("again")) == {}
        days_later(app, 1)

    page = preview.send("Share it")

    assert page.status == 400
    assert holders([data_of(app)], marker("again")) == {}
    assert teacher.shows(receipt).status == 404


def test_a_form_that_is_kept_open_for_weeks_does_not_bring_it_back_either(app, teacher):
    page = teacher.previews("prompt", title=marker("kept open"))
    receipt = page.send("Share it").receipt
    teacher.takes_back(receipt)

    for _ in range(10):
        days_later(app, 2)
        page = page.send("Change something").send("See the preview")
    again = page.send("Share it").receipt

    assert again != receipt
    assert teacher.shows(receipt).status == 404


# --- Words that were replaced, refused or left unanswered are gone as well.


def test_corrected_words_are_gone(app):
    client, practice = app.test_client(), Marked(app, "workflow")
    new = KINDS["workflow"] | {"title": f"Now {marker('new')}"}
    data = new | {"receipt": practice.receipt, "do": "correct", "confirm": "yes"}

    assert client.post("/receipt", data=data).status_code == 200

    assert practice.anywhere() == {}
    assert holders(database_files(app), marker("new")) != {}


def test_a_lost_answer_sent_again_with_other_words_keeps_the_first_and_nothing_of_the_second(app):
    first = Marked(app, "prompt", "first", nonce="the same form")

    second = Marked(app, "prompt", "second", nonce="the same form")

    assert second.receipt == first.receipt
    assert second.anywhere() == {}
    assert first.in_database() == set(first.words)


def test_redacted_words_are_gone_and_so_is_the_talk_about_them_after_the_release(app, teacher):
    practice, client = Marked(app, "prompt"), app.test_client()
    days_later(app, 1)
    client.get("/promise")
    out, instead = practice.words[1], marker("instead")
    with app.app_context():
        moderation.redact(practice.key, out, instead=instead, question=marker("why"), by=member("curriculum"))
    page = teacher.shows(practice.receipt)
    assert out in page.text

    page.send("Make this change")

    assert holders([data_of(app)], out) == {}
    assert holders(database_files(app), instead, marker("why")).keys() == {instead, marker("why")}

    for number in range(5):
        share(app, client, "prompt", title=f"Another {number}")
    let_all_out(app)

    assert holders([data_of(app)], out, marker("why")) == {}
    assert holders(database_files(app), instead) != {}


def test_declined_and_unanswered_texts_are_gone_after_nine_weeks(app):
    client = app.test_client()
    declined, unanswered = Marked(app, "prompt", "declined"), Marked(app, "caught", "unanswered")
    days_later(app, 1)
    client.get("/promise")
    with app.app_context():
        moderation.decline(declined.key, marker("reason"), by=member("curriculum"))
        moderation.ask(unanswered.key, marker("question"), by=member("curriculum"))
    days_later(app, 7 * (KEPT_WEEKS - 1))
    client.get("/promise")
    assert declined.in_database() == set(declined.words)
    assert unanswered.in_database() == set(unanswered.words)

    days_later(app, 7)
    client.get("/promise")

    for practice in (declined, unanswered):
        assert practice.anywhere() == {}
        assert client.post("/receipt", data={"receipt": practice.receipt}).status_code == 404
    assert holders([data_of(app)], marker("reason"), marker("question")) == {}


def test_taken_down_by_staff_the_words_are_gone_and_the_reason_stays_for_its_author(app, three, teacher):
    practice = three[2]
    practice.is_talked_about()

    with app.app_context():
        moderation.take_down(practice.key, f"Because of {marker('reason')}.", by=member("curriculum"))

    assert practice.in_database() == set()
    assert marker("reason") in teacher.shows(practice.receipt).text
    build(app)
    assert practice.anywhere() == {}


def test_a_dropped_note_and_a_closed_problem_are_gone(app, three):
    practice, client = three[0], app.test_client()
    practice.is_talked_about()
    days_later(app, 1)
    client.get("/promise")
    checks, problems = (
        marker(practice.name + "tried checks"),
        [marker(practice.name + each) for each in ("problem", "open problem")],
    )
    (trial,) = [row[0] for row in as_stored(database_of(app), "trial") if checks in row]
    with app.app_context():
        moderation.decline(trial, "", by=member("curriculum"))
        assert holders(database_files(app), checks) == {}
        for key, *_ in as_stored(database_of(app), "problem"):
            moderation.clear(key, by=member("curriculum"))
    assert holders([data_of(app)], *problems) == {}
