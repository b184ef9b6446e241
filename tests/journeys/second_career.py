"""A qualification at 56: the book is bought, nobody can be asked, and it is given up.

Source: "BWD customer journey map", github.com/takumasato-ops/blue-worker-diamond,
``docs/customer-journey-map.md`` (in Japanese), its first half, the journey as it is: five stages
with the situation, actions, touchpoints, thoughts, a curve of feelings, and problems. No licence is
stated. What stands here are facts from it in other words.

Inferred: a name, a number for each feeling, and at which touchpoint of a stage something hurts.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, journey, persona, touchpoint

search = Channel.SEARCH
shop = Channel("Bookshop", "physical", "earned")
online_shop = Channel("Online shop", "digital", "earned")
intranet = Channel("Message of the employer", "digital", "owned")
course_site = Channel("Website of a course", "digital", "owned")
material = Channel("Printed material", "physical", "owned")

SECOND_CAREER = "a second career after 60"

kenji = persona(
    "Kenji",
    "56, at a large company, no longer a manager by its age limit",
    goals=[SECOND_CAREER],
)

no_options = Pain("sees no options for a second career", "lack of information")
which = Pain("does not know which qualification fits", "confusion")
not_for_me = Pain("nothing is written for people from 40 to 69", "lack of information")
expensive = Pain("courses are expensive", "cost")
useful = Pain("unclear whether it will be of use", "uncertainty")
alone = Pain("cannot keep studying alone", "effort")
nobody = Pain("there is nobody to ask", "lack of support")
for_the_young = Pain("the material is made for the young", "poor experience")
setback = Pain("the setback keeps from trying again", "barrier")

# Becoming aware

notice = touchpoint("Reads of early retirement", intranet, initiator="company").feels(
    kenji, -1, "worried"
)
colleague = (
    touchpoint("Sees how a retired colleague struggles", Channel.WORD_OF_MOUTH)
    .feels(kenji, -1, "worried")
    .thinks(kenji, "I do not want to end like that")
)
searches_jobs = touchpoint("Searches for a new job in the fifties", search).hurts(kenji, no_options)

# Comparing

searches = touchpoint("Searches for qualifications", search).feels(kenji, +1, "hopeful")
browses = touchpoint("Leafs through books", shop)
videos = touchpoint("Watches films about learning", Channel.VIDEO)
compares = (
    touchpoint("Reads pages that compare", Channel.CONTENT)
    .feels(kenji, -1, "uncertain")
    .thinks(kenji, "Would I pass at my age?")
    .hurts(kenji, which, not_for_me)
)

# Buying

buys = touchpoint("Buys a book", online_shop).feels(kenji, +1, "encouraged")
requests = touchpoint("Asks for the brochure of a course", course_site).hurts(
    kenji, expensive, useful
)

# Using it

opens = (
    touchpoint("Opens the book", material)
    .feels(kenji, -2, "lost")
    .thinks(kenji, "Too hard, and nobody to ask")
    .hurts(kenji, nobody, for_the_young)
)
piles_up = (
    touchpoint("The material of the course piles up", material)
    .feels(kenji, -2, "exhausted")
    .hurts(kenji, alone)
)
watches = touchpoint("Looks for an explanation in films", Channel.VIDEO)

# Ending

gives_up = (
    touchpoint("Gives up", Channel.SELF, outcome="abandoned")
    .feels(kenji, -2, "discouraged")
    .hurts(kenji, setback)
)
tells = touchpoint("Tells a colleague that it was too late", Channel.WORD_OF_MOUTH).feels(
    kenji, -2, "disappointed"
)

second_career = (
    journey("A qualification for a second career", state="as-is")
    .walked_by(kenji)
    .stage("Becoming aware", notice, colleague, searches_jobs, roles=["awareness"])
    .stage("Comparing", searches, browses, videos, compares, roles=["consideration"])
    .stage("Buying", buys, requests, roles=["purchase"])
    .stage("Using it", opens, piles_up, watches, roles=["experience"])
    .stage("Ending", gives_up, tells, roles=["advocacy"])
    .flow(notice >> colleague >> searches_jobs >> searches >> browses >> videos >> compares)
    .flow(compares >> buys >> opens >> watches >> gives_up >> tells)
    .flow(compares >> requests >> piles_up >> gives_up)
)

STATED = [
    gap("There is nobody to ask", opens, second_career),
    gap("From a sense of having begun to defeat", opens, buys),
    gap("It ends at the lowest point", gives_up, tells),
    gap("After the setback nothing leads back", gives_up),
    gap("Nobody keeps him company while he studies", piles_up),
    gap("Nothing is written for his age", compares),
    gap("He does not see his options", searches_jobs),
    gap("Courses cost much, and it is unclear what they are good for", requests),
    gap("Using it is felt badly throughout", opens, piles_up, "stage:using-it"),
    gap("Hope turns to doubt while comparing", searches, compares, structural=False),
    gap("He thinks that he was too old", gives_up, structural=False),
]

INFERRED = [
    gap("Whoever sells book or course begins nothing afterwards", second_career, "stage:using-it"),
    gap("His goal is met nowhere", kenji),
    gap("Nobody asks how it went", second_career),
    gap("Nothing helps to begin after buying", second_career, "stage:buying"),
    gap("It begins badly", notice),
    gap("Nothing is measured", second_career),
    gap("From the website to a parcel, and nothing is handed over", requests, piles_up),
    gap("What is told to others is bad", tells),
    gap("The brochure is not answered on the map", requests, structural=False),
]

FORBIDDEN = [
    forbidden("no channel", gives_up, "alone"),
    forbidden("dead end", tells, "the end"),
    forbidden("nothing begun by the company", notice, "the employer's notice is"),
]

UNSAYABLE = [
    "The same stages as they shall be, beside these",
    "A curve that goes up and then down within a stage",
    "What is earned over a life, by two ways",
]
