"""Riding at a reduced fare with a bank card: one way on the web, one at a counter.

People with a Medicare card travel for less on public transport in California. They prove once
that they are entitled, register their own bank card, and from then on simply tap it. Who cannot
or will not prove it on the web goes to the transit agency's office.

Sources:
    - github.com/cal-itp/benefits, `docs/explanation/enrollment-pathways/medicare-cardholders.md`
      and `docs/README.md`. The repository is licensed AGPL-3.0; what stands here are facts from
      it in other words, and none of its text.
    - Issues 3728, 3671, 3586 and 3584 of the same repository: what goes wrong, as far as their
      beginnings were at hand.

Inferred: the stages, since the page tells two ways and no stages; the second persona, drawn from
the page's scenario and from an issue, the channels it prefers and avoids, and that it goes back
to the counter where others go back to the website. In the way it went before, everything but the
loading of the card, the feeling and the money it ties up. Pains are only those that the sources
speak of. The agency's staff are not customers: what they do stands in front of the line of
visibility.
"""

from __future__ import annotations

from journeykit import Channel, Consent, Metric, Pain, Trigger, journey, persona, touchpoint

# Where it happens

web = Channel.WEBSITE
office = Channel("Agency office", "interpersonal")
tablet = Channel("Tablet of the staff", "interpersonal")
reader = Channel("Fare reader on board", "physical")

# Who walks it

RIDE_FOR_LESS = "pay reduced fares with a contactless bank card"

rider = persona("Rider", "has a Medicare card and uses the web", goals=[RIDE_FOR_LESS])
counter_rider = persona(
    "Rider at the counter",
    "has a Medicare card; cannot or will not prove it on the web",
    goals=[RIDE_FOR_LESS],
    prefers=[office],
    avoids=[web],
)
everybody = [rider, counter_rider]

# What goes wrong

not_confirmed = Pain("The check of identity fails, or is too hard to complete", "barrier", 4)
sign_in_ways = Pain("Nobody explains the several ways to sign in", "confusion")
wrong_page = Pain(
    "Is told not to be eligible, though nobody found out, and not what to do", severity=4
)
wrong_way_back = Pain("Who cancels the consent does not come back to the benefits", "friction")
excluded = Pain(
    "Some people cannot serve themselves, without a Social Security number say", "barrier"
)
outage = Pain("The systems behind self-service are sometimes out of order", "lack of support")

# Choosing the benefit

visit = touchpoint("Opens the benefits website", web, personas=rider, entry=True)
operator = touchpoint("Chooses the transit operator", web, personas=rider)
benefit = touchpoint("Chooses the benefit for Medicare cardholders", web, personas=rider)
counter = touchpoint("Goes to the agency's office", office, personas=everybody, entry=True)
started = touchpoint(
    "Staff start the enrolment",
    *(office, tablet),
    personas=everybody,
    frontstage=["log in", "choose the benefit for Medicare cardholders"],
)

# Proving to be entitled

gateway = touchpoint(
    "Is handed over to the identity gateway",
    web,
    personas=rider,
    automated=True,
    trigger=Trigger("benefit chosen", transactional=True),
    systems=["Identity gateway of the state"],
)
account = touchpoint("Creates a Medicare account", web, personas=rider, optional=True)
sign_in = touchpoint(
    "Signs in to Medicare", web, personas=rider, systems=["Medicare website"]
).hurts(rider, not_confirmed, sign_in_ways)
consent = touchpoint(
    "Agrees to share Medicare data",
    web,
    personas=rider,
    purpose="consent",
    systems=["Medicare website"],
    consents=[Consent("Medicare data")],
).hurts(rider, wrong_way_back)
check = touchpoint(
    "Eligibility is checked",
    web,
    personas=rider,
    automated=True,
    trigger=Trigger("consent given", transactional=True),
    systems=["Identity gateway of the state", "Medicare data service"],
    consents=[Consent("Medicare data", "requires")],
)
unknown = touchpoint(
    "Cannot sign in, eligibility unknown", web, personas=rider, outcome="failed"
).hurts(rider, wrong_page)
refused = touchpoint("Is told not to be eligible", web, personas=rider, outcome="failed", exit=True)
papers = touchpoint("Shows photo ID and Medicare card", office, personas=everybody)
staff_check = touchpoint(
    "Staff look at the papers",
    office,
    personas=everybody,
    frontstage=["compare the photo", "see that the card is valid"],
)

# Registering the bank card

card_on_web = touchpoint(
    "Enters the bank card on the web", web, personas=rider, systems=["Transit processor"]
)
card_on_tablet = touchpoint(
    "Enters the bank card on the tablet",
    *(office, tablet),
    personas=everybody,
    systems=["Transit processor"],
)
registered = touchpoint(
    "The card is registered",
    *(web, office, tablet),
    personas=everybody,
    automated=True,
    trigger=Trigger("card entered", transactional=True),
    systems=["Transit processor"],
)

# Riding, and keeping the benefit

tap = (
    touchpoint("Taps the card when boarding", reader, personas=everybody, exit=True)
    .serves(rider, RIDE_FOR_LESS)
    .serves(counter_rider, RIDE_FOR_LESS)
)
card_gone = touchpoint("The bank card expires", personas=everybody, initiator="third party")
second_card = touchpoint("Wants to pay with another card too", personas=everybody, optional=True)

# Failed checks are to be counted; today nobody does

failures = Metric("Riders who fail the check of identity", "error rate", source="web analytics")

# The journey

reduced_fare = (
    journey("Riding at a reduced fare as a Medicare cardholder", state="as-is")
    .walked_by(rider, counter_rider)
    .stage("Choose", visit, operator, benefit, counter, started, roles="consideration")
    .stage(
        "Prove eligibility",
        *(gateway, account, sign_in, consent, check, unknown, refused, papers, staff_check),
        roles="onboarding",
        pains=[excluded, outage],
        metrics=[failures],
    )
    .stage("Register the card", card_on_web, card_on_tablet, registered, roles="purchase")
    .stage("Ride", tap, roles="experience")
    .stage("Keep the benefit", card_gone, second_card, roles="retention")
    .flow(visit >> operator >> benefit >> gateway)
    .flow(gateway >> sign_in, when="has a Medicare account", handover="the chosen benefit")
    .flow(gateway >> account, when="has no Medicare account")
    .flow(account >> sign_in)
    .flow(account >> unknown, when="will not create an account")
    .flow(sign_in >> consent, when="is recognised")
    .flow(sign_in >> unknown, when="is not recognised")
    .flow(consent >> check, when="agrees")
    .flow(check >> card_on_web, when="is eligible")
    .flow(check >> refused, when="is not eligible")
    .flow(unknown >> counter, when="tries at the office instead", kind="recovery")
    .flow(card_on_web >> registered)
    .flow(counter >> started >> papers >> staff_check)
    .flow(staff_check >> card_on_tablet, when="is eligible")
    .flow(card_on_tablet >> registered)
    .flow(registered >> tap, handover="the benefit, on the card itself")
    .flow(tap >> tap, kind="loop", when="rides again")
    .flow(tap >> card_gone, when="the card expires or is cancelled")
    .flow(tap >> second_card, when="uses another card")
    .flow(card_gone >> visit, second_card >> visit, kind="loop")
    .flow(card_gone >> counter, second_card >> counter, kind="loop", personas=[counter_rider])
    .opportunity("Tell riders what they can do when the check fails", not_confirmed, wrong_page)
    .opportunity("Lead back to the benefits when consent is cancelled", wrong_way_back)
    .opportunity("Introduce the ways to sign in", sign_in_ways)
    .opportunity("Enrol people in person", excluded, outage, status="done")
)

# The way it went before, as the page's scenario tells it

trip_needed = Pain("A special trip, only to prove to be entitled", "friction")
tied_up = Pain("Money lies on the card that is needed elsewhere", "cost", 4)
many_cards = Pain("One card for the bus, another or cash for everything else", "friction")

patient = persona("Patient", "46; rides to dialysis", goals=["ride at a reduced fare"])
appointment = touchpoint("Makes an appointment with the agency")
trip = touchpoint("Goes there to prove it", office).hurts(patient, trip_needed)
agency_card = touchpoint("Gets the agency's own card", office)
reload_card = (
    touchpoint("Loads ten dollars on it, every week")
    .feels(patient, -2, "frustrated", basis="reported")
    .hurts(patient, tied_up, many_cards)
)
ride = touchpoint("Rides with the agency's card", reader, exit=True).serves(
    patient, "ride at a reduced fare"
)

previous_way = (
    journey("Riding at a reduced fare as a Medicare cardholder", state="as-is")
    .walked_by(patient)
    .stage("Choose", appointment, roles="consideration")
    .stage("Prove eligibility", trip, roles="onboarding")
    .stage("Register the card", agency_card, roles="purchase")
    .stage("Ride", reload_card, ride, roles="experience")
    .flow(appointment >> trip >> agency_card >> reload_card >> ride)
    .flow(ride >> reload_card, kind="loop")
)
