"""What is planned, written, grouped and asked in a show-me session: as long as people write, and all invented."""

PLAN = {
    "Title": "Show me how you use AI, and what it got wrong for you",
    "Day": "2026-11-16",
    "Time": "15:30",
    "Place": "Harbor Middle School, the library on the second floor",
    "How many people may come?": "30",
    "Who leads it?": "The curriculum office and the union office",
    "Series": "Fall of 2026",
}

SLIPS = (
    (
        "One article at three reading levels",
        "I write: same facts, same order, for grades 4, 6 and 8. I put the same questions under each, for all to talk.",
        "I compare every number. The easy version drops them.",
    ),
    (
        "A quiz key with a wrong sign, which I found only when a third of the class had the same “mistake” on number 6",
        "I asked for an answer key to twelve problems on subtracting negatives. Ten were right.",
        "I work every key by hand now, before I copy it.",
    ),
    (
        "Exit tickets",
        "I give it my objective and ask for three questions, one with a typical mistake.",
        "I answer them.",
    ),
    (
        "Turning my rambling notes after a lesson into a plan for the next one that I can still read a week later",
        "I talk into my phone, paste what it heard, and ask what to repeat, drop and bring. It adds a group activity.",
        "Nothing yet. Only I read it.",
    ),
    ("A letter home", "I write three points, it writes the letter, and I cut it in half.", "That it promises nothing."),
    (
        "Sentence starters for those who are new to English",
        "I paste the question and ask for five ways to begin an answer, from easy to hard.",
        "I read them aloud. Two of five sound like a lawyer.",
    ),
    (
        "Hints instead of answers for the last problem on the sheet",
        "I write: give three hints, each a little more, and never the answer. Then I try to get the answer out of it.",
        "Whether the third hint gives it away. Mostly it does.",
    ),
    (
        "Rubric words that students understand",
        "I paste my rubric and ask for words of grade 5.",
        "It softens the top row.",
    ),
    (
        "A quote nobody ever said",
        "I asked for quotes on courage for the board in the hall. One of them hung there for two weeks.",
        "I look every quote up, with the page.",
    ),
    ("Seating for the lab", "Who may not sit together, as letters only. It makes six tables.", "No names go in."),
    ("Practice questions from last year’s mistakes", "I type the mistakes without names.", "I solve each one first."),
)
"""What eleven people write. Nobody reads it in this order."""

THEME, CAUTION, ASK = "Reading levels", "Wrong answer key", "Say how to check an answer key, and who has time for it."

PROMPT = {
    "What do you write to the tool?": "Give five ways to begin an answer to {question}, from easy to hard.",
    "When do you use it?": "Before a discussion.",
}
