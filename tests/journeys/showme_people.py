"""People in a show-me session, each with a browser: who plans, who leads, and who writes and votes on a phone."""

from io import BytesIO

import pypdfium2
import zxingcpp
from chromium import PATIENCE, Person
from journeys.showme_words import ASK, PLAN, PROMPT, THEME
from journeys.steps import shows_receipt
from playwright.sync_api import expect
from pypdf import PdfReader

SHOWN = """() => [...document.querySelectorAll('[data-live]')].map(part => {
  const shown = part.cloneNode(true);
  shown.querySelectorAll('[data-timer]').forEach(each => each.remove());
  return shown.textContent;
}).join(' ')"""


def plans(director: Person) -> tuple[str, str]:
    """Plan a session, look at all that is made from the plan, and give its address and its join code."""
    director.opens("/staff/showme").presses("Plan your first session").types(PLAN)
    director.presses("Plan it").opens("/staff/showme")
    address = director.presses(PLAN["Title"]).page.url.removeprefix(director.site.url)
    code = director.reads(".by-hand__code").replace(" ", "")
    assert code in director.page.locator("#invitation").input_value().replace(" ", "")
    director.opens(f"{address}/sheet").opens(f"{address}/poster")
    return address, code


def prints_the_poster(director: Person) -> list[str]:
    """Print the poster, and give what a phone reads on the paper."""
    printed = director.page.pdf(format="Letter")
    assert len(PdfReader(BytesIO(printed)).pages) == 1
    paper = pypdfium2.PdfDocument(printed)
    picture = paper[0].render(scale=2).to_pil()
    paper.close()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def types_the_code(phone: Person, code: str) -> None:
    """Join by hand, in small letters."""
    phone.opens("/join").types({"The code": f"{code[:3]} {code[3:]}".lower()})
    phone.presses("Join").presses("Come in")


def follows_the_poster(phone: Person, code: str) -> None:
    """Open the address that a phone's camera reads."""
    phone.opens(f"/join/{code}").presses("Come in")


def comes_to_write_for_others(phone: Person, code: str) -> None:
    phone.opens(f"/join/{code}").presses("I write for others")
    assert "You write for others." in phone.reads()


def writes(phone: Person, slip: tuple[str, str, str]) -> None:
    """Write a slip and look it over."""
    use, do, check = slip
    phone.types({"What do you use it for?": use, "What do you do?": do, "What do you check": check})
    phone.presses("See the preview")
    assert use in phone.reads("article")


def hands_in(phone: Person, slip: tuple[str, str, str], back: str = "Back to the room") -> str:
    """Write a slip, send it, and give the receipt; then go on."""
    writes(phone, slip)
    receipt = phone.presses("Send it").reads("#receipt")
    phone.presses(back)
    return receipt


def hands_in_without_a_network(phone: Person, slip: tuple[str, str, str]) -> str:
    """Lose the network with the last press: the page keeps the words, and sends them when the network is back."""
    writes(phone, slip)
    phone.context.set_offline(True)
    phone.page.get_by_role("button", name="Send it").click()
    expect(phone.page.locator(".connection--held")).to_contain_text("Your words are safe on this page.")
    phone.context.set_offline(False)
    expect(phone.page.locator("#receipt")).to_be_visible()
    receipt = phone.reads("#receipt")
    phone.presses("Back to the room")
    phone.console = [said for said in phone.console if "ERR_INTERNET_DISCONNECTED" not in said]
    return receipt


def looks_again(phone: Person) -> None:
    """Do what a page does by itself where scripts run."""
    phone.presses("Look at the screen again")


def votes(phone: Person, tries: list[int], worry: int) -> None:
    for words, numbers in (("I’d try this", tries), ("I’d worry", [worry])):
        for number in numbers:
            phone.page.get_by_label(f"{words}: number {number}", exact=True).check()
    assert "Your ballot is in." in phone.presses("Send my vote").reads(".now")


def totals(phone: Person) -> dict[int, str]:
    """Give what a phone shows of the vote: words by number."""
    page = phone.page
    numbers = page.locator(".now__number").all_inner_texts()
    return dict(zip(map(int, numbers), page.locator(".now__total").all_inner_texts(), strict=True))


def what_it_shows(person: Person) -> str:
    """Give all words of what stays fresh on a page; the time that runs is none."""
    shown: str = person.page.evaluate(SHOWN)
    return " ".join(shown.split())


def have_asked_since(people: list[Person]) -> None:
    """Wait until every page has asked twice whether there is something new: once at least it was answered."""
    before = [_questions(person) for person in people]
    for _ in range(PATIENCE // 100):
        if all(_questions(person) >= was + 2 for person, was in zip(people, before, strict=True)):
            return
        people[0].page.wait_for_timeout(100)
    raise AssertionError("a page asks no more")


def on_the_board(facilitator: Person) -> dict[int, str]:
    """Give the titles on the facilitator's board by number, in the order of the page."""
    page = facilitator.page
    numbers = [int(number) for number in page.locator(".laid__number").all_inner_texts()]
    said = [" ".join(title.split()) for title in page.locator(".laid__title").all_inner_texts()]
    return {number: title.removeprefix(f"{number} ") for number, title in zip(numbers, said, strict=True)}


def lays_out(facilitator: Person, theme: str, numbers: list[int], caution: str) -> None:
    """Put slips into a theme, and say of the first what can go wrong with it."""
    page = facilitator.page
    page.get_by_label("Another theme").fill(theme)
    facilitator.presses("Add a theme")
    for number in numbers:
        page.locator(f"#theme-{number}").select_option(label=theme)
    folded = page.locator(f"#cautions-{numbers[0]}")
    folded.locator("summary").click()
    folded.get_by_label(caution, exact=True).check()
    facilitator.presses("Save the board")


def hides(facilitator: Person, number: int) -> None:
    """Hide a slip with one press."""
    with facilitator.page.expect_navigation():
        facilitator.page.locator(f"#slip-{number}").get_by_role("button", name="Hide it").click()


def writes_down(facilitator: Person, ask: str) -> None:
    facilitator.unfolds("Write down what the room asks of the guide")
    facilitator.types({"One thing, in your own words": ask})
    facilitator.presses("Write it down")


def finishes(author: Person, receipt: str) -> None:
    """Turn a slip into a prompt that a colleague can use who was not there."""
    shows_receipt(author, receipt).presses("A prompt")
    author.types(PROMPT)
    author.picks("What was the job?", "Preparing to teach")
    author.presses("See the preview").presses("Put the new words in place")
    assert PROMPT["When do you use it?"] in author.reads()


def tells(director: Person, address: str) -> None:
    """Write what was heard in the director's own words, and tell the room."""
    director.opens(f"{address}/digest")
    director.types({"How it was": "Eleven slips, and much laughter. Many check less than they would like to."})
    director.types({"What the room said of it": "The easy version loses numbers. Compare them with the text."})
    assert "The room has it" in director.presses("Tell the room").reads()
    for path in ("/staff/showme/series", "/staff/guide/asked"):
        director.opens(path)
    assert ASK in director.reads()


def reads_what_was_heard(phone: Person, code: str) -> None:
    """Come back by the code, read the digest, and take it home on paper."""
    phone.opens("/join").types({"The code": code})
    phone.presses("Join").presses("What we heard")
    assert ASK in phone.reads("article")
    paper = phone.page.get_by_role("link", name="PDF to print").get_attribute("href")
    answer = phone.context.request.get(f"{phone.site.url}{paper}")
    assert answer.headers["content-type"] == "application/pdf"
    pdf = PdfReader(BytesIO(answer.body()))
    words = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for heard in (THEME, "The easy version loses numbers.", ASK):
        assert heard in words


def _questions(person: Person) -> int:
    return sum("/now?seen=" in url and "/board/" not in url for url in person.asked)
