"""What the room said: in staff's words, pointing at nobody, and the same on the page, on paper and in Word."""

import io
from dataclasses import replace

import docx
import pytest
from bs4 import BeautifulSoup
from flask import render_template
from guide.leaflet import squeezed
from hypothesis import given, settings
from hypothesis import strategies as st
from people import days_later
from pypdf import PdfReader
from showme.rooms import TITLES, begin, close, facilitator, go_to, hand_in, key_of, of, plan, vote

from portal.anonymity import scan
from portal.errors import StaleError
from portal.showme import asking, boarding, digest_check, digest_files, models
from portal.showme.digest import FOOT, HEADINGS, Digest, ThemeHeard
from portal.showme.digest_check import Facts, Passage
from portal.showme.digest_wording import ThemeWords, Wording, merged
from portal.showme.runsheet import Screen
from portal.web.findings import Place

ASK = "Say how to check a translation."


@pytest.fixture
def code(app):
    """A room that is closed: two themes, one of them with a tag, and one thing asked."""
    code = plan(app, facilitators="Dana Whitfield")
    begin(app, code)
    hand_in(app, code, *TITLES)
    go_to(app, code, Screen.VOTE)
    vote(app, code, *[([1, 2, 3], [4])] * 5)
    go_to(app, code, Screen.ASKS)
    with app.app_context():
        show_me = of(code)
        boarding.name_theme(show_me.id, "Letters home")
        boarding.name_theme(show_me.id, "Reading")
        letters, reading = (theme.id for theme in models.themes(of(code)))
        boarding.group(of(code).id, {1: reading, 2: reading, 3: reading, 4: reading, 5: letters}, was={})
        boarding.tag(of(code).id, 1, ["fact"])
        asking.write_down(of(code).id, ASK, by=facilitator())
    close(app, code)
    return code


def address(app, code):
    with app.app_context():
        return f"/staff/showme/{of(code).id}/digest"


def test_staff_write_it_beside_the_slips_and_the_room_reads_it_once_told(app, code, curriculum, reader):
    page = curriculum.open(address(app, code))
    assert [box["value"] for box in page.soup.select("input[checked]")] == ["fact"]
    assert all(title in page.text for title in TITLES)

    page.send("Keep it", heard="Many laughed.")
    assert reader.open(f"/join/{code}/digest").status == reader.open(f"/join/{code}/digest.pdf").status == 404
    curriculum.open(address(app, code)).send("Tell the room")
    told = reader.open(f"/join/{code.lower()}/digest")
    curriculum.open(address(app, code)).send("Keep it", heard="Many laughed, and stayed.")

    assert all(words in told.text for words in ("Many laughed.", "Reading", "Wrong fact.", ASK))
    assert told.answer.headers["Cache-Control"] == "no-store"
    assert "Many laughed, and stayed." in reader.open(f"/join/{code}/digest").text
    with app.app_context():
        keys = [key_of(title, code) for title in TITLES]
    assert [each for each in (*TITLES, *keys) if each in str(told.soup)] == []


def test_what_points_at_somebody_is_not_told_and_changes_nothing_once_told(app, code, curriculum, reader):
    refused = curriculum.open(address(app, code)).send("Tell the room", heard="Maria Lopez laughed.")
    assert refused.status == 409
    assert "Maria Lopez" in refused.one(".findings").get_text()
    assert refused.typed("heard") == "Maria Lopez laughed."
    assert reader.open(f"/join/{code}/digest").status == 404

    refused.send("Tell the room", heard="Dana Whitfield asked us in.")
    curriculum.open(address(app, code)).send("Keep it", heard="Maria Lopez laughed.")

    told = reader.open(f"/join/{code}/digest").text
    assert "Dana Whitfield asked us in." in told
    assert "Lopez" not in told


WHOLE = Digest(
    session="Show <me> #how",
    district="Lakeview Unified",
    on="2026-11-23",
    amnesty=2,
    invented=True,
    heard=("Many laughed.", "Two “quoted” 字."),
    themes=(
        ThemeHeard("Reading", ("We <b>read</b> it aloud.",), ("A few slips were about this.",), ("Wrong fact",)),
        ThemeHeard("_Letters_ home", (), (), ()),
    ),
    asks=("Say how to check = a translation.", "*Say* more."),
    after=("It goes public together with others, or not at all.",),
)


def test_page_paper_and_word_say_the_same_under_the_same_headings(app):
    with app.test_request_context("/join/KTM7QX/digest"):
        web = render_template("showme/digest_read.html", digest=WHOLE, room="", headings=HEADINGS, foot=FOOT)
    page = BeautifulSoup(web, "html.parser")
    word = docx.Document(io.BytesIO(digest_files.render(WHOLE, "docx")))
    paper = PdfReader(io.BytesIO(digest_files.render(WHOLE, "pdf")))

    said = [tag.get_text() for tag in page.select("main h1, .digest :is(p, h2, h3, li)")]
    assert [one.text for one in word.paragraphs] == said[:-1]
    for depth in (1, 2):
        headings = [tag.get_text() for tag in page.select(f".digest h{depth + 1}")]
        assert [one.text for one in word.paragraphs if one.style.name == f"Heading {depth}"] == headings
    printed = squeezed("".join(sheet.extract_text() for sheet in paper.pages))
    places = [printed.find(squeezed(text.replace("字", "□"))) for text in said[1:-1]]
    assert -1 not in places
    assert places == sorted(places)
    foot = squeezed("".join(one.text for one in word.sections[0].footer.paragraphs))
    for words in (" · ".join(WHOLE.facts), said[-1]):
        assert words in page.main.get_text()
        assert squeezed(words) in foot
        assert squeezed(words) in printed


def test_its_files_tell_their_title_and_language_and_no_time_but_the_day():
    about = docx.Document(io.BytesIO(digest_files.render(WHOLE, "docx"))).core_properties
    paper = PdfReader(io.BytesIO(digest_files.render(WHOLE, "pdf")))

    assert (about.title, about.language) == (WHOLE.title, "en")
    assert (paper.metadata.title, paper.trailer["/Root"]["/Lang"]) == (WHOLE.title, "en")
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/StructTreeRoot"]
    dates = {about.created, about.modified, paper.metadata.creation_date, paper.metadata.modification_date}
    assert dates - {None} == {WHOLE.moment}


HERE = Place("Here", "#here")
FACTS = Facts(scan.Local(), "", (), said=True, empty_themes=(), asks=1, pages=1, address="")
MUST_NOT = {
    "a name": "We thank Maria Lopez for her courage.",
    "a practice": "Read 0a1b2c3d4e5f60718293 first.",
    "an address": "See https://practices.example.org/practices/0a1b.",
    "words of a slip": "Somebody will ask: I ask for three reading levels. I read it!",
}


@pytest.mark.parametrize("words", MUST_NOT.values(), ids=MUST_NOT)
def test_what_points_at_somebody_does_not_go_out_and_stays_in_the_form(words):
    facts = replace(FACTS, slips=["First I say: will ask, I ask for three reading levels!"])

    found = digest_check.check([Passage(HERE, words)], facts)

    assert {each.place for each in found.blocks} == {HERE}
    assert all(each.mend for each in found.blocks)


WORD = st.sampled_from(["we", "read", "it", "twice", "and", "laugh", "then", "again"])


@settings(max_examples=60)
@given(st.lists(WORD, min_size=8, max_size=20), st.lists(WORD, max_size=8), st.integers(0, 12))
def test_eight_words_in_a_row_of_a_slip_are_found_wherever_they_stand(slip, around, start):
    copied = slip[min(start, len(slip) - 8) :][:8]
    facts = replace(FACTS, slips=[" ".join(slip)])

    whole = digest_check.check([Passage(HERE, f"{' '.join(around)}, {', '.join(copied).upper()}. So.")], facts)
    shorter = digest_check.check([Passage(HERE, " ".join(copied[:7]))], facts)

    assert [each.place for each in whole.blocks] == [HERE]
    assert shorter.blocks == ()


def test_two_who_write_at_once_lose_nothing(app, code, curriculum, union):
    mine, theirs = curriculum.open(address(app, code)), union.open(address(app, code))
    letters, reading = (tag["name"] for tag in mine.soup.select(".step textarea[name$=-words]"))

    theirs.send("Keep it", heard="Theirs.", **{letters: "Two languages."})
    both = mine.send("Keep it", heard="Mine.", ask="And what else?", **{reading: "Three levels."})

    assert both.status == 409
    assert "Theirs." in both.one("#both-heard").get_text()
    assert [both.typed(name) for name in ("heard", letters, reading, "ask")] == [
        "Mine.",
        "Two languages.",
        "Three levels.",
        "And what else?",
    ]
    done = both.send("Keep it", **{"keep-heard": "theirs"})
    assert [done.typed(name) for name in ("heard", letters, reading)] == ["Theirs.", "Two languages.", "Three levels."]
    assert "And what else?" in done.text
    twice = done.send("Keep it", **{"new-name": "reading"})
    assert "Two themes are called" in twice.problem
    twice.send("Keep it", drop=reading.split("-")[1])
    with app.app_context():
        assert [(theme.name, theme.words) for theme in models.themes(of(code))] == [
            ("Letters home", "Two languages."),
            ("reading", ""),
        ]


THEMES = st.builds(ThemeWords, name=st.sampled_from("ab"), words=st.sampled_from(["", "x", "y"]))
WORDINGS = st.builds(
    Wording, heard=st.sampled_from(["", "h", "i"]), themes=st.dictionaries(st.sampled_from("12"), THEMES)
)


@settings(max_examples=60)
@given(WORDINGS, WORDINGS, WORDINGS)
def test_whatever_two_write_each_change_stands_or_somebody_is_asked(was, mine, theirs):
    try:
        both = merged(was, mine, theirs)
    except StaleError as asked:
        both = asked.wording

    assert all(key in both.themes for key, theme in mine.themes.items() if theme != was.themes.get(key))
    assert all(key in both.themes for key, theme in theirs.themes.items() if theme != was.themes.get(key))
    for key in was.themes.keys() & mine.themes.keys() & theirs.themes.keys():
        before, my, their = (each.themes[key].words for each in (was, mine, theirs))
        assert both.themes[key].words == (their if my == before else my)
    assert both.heard == (theirs.heard if mine.heard == was.heard else mine.heard)
    assert merged(was, was, theirs) == theirs
    assert merged(was, mine, was) == mine


def test_small_numbers_are_never_written_and_none_while_authors_may_still_take_back(app, code, curriculum, reader):
    page = curriculum.open(address(app, code))
    del page.one("input[checked]")["checked"]
    page.send("Tell the room", heard="Many laughed.")
    held = reader.open(f"/join/{code}/digest").text

    days_later(app, 2)
    reader.open("/healthz")
    days_later(app, 1)
    reader.open("/healthz")
    over = reader.open(f"/join/{code}/digest").text

    assert "votes" not in held
    assert "A few slips were about this. “I’d try this” had 15 votes. “I’d worry” had 5 votes." in over
    assert "Wrong fact" not in over, "what staff took out stays out when the hold ends"
    assert not any(title in curriculum.open(address(app, code)).text for title in TITLES)


def test_there_is_nothing_to_write_before_the_close_or_when_nobody_came(app, curriculum):
    code = plan(app)
    begin(app, code)
    assert curriculum.open(address(app, code)).status == 409

    close(app, code)

    assert "did not take place" in curriculum.open(address(app, code)).text
