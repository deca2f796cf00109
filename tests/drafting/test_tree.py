"""The decision tree draws itself while it is written, and says where it leads astray."""

import pytest

from portal.drafting import models


def test_the_tree_draws_what_is_typed_and_keeps_nothing(app, curriculum):
    page = curriculum.open("/staff/guide/tree")
    tree = {"question-1": "Could it name a student?", "yes-1": "Take it out.", "no-is-1": "question", "no-next-1": "2"}

    token = {"csrf_token": str(page.one("input[name=csrf_token]")["value"])}
    drawn = page.send("Draw it", **tree, **{"no-1": "Typed, and not chosen."})
    piece = curriculum.browser.client.post("/staff/guide/tree/drawn", data=tree | token)

    assert "Could it name a student?" in drawn.one("#drawn .tree").get_text()
    assert "“no” leads nowhere" in drawn.one("#drawn").get_text()
    assert drawn.one("[name=no-1]").get_text() == "Typed, and not chosen."
    assert "<html" not in piece.text
    assert "Take it out." in piece.text
    with app.app_context():
        assert models.content().tree == ()


@pytest.mark.parametrize(
    "ways",
    [{"yes-next-1": "1"}, {"yes-next-1": "2", "yes-next-2": "1"}, {"yes-next-1": "3"}, {"yes-1": ""}],
    ids=["to itself", "in a circle", "past a question", "nowhere"],
)
def test_a_tree_that_leads_astray_is_drawn_all_the_same_and_says_so(curriculum, ways):
    page = curriculum.open("/staff/guide/tree")
    rows = {f"question-{n}": f"Question {n}?" for n in (1, 2, 3)} | {
        f"{w}-{n}": "Do it." for w in ("yes", "no") for n in (1, 2, 3)
    }
    asks = {name.replace("next", "is"): "question" for name in ways if "next" in name}

    drawn = page.send("Draw it", **rows | ways | asks)

    assert drawn.status == 200
    assert drawn.soup.select("#drawn .tree")
    assert drawn.soup.select("#drawn .findings li")


def test_a_question_that_is_emptied_makes_room_for_the_next(app, curriculum):
    rows = {"question-1": "", "question-2": "Is it graded?", "yes-2": "Ask.", "no-2": "Go."}

    curriculum.open("/staff/guide/tree").send("Keep the tree", **rows)

    with app.app_context():
        assert [(q.number, q.text) for q in models.content().tree] == [(1, "Is it graded?")]


def test_a_fourth_question_is_refused(app, curriculum):
    page = curriculum.open("/staff/guide/tree")

    refused = page.send("Keep the tree", **{"question-1": "One?", "question-4": "Four?"})

    assert refused.status == 422
    assert "The tree asks 3 questions at most." in refused.problem
    assert refused.typed("question-1") == "One?"
    with app.app_context():
        assert models.content().tree == ()


def test_two_trees_stand_side_by_side_and_one_is_chosen(app, curriculum, union):
    his = union.open("/staff/guide/tree")
    curriculum.open("/staff/guide/tree").send(
        "Keep the tree", **{"question-1": "Hers?", "yes-1": "Stop.", "no-1": "Go."}
    )

    both = his.send("Keep the tree", **{"question-1": "His?", "yes-1": "Stop.", "no-1": "Go."})
    both.send("Draw it").send("Keep the tree", **{"keep-tree": "theirs"})

    assert both.status == 409
    assert "Hers?" in both.one("#both-tree .tree").get_text()
    assert both.typed("question-1") == "His?"
    with app.app_context():
        assert [q.text for q in models.content().tree] == ["Hers?"]
