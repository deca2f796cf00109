"""The tables that hold what staff planned and wrote of show-me sessions; what teachers wrote there is a practice."""

from portal.records.entries import FOREVER, Table, named

TABLES = (
    Table(
        "show_me",
        "One row for each show-me session: its plan, and where it stands. It says nothing about who came.",
        FOREVER,
        named(
            "id title series place facilitators invitation heard",
            code="What people type to join.",
            on="The date it is planned for.",
            at="The time of day it is planned for.",
            seats="How many people may come.",
            amnesty="The version of the amnesty statement that is read aloud.",
            run_sheet="Its steps.",
            stage="Whether it is planned, live, held or over.",
            step="The step on the screen.",
            part="The part of that step.",
            ends="When the step's time is up, counted from the machine's start. Emptied at the close.",
            left="Seconds left while the timer stands still. Emptied at the close.",
            news="Goes up when facilitators change what the room sees.",
            rounds="How many rounds of slips came on the board.",
            numbers="How many numbers were given on the board.",
            voting="Whether a vote is open.",
            votes="How many votes there were.",
            voters="Ballots in the last vote that had enough.",
            turns="Days since the close, up to the second.",
            handed_on="How many slips went to the tray; 0 when they were fewer than five.",
            told_on="The date on which its digest went to the room.",
        ),
        weeks=("on", "told_on"),
    ),
    Table(
        "theme",
        "What slips of a session have in common, in staff's words. It names no practice.",
        FOREVER,
        named(
            "id name words",
            show_me_id="The session.",
            cautions="What can go wrong with it.",
            slips="How many slips it had.",
            tries='How often they were "I\'d try this".',
            worries='How often they were "I\'d worry".',
            worked="Answers weeks later, counted five at a time.",
            changes="The same.",
            did_not="The same.",
        ),
    ),
    Table(
        "ask",
        "What a room asked of the guide, in staff's words, and what became of it.",
        FOREVER,
        named("id words state answer", show_me_id="The session."),
    ),
)
