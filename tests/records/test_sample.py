"""The sample that teachers read on the promise: folded, in plain words, and what a release changes told apart."""

from bs4 import BeautifulSoup

from portal.records import inventory
from portal.records.sample import sample


def rendered(app):
    with app.test_request_context("/promise"):
        found = sample()
        macro = app.jinja_env.get_template("records/_sample.html").module.sample
        return found, BeautifulSoup(str(macro(found)), "html.parser")


def test_it_is_folded_and_names_every_column(app):
    _, page = rendered(app)

    assert page.details.has_attr("open") is False
    assert {tag.get_text() for tag in page.select("dt")} == set(inventory.table("practice").columns)


def test_what_a_release_changes_is_shown_before_and_after(app):
    found, page = rendered(app)

    changed = {fact.dt.get_text() for fact in page.select(".facts__fact") if fact.find("b", string="Before release")}
    assert {"state", "grades", "edition"} <= changed
    assert changed == {name for name in found.before if found.before[name] != found.after[name]}
    assert found.before["grades"] == ["07"]
    assert found.after["grades"] == ["6-8"]
