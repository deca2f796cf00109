"""Rule A6, in a real Chromium: the browser does the work while its owner reads, and nobody waits for it long."""

import random
import secrets
from collections.abc import Iterator
from statistics import median

import pytest
from chromium import PATIENCE
from playwright.sync_api import Browser, Page, Route, expect
from privacy.looking import ask
from privacy.served import Sandbox, Server
from work import work_for

from portal.web.limits import CALM_BITS, MOST_BITS, PUZZLES, weigh

pytestmark = pytest.mark.browser

PHONE = 6
"""How many times slower a phone of some years ago runs a script than this machine does."""

SOLVE = """async ([address, tokens, bits]) => {
    const worker = new Worker(address);
    const solved = (token) => new Promise((resolve, reject) => {
        worker.onmessage = ({data}) => resolve(data);
        worker.onerror = ({message}) => reject(message);
        worker.postMessage({token, bits});
    });
    const found = [];
    const began = performance.now();
    for (const token of tokens) found.push(await solved(token));
    return [found, (performance.now() - began) / 1000];
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"))
    sandbox.prepare("init")
    with sandbox.served() as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.sandbox.port}")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    assert context.cookies() == []
    context.close()


def previews(page: Page, title: str) -> None:
    page.goto("/share/prompt")
    for name, words in {
        "title": title,
        "prompt": "Write an exit ticket.",
        "when": "At noon.",
        "checks": "All.",
    }.items():
        page.fill(f"[name={name}]", words)
    page.check("[name=subject][value=math]")
    page.check("[name=grade][value='6-8']")
    page.select_option("[name=task]", "assessments")
    page.get_by_role("button", name="See the preview").click()
    page.wait_for_selector("h1:has-text('Look it over')")


def shares(page: Page) -> None:
    page.get_by_role("button", name="Share it").click()


def is_told_to_wait(page: Page) -> None:
    expect(page.get_by_role("button", name="One moment…")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="One moment…")).to_have_count(1)


def lane(server: Server, title: str) -> str:
    """Say in which lane a text waits, once its author holds the receipt."""
    ((found,),) = ask(server.sandbox.data / "portal.db", "SELECT lane FROM practice WHERE title = ?", title)
    return str(found)


def holds_a_receipt(page: Page) -> None:
    assert len(page.locator("#receipt").inner_text().split()) == 6


def test_the_work_is_done_while_the_author_reads(page, server):
    previews(page, "Read first")
    token, work = page.locator("[name=token]"), page.locator("[name=work]")
    expect(work).not_to_have_value("")

    assert weigh(token.input_value(), work.input_value()) >= CALM_BITS
    shares(page)
    holds_a_receipt(page)
    assert lane(server, "Read first") == "upper"


def test_who_presses_at_once_is_told_to_wait_a_moment(page, server):
    (worker,) = previews_while_time_stands_still(page, "Pressed at once")

    shares(page)
    is_told_to_wait(page)
    worker.continue_()
    holds_a_receipt(page)
    assert lane(server, "Pressed at once") == "upper"


def test_work_that_never_comes_keeps_nobody_longer_than_three_seconds(page, server):
    previews_while_time_stands_still(page, "It never comes")

    shares(page)
    is_told_to_wait(page)
    page.clock.run_for(2_990)
    is_told_to_wait(page)
    page.clock.run_for(10)
    holds_a_receipt(page)
    assert lane(server, "It never comes") == "lower"


def test_work_that_is_blocked_keeps_nobody_at_all(page, server):
    (worker,) = previews_while_time_stands_still(page, "It is blocked")

    shares(page)
    worker.abort()
    holds_a_receipt(page)
    assert lane(server, "It is blocked") == "lower"


def test_changing_something_does_not_wait_for_the_work(page):
    previews_while_time_stands_still(page, "Changed")

    page.get_by_role("button", name="Change something").click()
    page.get_by_role("button", name="See the preview").wait_for()


def previews_while_time_stands_still(page: Page, title: str) -> list[Route]:
    """Look a text over in a page whose clock is stopped; give what asked for the worker, and waits for an answer."""
    asked: list[Route] = []
    page.route("**/work-worker*", lambda route: asked.append(route))  # noqa: PLW0108 - the tool marks what it is given
    page.clock.install()
    with page.expect_request("**/work-worker*"):
        previews(page, title)
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    assert len(asked) == 1
    return asked


def test_the_browser_finds_exactly_what_the_server_counts(page):
    """Each solution is the first there is, so every hash before it agreed as well: some 100,000 of them."""
    chance = random.Random(6)  # noqa: S311 - lengths of tokens are no secret
    tokens = [secrets.token_urlsafe(100)[: chance.randrange(1, 130)] for _ in range(100)]

    found, _ = solved(page, tokens, bits=6)

    assert found == [work_for(token, 6) for token in tokens]


@pytest.mark.proof
def test_how_long_it_takes(page, record_property):
    tokens = [f"{secrets.token_urlsafe(16)}.739999.{secrets.token_hex(32)}" for _ in range(25)]
    solved(page, tokens[:3], bits=CALM_BITS)

    found, took = solved(page, tokens, bits=CALM_BITS)
    hashes = [sum(int(counter, 36) + 1 for counter in work.split(".")) for work in found]
    speed = sum(hashes) / took
    calm, worst = (PHONE * PUZZLES * 2**bits / speed for bits in (CALM_BITS, MOST_BITS))

    assert all(weigh(token, work) >= CALM_BITS for token, work in zip(tokens, found, strict=True))
    assert max(map(len, found)) < 100
    record_property(
        "A6: work of a browser",
        f"median {median(hashes):,.0f} hashes, the most of 25 {max(hashes):,}; {speed / 1000:,.0f} thousand a second "
        f"here, so a phone at a sixth of this speed needs about {calm:.1f} s, and {worst:.1f} s when most is asked",
    )


def solved(page: Page, tokens: list[str], *, bits: int) -> tuple[list[str], float]:
    """Give tokens to the worker that the site serves, and say what it found and how many seconds it took."""
    previews(page, "Only looked at")
    address = page.locator("[name=work]").get_attribute("data-worker")
    found, took = page.evaluate(SOLVE, [address, tokens, bits])
    return list(found), float(took)
