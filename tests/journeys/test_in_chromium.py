"""The method from end to end in a real browser, with scripts and without, and a look at every page on the way."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from chromium import DESK, PHONE, Looks, Person, Site, serving, set_up
from conftest import settings_for
from docx import Document
from guide.leaflet import GUIDE
from journeys.steps import shows_receipt, signs_in, takes_back
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from portal.app import create_app
from portal.guide import rendering

pytestmark = pytest.mark.browser

PROMPT = {
    "What do you call it?": "Exit ticket in two minutes",
    "What do you write to the tool?": "Write an exit ticket on {topic} for grade {grade}. Ask maria@example.org.",
    "When do you use it?": "At the end of a lesson.",
    "What do you check before anyone sees it?": "I answer each question myself first.",
}
WORKFLOW = {
    "What do you call it?": "From drafts to a lesson",
    "What are the steps?": "1. I take the names out.\n2. It lists the common errors.",
    "What do you check before anyone sees it?": "I read four drafts first.",
}
CAUGHT = {
    "What do you call it?": "A key with a wrong sign",
    "What did you ask for?": "An answer key for subtracting negatives.",
    "What did it say?": "−3 − (−5) = −8",
    "What do you do now?": "I work every key by hand.",
}
LINE = {
    "Heading": "End with three questions",
    "When": "The last five minutes of a lesson.",
    "Do": "Ask for three questions, one of them with a typical mistake.",
    "Check": "Answer each question yourself.",
    "Why do we stand behind it?": "It saved time in every report.",
}
TREE = {
    "The question": "Could it point at a student?",
    "What to do, if yes": "Take the name out.",
    "What to do, if no": "Go ahead.",
}
FRAME = {
    "Who is it for?": "For everyone who teaches here.",
    "Main sentence": "Look at it yourself before students do.",
    "Never paste": "Names\nGrades",
    "What we promise": "No one is rated by what they share.",
    "How this was made": "From practices that teachers shared.",
    "Who to ask": "The curriculum office",
    "What changed since the last issue": "First issue.",
    "Review by": (datetime.now(UTC).date() + timedelta(days=180)).isoformat(),
}


@pytest.fixture(scope="module")
def new_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    set_up(folder)
    return folder


@pytest.fixture
def site(new_district: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(new_district, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path) as site:
        yield site


# Every run walks the same way without scripts in test_method.py; the browser that could run them does with make full.
@pytest.fixture(
    params=[
        pytest.param((True, False), id="with scripts"),
        pytest.param((True, True), id="with scripts and all colours", marks=pytest.mark.full),
        pytest.param((False, False), id="without scripts", marks=pytest.mark.full),
    ]
)
def looks(request: pytest.FixtureRequest) -> Looks:
    scripts, all_colours = request.param
    return Looks(scripts, all_colours)


@pytest.fixture
def scripts(looks: Looks) -> bool:
    return looks.scripts


@pytest.fixture
def somebody(browser: Browser, site: Site, looks: Looks) -> Iterator[Callable[..., Person]]:
    """Give each person a browser of their own; at the end, none may have left a trace."""
    people = []

    def arrives(size: dict[str, int] = PHONE) -> Person:
        context = browser.new_context(viewport=size, java_script_enabled=looks.scripts, color_scheme="light")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
        people.append(Person(site, context, looks))
        return people[-1]

    yield arrives
    for person in people:
        person.context.close()
    assert not looks.wrong, "\n".join(looks.wrong)
    assert [trace for person in people for trace in person.traces()] == []


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_full_guide_prints_from_the_browser_on_four_pages_that_people_can_read(browser, blank, paper):
    with create_app(settings_for(blank)).app_context():
        kept = rendering.render(GUIDE, "html").decode()
    page = browser.new_page()
    page.set_content(kept)

    sheets = PdfReader(BytesIO(page.pdf(format=paper))).pages

    page.close()
    smallest = []

    def look(text, of_page, of_text, _font, size):
        if text.strip():
            smallest.append(abs(size * of_text[3] * of_page[3]))

    for sheet, section in zip(sheets, GUIDE.sections, strict=True):
        assert section.heading in sheet.extract_text(visitor_text=look)
    assert min(smallest) > 10.49


def test_the_method_from_the_first_text_to_the_guide_and_back(site, somebody, scripts):
    maria, tom, lee = somebody(), somebody(), somebody()
    reader, curriculum, union = somebody(DESK), somebody(DESK), somebody(DESK)
    looks_around(reader)
    signs_in(curriculum, "curriculum")
    looks_around_the_desk(curriculum)
    signs_in(union, "union")
    both_sides_sign(curriculum, union)
    opens_an_account(union)

    asked = shares_a_prompt(maria)
    taken_back = shares(tom, "A workflow", WORKFLOW)
    shares(lee, "An output I caught", CAUGHT)
    shares(tom, "A workflow", WORKFLOW | {"What do you call it?": "Words on one page"})
    shares(lee, "An output I caught", CAUGHT | {"What do you call it?": "A quote nobody said"})

    clears_the_tray(curriculum, asking="Exit ticket in two minutes")
    assert "4 of the 5" in curriculum.opens("/staff/release").reads()
    answers(maria, asked)
    clears_the_tray(curriculum)
    curriculum.opens("/staff/release").presses("Release 5 practices")
    site.wait_for(7)

    if scripts:
        is_told_what_begins_so(reader, "exit ti", "exit ticket", "Exit ticket in two minutes")
    address = finds(reader, "tickets", "Mathematics", "Exit ticket in two minutes")
    fills_a_blank(reader, scripts=scripts)
    reports(reader, address)

    promotes(curriculum, address)
    says_no(union, "Say who to ask at the union, too.")
    mends(curriculum, "Say who to ask at the union, too.")
    curriculum.presses("Sign for curriculum")
    union.opens("/staff/guide").presses("Sign for the union")
    site.wait_for(8)
    reads_the_guide(reader)
    keeps_it_alive(curriculum, address)
    site.wait_for(10)
    hears_what_became_of_it(reader)

    lost = finds(reader, "draft", "English language arts", "From drafts to a lesson")
    takes_back(tom, taken_back)
    reader.opens(lost, status=404)
    assert len(reader.opens("/practices").titles()) == 4
    assert "From drafts to a lesson" not in reader.opens("/practices?q=draft").titles()
    assert reader.opens("/practices?q=volcano&grade=07").reads("h1") == "No practices yet for “volcano” in grade 7"

    for person in (maria, tom, lee, reader):
        assert person.context.cookies() == []
        assert person.context.storage_state()["origins"] == []
        assert not [url for url in person.asked if asked.split()[0] in url or "photosynthesis" in url]


def looks_around(reader: Person) -> None:
    """Come to what nobody wants to come to: an empty site, pages that are not there, forms that were not filled in."""
    for path in ("/", "/practices", "/promise", "/receipt"):
        reader.opens(path)
    for path in ("/guide", "/nothing/here"):
        reader.opens(path, status=404)
    reader.opens("/share/caught").presses("See the preview", status=422)


def looks_around_the_desk(staff: Person) -> None:
    for path in (
        "/staff/",
        "/staff/tray",
        "/staff/release",
        "/staff/guide",
        "/staff/guide/words",
        "/staff/guide/tree",
        "/staff/guide/history",
        "/staff/guide/preview",
        "/staff/records",
        "/staff/password",
    ):
        staff.opens(path)


def both_sides_sign(curriculum: Person, union: Person) -> None:
    """Propose an amnesty statement, after forgetting to write one; each side signs it."""
    curriculum.opens("/staff/amnesty").presses("Propose it", status=422)
    curriculum.types({"The next statement": "What you share is **never** used against you.\n\n- Not in an evaluation."})
    curriculum.presses("Propose it").presses("Sign for curriculum staff")
    assert "Statement 1, since" in union.opens("/staff/amnesty").presses("Sign for the union").reads()
    union.opens("/promise")


def opens_an_account(union: Person) -> None:
    """Open an account for a second representative, and close it."""
    union.opens("/staff/accounts").types({"Their e-mail": "ana@example.org", "Their name": "Ana Lima"})
    union.presses("Open the account").presses("Back to the accounts")
    ana = union.page.locator("li", has_text="Ana Lima")
    ana.locator("summary", has_text="Close this account").click()
    with union.page.expect_navigation():
        ana.get_by_role("button", name="Close it for good").click()
    assert "1 of its 3 seats" in union.reads()


def shares_a_prompt(teacher: Person) -> str:
    """Share a prompt: an address is marked in the preview, taken out, and nothing else that was typed is lost."""
    teacher.opens("/").presses("Share a practice").presses("A prompt")
    teacher.types(PROMPT)
    says_where(teacher, "Mathematics", "Making assessments")
    teacher.unfolds("A few more things")
    teacher.ticks("Which tools?", "Claude")
    teacher.types({"How many minutes": "15"})
    teacher.ticks("Do you think this is allowed today?", "I'm not sure")

    teacher.presses("See the preview")
    assert teacher.page.locator(".found__words").all_inner_texts() == ["maria@example.org"]
    teacher.presses("Change these words")
    without = PROMPT["What do you write to the tool?"].replace(" Ask maria@example.org.", "")
    teacher.types({"What do you write to the tool?": without})
    assert teacher.page.get_by_label("Claude").is_checked()
    teacher.presses("See the preview")
    assert teacher.page.locator(".found__words").count() == 0
    return keeps_the_receipt(teacher)


def shares(teacher: Person, kind: str, answers: dict[str, str]) -> str:
    teacher.opens("/share").presses(kind)
    teacher.types(answers)
    if kind == "An output I caught":
        teacher.ticks("What was wrong?", "Wrong answer key", "Sounded certain and was not")
        teacher.ticks("How was it found?", "I worked the answers")
        teacher.ticks("How far did it get?", "I fixed it before use")
    says_where(teacher, "English language arts", "Grading and feedback")
    teacher.presses("See the preview")
    return keeps_the_receipt(teacher)


def says_where(teacher: Person, subject: str, job: str) -> None:
    teacher.ticks("Which subjects is it useful for?", subject)
    teacher.ticks("Which grades is it useful for?", "Grades 6 to 8")
    teacher.picks("What was the job?", job)


def keeps_the_receipt(teacher: Person) -> str:
    receipt = teacher.presses("Share it").reads("#receipt")
    assert len(receipt.split(" ")) == 6
    return receipt


def clears_the_tray(moderator: Person, asking: str = "") -> None:
    """Clear one text after the other; the author of one is asked something."""
    for _ in range(20):
        moderator.opens("/staff/tray")
        if "Nothing waits" in moderator.reads(".lede"):
            return
        if asking and moderator.reads(".plain-text") == asking:
            moderator.unfolds("Ask the author")
            moderator.types({"Your question": "Does it work in grade 5, too?"})
            moderator.presses("Ask")
        else:
            moderator.presses("Clear it for the pool")
    raise AssertionError("the tray never empties")


def answers(teacher: Person, receipt: str) -> None:
    assert "Does it work in grade 5, too?" in shows_receipt(teacher, receipt).reads()
    teacher.types({"Your answer": "I never tried."})
    assert "Thank you." in teacher.presses("Send the answer").reads("[role=status]")


def is_told_what_begins_so(reader: Person, typed: str, words: str, title: str) -> None:
    """Type the beginning of a title with the keyboard alone; look at what is offered, and go where it leads."""
    box = reader.opens("/").page.get_by_role("combobox", name="What are you looking for?")
    box.press_sequentially(typed)
    offered = reader.page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    # While letters still come, what begins with fewer of them may be offered.
    expect(offered).to_have_text([words, title])
    reader.looks.at(reader.page, "with suggestions")
    box.press("Escape")
    expect(offered).to_have_count(0)
    assert box.input_value() == typed

    box.press("ArrowDown")
    offered.first.wait_for()
    box.press("ArrowUp")
    with reader.page.expect_navigation():
        box.press("Enter")
    assert reader.reads("h1") == title


def finds(reader: Person, words: str, subject: str, title: str) -> str:
    """Search by a word, a subject and a grade; open what was found and give its address."""
    reader.opens("/")
    reader.page.get_by_label("What are you looking for?").fill(words)
    reader.picks("Subject", subject)
    reader.picks("Grade", "Grade 7")
    reader.presses("Find")
    assert "grade=07" in reader.page.url
    assert reader.titles()[0] == title
    reader.presses(title)
    return reader.page.url.removeprefix(reader.site.url)


def fills_a_blank(reader: Person, *, scripts: bool) -> None:
    """Fill in a blank of the prompt: as it is typed where scripts run, with the next page where they do not."""
    address = reader.page.url
    reader.unfolds("Fill in the blanks")
    reader.page.get_by_label("topic").press_sequentially("photosynthesis")
    if scripts:
        assert reader.reads("#prompt") == "Write an exit ticket on photosynthesis for grade {grade}."
        reader.page.get_by_role("button", name="Copy it filled in").click()
        reader.page.get_by_role("button", name="Copied").wait_for()
        copied = reader.page.evaluate("navigator.clipboard.readText()")
        assert copied == "Write an exit ticket on photosynthesis for grade {grade}."
    reader.presses("Show it filled in")
    assert reader.reads("#prompt") == "Write an exit ticket on photosynthesis for grade {grade}."
    assert reader.page.url.partition("#")[0] == address


def reports(reader: Person, address: str) -> None:
    """Say how it went, after forgetting to; and say what is wrong with the page."""
    reader.opens(address).presses("I tried it").presses("Send my report", status=422)
    reader.ticks("How did it go?", "It worked with changes")
    reader.types({"One line for colleagues": "I asked for two questions only."})
    assert reader.presses("Send my report").reads("h1") == "Thank you"
    reader.opens(address).presses("report a problem")
    reader.types({"What is wrong?": "The second line is cut off."})
    reader.presses("Report it")


def promotes(editor: Person, address: str) -> None:
    """Turn the practice into a line of the guide's draft, and fill in what stands around it."""
    editor.opens("/staff/tray")
    editor.opens(address).presses("put it into the guide").presses("Put it into the guide")
    editor.types(LINE)
    editor.presses("Keep this line")
    editor.presses("Edit the tree").types(TREE)
    editor.presses("Keep the tree").presses("Edit the words").types(FRAME)
    assert "Nothing blocks this draft." in editor.presses("Keep the draft").reads()
    editor.presses("Preview")
    editor.presses("Back to the draft").presses(LINE["Heading"]).presses("Keep this line")


def says_no(signer: Person, reason: str) -> None:
    """Refuse the draft as it stands, after forgetting to say why."""
    signer.opens("/staff/guide").unfolds("Say no to this version")
    signer.presses("Say no for the union", status=422).types({"Why not?": reason})
    assert reason in signer.presses("Say no for the union").reads()


def mends(editor: Person, reason: str) -> None:
    """Read on the desk that the other side said no, and write what is missing."""
    assert "said no" in editor.opens("/staff/").reads()
    assert reason in editor.opens("/staff/guide").reads()
    editor.presses("Edit the words").types({"Who to ask": "The curriculum office or your union representative"})
    assert "said no to this version" not in editor.presses("Keep the draft").reads()


def keeps_it_alive(staff: Person, address: str) -> None:
    """Look at the reports of a practice, note that a tool changed, and let everybody see the gap."""
    staff.opens("/staff/practices")
    staff.opens(f"/staff{address}").presses("What its reports say")
    staff.opens("/staff/tools").picks("Which tool?", "Claude")
    staff.types({"What changed?": "It keeps what is typed for longer."})
    staff.presses("Note the change")
    staff.opens("/staff/gap").presses("Let everybody see it")


def hears_what_became_of_it(reader: Person) -> None:
    """Say that a section is unclear, and look at what stands beside the guide."""
    reader.opens("/guide").presses("Tell us about “What works here”")
    reader.opens("/guide/issues").presses("Issue 1")
    for path in ("/guide/issues/1/changes", "/gap?by=subject"):
        reader.opens(path)
    assert "End with three questions" in reader.opens("/guide/heard").reads()


def reads_the_guide(reader: Person) -> None:
    """Read the guide, and open it in every form it goes out in."""
    sentence = LINE["Do"]
    page = reader.opens("/").presses("The guide").reads()
    assert sentence in page
    assert "Curriculum office" in page
    assert "Union office" in page

    sheets = PdfReader(BytesIO(reader.page.pdf(format="Letter"))).pages
    assert len(sheets) == 4
    assert not re.search("Still unclear|PDF to print", " ".join(sheet.extract_text() for sheet in sheets))

    pdf = PdfReader(BytesIO(downloads(reader, "pdf", "application/pdf")))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(pdf.trailer["/Root"]["/Lang"]).startswith("en")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Working with AI: what we do here"
    assert len(pdf.pages) <= 4
    assert sentence in " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())

    word = Document(BytesIO(downloads(reader, "docx", "officedocument")))
    assert word.core_properties.title == "Working with AI: what we do here"
    assert sentence in " ".join(paragraph.text for paragraph in word.paragraphs)
    assert sentence in downloads(reader, "md", "text/markdown").decode()
    assert sentence in json.dumps(json.loads(downloads(reader, "json", "json")))


def downloads(reader: Person, ending: str, media_type: str) -> bytes:
    answer = reader.context.request.get(f"{reader.site.url}/guide.{ending}")
    assert answer.status == 200
    assert media_type in answer.headers["content-type"]
    return answer.body()
