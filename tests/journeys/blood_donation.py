"""Giving blood in England: two hours for fifteen minutes, and no way to book the next time.

Sources:
    - "NHS Blood & Transplant", tiffanysun.io, April 2017, and rizwana.tilda.ws/nhsbt: the same
      service seen by two members of a design team, with its barriers.
    - "Redesigning the blood donation experience", fionadorandesign.co.uk/nhsbt: the three areas of
      a centre.
    - "A tweak to increase blood stocks and improve donor experience", paul.fawkesley.com: a donor
      of seventeen years on booking.
    - "Cutting down wasted journeys", lucyjonas.com: donors who are turned away.

No licences are stated. What stands here are facts from them in other words.

Inferred: the names of the stages and of the two personas.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Wait, journey, otherwise, persona, touchpoint

centre = Channel("Donor centre", "physical")
desk = Channel("Desk at the centre", "interpersonal")

newcomer = persona(
    "First-time donor",
    goals=["give blood"],
    needs=["know beforehand whether one may give"],
)
regular = persona(
    "Regular donor",
    "has given fifty times in seventeen years, every twelve weeks",
    goals=["give blood", "keep the habit of every twelve weeks"],
    prefers=[desk],
)

# Signing up and booking

signs_up = touchpoint("Signs up online", Channel.WEBSITE).met_by(newcomer)
day_wait = touchpoint("Waits to be let in", wait=Wait("24 hours")).met_by(newcomer)
let_in = touchpoint(
    "Gets the email that lets one book", Channel.EMAIL, initiator="company", automated=True
).met_by(newcomer)
books = touchpoint("Books an appointment online", Channel.WEBSITE).hurts(
    newcomer, "opening hours do not suit busy people"
)

# At the centre

goes = touchpoint("Goes to the centre", centre)
greeted = (
    touchpoint("Is greeted and registered", desk)
    .feels(newcomer, +1)
    .feels(regular, +1)
    .hurts(newcomer, "everything is on paper and scanned afterwards", "it feels like a hospital")
)
first_wait = touchpoint("Sits in the first waiting area", centre, wait=Wait())
consultation = touchpoint("Is asked in private whether one may give", desk)
turned_away = touchpoint("Is turned away", desk, outcome="failed").hurts(
    newcomer, "could have been known before setting out"
)
second_wait = touchpoint("Sits in the second waiting area", centre, wait=Wait()).hurts(
    newcomer, "two hours for a donation of fifteen minutes"
)
gives = (
    touchpoint("Gives blood", centre, wait=Wait("15 minutes"))
    .serves(newcomer, "give blood")
    .serves(regular, "give blood")
)
refreshments = touchpoint("Rests with a drink, watched by staff", centre, wait=Wait("20 minutes"))

# Coming back

asks_desk = (
    touchpoint("Wants to book the next time at the desk", desk)
    .met_by(regular)
    .hurts(regular, "booking at the desk is no longer possible")
)
books_later = touchpoint("Has to book online later", Channel.WEBSITE).met_by(regular)
follow_up = touchpoint("Hears from the service afterwards", initiator="company").hurts(
    newcomer, "what comes afterwards differs from time to time"
)

blood_donation = (
    journey(
        "Giving blood",
        state="as-is",
        metrics=[
            Metric("Donors turned away", "error rate", unit="%", value=11.7),
            Metric("Drop in first-time donors in ten years", unit="%", value=24.4),
        ],
    )
    .walked_by(newcomer, regular)
    .stage("Signing up and booking", signs_up, day_wait, let_in, books)
    .stage(
        "At the centre",
        *(goes, greeted, first_wait, consultation, turned_away),
        *(second_wait, gives, refreshments),
    )
    .stage("Coming back", asks_desk, books_later, follow_up)
    .flow(signs_up >> day_wait >> let_in >> books >> goes >> greeted >> first_wait >> consultation)
    .flow(consultation >> turned_away, when="may not give")
    .flow(consultation >> second_wait, when=otherwise)
    .flow(second_wait >> gives >> refreshments)
    .flow(refreshments >> asks_desk >> books_later, personas=regular)
    .flow(books_later >> goes, kind="loop", personas=regular)
    .flow(refreshments >> follow_up, personas=newcomer)
)

STATED = [
    gap("A day passes before one may book at all", day_wait, let_in),
    gap("Whether one may give is learned only at the centre", consultation, turned_away, newcomer),
    gap("Two hours, most of them waiting", first_wait, second_wait),
    gap("Everything is on paper", greeted, structural=False),
    gap("Opening hours do not suit busy people", books, structural=False),
    gap("It feels like a hospital", greeted, structural=False),
    gap(
        "What comes before and after differs from time to time",
        follow_up,
        "stage:coming-back",
        structural=False,
    ),
    gap(
        "The next appointment cannot be made at the desk, where regulars want it",
        asks_desk,
        books_later,
    ),
    gap("Whoever is turned away may not come back", turned_away),
]

INFERRED = [
    gap(
        "Nothing reminds regulars that it is time again", "stage:coming-back", books_later, regular
    ),
    gap("Nothing is said between booking and the visit", books, goes),
    gap("The habit of the regular is broken: the goal is met nowhere", regular),
    gap(
        "Where newcomers and regulars part, the newcomer is never led to a second time",
        newcomer,
        follow_up,
        structural=False,
    ),
    gap("From the website to paper nothing is handed over", books, greeted),
    gap("Nobody asks donors how it was", blood_donation),
    gap("Nobody knows how giving blood itself feels", gives),
]

FORBIDDEN = [
    forbidden("dead end", turned_away, "said to have failed"),
    forbidden("first-timer never at the desk", asks_desk, "it is for regulars"),
    forbidden("no channel", day_wait, "a wait at home"),
    forbidden(
        "metric without target",
        blood_donation,
        "a figure of the context, not a goal",
    ),
]

UNSAYABLE = [
    "How long things take as opposed to how long one waits: 15 and 20 minutes of two hours",
    "How it used to be (a minute at the desk) beside how it is",
    "A regular begins at another place than a newcomer",
    "A pain point of the whole stage: inconsistent communication",
    "A percentage of people who take a way, measured: 11.7 % turned away",
]
