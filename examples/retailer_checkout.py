"""An online retailer simplifies its checkout.

Too many baskets are left behind. Mapping the journey shows where: the checkout asks for an
account, three pages of forms, and names the shipping cost last. The journey as it should be has
one page, a guest checkout and the whole price from the start.
"""

from datetime import date
from pathlib import Path

import journeykit as jk
from journeykit import (
    Channel,
    Metric,
    Owner,
    Pain,
    System,
    five_retention,
    journey,
    persona,
    touchpoint,
)

# Who buys

tom = persona(
    "Tom",
    "a father of two who shops on his phone in the evening",
    goals=["shoes that fit before school starts"],
    needs=["to know the whole price early"],
    behaviours=["compares prices on two or three sites"],
    prefers=[Channel.WEBSITE, Channel.EMAIL],
)
irma = persona(
    "Irma",
    "a pensioner who shops online because the shop in town has closed",
    goals=["a birthday present for her grandson"],
    needs=["somebody to ask when a form makes no sense"],
    behaviours=["reads everything twice before she pays"],
    prefers=[Channel.WEBSITE, Channel.PHONE],
)
shop_team = Owner("Shop team", "E-commerce")
care_team = Owner("Customer care", "Service")

# What stands behind it

shop_system = System("Shop system", shop_team)
payments = System("Payment service", shop_team)
warehouse = System("Warehouse system", care_team)

# What hurts, and how we will know that it stopped

forced_account = Pain("An account is required before paying", "barrier", 4)
late_shipping = Pain("The shipping cost appears on the last page", "cost", 5)
completed = Metric(
    "Completed checkouts",
    "completed transactions",
    "%",
    70,
    "higher",
    source="shop analytics",
    baseline=31,
    value=31,
)
satisfaction = Metric(
    "Satisfaction after delivery",
    "csat",
    "points of 5",
    4.5,
    "higher",
    source="survey after delivery",
    baseline=3.9,
)

# What they meet, today and tomorrow

search = (
    touchpoint("Finds the shop by searching", Channel.SEARCH, purpose="inform")
    .feels(tom, 0, "neutral")
    .feels(irma, 0, "curious")
)
product = (
    touchpoint("Reads the product page", Channel.WEBSITE, purpose="inform")
    .feels(tom, +1, "satisfied")
    .feels(irma, +1, "satisfied")
    .does(tom, "compares prices on two or three sites")
    .does(irma, "reads everything twice before she pays")
    .serves(tom, "to know the whole price early")
    .owned_by(shop_team)
)
delivery = (
    touchpoint(
        "Unpacks the parcel",
        Channel.MAIL,
        moment_of_truth=True,
        physical_evidence=["a parcel with a label for the way back"],
    )
    .feels(tom, +2, "delighted")
    .feels(irma, +2, "delighted")
    .serves(tom, "shoes that fit before school starts")
    .serves(irma, "a birthday present for her grandson")
    .measured_by(satisfaction)
    .owned_by(care_team)
    .supported_by(warehouse, backstage=["picks and packs the parcel"])
)
help_line = (
    touchpoint(
        "Calls the help line",
        Channel.PHONE,
        purpose="support",
        frontstage=["listens and explains the next step"],
    )
    .feels(irma, +1, "supported")
    .serves(irma, "somebody to ask when a form makes no sense")
    .owned_by(care_team)
    .supported_by(shop_system, backstage=["looks up the order"])
)
survey = touchpoint(
    "Rates the delivery", Channel.SURVEY, initiator="company", purpose="feedback"
).owned_by(care_team)
review = (
    touchpoint("Writes a review", Channel.REVIEWS, purpose="review")
    .feels(tom, +1, "valued")
    .owned_by(shop_team)
)

# The journey as it is

long_checkout = (
    touchpoint("Fills in the long checkout", Channel.WEBSITE, moment_of_truth=True)
    .feels(tom, -2, "frustrated")
    .feels(irma, -1, "overwhelmed")
    .hurts(tom, forced_account, late_shipping)
    .hurts(irma, forced_account)
    .measured_by(completed)
    .owned_by(shop_team)
    .supported_by(shop_system, payments)
)
left_basket = (
    touchpoint("Leaves the basket", Channel.WEBSITE, outcome="abandoned")
    .feels(tom, -2, "annoyed")
    .owned_by(shop_team)
)
reminder = (
    touchpoint(
        "Gets a reminder of the basket",
        Channel.EMAIL,
        initiator="company",
        purpose="recovery",
        automated=True,
        trigger=jk.Trigger("basket left for a day", transactional=True),
    )
    .feels(tom, 0, "neutral")
    .owned_by(shop_team)
)

as_is = (
    journey("Buying in the web shop", stages=five_retention, state="as-is")
    .rename("Decision", "Purchase")
    .walked_by(tom, irma)
    .stage("Awareness", search)
    .stage("Consideration", product)
    .stage("Purchase", long_checkout, left_basket, reminder)
    .stage("Retention", delivery, help_line, survey)
    .stage("Advocacy", review)
    .flow(search >> product >> long_checkout >> delivery >> survey >> review)
    .flow(long_checkout >> left_basket, when="the form is too long or the price too high")
    .flow(left_basket >> reminder >> long_checkout, kind="recovery")
    .flow(delivery >> help_line, when="something is wrong with the order")
    .flow(help_line >> survey)
    .opportunity(
        "Let people pay as guests",
        forced_account,
        owner=shop_team,
        priority="high",
        effort=2,
        value=5,
        metric=completed,
        due=date(2027, 3, 31),
        status="planned",
    )
    .opportunity(
        "Show the whole price in the basket",
        late_shipping,
        left_basket,
        owner=shop_team,
        priority="high",
        effort=1,
        value=5,
        metric=completed,
        due=date(2027, 2, 28),
        status="in progress",
    )
)

# The journey as it should be

short_checkout = (
    touchpoint("Pays on one page, as a guest", Channel.WEBSITE, moment_of_truth=True)
    .feels(tom, +1, "relieved", basis="expected")
    .feels(irma, +1, "reassured", basis="expected")
    .measured_by(completed)
    .owned_by(shop_team)
    .supported_by(shop_system, payments)
)

confirmation = (
    touchpoint(
        "Gets the order by email",
        Channel.EMAIL,
        initiator="company",
        purpose="inform",
        automated=True,
        trigger=jk.Trigger("order paid", transactional=True),
    )
    .feels(tom, +1, "reassured", basis="expected")
    .owned_by(shop_team)
)

to_be = (
    journey("Buying in the web shop", stages=five_retention, state="to-be")
    .rename("Decision", "Purchase")
    .walked_by(tom, irma)
    .stage("Awareness", search)
    .stage("Consideration", product)
    .stage("Purchase", short_checkout, confirmation)
    .stage("Retention", delivery, help_line, survey)
    .stage("Advocacy", review)
    .flow(search >> product >> short_checkout >> confirmation >> delivery >> survey >> review)
    .flow(delivery >> help_line, when="something is wrong with the order")
    .flow(help_line >> survey)
)

if __name__ == "__main__":
    for each in (as_is, to_be):
        report = jk.check(each)
        print(report.relative_to(Path.cwd()))
        print()
        print(jk.coverage_of(each))
        page = Path(f"checkout-{each.state}.html")
        jk.draw(each, "map", report=report).save(page)
        print()
        print(f"The map is in {page}.")
        print()
