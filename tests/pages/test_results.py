"""The page of results says what it shows, and every way to narrow it or to widen it is a link that keeps its word."""

import shutil
from pathlib import Path

import pytest
from conftest import settings_for
from people import bring_out

from portal.app import create_app
from portal.db import db

PRACTICES = (
    ("prompt", "Exit ticket in two minutes"),
    (
        "prompt",
        "Three reading levels",
        {"prompt": "Rewrite {article}.", "subject": ["english"], "grade": ["3-5"], "minutes": "30"},
    ),
    ("workflow", "From drafts to a lesson"),
    ("caught", "A key with a wrong sign", {"grade": ["07"]}),
    ("caught", "A quote nobody said", {"subject": ["social-studies"], "grade": ["05"]}),
    ("prompt", "Carta a las familias", {"subject": ["any"], "grade": ["UG"], "language": "es", "minutes": "60"}),
    *(
        ("workflow", f"Planning week {n}", {"steps": "1. I list it.", "subject": ["science"], "grade": ["9-12"]})
        for n in range(1, 17)
    ),
)


@pytest.fixture(scope="session")
def blank(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district with two pages of practices, of every kind and for all sorts of places."""
    data = tmp_path_factory.mktemp("several") / "data"
    shutil.copytree(blank, data)
    with create_app(settings_for(data)).app_context():
        bring_out(data.parent / "several.jsonl", PRACTICES)
        db.session.remove()
        db.engine.dispose()
    return data


def choices(page, facet):
    """Give the links of one filter by their words, with the number that stands beside each."""
    return {
        link.select_one(".facet__text").get_text(): (int(link.select_one(".facet__count").get_text()), link["href"])
        for link in page.soup.select(f"#facet-{facet} .facet__option")
    }


def chips(page):
    return [link.get_text(" ", strip=True) for link in page.soup.select(".chips a")]


def test_the_heading_says_what_is_shown(reader):
    for query, heading in (
        ("", "All practices"),
        ("q=levels", "Practices for “levels”"),
        ("q=%22exit+ticket%22", 'Practices for "exit ticket"'),
        ("kind=caught&kind=prompt", "Caught outputs and prompts"),
        ("q=key&subject=math&grade=07", "Practices for “key” in Mathematics, grade 7"),
        ("subject=math&subject=science&task=assessments", "Practices in Mathematics or Science · Making assessments"),
        ("q=volcano&grade=07", "No practices yet for “volcano” in grade 7"),
        ("kind=workflow&grade=05&minutes=60", "No workflows yet in grade 5 · Saves at least 60 minutes"),
        ("q=" + "long+" * 30, "No practices yet for “" + "long " * 15 + "long…”"),
    ):
        page = reader.open(f"/practices?{query}".rstrip("?"))
        assert page.heading == heading
        assert page.soup.title.get_text().startswith(heading)


def test_every_choice_finds_as_many_as_it_says(reader):
    page = reader.open("/practices?kind=caught")
    assert choices(page, "subject").keys() == {"Mathematics", "Social studies and history"}

    assert choices(page, "kind")["Prompt"][0] == len(reader.open("/practices?kind=prompt").titles())
    for facet in ("subject", "grade"):
        for text, (count, address) in choices(page, facet).items():
            assert f"{len(reader.open(address).titles())} for {text}" == f"{count} for {text}"


def test_what_would_leave_nothing_out_is_not_offered(reader):
    page = reader.open("/practices?q=levels")

    assert page.titles() == ["Three reading levels"]
    assert page.soup.select(".facet") == []


def test_grades_stand_below_their_band_and_take_its_place(reader):
    page = reader.open("/practices?grade=6-8")
    band = next(item for item in page.soup.select("#facet-grade > ul > li") if "Grades 6 to 8" in item.get_text())
    assert [below.get_text() for below in band.ul.select(".facet__text")] == ["Grade 6", "Grade 7", "Grade 8"]

    page = reader.open(choices(page, "grade")["Grade 8"][1])
    assert chips(page) == ["Take away Grade 8 ×"]
    page = reader.open(choices(page, "grade")["Grade 7"][1])
    assert chips(page) == ["Take away Grade 7 ×", "Take away Grade 8 ×", "Take all away"]
    assert chips(reader.open(choices(page, "grade")["Grades 6 to 8"][1])) == ["Take away Grades 6 to 8 ×"]


def test_minutes_are_one_choice(reader):
    page = reader.open("/practices?minutes=15")
    page = reader.open(choices(page, "minutes")["Saves at least 60 minutes"][1])
    assert page.titles() == ["Carta a las familias"]

    assert chips(page) == ["Take away Saves at least 60 minutes ×"]
    assert chips(reader.open(choices(page, "minutes")["Saves at least 60 minutes"][1])) == []


def test_filters_in_use_are_counted_and_taken_away_one_by_one_or_together(reader):
    page = reader.open("/practices?q=volcano&subject=math&grade=07&sort=newest")
    assert "Narrow it down (2)" in page.text
    assert chips(page) == ["Take away Mathematics ×", "Take away Grade 7 ×", "Take all away"]

    one_less = page.follow("Mathematics")
    assert chips(one_less) == ["Take away Grade 7 ×"]
    bare = page.follow("Take all away")
    assert chips(bare) == []
    assert [place.path for place in (one_less, bare)] == [
        "/practices?q=volcano&grade=07&sort=newest",
        "/practices?q=volcano&sort=newest",
    ]
    assert bare.one("#q")["value"] == "volcano"


def test_a_grade_in_the_words_becomes_a_filter_that_can_be_taken_away(reader):
    page = reader.open("/practices?q=7th+grade+key")

    assert page.heading == "Practices for “key” in grade 7"
    assert chips(page) == ["Take away Grade 7 ×"]


def test_what_has_all_words_comes_first_and_a_line_parts_it_from_the_others(reader):
    page = reader.open("/practices?q=levels+familias")
    assert set(page.titles()) == {"Three reading levels", "Carta a las familias"}
    assert "No practice here has all your words. These have some of them." in page.text

    page = reader.open("/practices?q=ticket+familias")
    shown = [tag.get_text(" ", strip=True) for tag in page.soup.select(".card__title, .partly")]
    assert shown == ["Carta a las familias", "These have some of your words.", "Exit ticket in two minutes"]
    assert "1 has all your words, 1 some of them" in page.one("[role=status]").get_text()


def test_the_nearest_question_is_offered_before_the_others(reader):
    page = reader.open("/practices?q=levels&grade=07&kind=prompt")
    offered = [link.get_text() for link in page.soup.select("#found .nearest a, #found ul:not(.chips) a")]
    assert offered[0] == "1 in other grades"
    assert "2 without “levels”" in offered

    assert page.follow(offered[0]).titles() == ["Three reading levels"]

    page = reader.open("/practices?q=zebra")
    assert [link["href"] for link in page.soup.select("#found a")] == ["/share", "/practices"]
    assert [line.get_text() for line in page.soup.select(".reading")] == [
        "No practice has this word. Try another one for it."
    ]

    page = reader.open("/practices?q=levels&grade=07&kind=caught")
    assert page.follow("1 without filters").titles() == ["Three reading levels"]


def test_what_was_found_can_be_taken_along(reader):
    page = reader.open("/practices?subject=math&sort=newest")

    links = [str(link["href"]) for link in page.soup.select(".take a")]
    assert links == [f"/practices{kind}?subject=math&sort=newest" for kind in (".md", ".csv", "/print")]
    assert [reader.browser.client.get(link).status_code for link in links] == [200, 200, 200]


def test_a_second_page_says_so_and_takes_all_pages_along(reader):
    page = reader.open("/practices").follow("Next")

    assert page.titles()
    assert "22 practices, page 2 of 2" in page.one("[role=status]").get_text(" ", strip=True)
    assert page.soup.title.get_text().startswith("All practices, page 2")
    assert page.follow("Back").path == "/practices"
    assert {link["href"] for link in page.soup.select(".take a")} == {
        "/practices.md",
        "/practices.csv",
        "/practices/print",
    }


def test_home_counts_what_its_links_find(reader):
    page = reader.open("/")

    for link in page.soup.select(".jobs__job"):
        count = int(link.select_one(".jobs__count").get_text())
        assert f"{count} practice" in reader.open(str(link["href"])).one("[role=status]").get_text(" ", strip=True)
    for cell in page.soup.select(".grid__link")[::3]:
        assert f"{cell.get_text()} practice" in reader.open(str(cell["href"])).one("[role=status]").get_text(
            " ", strip=True
        )
    assert page.follow("See all 22").heading == "All practices"
