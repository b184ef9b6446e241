"""A trial of software by a company, with a buyer, an administrator and a user: of real size."""

from __future__ import annotations

import datetime

from journeykit import (
    Channel,
    Journey,
    Metric,
    Owner,
    Pain,
    System,
    Wait,
    attribute,
    either,
    journey,
    persona,
    stage,
    touchpoint,
)

buyer = persona(
    "Ines",
    "44, head of operations at a logistics company of 300 people; decides, never logs in",
    goals=["fewer late deliveries by spring", "a contract that legal signs"],
    needs=["a price for 300 seats"],
    pains=["vendors who will not name a price"],
    prefers=[Channel.EMAIL, Channel.VIDEO],
)
admin = persona(
    "Oluwaseun",
    "36, runs every system of the company, with one colleague",
    goals=["single sign-on on the first day"],
    needs=["documentation that is right"],
    pains=["another password to reset"],
    prefers=[Channel.WEBSITE],
    key="admin",
)
user = persona(
    "Tomasz",
    "29, plans forty tours a day on two screens",
    goals=["home at five"],
    expectations=["faster than the spreadsheet"],
    demographics={"tours a day": 40},
    prefers=[Channel.CHAT],
)

product = Channel.PRODUCT
crm, billing = System("CRM", Owner("Sales operations")), System("Billing")
identity = System("Identity provider")

no_price = Pain("no price on the website", "transparency", 4)
spreadsheet = Pain("the import reads dates the American way", "failure", 5)
support = Pain("support answers at night, in another time zone", "waiting", 3)


late = touchpoint("Counts the late deliveries", Channel.SELF, personas=buyer, entry=True)
late = late.feels(buyer, -1.5, "embarrassed", basis="reported")
search = touchpoint("Searches for route planning software", Channel.SEARCH, personas=buyer)
search = search.feels(buyer, 0)
review = touchpoint("Reads reviews", Channel.REVIEWS, personas=[buyer, user])
review = review.feels(buyer, 0.5, "curious").feels(user, -0.5, "doubtful")
pricing = (
    touchpoint("Looks for the price", Channel.WEBSITE, personas=buyer)
    .feels(buyer, -1, "annoyed")
    .hurts(buyer, no_price)
    .says(buyer, "If you hide it I assume that I cannot afford it")
)
demo = touchpoint("Asks for a demonstration", Channel.WEBSITE, personas=buyer)
demo = demo.feels(buyer, 0.5).supported_by(crm)
qualifies = (
    touchpoint("Qualification call", Channel.PHONE, personas=buyer, initiator="company")
    .owned_by("Sales development")
    .feels(buyer, -1, "interrogated", low=-2, high=0)
    .handled_by("Sales development", "scores the lead", "passes it on")
    .supported_by(crm)
)
shown = (
    touchpoint("Demonstration", Channel.VIDEO, duration="45 minutes", moment_of_truth=True)
    .met_by(buyer, admin, user)
    .owned_by("Solution engineering")
    .feels(buyer, 1, "convinced")
    .feels(admin, 0)
    .feels(user, 1.5, "excited")
)
security = (
    touchpoint("Security questionnaire of 214 questions", Channel.EMAIL)
    .met_by(admin)
    .feels(admin, -2, "exhausted")
    .hurts(admin, Pain("the answers stand in nine documents", "content", 3))
    .handled_by("Security team", "answers by hand", "has it signed")
)
starts = (
    touchpoint("Starts the trial", product, personas=admin, moment_of_truth=True)
    .feels(admin, 1)
    .supported_by(identity, billing)
    .measured_by(Metric("Trials started", "conversion rate", "%", 30, "higher", value=22))
)
welcome = (
    touchpoint(
        "Welcome email",
        Channel.EMAIL,
        initiator="company",
        automated=True,
        trigger="trial started",
    )
    .feels(admin, 0)
    .met_by(admin)
)
sso = (
    touchpoint("Sets up single sign-on", product, personas=admin, fail_point=True)
    .feels(admin, -1, "stuck", low=-2, high=1)
    .serves(admin, "single sign-on on the first day")
    .supported_by(identity)
)
docs = touchpoint("Reads the documentation", Channel.CONTENT, personas=admin)
docs = docs.feels(admin, -0.5).hurts(admin, Pain("screenshots of the version before last"))
chat = touchpoint("Asks in the chat", Channel.CHAT, wait=Wait("9 hours"))
chat = chat.met_by(admin, user).feels(admin, -1).feels(user, -1.5).hurts([admin, user], support)
imports = (
    touchpoint("Imports the tours from a spreadsheet", product, personas=[admin, user])
    .feels(user, -2, "furious")
    .hurts([admin, user], spreadsheet)
    .thinks(user, "3 April is not the fourth of March")
)
invites = touchpoint("Invites the planners", Channel.EMAIL, personas=admin).feels(admin, 0)
first = (
    touchpoint("Plans the first tour", product, personas=user, moment_of_truth=True)
    .feels(user, 1, "surprised")
    .measured_by(Metric("First tour within a day", "time to value", "%", 60, "higher", value=41))
)
tips = touchpoint("Tips inside the product", product, initiator="company", automated=True)
tips = tips.met_by(user).feels(user, -0.5, "interrupted")
week = touchpoint("Plans a whole week", product, personas=user).feels(user, 1.5)
webinar = touchpoint("Watches a webinar", Channel.VIDEO, optional=True, personas=user)
mobile = touchpoint("Drivers get the tour on their phones", Channel.APP, personas=user)
mobile = mobile.feels(user, 1)
report = touchpoint("Report on late deliveries", Channel.EMAIL, initiator="company")
report = (
    report.met_by(buyer).feels(buyer, 1, "hopeful").serves(buyer, "fewer late deliveries by spring")
)
offer = touchpoint("Gets the offer", Channel.EMAIL, personas=buyer, wait=Wait("6 days"))
offer = offer.feels(buyer, -0.5).hurts(buyer, no_price).supported_by(crm, billing)
asks_user = touchpoint("Asks the planners what they think", Channel.IN_STORE)
asks_user = asks_user.met_by(buyer, user).feels(buyer, 1).feels(user, 1.5, "heard")
legal = touchpoint("Legal reads the contract", Channel.EMAIL, personas=buyer)
legal = legal.feels(buyer, -1.5, "impatient").serves(buyer, "a contract that legal signs")
signs = touchpoint("Signs", Channel.EMAIL, personas=buyer, moment_of_truth=True)
signs = signs.feels(buyer, 1.5, "relieved").supported_by(billing)
declines = touchpoint("Says no", Channel.EMAIL, personas=buyer, outcome="abandoned")
extends = touchpoint("Asks for two more weeks", Channel.EMAIL, personas=buyer)
extends = extends.feels(buyer, -0.5)
competitor = touchpoint(
    "Tries a competitor", Channel("Website of a competitor", "digital"), personas=buyer
)
rollout = touchpoint("Rolls it out to 300 people", product, personas=admin)
rollout = rollout.feels(admin, -0.5).owned_by("Customer success")
training = touchpoint("Training", Channel.VIDEO, personas=user).feels(user, 0.5)
quarter = touchpoint("Quarterly review", Channel.VIDEO, personas=[buyer, admin])
quarter = quarter.feels([buyer, admin], 1).owned_by("Customer success")
renews = touchpoint("Renews", Channel.EMAIL, personas=buyer, exit=True).feels(buyer, 1)
status = touchpoint("Looks at the status page", Channel.WEBSITE, personas=admin)
status = status.feels(admin, -1)

discovery = stage("Discovery", late, search, review, pricing, roles=["awareness"])
evaluation = stage("Evaluation", demo, qualifies, shown, security, after=discovery).hurts(
    "everybody asks for the same facts again"
)
setup = stage("Set-up", starts, welcome, sso, docs, invites, after=evaluation)
trial = stage(
    "Trial",
    imports,
    first,
    tips,
    week,
    webinar,
    mobile,
    chat,
    after=evaluation,
    duration="30 days",
    customer_goal="know whether it is faster than the spreadsheet",
    company_goal="three planners who would miss it",
    metrics=[Metric("Weekly active planners", "active users", "", 8, "higher", value=5)],
)
decision = stage("Decision", report, asks_user, offer, legal, signs, declines, extends)
use = stage("Everyday use", rollout, training, quarter, renews)


def software_trial() -> Journey:
    """A trial from the first search to the renewal: 33 touchpoints, six stages."""
    return (
        journey(
            "Trial of Routewise Enterprise",
            state="as-is",
            scenario="A logistics company with 300 people looks for route planning",
            metrics=[Metric("Trial to paid", "conversion rate", "%", 35, "higher", value=19)],
        )
        .walked_by(buyer, admin, user)
        .stage(discovery)
        .stage(evaluation)
        .stage(setup)
        .stage(trial)
        .stage(decision, after=[setup, trial])
        .stage(use)
        .stage("Discovery", competitor)
        .anytime(status)
        .flow(late >> search >> review >> pricing >> demo)
        .flow(search >> competitor, kind="declined", when="no integration with the depot")
        .flow(demo >> qualifies >> shown)
        .flow(shown >> security >> starts, handover="the access to the trial")
        .flow(starts >> welcome >> sso >> invites)
        .flow(sso >> docs, kind="recovery")
        .flow(docs >> sso, kind="retry", attempts=4)
        .flow(sso >> chat, when="nothing helps", share=35)
        .flow(chat >> sso, kind="return")
        .flow(invites >> imports, handover="an invitation")
        .flow(imports >> imports, kind="retry", attempts=5)
        .flow(imports >> chat, when="the dates are wrong", share=60)
        .flow(chat >> imports, kind="return")
        .flow(imports >> first >> tips >> week)
        .flow(week >> either(webinar, mobile))
        .flow(webinar >> mobile)
        .flow(mobile >> report, handover="thirty days of tours")
        .flow(report >> asks_user >> offer >> legal >> signs)
        .flow(offer >> extends, when=attribute("seats").at_least(200), share=20)
        .flow(extends >> first, kind="loop")
        .flow(offer >> declines, kind="churn", share=45)
        .flow(signs >> rollout >> training, handover="the contract")
        .flow(training >> quarter >> renews)
        .flow(quarter >> quarter, kind="loop", attempts=4)
        .opportunity(
            "Show prices for 50, 100 and 300 seats",
            no_price,
            owner=Owner("Lena Brandt", "Pricing"),
            priority="high",
            status="in progress",
            due=datetime.date(2027, 1, 15),
            value=5,
            effort=3,
        )
        .opportunity("Ask for the format of dates during the import", spreadsheet, priority="high")
        .opportunity("Support in European working hours", support, chat, owner=Owner("Support"))
        .opportunity("One page that answers the questionnaire", security, evaluation)
        .opportunity("Guided first week", trial, metric="Weekly active planners")
        .opportunity("One success manager from demonstration to renewal", everywhere=True)
    )
