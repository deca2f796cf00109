"""The tables that hold what teachers wrote and chose."""

from portal.practices.rules import KEPT_WEEKS, State
from portal.records.entries import Table, named, never, these
from portal.trials.rules import Reading
from portal.web.tokens import LIFE

TABLES = (
    Table(
        "practice",
        "One row for each practice: what its author wrote and chose, and where it stands. Nothing in it says who.",
        f"Until its author takes it back. Declined and unanswered texts: {KEPT_WEEKS} weeks. Once staff take one down, "
        "its words are deleted and the reason stays.",
        named(
            "kind title task language",
            id="A random key, which the address of its page ends with.",
            state="Where it stands: held, waiting, tray, asked, pool, released, declined or taken down.",
            words="What its author wrote, part by part.",
            picks="What its author chose about an output that was caught.",
            subjects="What it is useful for. Before release as chosen, from then on the label.",
            grades="What it is useful for. Before release as chosen, from then on the label.",
            tools="The AI tools its author named. Readers see one only where at least five practices share it.",
            minutes="Minutes saved in a week, if its author said.",
            allowed="Whether its author thinks it is allowed today. At release it leaves this row and is only counted.",
            receipt_digest="A fingerprint of the author's six words. The words are not kept.",
            shared_week="The week it was shared in; once public, the week of its release.",
            imported="Whether it was brought in from a file.",
            lane="Whether the browser had done some work against floods. Forgotten once somebody has read it.",
            amnesty="The version of the amnesty statement it was shared under.",
            question="What a moderator asked its author. Deleted at release.",
            answer="What its author answered. Deleted at release.",
            redact="Words a moderator would take out.",
            instead="What would stand there instead.",
            reason="Why it was declined or taken down.",
            decided_week="The week of a question, a decline or a take-down.",
            names_kept="Why a moderator let words stay that look like a name.",
            edition="The edition it was released in; 0 before.",
            leaving="Whether its author took it back quietly, with the next update.",
        ),
        practice="id",
        weeks=("shared_week", "decided_week"),
        typed=these(
            "title words picks subjects grades task tools language minutes allowed question answer redact instead "
            "reason names_kept"
        ),
        public=lambda row: row["state"] == State.RELEASED,
        settled=lambda row: row["state"] == State.RELEASED,
        inside={
            "tools": "on the card, where at least five practices share one",
            "language": "on the card, where at least five practices share it",
            "allowed": "only ever counted",
            "names_kept": "for those who moderate",
            "leaving": "told to nobody before the next edition",
        },
    ),
    Table(
        "spent",
        "The bare key of a practice that was taken back or forgotten, so that an old form sent twice can't bring it "
        "back. No words, nothing else.",
        f"Until no form is good any more that was open then: {LIFE} days, and the rest of that week.",
        named("", id="The key.", week="The last week in which an old form could still come."),
        practice="id",
        weeks=("week",),
    ),
    Table(
        "trial",
        "One row for each colleague's report on a practice. It says nothing about who sent it, and holds no time at "
        "all.",
        "As long as the practice. Words that staff drop are deleted at once.",
        named(
            "outcome minutes",
            id="A random key.",
            practice_id="The practice it is about.",
            subject="The subject it was tried in.",
            band="The grades it was tried in, never finer than a band.",
            wrong="What went wrong.",
            reach="How far that got.",
            checks="Which check would catch it.",
            note="A line for colleagues.",
            reading="Whether staff have read its words.",
            counted="The edition at whose release it was counted; 0 before.",
        ),
        practice="practice_id",
        releases=("counted",),
        typed=these("checks note"),
        public=lambda row: row["reading"] == Reading.SHOWN,
    ),
    Table(
        "problem",
        "One row for each problem that a reader reported with a practice. It holds no time at all.",
        "Until staff close it, or the practice goes.",
        named(
            "words",
            id="A random key.",
            practice_id="The practice it is about.",
            waiting="Whether it still waits for the next day.",
        ),
        practice="practice_id",
        typed=these("words"),
        public=never,
    ),
    Table(
        "unclear",
        'How often readers pressed "Still unclear?" under one section of one issue of the guide.',
        "As long as the portal runs.",
        named(
            "issue",
            section="Its place in the issue.",
            waiting="Presses that a release will count.",
            counted="Presses that releases have counted.",
        ),
    ),
    Table(
        "allowed_count",
        'How authors of released practices answered "is this allowed today?", for one job in one place: yes, or not a '
        "yes. It names no practice, and stays when one goes. Where few practices stand in one place, it can still hint "
        "at what their authors thought; so readers are told nothing of fewer than five.",
        "As long as the portal runs.",
        named(
            "task",
            axis="Whether it is counted by subject or by grades.",
            place="The subject or the grades of the label, never finer than a band; empty for all grades.",
            yes="Answers that it is allowed.",
            others="Answers that were not a yes: not sure, or no.",
            new_yes="The same, waiting until five answers are together.",
            new_others="The same, waiting until five answers are together.",
        ),
    ),
    Table(
        "slip",
        "One row for each practice that was written for a show-me session: that it was, and where it stands on the "
        "board.",
        "Until the second day after the session. Then it is deleted, and nothing says where the practice came from. No "
        "backup holds it.",
        named(
            "",
            id="The key of the practice.",
            show_me_id="The session.",
            round="The round with which it came on the board; 0 while it waits.",
            number="What the room calls it, given in no order.",
            hidden="Whether the facilitator took it off the board.",
            theme_id="The theme it was put under.",
            cautions="What the room says can go wrong with it.",
            tries='How often it was "I\'d try this" in the last vote.',
            worries='How often it was "I\'d worry" in the last vote.',
        ),
        practice="id",
        typed=these("cautions"),
        public=never,
    ),
    Table(
        "ballot",
        "One row for each ballot until it is counted. It says nothing about who cast it, and holds no time at all.",
        "Until the vote closes; answers given weeks later, until five to the same theme are together, or half a year "
        "is over. No backup holds it.",
        named(
            "",
            id="A random key.",
            show_me_id="The session.",
            about="Whether it belongs to the vote, or says weeks later whether something worked.",
            picks="Numbers of slips, or an answer for each theme.",
        ),
        typed=these("picks"),
        public=never,
    ),
)
