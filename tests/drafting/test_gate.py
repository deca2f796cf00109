"""What the gate says: each block and each warning by one story, with the place where it is mended."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from privacy.stories import draft_guide, key_of, member

from portal.anonymity.scan import Local
from portal.db import db
from portal.drafting import actions, gate, models, sheet, signing
from portal.drafting.gate import Facts
from portal.drafting.rules import tree_findings
from portal.drafting.standing import LineFacts
from portal.errors import RefusedError
from portal.guide import compose
from portal.guide.content import Advice, Content, Frame, Waiver, hash_of
from portal.guide.document import Answer, Question
from portal.guide.exports.pdf import Paper
from portal.guide.rendering import Print
from portal.moderation import actions as moderation
from portal.register.models import ToolChange
from portal.search.card import Card, Reports

ON = date(2026, 11, 16)
ONE, TWO, SLIP = "a" * 20, "b" * 20, "c" * 20
FOUR_PAGES = Print({Paper.LETTER: 4, Paper.A4: 4}, smallest=10.5, missing=())


def card(key, kind="prompt", level="holding-up", **known):
    words = {"title": f"Practice {key[0]}", "words": {}, "subject": ("math",), "grade": ("07",), "task": "prep"}
    return Card(id=key, kind=kind, level=level, **words, **known)


CARDS = {ONE: card(ONE), TWO: card(TWO), SLIP: card(SLIP, "caught", "shared")}
LINE = Advice("Three levels", "Before a talk.", "Ask for three.", "Compare the dates.", (ONE, TWO), reason="It helped.")
SLIPPED = Advice("It makes up letters", "A quote comes back.", "Look it up.", "No hit, no lesson.", (SLIP,))
FORK = Question(1, "Could it name a student?", Answer("Take the name out."), Answer("Go ahead."))
CLEAN = Content(
    audience="For all who teach here.",
    sentence="Check it before students see it.",
    tree=(FORK,),
    never_paste=("Names", "Grades"),
    promise=("Nobody is rated by what they share.",),
    made="From what teachers shared.",
    contact="The curriculum office",
    change="First issue.",
    review_by="2027-05-31",
    works=(LINE,),
    caught=(SLIPPED,),
)
HARD = "Educators operationalize differentiated instructional methodologies."
VERY_LONG = f"{' '.join(['We ask it to'] * 9)} stop."


def says(content=CLEAN, cards=CARDS, printed=FOUR_PAGES, language="en", changed=()):
    """Let the gate check a draft whose lines are at /1, /2 and so on."""
    document = compose.compose(content, cards=cards, district="Harbor", url="http://localhost/guide", invented=False)
    lines = [
        LineFacts(f"/{n}", tuple(cards[key] for key in line.practices if key in cards), changed)
        for n, line in enumerate(content.advice(), start=1)
    ]
    facts = Facts(ON, tuple(lines), printed, Local())
    return gate.check(content, replace(document, language=language), facts)


def told(findings) -> list[str]:
    return [f"{finding.place.name} ({finding.place.address}): {finding.sentence}" for finding in findings]


def test_nothing_is_said_of_a_draft_that_is_as_it_should_be():
    found = says()

    assert found.blocks == found.warnings == ()
    assert str(found.figures).endswith("4 pages on Letter, 4 on A4")


def line(**changes):
    return {"works": (replace(LINE, **changes),)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"sentence": " "}, "Main sentence (/staff/guide/words#sentence): Nothing stands here", id="no sentence"
        ),
        pytest.param(
            {"contact": ""}, "Who to ask (/staff/guide/words#contact): Nothing stands here", id="nobody to ask"
        ),
        pytest.param({"promise": ()}, "What we promise (/staff/guide/words#promise): Nothing stands", id="no promise"),
        pytest.param({"never_paste": ()}, "Never paste (/staff/guide/words#never_paste): Nothing", id="no never-paste"),
        pytest.param(
            {"change": ""}, "What changed (/staff/guide/words#change): Nothing stands here", id="no change line"
        ),
        pytest.param({"review_by": ""}, "Review by (/staff/guide/words#review_by): No date is set", id="no date"),
        pytest.param({"review_by": "next May"}, "#review_by): This is no date", id="not a date"),
        pytest.param({"review_by": "20270531"}, "#review_by): This is no date", id="sorts after all of 2027"),
        pytest.param({"review_by": "2027-W22-1"}, "#review_by): This is no date", id="a day of a week"),
        pytest.param({"review_by": "2026-11-15"}, "#review_by): This date has passed", id="a day too late"),
        pytest.param({"review_by": "2027-11-17"}, "#review_by): This date is more than twelve", id="a day too far"),
        pytest.param({"works": ()}, "(/staff/guide): No recommendation stands", id="no recommendation"),
        pytest.param({"works": (LINE,) * 7}, "What works here (/staff/guide#page-2): It has 7 lines", id="seven lines"),
        pytest.param({"caught": (SLIPPED,) * 7}, "What we caught (/staff/guide#page-3): It has 7", id="seven cautions"),
        pytest.param(line(check=""), "“Three levels”, check (/1#check): Nothing stands here", id="an empty field"),
        pytest.param(line(reason=" "), "“Three levels”, reason (/1#reason): Nothing says why", id="no reason"),
        pytest.param(line(practices=("d" * 20,)), "practices (/1#practices): It cites no practice", id="taken back"),
        pytest.param(
            {"caught": (replace(SLIPPED, practices=()),)}, "(/2#practices): It cites no practice", id="a caution, too"
        ),
        pytest.param(
            {"made": HARD * 20}, "The whole guide (/staff/guide/words#made): It reads like grade", id="too hard"
        ),
        pytest.param(
            {"made": "Ask Maria Gonzalez."}, "How this was made (/staff/guide/words#made): “Maria", id="a person"
        ),
        pytest.param(line(reason="It helped Maria Gonzalez."), "reason (/1#reason): “Maria Gonzalez”", id="her again"),
        pytest.param({"tree": ()}, "Decision tree (/staff/guide/tree#question-1): It asks nothing", id="no questions"),
    ],
)
def test_what_has_to_be_mended_blocks_and_says_where(changes, expected):
    found = says(replace(CLEAN, **changes))

    assert any(expected in sentence for sentence in told(found.blocks)), told(found.blocks)
    assert all(finding.mend.endswith((".", "”")) for finding in found.blocks)


def test_a_caution_needs_no_reason_and_the_people_to_ask_may_be_named():
    found = says(replace(CLEAN, contact="Maria Gonzalez, maria@example.org"))

    assert found.blocks == ()


def fork(number, yes, no, text="Is it so?"):
    answers = (Answer(next=to) if isinstance(to, int) else Answer(action=to) for to in (yes, no))
    return Question(number, text, *answers)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param([fork(n, "Go.", n + 1 if n < 4 else "Stop.") for n in range(1, 5)], "It asks 4 questions", id="4"),
        pytest.param([fork(1, "", "Go.")], "“yes” leads nowhere", id="a leaf without an action"),
        pytest.param([fork(1, "…", "Go.")], "“yes” leads nowhere", id="dots are no action"),
        pytest.param([fork(1, "Go.", 3)], "“no” leads to question 3, which is not there", id="a dead end"),
        pytest.param([fork(1, "Go.", 1)], "question 1 to 1", id="round and round"),
        pytest.param(
            [fork(1, "Go.", 2), fork(2, "Go.", 3), fork(3, 2, "Go.")], "question 2 to 3 to 2", id="a loop below"
        ),
        pytest.param(
            [fork(1, "Go.", "Stop."), fork(2, 3, "Go."), fork(3, 2, "Go.")], "No answer leads here", id="unreached"
        ),
        pytest.param([fork(1, "Go.", "Stop.", text=" ")], "The question is empty", id="no words"),
        pytest.param([fork(1, "Go.", "Stop.")] * 2, "have the same number", id="twice the same"),
        pytest.param([fork(n, *(2 * [n % 40 + 1])) for n in range(1, 41)], "in a circle", id="a long way round"),
    ],
)
def test_a_tree_leads_everybody_to_something_to_do(tree, expected):
    found = [f"{finding.place.name}: {finding.sentence} {finding.mend}" for finding in tree_findings(tuple(tree))]

    assert any(expected in sentence for sentence in found), found


def test_a_line_may_lead_back_as_long_as_it_ends():
    assert list(tree_findings((fork(1, "Go.", 3), fork(2, "Go.", "Stop."), fork(3, 2, "Go.")))) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(replace(FOUR_PAGES, pages={Paper.LETTER: 5, Paper.A4: 4}), "5 pages on Letter.", id="Letter"),
        pytest.param(replace(FOUR_PAGES, pages={Paper.LETTER: 4, Paper.A4: 6}), "6 pages on A4.", id="A4"),
        pytest.param(replace(FOUR_PAGES, smallest=9.5), "printed at 9.5 points", id="too small"),
    ],
)
def test_four_pages_that_can_be_read_are_enough_on_either_paper(printed, expected):
    (block,) = told(says(printed=printed).blocks)

    assert expected in block


def test_a_changed_tool_opens_a_line_again():
    (first, second) = told(says(changed=("Claude changed on November 3, 2026: a new model.",)).blocks)

    assert first == "“Three levels”, practices (/1#practices): Claude changed on November 3, 2026: a new model."
    assert second.startswith("“It makes up letters”")


OLD = Reports(worked=5, last_week="2025-W40")
DOUBTED = Reports(worked=5, last_week="2025-W40", doubts=("serious", "tool", "old"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"audience": ""}, "Who it is for (/staff/guide/words#audience): Nothing stands", id="for nobody"),
        pytest.param(
            {"made": ""}, "How this was made (/staff/guide/words#made): Nothing stands here", id="from nowhere"
        ),
        pytest.param(
            {"made": HARD}, "Page “What we promise you” (/staff/guide/words#made): It reads", id="a hard page"
        ),
        pytest.param({"made": " ".join([VERY_LONG] * 30)}, "A sentence has 2", id="long sentences"),
        pytest.param(
            line(do="Names are prohibited."), "do (/1#do): “prohibited” sounds like a policy", id="prohibited"
        ),
        pytest.param(line(do="You Must Comply."), "“Must Comply” sounds like a policy", id="must comply"),
        pytest.param(line(do="Read the IEP first."), "do (/1#do): Not everybody knows “IEP”", id="a short form"),
        pytest.param({"made": "We asked. " * 760}, "and 1,600 are as many as people read", id="too many words"),
        pytest.param(line(practices=(ONE,)), "It rests on one practice only", id="one practice"),
        pytest.param(
            {"made": "So it was. " * 500}, "This paragraph fills a page by itself", id="a page-long paragraph"
        ),
        pytest.param({"waived": (Waiver("Maria", "A book."),)}, "“Maria” stands nowhere any more", id="a left-over"),
    ],
)
def test_what_had_better_be_mended_is_said_and_blocks_nothing(changes, expected):
    found = says(replace(CLEAN, **changes))

    assert any(expected in sentence for sentence in told(found.warnings)), told(found.warnings)
    assert found.blocks == ()


@pytest.mark.parametrize(
    ("doubtful", "expected"),
    [
        pytest.param(card(ONE, level="tried"), "Not holding up yet: “Practice a” (tried)", id="only tried"),
        pytest.param(card(ONE, level="shared"), "“Practice a” (shared, not tried yet)", id="not even tried"),
        pytest.param(card(ONE, reports=OLD), "nobody has reported on it for eleven months", id="about to lapse"),
        pytest.param(card(ONE, reports=DOUBTED), "no check answers it yet; a tool it uses changed", id="in doubt"),
    ],
)
def test_a_practice_that_may_not_hold_is_named(doubtful, expected):
    found = says(cards=CARDS | {ONE: doubtful})

    (warning,) = told(found.warnings)
    assert expected in warning
    assert found.blocks == ()


@pytest.mark.parametrize(
    "words", ["An Individual Education Plan (IEP) helps. Open the IEP.", "The IEP (Individual Education Plan) helps."]
)
def test_a_short_form_that_was_explained_is_fine(words):
    assert says(replace(CLEAN, made=words, contact="Ask AI or a PDF, and read the IEP.")).warnings == ()


def test_only_english_is_judged_by_an_english_formula():
    found = says(replace(CLEAN, made=HARD * 20), language="es-US")

    assert not any("grade" in finding.sentence for finding in found.blocks + found.warnings)
    assert "not judged" in str(found.figures)


def test_signs_that_no_font_has_are_said_with_the_field_that_holds_them():
    found = says(replace(CLEAN, made="Well done 🎉"), printed=replace(FOUR_PAGES, missing=("🎉", "☃")))

    assert ["#made" in finding.place.address for finding in found.warnings] == [True, False]
    assert ["🎉" in finding.sentence for finding in found.warnings] == [True, False]


def test_words_that_were_waived_may_stay_everywhere():
    waived = (Waiver("Maria Gonzalez", "She wrote the book that we read."),)
    found = says(replace(CLEAN, made="By Maria Gonzalez.", audience="For Maria Gonzalez.", waived=waived))

    assert found.blocks == ()
    assert found.waived == waived


# --- On the real thing.


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


@pytest.fixture
def drafted(app):
    """A draft that nothing blocks."""
    return draft_guide(app, [key_of(app, "Three reading levels"), key_of(app, "Exit ticket in two minutes")])


def frame(**changes):
    """Change the draft as an editor does, and let the gate check what came of it."""
    draft = models.content()
    wanted = {name: getattr(draft, name) for name in ("audience", "sentence", "tree", "never_paste", "promise")}
    wanted |= {name: getattr(draft, name) for name in ("made", "contact", "change", "review_by")}
    actions.change_frame(Frame(**wanted | changes), revision=models.draft().revision, by=member("curriculum"))
    return sheet.checked()


def test_whatever_stands_in_a_draft_is_answered_with_a_sentence(app, curriculum):
    with app.app_context():
        signs = frame(made="Привет, 世界! مرحبا हिन्दी 👩‍🏫🎉").warnings
        long = frame(made="We went on and on. " * 2200)
        with pytest.raises(RefusedError, match=r"Mend \d+ more, too, then sign\."):
            signing.sign(hash_of(models.content()), by=member("curriculum"))

    assert any("The PDF can’t print" in finding.sentence and "🎉" in finding.sentence for finding in signs)
    assert any("41,800 characters" in finding.sentence for finding in long.warnings)
    page = curriculum.open("/staff/guide")
    assert re.search(r"It fills \d+ pages on Letter and \d+ pages on A4\.", page.text)
    assert "This paragraph fills a page by itself" in page.text


def test_a_line_whose_ground_moved_is_looked_at_before_anyone_signs(app, drafted, curriculum):
    with app.app_context():
        db.session.add(ToolChange(number=1, tool="claude", on="2026-11-20", what="A new model.", edition=3))
        db.session.commit()
    page = curriculum.open("/staff/guide")
    assert "Claude changed on November 20, 2026: A new model." in page.text
    check = app.test_cli_runner().invoke(args=["guide", "check"])
    assert check.exit_code == 1
    assert "Blocks\n“A line of the guide”, practices: Claude changed" in check.stdout

    page.follow("A line of the guide").send("Keep this line")

    check = app.test_cli_runner().invoke(args=["guide", "check"])
    assert check.exit_code == 0
    assert check.stdout.startswith("Better\n“A line of the guide”, practices: Not holding up yet:")
    page = curriculum.open("/staff/guide")
    assert "Nothing blocks this draft" in page.text
    assert page.one(".findings__figures").get_text() in check.stdout
    with app.app_context():
        for title in ("Three reading levels", "Exit ticket in two minutes"):
            moderation.take_down(key_of(app, title), "It named a student.", by=member("union"))
    assert "It cites no practice that is still public" in page.send("Sign for curriculum").problem


def test_words_stay_once_somebody_says_why_and_both_sides_read_it(app, drafted, curriculum, union):
    with app.app_context():
        frame(made="Ask Maria Gonzalez.")
    page = curriculum.open("/staff/guide")
    asked = page.send("Let them stay", reason=" ")
    assert (asked.status, asked.heading) == (422, "Why may these words stay?")
    assert asked.send("Let them stay", reason="x" * 301).status == 422
    asked.send("Let them stay", reason="We made this name up.")
    curriculum.open("/staff/guide").send("Sign for curriculum")

    seen = union.open("/staff/guide")

    assert "“Maria Gonzalez” may stay: We made this name up." in seen.text
    assert "Signed by curriculum office for curriculum staff" in seen.text
    assert page.send("Let them stay", reason="Too late.").status == 409
    seen.send("Take this back")
    after = union.open("/staff/guide").text
    assert "Nobody has signed yet" in after
    assert "“Maria Gonzalez”: " in after


def test_the_page_tells_how_a_text_reads_and_keeps_nothing(curriculum, app):
    token = curriculum.open("/staff/guide").one("input[name=csrf_token]")["value"]
    client = curriculum.browser.client

    answer = client.post("/staff/guide/reading", data={"csrf_token": token, "text": "The cat sat. It ran."})

    assert answer.get_json() == {"words": 5, "grade": 0.0, "mean": 2.5, "hardest": "The cat sat."}
    assert client.post("/staff/guide/reading", data={"text": "The cat sat."}).status_code == 400
