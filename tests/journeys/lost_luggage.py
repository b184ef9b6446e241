"""A bag that does not arrive: an app that asks for a number, a queue, and wrong news.

Sources:
    - "Southwest baggage claim: redesigning the lost luggage experience", afsanehdaneshnia.com: the
      persona and what fails in the app, as far as it was at hand.
    - "Bag tracking", srirajan.design: how reporting works at a large airline today.
    - A note of November in nadynerichmond.com/blog: one evening at the belt, the desk and a kiosk.
    - "Lost and missing luggage", asl.dk: an hour in the queue, told by somebody of the trade.
    - "Lost baggage, user interfaces and the customer experience", dbakevlar.com, January 2025:
      errors in the report.

No licences are stated. What stands here are facts from them in other words.

Inferred: one traveller for those of the sources, and a number for each feeling.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

app, web, phone = Channel.APP, Channel.WEBSITE, Channel.PHONE
belt = Channel("Baggage belt", "physical", "owned")
loudspeaker = Channel("Announcement", "physical", "owned")
desk = Channel("Baggage desk", "interpersonal", "owned")
kiosk = Channel("Kiosk", "digital", "owned")
door = Channel("Courier", "physical", "earned")

SUIT = "clothes for tomorrow's meeting"

john = persona(
    "John",
    "34, flies often for work, has an important meeting in the morning",
    goals=[SUIT],
    needs=["know where the bag is", "know when it will come"],
    prefers=[app],
)

no_start = Pain("finds no place to report it in the app", "barrier")
no_number = Pain("has no bag tag number at hand", "barrier")
guesses = Pain("has to guess whether all bags are out", "uncertainty")
wrong_news = Pain("is told the wrong flight", "lack of information")
clumsy = Pain("the report asks for all again, and has errors", "effort")
silent = Pain("no word after the report", "lack of feedback")

# At the belt

lands = touchpoint("Lands and goes to the belt", belt, duration="10 minutes").feels(john, 0)
watches = (
    touchpoint("Waits at the belt", belt, wait=Wait("30 minutes"))
    .feels(john, -1, "nervous")
    .hurts(john, guesses)
)
announced = touchpoint(
    "Hears that some bags are late", loudspeaker, initiator="company", automated=False
).feels(john, -1, "disappointed")

# Reporting it

opens_app = (
    touchpoint("Looks for help in the app", app, fail_point=True)
    .feels(john, -2, "frustrated")
    .hurts(john, no_start, no_number)
)
queues = touchpoint("Queues at the desk", desk, wait=Wait("nearly an hour")).feels(
    john, -1, "tired"
)
tells = touchpoint("Tells the agent", desk).feels(john, 0).says(john, "a million questions")
told = (
    touchpoint("Is told that it is on the next flight", desk, initiator="company")
    .feels(john, +1, "hopeful")
    .hurts(john, wrong_news)
)
waits_for_flight = touchpoint("Waits for the next flight", wait=Wait("1 hour")).feels(john, 0)
not_there = touchpoint("It is not there either", belt, outcome="failed").feels(john, -2, "angry")
types_in = (
    touchpoint("Types it all into a kiosk", kiosk).feels(john, -2, "annoyed").hurts(john, clumsy)
)
web_form = touchpoint("Fills in the form on the website", web, optional=True).feels(john, -1)

# Waiting for it

waits = (
    touchpoint("Waits for the bag", wait=Wait("1 to 3 days"))
    .feels(john, -2, "anxious")
    .hurts(john, silent)
)
calls = touchpoint("Calls the help desk", phone, wait=Wait("30 minutes on hold")).feels(
    john, -2, "frustrated"
)
looks = touchpoint("Looks for news in the app", app).feels(john, -1, "confused")

# Getting it back

courier = (
    touchpoint("Gets the bag from a courier", door, initiator="third party")
    .feels(john, +1, "relieved")
    .serves(john, SUIT)
)

lost_luggage = (
    journey("A bag that does not arrive", state="as-is")
    .walked_by(john)
    .stage("At the belt", lands, watches, announced)
    .stage(
        "Reporting it",
        opens_app,
        queues,
        tells,
        told,
        waits_for_flight,
        not_there,
        types_in,
        web_form,
    )
    .stage("Waiting for it", waits, calls, looks)
    .stage("Getting it back", courier)
    .flow(lands >> watches >> announced >> opens_app >> queues >> tells)
    .flow(tells >> told >> waits_for_flight >> not_there >> types_in >> waits)
    .flow(tells >> types_in, when="the agent knows no flight")
    .flow(opens_app >> web_form, when="there is no desk at the airport")
    .flow(web_form >> waits)
    .flow(waits >> calls, kind="optional")
    .flow(calls >> waits, kind="return")
    .flow(waits >> looks, kind="optional")
    .flow(looks >> waits, kind="return")
    .flow(waits >> courier)
)

STATED = [
    gap("The app has no place where a missing bag is reported", opens_app),
    gap("App and website ask for numbers that people do not have", opens_app),
    gap("From the app to the desk to a kiosk to the web: in pieces", opens_app, queues, types_in),
    gap("No news and no time while the bag is on its way", waits),
    gap("So people call again and again", calls),
    gap("One has to guess whether all bags are out", watches),
    gap("An hour in the queue", queues),
    gap("What the agent says is wrong", told, waits_for_flight, structural=False),
    gap("The agent's facts are asked again at the kiosk", tells, types_in),
    gap("The report has errors that a better form would avoid", types_in, structural=False),
    gap("All of it is bad: people lose their trust", lost_luggage, types_in, not_there),
]

INFERRED = [
    gap("Who likes the app best cannot report it there", opens_app, john),
    gap("The company begins nothing after the report", waits, lost_luggage),
    gap("To know where the bag is, and when it comes, is met nowhere", john),
    gap("Nobody asks how it went, nothing is measured", lost_luggage),
    gap("Many hours of waiting in one evening", watches, queues, waits_for_flight, waits),
    gap("A bag that is never found is not drawn", lost_luggage, waits),
    gap("No idea answers any pain point", opens_app, types_in, waits),
    gap("Nobody owns it from the desk to the courier", lost_luggage, queues),
]

FORBIDDEN = [
    forbidden("no channel", waits, "a wait"),
    forbidden("no channel", waits_for_flight, "a wait"),
    forbidden("dead end", courier, "the end"),
    forbidden("nothing begun by the company", announced, "an announcement is"),
]

UNSAYABLE = [
    "What people know when (the number on the tag) as data that a touchpoint needs",
    "Wrong information as something else than a pain point",
    "The journey of the bag beside that of its owner",
]
