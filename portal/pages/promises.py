"""What we promise, rule by rule: the words of /promise, what keeps each rule, and the test that proves it.

docs/threat-model.md is held to this list by a test, so the page, the document and the proofs can't drift apart.
"""

from dataclasses import dataclass

from portal.district import District


@dataclass(frozen=True)
class Promise:
    """One rule: its number, what it means for a teacher, the files that keep it, and its proof."""

    rule: str
    name: str
    words: str
    """What `{pool}`, `{label}` and `{backup}` stand for is the district's."""
    kept_by: tuple[str, ...]
    proof: str

    def said(self, district: District) -> str:
        """Say it with the district's numbers."""
        return self.words.format(pool=district.pool_minimum, label=district.label_minimum, backup=district.backup_days)


@dataclass(frozen=True)
class Gap:
    """Something we can't promise."""

    name: str
    words: str


def _proof(rule: str) -> str:
    return f"tests/privacy/test_{rule}.py"


WHO = (
    Promise(
        "A1",
        "Nothing we write tells who you are.",
        "No file of ours holds your internet address, your browser or the moment you were here: not even the "
        "lists that servers usually keep.",
        ("portal/app.py", "portal/web/problems.py", "portal/db.py", "portal/serving.py", "deploy/nginx-portal.inc"),
        _proof("a1_nothing_identifies_a_submitter"),
    ),
    Promise(
        "A3",
        "Our pages can’t see you.",
        "Your internet address, your browser, your language and the page you came from are thrown away before our "
        "program looks at what you ask for.",
        ("portal/web/unseen.py",),
        _proof("a3_teachers_routes_cannot_read_identity"),
    ),
    Promise(
        "A4",
        "No cookie, and nothing from elsewhere.",
        "No page for teachers sets a cookie, marks your browser, or loads anything from another site.",
        ("portal/web/security.py", "portal/staff/sessions.py"),
        _proof("a4_no_cookie_and_no_tracking_header"),
    ),
    Promise(
        "A5",
        "No account, any phone.",
        "Press the button twice, or lose the connection: it is stored once.",
        ("portal/web/tokens.py", "portal/practices/arriving.py", "portal/showme/room.py"),
        _proof("a5_no_session_is_needed_to_post"),
    ),
    Promise(
        "A6",
        "We count texts, never people.",
        "A whole school can share from one Wi-Fi at once. When a flood of texts comes in, everybody’s phone works a "
        "little longer before it sends.",
        ("portal/web/limits.py", "portal/practices/rules.py", "portal/showme/rules.py"),
        _proof("a6_limits_hold_without_identity"),
    ),
)

WORDS = (
    Promise(
        "A12",
        "You see it first.",
        "Before anything is kept, you see the page as others will. Words that could point at you or a student are "
        "marked. One press puts plainer words in their place.",
        ("portal/anonymity/scan.py", "portal/practices/draft.py", "portal/moderation/actions.py"),
        _proof("a12_what_points_at_a_person"),
    ),
    Promise(
        "A7",
        "Broad labels.",
        "Where fewer than {label} teachers here fit a subject and grade, the page names something wider. Where we "
        "don’t know how many there are, it names a group of grades, never one. A tool or a language is named only when "
        "at least five practices share it.",
        ("portal/anonymity/labels.py", "portal/vocabulary/roster.py", "portal/practices/public.py"),
        _proof("a7_labels_of_at_least_ten"),
    ),
)

WHEN = (
    Promise(
        "A8",
        "Never alone.",
        "Practices go public together, at least {pool} at a time and at most once a week. Nothing on the site changes "
        "when you press the button.",
        ("portal/anonymity/pools.py", "portal/editions/rules.py", "portal/snapshot.py", "portal/showme/running.py"),
        _proof("a8_released_together"),
    ),
    Promise(
        "A2",
        "No order.",
        "Nothing we keep tells which text came first.",
        ("portal/db.py", "portal/web/tokens.py", "portal/search/building.py"),
        _proof("a2_arrival_order_cannot_be_recovered"),
    ),
    Promise(
        "A9",
        "A week, never a moment.",
        "We keep the week you shared in until it goes public. Then even that gives way to the week it went public.",
        ("portal/clock.py", "portal/practices/models.py", "portal/editions/actions.py", "portal/staff/audit.py"),
        _proof("a9_a_week_and_never_a_moment"),
    ),
)

YOURS = (
    Promise(
        "A10",
        "Six words are the only key.",
        "Your receipt is the one thread back to your practice. We can check the words when you type them, but we "
        "don’t keep them. Nobody can look them up for you.",
        ("portal/anonymity/receipts.py",),
        _proof("a10_the_receipt_is_the_only_thread"),
    ),
    Promise(
        "A11",
        "Taken back means gone.",
        "It is deleted from the database before the next page opens, and from the search within seconds, or minutes "
        "on a large site. Backups are kept for {backup} days.",
        ("portal/practices/retention.py", "portal/db.py", "portal/editions/builder.py", "portal/keeping/backup.py"),
        _proof("a11_withdrawn_means_gone"),
    ),
    Promise(
        "A13",
        "We can show what we hold.",
        "Anybody may ask what is stored about a practice or a week, and gets all of it.",
        ("portal/records/inventory.py",),
        _proof("a13_we_can_show_what_we_hold"),
    ),
    Promise(
        "A14",
        "The promise can’t be weakened afterwards.",
        "Your practice stays under the amnesty statement that you shared it under, whatever is signed later. The "
        "database refuses to change or delete a statement.",
        ("portal/amnesty/models.py", "portal/amnesty/actions.py"),
        _proof("a14_the_promise_cannot_be_weakened_afterwards"),
    ),
)

IN_A_ROOM = (
    Gap(
        "People sit beside you.",
        "Colleagues in the room may see you type, or know how you write. What you tell in pairs is told.",
    ),
    Gap(
        "The board comes before the moderator.",
        "What you send comes on the screen with at least four others, in no order. Nobody has read it before. Whoever "
        "is in the room, or has the code, can read it and take a picture.",
    ),
    Gap(
        "Four of five could be one person.",
        "We don’t look for you, so we can’t tell five people from one with five phones. Somebody who sends four slips "
        "knows that the fifth is another’s. The vote can be cast twice by coming in twice: we say how many ballots "
        "came, not how many people.",
    ),
    Gap(
        "Where all agree, nothing is secret.",
        "A total says what everybody chose when everybody chose the same.",
    ),
    Gap(
        "A gap can be seen.",
        "When you take a slip back, its number stays empty. Whoever looks sees that one is gone, not whose it was.",
    ),
    Gap(
        "For two days it belongs to the room.",
        "Until the second morning after the session we know which texts were written for it. Then that is deleted, and "
        "no backup holds it. People who were there may still know a text again. One that you did not finish names no "
        "job, and that looks like a slip.",
    ),
)
"""What a show-me session changes."""

GROUPS = (("Who you are", WHO), ("What you write", WORDS), ("When you wrote it", WHEN), ("It stays yours", YOURS))
"""Every promise under the question it answers, in the order of the page."""

ALL = tuple(sorted((each for _, group in GROUPS for each in group), key=lambda each: int(each.rule[1:])))
"""Every promise by its rule's number."""
