"""A delayed, then cancelled flight: five messages, one night in a hotel, and a seat elsewhere.

Sources:
    - "Reader question: 19-hour delay on a domestic trip", loyaltylobby.com, 5 June 2017: a
      traveller's letter, hour by hour, with the editor's remarks, as far as it was at hand.
    - "Canceled flight", karinaoh.com: interviews with eleven travellers and airline staff.

No licences are stated. What stands here are facts from them in other words.

Inferred: the names of the stages, and one person for the traveller of the letter and those of the
interviews. The letter breaks off at the rebooking; the claim is what the traveller asks about.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Wait, journey, persona, touchpoint

gate = Channel("Gate", "interpersonal")
message = Channel("Message to the phone", "digital")
counter = Channel("Service desk", "interpersonal")

traveller = persona(
    "Traveller",
    goals=["arrive in Chicago", "be paid for the night"],
    expectations=["leave at five in the afternoon"],
)

# At the gate

waits_at_gate = touchpoint("Waits at the gate", gate)
plane_here = touchpoint("Hears that the aircraft has arrived", gate, initiator="company")
mechanical = touchpoint("Hears of a technical problem", gate, initiator="company")
first_delay = touchpoint("Reads: six hours late", message, initiator="company", automated=True)
vouchers = touchpoint("Gets meal vouchers and a seat for the next day", gate)
line = touchpoint("Sees the line at the service desk", counter, wait=Wait()).hurts(
    traveller, "few staff for many people"
)
may_book = touchpoint("Asks whether a hotel of his own will be paid", gate)

# The night

hotel = touchpoint("Books and pays a hotel").hurts(
    traveller, "pays first, and knows only by word of mouth that he gets it back"
)
second_delay = touchpoint(
    "Reads at one at night: later still", message, initiator="company", automated=True
)
third_delay = touchpoint("Reads at five: later still", message, initiator="company", automated=True)
fourth_delay = touchpoint(
    "Reads at seven: later still", message, initiator="company", automated=True
)

# The next day

fifth_delay = touchpoint(
    "Reads that it is the afternoon now", message, initiator="company", automated=True
)
cancelled = touchpoint("The flight is cancelled", outcome="failed", initiator="company").hurts(
    traveller, "nobody tells him"
)
rebooked = touchpoint("Is booked on a way round", initiator="company").hurts(
    traveller, "he was not asked and was not told"
)
flies = touchpoint("Flies by another city", Channel.PRODUCT)
arrives = touchpoint("Arrives nineteen hours late").serves(traveller, "arrive in Chicago")

# Afterwards

asks_rights = touchpoint("Asks a website for travellers about his rights", Channel.COMMUNITY)
claims = touchpoint("Claims the hotel on the airline's website", Channel.WEBSITE)

cancelled_flight = (
    journey("A cancelled flight", state="as-is")
    .walked_by(traveller)
    .stage(
        "At the gate", waits_at_gate, plane_here, mechanical, first_delay, vouchers, line, may_book
    )
    .stage("The night", hotel, second_delay, third_delay, fourth_delay)
    .stage("The next day", fifth_delay, cancelled, rebooked, flies, arrives)
    .stage("Afterwards", asks_rights, claims)
    .flow(waits_at_gate >> plane_here >> mechanical >> first_delay >> vouchers >> line >> may_book)
    .flow(may_book >> hotel >> second_delay >> third_delay >> fourth_delay >> fifth_delay)
    .flow(fifth_delay >> cancelled >> rebooked >> flies >> arrives >> asks_rights >> claims)
)

STATED = [
    gap(
        "The delay grows step by step, in five messages",
        first_delay,
        second_delay,
        third_delay,
        fourth_delay,
        fifth_delay,
        structural=False,
    ),
    gap("The cancellation is not told", cancelled),
    gap("He is rebooked without being asked or told", rebooked),
    gap("Too few staff: people stand in line", line),
    gap(
        "Travellers are stranded for the night and have to help themselves", hotel, structural=False
    ),
    gap(
        "What one is owed is unclear; he has to ask elsewhere",
        asks_rights,
        claims,
        structural=False,
    ),
]

INFERRED = [
    gap("The goal of being paid is not reached on the map", traveller, claims),
    gap(
        "What the gate promised is not passed on to the website that decides",
        may_book,
        claims,
        structural=False,
    ),
    gap("Nothing comes from the airline after the arrival: no excuse", arrives, "stage:afterwards"),
    gap("How he feels is told nowhere", traveller, cancelled_flight),
    gap("The night is nothing but bad news", "stage:the-night"),
    gap("The map ends with an open claim", claims, structural=False),
]

FORBIDDEN = [
    forbidden("all automatic without a person", "stage:at-the-gate", "staff are at the gate"),
    forbidden("nothing initiated by the company", cancelled_flight, "eight moments are"),
]

UNSAYABLE = [
    "Clock times: 17:05, 17:45, 1:00, 5:00, 7:00, the delay that grows",
    "A thing that happens and is not told, as opposed to a message",
    "Sums: vouchers of 7, 12 and 12 dollars, a night of 198",
    "An expectation that is broken five times in a row",
    "A way not taken: standing in line",
]
