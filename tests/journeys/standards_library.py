"""A library of data standards for schools: a plan in minutes, and nothing that stays.

Source: "EDU Reference Library: customer journey map", github.com/educoreproject/edc2_25,
``docs/customer-journey-map.md``: seven stages with touchpoints, actions, thoughts, feelings (also
as a number from 1 to 5), pain points and opportunities, three moments of truth, what makes people
leave, and a ranking of improvements. As far as it was at hand (it breaks off in the ranking). No
licence is stated. What stands here are facts from it in other words.

Inferred: 1 to 5 as -2 to +2, at which touchpoint of a stage it is felt, and which opportunity
answers which pain point, where the words show it. Three further users, in a row each, are left out.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, journey, persona, touchpoint

site = Channel.WEBSITE
conference = Channel("Conference", "interpersonal", "earned")

PLAN = "a realistic plan which standards to adopt"

jordan = persona("Jordan", "answers for the technology of 42 schools", goals=[PLAN])

no_value = Pain("the page does not say what it is and for whom", "lack of information")
who = Pain("unclear who made it and keeps it", "trust")
few = Pain("there are only five standards", "unmet need")
no_comparison = Pain("nothing stands side by side", "effort")
no_date = Pain("no date of the last check", "trust")
blank = Pain("an empty box, and no example", "lack of information")
no_time = Pain("no word on how long it takes", "uncertainty")
depends = Pain("how good the answer is depends on the question", "uncertainty")
one_turn = Pain("no way to ask again", "barrier")
switching = Pain("what was chosen is gone on the next page", "friction")
dense = Pain("65 cells and no way through", "confusion")
no_export = Pain("the plan cannot be taken along", "barrier")
no_cost = Pain("no estimate of cost", "lack of information")
not_kept = Pain("the plan is gone when one leaves the page", "failure")
no_news = Pain("nobody says what has changed", "no follow-up")
no_account = Pain("nothing is kept between visits", "unmet need")
no_link = Pain("no link to what one sees", "barrier")
demo = Pain("feels like a demonstration", "trust")
no_forum = Pain("nobody to compare notes with", "unmet need")

# Awareness

hears = touchpoint("Hears of it at a conference", conference)
told = touchpoint("Is told of it by others in the same office", Channel.COMMUNITY)
lands = (
    touchpoint("Opens the first page", site)
    .feels(jordan, 0, "hopeful")
    .hurts(jordan, no_value, who)
)

# Consideration

browses = touchpoint("Looks through the standards", site).hurts(jordan, few)
compares = (
    touchpoint("Opens two or three to compare", site)
    .feels(jordan, 0.5, "interested")
    .hurts(jordan, no_comparison, no_date)
)

# First value

asks = touchpoint("Describes what is needed", site).hurts(jordan, blank)
waits = touchpoint("Waits for the answer", site, wait="a minute").hurts(jordan, no_time)
answer = (
    touchpoint("Reads what is recommended", site, moment_of_truth=True)
    .feels(jordan, low=-1, high=1)
    .hurts(jordan, depends, one_turn)
)
closes = touchpoint("Closes the page", Channel.SELF, outcome="abandoned")

# Getting into it

details = touchpoint("Reads how to introduce it", site).feels(jordan, 1, "empowered")
details = details.hurts(jordan, switching)
matrix = touchpoint("Looks for the gaps in the matrix", site, moment_of_truth=True).hurts(
    jordan, dense
)

# The plan

needs = touchpoint("Ticks what the schools need", site)
plan = (
    touchpoint("Gets the plan", site, moment_of_truth=True)
    .feels(jordan, 2, "satisfied")
    .hurts(jordan, no_export, no_cost, not_kept)
    .serves(jordan, PLAN)
)
board = touchpoint("Shows it to the board", Channel("Meeting", "interpersonal", "earned"))

# Coming back

returns = (
    touchpoint("Comes back after weeks", site)
    .feels(jordan, 0.5, "content")
    .hurts(jordan, no_news, no_account)
)
downloads = touchpoint("Downloads the vocabulary", site, optional=True)

# Recommending

shares = touchpoint("Sends the address to others", Channel.EMAIL).hurts(jordan, no_link)
mentions = (
    touchpoint("Speaks of it in the council", Channel.WORD_OF_MOUTH)
    .feels(jordan, 0.5, "proud")
    .hurts(jordan, demo, no_forum)
)

standards_library = (
    journey("A library of standards", state="as-is")
    .walked_by(jordan)
    .stage("Awareness", hears, told, lands)
    .stage("Consideration", browses, compares)
    .stage("First value", asks, waits, answer, closes, roles=["purchase"])
    .stage("Getting into it", details, matrix, roles=["onboarding"])
    .stage("The plan", needs, plan, board, roles=["experience"])
    .stage("Coming back", returns, downloads, roles=["retention"])
    .stage("Recommending", shares, mentions, roles=["advocacy"])
    .flow(hears >> told >> lands >> browses >> compares >> asks >> waits >> answer)
    .flow(answer >> closes, when="the answer is general")
    .flow(answer >> details >> matrix >> needs >> plan >> board >> returns >> shares >> mentions)
    .flow(returns >> downloads, kind="optional")
    .opportunity("Say in a sentence what it is, with three ways in", no_value, priority="high")
    .opportunity("Show who keeps it", who, demo)
    .opportunity("Say what is not there yet", few)
    .opportunity("Two or three side by side", no_comparison)
    .opportunity("The date of the last check", no_date)
    .opportunity("Examples to click", blank, priority="high")
    .opportunity("Say how long it takes", no_time)
    .opportunity("Ask again", one_turn)
    .opportunity("A list of one's own", switching)
    .opportunity("A way through the matrix", dense)
    .opportunity("Export the plan", no_export, priority="high")
    .opportunity("Keep the plan", not_kept, no_account)
    .opportunity("Say what has changed", no_news)
    .opportunity("A link to each view", no_link)
)

STATED = [
    gap("Whoever gets a general answer closes the page and does not come back", closes),
    gap("The first answer can be bad, where it matters most", answer),
    gap("Nothing is said while one waits", waits),
    gap("How good the answer is depends on the question, and no idea is for it", answer),
    gap("The plan says nothing of cost, and no idea is for it", plan),
    gap("Nobody to compare notes with, and no idea is for it", mentions),
    gap("Nobody says what has changed: the library begins nothing", returns, standards_library),
    gap("An empty box", asks, structural=False),
    gap("The plan cannot be taken along", plan, structural=False),
    gap("The matrix is dense where people decide to stay", matrix, structural=False),
    gap("The first page does not say what it is", lands, structural=False),
]

INFERRED = [
    gap("Nobody to ask", standards_library),
    gap("Nobody asks whether it was of use", standards_library),
    gap("Moments of truth have no owner and no measure", answer, matrix, plan),
    gap("Nothing is measured", standards_library),
    gap("A plan made on a screen is taken to a meeting by hand", plan, board),
    gap("It is not known how the board decides", board, structural=False),
    gap("How the matrix feels, where it matters, is not known", matrix),
    gap("Ideas have no owner", standards_library),
    gap("No feeling is known of the wait and of writing the question", asks, structural=False),
]

FORBIDDEN = [
    forbidden("no channel", closes, "alone"),
    forbidden("dead end", downloads, "optional"),
    forbidden("dead end", closes, "said to be abandoned"),
    forbidden("pain without response", blank.element, "an idea answers it"),
]

UNSAYABLE = [
    "Three further users, in a row each",
    "How likely it is that something makes people leave",
    "A feeling that depends on which answer came",
]
