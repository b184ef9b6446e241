"""Selling and buying sneakers on a marketplace: two who never meet, and a process between them.

A two-sided marketplace for products, as one platform sets it up for every new marketplace: the
journeys of its "Sneakertime" demonstration and the transaction process that they run on.

Sources:
    - github.com/sharetribe/flex-docs, `src/docs/design-toolkit/user-journey-sneakertime/` and
      the three `CarouselSneakertime…` components: the steps of searching, of creating a listing
      and of the transaction. MIT.
    - github.com/sharetribe/web-template, `process.edn` of `default-purchase`: states,
      transitions, time limits and notifications. Apache-2.0.
    - github.com/sharetribe/flex-docs, `src/docs/background/solving-payout-problems/`: what goes
      wrong with payouts, in the authors' experience. MIT.

Inferred: the cut of the transaction into purchase, delivery, dispute and reviews; the roles of
the stages; the channels, from "page" and "notification"; ways that the process leaves to people,
such as from an e-mail to the inbox; which touchpoint serves a goal. The marketplace's operator
is staff, who does things to an order; the two who walk are the customer and the provider.
"""

from __future__ import annotations

from functools import partial

from journeykit import Channel, Pain, Trigger, Wait, journey, persona, stage, touchpoint

# Who walks it

customer = persona("Customer", "registers to buy", goals=["find and purchase a product"])
provider = persona("Provider", "lists products for sale", goals=["sell products and be paid out"])
both = [customer, provider]

# What the authors say goes wrong

too_little = Pain("A payout fails when the account holds too little, mostly after a manual refund")
too_small = Pain("Very small payouts are refused")
refused = Pain("A payout is refused, and nothing about the order shows it")
account_gaps = Pain("Information missing in the payment account has payouts refused later")
chargeback = Pain("A dispute at the customer's bank costs the operator, and later payouts fail")

# The process acts on what happened to an order, and everybody concerned is told

event = partial(Trigger, transactional=True)
page = Channel.WEBSITE
email = Channel.EMAIL

# Selling starts with a listing

sell = touchpoint('Landing page: "Sell your sneakers"', page, personas=provider, entry=True)
sign_up = touchpoint("Authentication page", page, personas=provider)
describe = touchpoint("Describes the product", page, personas=provider)
stock = touchpoint("Sets price and stock", page, personas=provider)
delivery = touchpoint("Chooses how to deliver", page, personas=provider)
photos = touchpoint("Adds photos and payout details", page, personas=provider).hurts(
    provider, account_gaps
)
listings = touchpoint("Your listings", page, personas=provider)

# Buying starts with a search

landing = touchpoint("Landing page", page, personas=customer, entry=True)
results = touchpoint("Search page", page, personas=customer)
product = touchpoint("Listing page", page, personas=customer)
seller = touchpoint("Seller's profile page", page, personas=customer, optional=True)
inquire = touchpoint("Asks the seller", page, personas=customer, optional=True)

# They meet at the purchase

checkout = touchpoint("Checkout page", page, personas=customer)
pay = touchpoint("Confirms and pays", page, personas=customer).serves(
    customer, "find and purchase a product"
)
payment_expires = touchpoint(
    "Payment expires",
    personas=customer,
    automated=True,
    trigger=event("not confirmed within 15 minutes"),
    outcome="abandoned",
    exit=True,
)
receipt = touchpoint(
    "Order receipt",
    email,
    personas=customer,
    purpose="inform",
    automated=True,
    trigger=event("15 minutes after the payment"),
)
new_order = touchpoint(
    "New order",
    email,
    personas=provider,
    purpose="inform",
    automated=True,
    trigger=event("payment confirmed"),
)

# Delivery: every later action starts from the inbox

inbox = touchpoint("Inbox", page, personas=both)
ship_reminder = touchpoint(
    "Shipping reminder",
    email,
    personas=provider,
    purpose="inform",
    automated=True,
    trigger=event("3 days after the payment"),
)
ship = touchpoint("Marks the order as shipped", page, personas=provider)
shipped = touchpoint(
    "Order is on its way",
    email,
    personas=customer,
    purpose="inform",
    automated=True,
    trigger=event("shipped"),
)
arrival_reminder = touchpoint(
    "Reminder to mark the order received",
    email,
    personas=customer,
    purpose="inform",
    automated=True,
    trigger=event("12 days after shipping"),
)
received = touchpoint("Marks the order as received", page, personas=customer)
taken_as_received = touchpoint(
    "Order is taken as received",
    email,
    personas=both,
    purpose="inform",
    automated=True,
    trigger=event("14 days after shipping"),
    wait=Wait("14 days"),
)
arrived = touchpoint(
    "Order has arrived",
    email,
    personas=provider,
    purpose="inform",
    automated=True,
    trigger=event("marked as received"),
)
payout = (
    touchpoint(
        "Payout", personas=provider, automated=True, trigger=event("received"), fail_point=True
    )
    .serves(provider, "sell products and be paid out")
    .hurts(provider, too_little, too_small, refused)
)
operator_cancels = touchpoint(
    "Operator cancels the order", page, personas=both, initiator="company"
)
never_shipped = touchpoint(
    "Shipping time expires",
    email,
    personas=both,
    purpose="inform",
    automated=True,
    trigger=event("not marked as shipped for 14 days"),
    wait=Wait("14 days"),
    outcome="failed",
)
refunded = touchpoint(
    "Order is cancelled and refunded", email, personas=both, initiator="company", exit=True
)

# When they do not agree

dispute = touchpoint("Raises a dispute", page, personas=customer)
disputed = touchpoint(
    "Order is disputed",
    email,
    personas=provider,
    purpose="inform",
    automated=True,
    trigger=event("disputed"),
)
for_the_seller = touchpoint(
    "Operator settles for the seller", page, personas=both, initiator="company"
)
for_the_buyer = touchpoint(
    "Operator settles for the buyer", page, personas=both, initiator="company"
)
runs_out = touchpoint(
    "Dispute runs out",
    email,
    personas=both,
    automated=True,
    trigger=event("not settled for 60 days"),
    wait=Wait("60 days"),
)

# What they say of each other

asked = touchpoint(
    "Is asked for a review", email, personas=both, automated=True, trigger=event("completed")
)
customer_reviews = touchpoint(
    "Reviews the seller", page, personas=customer, optional=True, purpose="review"
)
provider_reviews = touchpoint(
    "Reviews the buyer", page, personas=provider, optional=True, purpose="review"
)
published = touchpoint(
    "Reviews are published",
    page,
    personas=both,
    automated=True,
    trigger=event("both have reviewed, or 7 days have passed"),
    exit=True,
)

# The journey

listing = stage(
    "Listing creation",
    *(sell, sign_up, describe, stock, delivery, photos, listings),
    roles="onboarding",
    after=(),
)
search = stage(
    "Search", *(landing, results, product, seller, inquire), roles="consideration", after=()
)

product_marketplace = (
    journey("Selling and buying on a product marketplace", state="planned")
    .walked_by(customer, provider)
    .stage(listing)
    .stage(search)
    .stage("Purchase", checkout, pay, payment_expires, receipt, new_order, after=[listing, search])
    .stage(
        "Delivery",
        *(inbox, ship_reminder, ship, shipped, arrival_reminder, received, taken_as_received),
        *(arrived, payout, operator_cancels, never_shipped, refunded),
        roles="experience",
    )
    .stage(
        "Dispute",
        *(dispute, disputed, for_the_seller, for_the_buyer, runs_out),
        roles="experience",
        optional=True,
        pains=[chargeback],
    )
    .stage("Reviews", asked, customer_reviews, provider_reviews, published, roles="advocacy")
    .not_applicable(customer, listing, reason="only who sells creates listings")
    .not_applicable(provider, search, reason="only who buys searches")
    .flow(sell >> sign_up >> describe >> stock >> delivery >> photos >> listings)
    .flow(listings >> new_order, when="a customer buys")
    .flow(landing >> results >> product >> checkout >> pay)
    .flow(product >> seller, kind="optional")
    .flow(seller >> product, kind="return")
    .flow(product >> inquire, kind="optional")
    .flow(inquire >> checkout)
    .flow(checkout >> payment_expires, when="not confirmed within 15 minutes")
    .flow(pay >> receipt >> inbox)
    .flow(pay >> new_order >> inbox)
    .flow(inbox >> ship, when="the order is on its way")
    .flow(inbox >> ship_reminder, when="3 days have passed")
    .flow(ship_reminder >> ship)
    .flow(inbox >> received, when="the customer picked it up")
    .flow(inbox >> operator_cancels, when="the operator decides so")
    .flow(inbox >> never_shipped, when="nobody marks it as shipped for 14 days")
    .flow(ship >> shipped)
    .flow(shipped >> received, when="the customer says that it arrived")
    .flow(shipped >> arrival_reminder, when="12 days have passed")
    .flow(arrival_reminder >> received)
    .flow(shipped >> taken_as_received, when="the customer says nothing for 14 days")
    .flow(shipped >> dispute, when="customer or operator object")
    .flow(received >> payout >> asked)
    .flow(received >> arrived >> asked)
    .flow(taken_as_received >> payout)
    .flow(operator_cancels >> refunded)
    .flow(never_shipped >> refunded)
    .flow(dispute >> disputed)
    .flow(disputed >> for_the_seller, when="the operator finds for the seller")
    .flow(disputed >> for_the_buyer, when="the operator finds for the buyer")
    .flow(disputed >> runs_out, when="nothing is done for 60 days")
    .flow(for_the_seller >> payout, kind="return")
    .flow(for_the_buyer >> refunded, kind="return")
    .flow(runs_out >> refunded, kind="return")
    .flow(asked >> customer_reviews, kind="optional")
    .flow(asked >> provider_reviews, kind="optional")
    .flow(asked >> published, when="nobody reviews within 7 days")
    .flow(customer_reviews >> published)
    .flow(provider_reviews >> published)
    .opportunity("Make every refund inside the process", too_little)
    .opportunity("Wait for more orders and pay them out together", too_small)
    .opportunity("Look for warnings in the account and fill the gaps", refused, account_gaps)
)
