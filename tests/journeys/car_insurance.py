"""Car insurance: reminded to pay, and alone once the car is damaged.

Source: "Customer journey at a car insurance company", zoho.com/crm/tutorials/commandcenter: a
software maker's account of how such a company works and of what is wrong with it. No licence is
stated. What stands here are facts from it in other words.

Inferred: the names of the stages. Nothing in the source says how people feel.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, journey, persona, touchpoint

broker = Channel("Broker", "interpersonal")
garage = Channel("Repair vendor", "physical")

driver = persona("Policyholder", "insures a car", goals=["a car that is repaired or replaced"])

# Insuring

buys = touchpoint("Buys a policy")
premium_email = touchpoint("Reminder of the premium", Channel.EMAIL, initiator="company")
premium_call = touchpoint("Call about the premium", Channel.PHONE, initiator="company")
pays = touchpoint("Pays the yearly premium")

# Claiming

damage = touchpoint("The car is damaged", initiator="third party")
claims = touchpoint("Makes a claim with the broker", broker)
paperwork = touchpoint(
    "The broker handles the papers", broker, initiator="third party", backstage="tells the insurer"
)
asks_broker = touchpoint("Asks the broker how the settlement stands", broker).hurts(
    driver, "has to find out about the settlement alone"
)
settled = touchpoint(
    "Gets the money from the broker", broker, initiator="third party", backstage="tells the insurer"
)

# Repairing

hands_in = touchpoint("Takes the car to the vendor", garage)
asks_vendor = touchpoint("Asks the vendor how the car is", garage).hurts(
    driver, "has to find out about the car alone", "who is in charge is never the same"
)
gets_back = touchpoint("Gets the car back", garage, backstage="tells the insurer").serves(
    driver, "a car that is repaired or replaced"
)

# Renewing

renewal = touchpoint(
    "Reminder to renew, a month before the end",
    initiator="company",
    trigger="policy ends in a month",
)
renews = touchpoint("Renews the policy")
leaves = touchpoint("Does not renew", outcome="abandoned")

car_insurance = (
    journey("Car insurance", state="as-is")
    .walked_by(driver)
    .stage("Insuring", buys, premium_email, premium_call, pays)
    .stage("Claiming", damage, claims, paperwork, asks_broker, settled)
    .stage("Repairing", hands_in, asks_vendor, gets_back)
    .stage("Renewing", renewal, renews, leaves)
    .flow(buys >> premium_email >> premium_call >> pays >> damage >> claims >> paperwork)
    .flow(paperwork >> asks_broker >> settled >> hands_in >> asks_vendor >> gets_back >> renewal)
    .flow(pays >> renewal, when="nothing happens to the car")
    .flow(renewal >> renews, renewal >> leaves)
)

STATED = [
    gap(
        "During claim and repair the insurer does not get in touch",
        claims,
        asks_broker,
        settled,
        "stage:claiming",
        "stage:repairing",
    ),
    gap(
        "Customers have to ask for news themselves",
        asks_broker,
        asks_vendor,
        "stage:claiming",
        "stage:repairing",
    ),
    gap("Who liaises with the customer changes", asks_vendor, structural=False),
    gap(
        "The insurer learns of it afterwards and only updates its data",
        paperwork,
        settled,
        gets_back,
        structural=False,
    ),
    gap("Customers are lost at renewal", leaves),
]

INFERRED = [
    gap("From broker to vendor the case is not handed over", settled, hands_in),
    gap(
        "Asked twice for the same: once the broker, once the vendor",
        asks_broker,
        asks_vendor,
        structural=False,
    ),
    gap("Whoever leaves is not asked why, nor won back", leaves),
    gap(
        "The company writes when it wants money, and never when it could help",
        premium_email,
        premium_call,
        renewal,
        structural=False,
    ),
    gap("How customers feel is not known at all", driver, car_insurance),
    gap("Nothing is measured", car_insurance),
    gap("After the repair nobody asks whether it is all right", gets_back),
]

FORBIDDEN = [
    forbidden("dead end", leaves, "said to be abandoned"),
    forbidden("nothing initiated by the company", car_insurance, "three reminders are"),
    forbidden("no channel", damage, "an accident"),
]

UNSAYABLE = [
    "Broker and vendor as organisations with steps of their own, and who tells whom",
    "What the insurer does not do: its absence from two stages",
    "Dissatisfaction that the source states for all of claim and repair, at no one moment",
    "A choice that the source leaves open: whole replacement, a part, or a repair",
]
