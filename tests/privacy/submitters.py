"""What teachers do at a real server, each with an address, a browser and words found nowhere else in the world."""

import base64
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from browser import Browser, Page
from get_nginx import nginx
from people import Staff, Teacher
from privacy.disguises import Window, needle
from privacy.evidence import Evidence, byte, ipv4, ipv6, secret
from privacy.forensics import Finding, Scanner
from privacy.served import Server
from privacy.wire import Wire

from portal.anonymity import receipts

CURRICULUM = "curriculum-office@example.org"
UNION = "union-office@example.org"

DIRECTLY = "directly"
THROUGH_NGINX = "through nginx"

SETTLES = 10
"""Seconds after an answer in which the times of files may still be those of the moment."""

PULSE = 1
"""Seconds in which a builder that is not held up looks after the files once more, whoever read last."""


class Story:
    """The acts, in their order; each leaves its needles in the evidence."""

    def __init__(self, server: Server, evidence: Evidence) -> None:
        self.server = server
        self.evidence = evidence
        self.data = evidence.sandbox.data
        self.receipts: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.previews: dict[str, Page] = {}
        """What a teacher who hears no answer sends once more."""
        self.ways = {DIRECTLY: server.sandbox.port} | ({THROUGH_NGINX: server.sandbox.front} if nginx() else {})
        self.teachers = [self._somebody(number) for number in range(6)]

    @contextmanager
    def only_teachers(self) -> Iterator[None]:
        """Keep the seconds of teachers' acts apart from all others."""
        self._flush()
        _until_the_next_second()
        self.began = time.time()
        yield
        self.evidence.windows.append(Window(self.began, time.time()))
        time.sleep(PULSE)
        self.settled("all that they did")
        _until_the_next_second()

    def they_share(self) -> None:
        """Six practices; two will be taken back, one will be asked about."""
        draft = self.teachers[0].previews("caught", title=self.secret("unconfirmed draft"))
        self.remember_token(draft)
        for teacher, (name, kind, what) in zip(
            self.teachers,
            (
                ("at once", "prompt", "withdrawn at once"),
                ("quietly", "workflow", "withdrawn quietly"),
                ("kept", "prompt", ""),
                ("plain", "caught", ""),
                ("another", "workflow", ""),
                ("asked", "prompt", ""),
            ),
            strict=True,
        ):
            word = self.secret(what) if what else self.evidence.kept.texts[0] if name == "kept" else name
            self._share(teacher, name, kind, word)

    def staff_read_and_release(self) -> None:
        """Ask about one, clear the others, and release them."""
        staff = Staff(Browser(Wire(self.server.sandbox.port, cookies={})), CURRICULUM).signs_in()
        while form := (page := staff.open("/staff/tray")).soup.select_one("main form:has(button[value=clear])"):
            key = str(form.select_one("input[name=id]")["value"])
            asked = "asked" in page.one("main .plain-text").get_text()
            done = staff.decides(key, "ask", words="For which unit?") if asked else staff.decides(key, "clear")
            assert done.status == 200, done.text
        before = self.server.edition() or 0
        staff.open("/staff/release").send()
        self.server.wait_for_edition_after(before)

    def they_come_back(self) -> None:
        """Read, try, report, answer, and correct."""
        first, second, third, fourth, *_ = self.teachers
        kept = first.shows(self.receipts["kept"]).follow("See it as colleagues do")
        first.open(f"/practices?q={self.secret('search')}&subject=math")
        first.open(f"/practices.csv?q={self.secret('taken along')}")
        for path in ("/", "/share", "/receipt", "/promise", "/guide", "/api/practices", f"{kept.path}/tried"):
            first.open(path)
        # There is no guide yet: what is pressed must leave no trace all the same.
        assert first.browser.post("/guide/unclear", {"issue": "1", "section": "1"}).status == 404
        tried = second.open(f"{kept.path}/tried")
        self.remember_token(tried)
        assert tried.send(outcome="changes", subject="math", grade="07", note="Shorter for us.").status == 200
        self.settled("a trial")
        report = third.open(f"{kept.path}/report")
        self.remember_token(report)
        assert report.send(words="A name stands in the second line.").status == 200
        self.settled("a report")
        answered = fourth.shows(self.receipts["asked"]).send("Send the answer", answer="For the one on decimals.")
        assert answered.status == 200
        self.settled("an answer")
        old = self.secret("corrected")
        self._share(fourth, "to correct", "prompt", old)
        preview = fourth.shows(self.receipts["to correct"]).send("Correct").send(title="Better", checks="I read it.")
        assert preview.send("Put the new words in place").status == 200
        self.gone(old)
        self.settled("a correction")
        self._flush()
        self._share(fourth, "regretted", "prompt", self.secret("withdrawn unread"))
        # Readers come, and no other act: whatever the last share left must be seen now.
        for _ in range(4):
            first.open("/")
        _until_the_next_second()
        self.settled("the last share")

    def they_take_back(self) -> None:
        """One unread, one quietly, one at once; the build after the last takes the quiet one along."""
        first, second, _, fourth, *_ = self.teachers
        for author, name, quietly in (
            (fourth, "regretted", False),
            (second, "quietly", True),
            (first, "at once", False),
        ):
            before = self.server.edition() or 0
            assert author.takes_back(self.receipts[name], quietly=quietly).status == 200
            if not quietly:
                self.gone(self.words[name], self.receipts[name])
                digest = receipts.digest(self.receipts[name])
                self.evidence.needles.append(needle("digest of a receipt", digest))
            self.settled(f"taking back {name}")
        self.server.wait_for_edition_after(before)
        self.settled("the build")
        assert second.shows(self.receipts["quietly"]).status == 404
        assert self.previews["regretted"].send("Share it").status == 410

    def things_go_wrong(self) -> None:
        """Provoke every refusal, and speak bad HTTP, on each way."""
        for number, way in enumerate(self.ways):
            self._goes_wrong(self.teachers[number], way)

    def they_find_it_away(self) -> None:
        """Come while nginx is there and the portal is not."""
        teacher = self.teachers[list(self.ways).index(THROUGH_NGINX)]
        assert teacher.open(f"/practices?q={self.secret('search while away')}").status == 502

    def _goes_wrong(self, teacher: Teacher, way: str) -> None:
        wire: Wire = teacher.browser.client
        teacher.open(f"/{self.secret('address of a page')}")
        teacher.open("/share/nothing")
        teacher.previews("prompt", title=self.secret("refused text"), checks="")
        forged = {"title": self.secret("text with a bad token"), "confirm": "yes", "token": "a.b.c"}
        preview = teacher.previews("prompt", title=forged["title"])
        self.remember_token(preview)
        bad = {str(tag["name"]): str(tag["value"]) for tag in preview.soup.select("main input[type=hidden]")}
        teacher.browser.post("/share/prompt", bad | forged)
        kept = teacher.shows(self.receipts["kept"]).follow("See it as colleagues do").path
        assert teacher.open(f"{kept}/report").send(words=f"breaks {self.secret('failing report')}").status == 503
        self._share(teacher, "damaged", "prompt", "damaged")
        assert self.previews["damaged"].send("Share it").status == 500
        assert teacher.open("/receipt").send(receipt=self.receipts["damaged"]).status == 500
        teacher.open("/receipt").send(receipt=self.secret("guessed receipt"))
        teacher.browser.post("/receipt", {"receipt": self.receipts["kept"], "do": "answer", "answer": "Nobody asked."})
        wire.send("DELETE", f"/share?{self.secret('query of a refusal')}")
        wire.send("POST", "/practices", self.secret("body of a refusal").encode(), {"Content-Type": "text/plain"})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        wire.send("POST", "/share/prompt", f"title={self.secret('long text')} {'x' * 300_000}".encode(), form)
        wire.send("POST", "/share/prompt", f"title={self.secret('odd bytes')}%ff%00&minutes={'9' * 40}".encode(), form)
        wire.send("POST", "/share/scan", f"text={self.secret('scanned text')}".encode(), form)
        self._uploads(wire)
        self._shouts(wire, way)

    def _uploads(self, wire: Wire) -> None:
        word = self.secret("upload")
        head = f'--bound\r\nContent-Disposition: form-data; name="title"; filename="{word}.txt"\r\n\r\n'.encode()
        for kind, size in ((head, 700_000), (head, 100_000), (head.replace(b"filename", b"other"), 200_000)):
            body = kind + (word.encode() + b" ") * (size // (len(word) + 1)) + b"\r\n--bound--\r\n"
            wire.send("POST", "/share/prompt", body, {"Content-Type": "multipart/form-data; boundary=bound"})

    def _shouts(self, wire: Wire, way: str) -> None:
        word = self.secret("bad HTTP")
        identity = "".join(f"{name}: {value}\r\n" for name, value in wire.headers.items())
        start = f"POST /share/prompt HTTP/1.1\r\nHost: 127.0.0.1:{wire.port}\r\n{identity}"
        form = "Content-Type: application/x-www-form-urlencoded\r\n"
        for name, raw in {
            "no request": f"{word}\r\n\r\n",
            "a bad line": f"GET /{word} and more HTTP/9.9\r\n{identity}\r\n",
            "a bad header": f"{start}{word} \0: \x01{word}\r\n\r\n",
            "a truncated body": f"{start}{form}Content-Length: 5000\r\n\r\ntitle={word}",
            "another address": f"GET http://{word}.example/{word} HTTP/1.1\r\nHost: {word}\r\n{identity}\r\n",
            "an enormous header": f"{start}X-Long: {word * 30_000}\r\n\r\n",
            "a body announced too long": f"{start}{form}Content-Length: 999999\r\n\r\ntitle={word}",
            "a bad chunk": f"{start}{form}Transfer-Encoding: chunked\r\n\r\nzz{word}\r\n",
            "two lengths": f"{start}{form}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{word}",
            "a bad length": f"{start}{form}Content-Length: {word}\r\n\r\n",
            "TLS": f"\x16\x03\x01\x02{word}",
        }.items():
            self.evidence.heard[way, name] = wire.shout(raw.encode("latin-1"))
        body = f"title={word}".encode() * 1000
        wire.hang_up(f"{start}{form}Content-Length: 200000\r\n\r\n".encode("latin-1"), body, body)

    def secret(self, what: str) -> str:
        """Make up a word, and remember that it must not be found."""
        found = secret(what)
        self.evidence.needles.append(found)
        return found.texts[0]

    def _somebody(self, number: int) -> Teacher:
        source, forwarded, real = f"127.77.{byte()}.{130 + number}", ipv4(), ipv4()
        behind, told = ipv6(), ipv6()
        words = {
            name: self.secret(name)
            for name in ("User-Agent", "Cookie", "Referer", "Accept-Language", "From", "Authorization", "X-Badge")
        }
        self.evidence.needles += [
            needle("source address", source),
            needle("X-Forwarded-For", forwarded),
            needle("X-Forwarded-For", behind),
            needle("Forwarded", told),
            needle("X-Real-IP", real),
        ]
        headers = {
            "X-Forwarded-For": f"{forwarded}, {behind}",
            "Forwarded": f'for="[{told}]:4711";proto=http',
            "X-Real-IP": real,
            "User-Agent": f"Mozilla/5.0 ({words['User-Agent']})",
            "Cookie": f"staff={words['Cookie']}; session={words['Cookie']}",
            "Referer": f"http://mail.example.org/{words['Referer']}",
            "Accept-Language": f"en-x-{words['Accept-Language']}",
            "From": f"{words['From']}@example.org",
            "Authorization": f"Bearer {words['Authorization']}",
            "X-Badge": words["X-Badge"],
        }
        way = list(self.ways)[number % len(self.ways)]
        wire = Wire(self.ways[way], source, headers, statuses=self.evidence.statuses[way])
        return Teacher(Browser(wire))

    def _share(self, teacher: Teacher, name: str, kind: str, word: str) -> None:
        preview = teacher.previews(kind, title=f"My {word}", checks=f"I read {word} twice.")
        self.remember_token(preview)
        receipt = preview.send("Share it").receipt
        self.remember_receipt(receipt)
        self.receipts[name], self.words[name], self.previews[name] = receipt, word, preview
        self.settled(f"sharing {name}")

    def remember_token(self, page: Page, name: str = "token") -> None:
        """Remember that the random number of a page must not be found."""
        nonce = str(page.one(f"main input[name={name}]")["value"]).partition(".")[0]
        random = base64.urlsafe_b64decode(nonce + "=" * (-len(nonce) % 4))
        self.evidence.needles.append(needle("nonce", nonce, random.hex()))

    def remember_receipt(self, receipt: str) -> None:
        """Remember that six words must not be found, however they are spaced."""
        spaced = (receipt, *(receipt.replace(" ", other) for other in ("-", "+", "%20", "")))
        self.evidence.needles.append(needle("receipt", *spaced))

    def _flush(self) -> None:
        """Write through what SQLite shares in memory, as the system does now and then: the next touch dates it anew."""
        for path in self.data.glob("portal.db*"):
            with path.open("rb+") as file:
                os.fsync(file)

    def gone(self, *words: str) -> None:
        """Look for words in the database and its journal, as soon as their author is told that they are gone."""
        scanner = Scanner([needle("deleted words", *words)])
        for path in sorted(self.data.glob("portal.db*")):
            self.evidence.lingering += scanner.look_into(path, path.name)

    def settled(self, act: str) -> None:
        """Look at the times of the data folder, until none is of these seconds or time is up."""
        if self.evidence.sandbox.planted:
            return
        until = time.monotonic() + SETTLES
        while found := Scanner([], [Window(self.began, time.time())]).times(self.data):
            if time.monotonic() > until:
                self.evidence.unsettled += [Finding(act, hit.form, hit.place, hit.sample) for hit in found]
                return
            time.sleep(0.05)


def _until_the_next_second() -> None:
    time.sleep(1.05 - time.time() % 1)
