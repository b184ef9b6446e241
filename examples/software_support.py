"""A software company finds where buyers need more support.

Selling takes months, and the map shows why: between the demo and the proposal nobody explains
what the numbers mean, and the security questionnaire comes as a surprise. The company adds
educational material exactly there.
"""

from pathlib import Path

import journeykit as jk
from journeykit import Channel, Metric, Owner, Pain, five_experience, journey, persona, touchpoint

# Who decides

nadia = persona(
    "Nadia",
    "head of operations; has to justify every purchase to the board",
    goals=["a tool that pays for itself within a year"],
    needs=["figures the board believes"],
    behaviours=["asks peers before she asks a vendor"],
    prefers=[Channel.CONTENT, Channel.SALES],
)
jonas = persona(
    "Jonas",
    "systems administrator; will have to run whatever is bought",
    goals=["no surprises in the first week"],
    needs=["answers to the security questionnaire"],
    behaviours=["tries the product before he reads about it"],
    prefers=[Channel.PRODUCT, Channel.SUPPORT],
    avoids=[Channel.PHONE],
)
marketing = Owner("Content team", "Marketing")
sales = Owner("Account executives", "Sales")
success = Owner("Customer success", "Service")

# What hurts, and how we will know that it stopped

unclear_return = Pain("Nobody can say when it pays for itself", "long sales cycle", 4)
late_security = Pain("Security questions come up after the proposal", "lack of support", 4)
cycle = Metric(
    "Days from demo to contract",
    "time",
    "days",
    45,
    "lower",
    source="customer database",
    baseline=92,
    value=92,
)
renewal = Metric(
    "Renewals after a year",
    "retention rate",
    "%",
    90,
    "higher",
    source="billing",
    baseline=81,
    value=81,
)
satisfaction = Metric(
    "Satisfaction with the start",
    "csat",
    "points of 5",
    4.5,
    "higher",
    source="survey in the product",
    baseline=3.8,
)

# What they meet, today and tomorrow

peers = (
    touchpoint("Hears of it from a peer", Channel.WORD_OF_MOUTH)
    .feels(nadia, +1, "curious")
    .does(nadia, "asks peers before she asks a vendor")
)
trial = (
    touchpoint("Tries the product", Channel.PRODUCT, purpose="convert")
    .met_by(jonas)
    .feels(jonas, +1, "satisfied")
    .does(jonas, "tries the product before he reads about it")
    .owned_by(success)
)
demo = (
    touchpoint("Sees a demo", Channel.SALES, purpose="inform")
    .feels(nadia, +1, "excited")
    .measured_by(cycle)
    .owned_by(sales)
)
contract = (
    touchpoint("Signs the contract", Channel.SALES, moment_of_truth=True)
    .feels(nadia, +1, "reassured")
    .owned_by(sales)
)
first_week = (
    touchpoint("Sets it up with a guide", Channel.PRODUCT, Channel.SUPPORT, purpose="onboarding")
    .feels(jonas, +1, "guided")
    .serves(jonas, "no surprises in the first week")
    .measured_by(satisfaction)
    .owned_by(success)
)
help_desk = (
    touchpoint("Asks the help desk", Channel.SUPPORT, purpose="support")
    .feels(jonas, +1, "supported")
    .owned_by(success)
)
review_call = (
    touchpoint("Reviews the first year", Channel.SALES, initiator="company", purpose="feedback")
    .feels(nadia, +1, "valued")
    .serves(nadia, "a tool that pays for itself within a year")
    .measured_by(renewal)
    .owned_by(success)
)
reference = (
    touchpoint("Speaks at the user group", Channel.COMMUNITY, purpose="testimonial")
    .feels(nadia, +2, "excited")
    .owned_by(marketing)
)

# The journey as it is

proposal = (
    touchpoint("Works through the proposal alone", Channel.EMAIL)
    .feels(nadia, -1, "lost")
    .feels(jonas, -2, "frustrated")
    .hurts(nadia, unclear_return)
    .hurts(jonas, late_security)
    .owned_by(sales)
)

as_is = (
    journey("Choosing the software", stages=five_experience, state="as-is")
    .walked_by(nadia, jonas)
    .stage("Awareness", peers)
    .stage("Consideration", trial, demo)
    .stage("Purchase", proposal, contract, first_week)
    .stage("Experience", help_desk, review_call)
    .stage("Advocacy", reference)
    .flow(peers >> demo >> proposal >> contract >> first_week >> help_desk)
    .flow(peers >> trial >> demo, personas=[jonas])
    .flow(first_week >> review_call >> reference)
    .flow(help_desk >> review_call)
    .opportunity(
        "Write a calculator with three worked cases",
        unclear_return,
        owner=marketing,
        priority="high",
        metric=cycle,
    )
    .opportunity(
        "Publish the answers to the security questionnaire",
        late_security,
        owner=success,
        priority="high",
        metric=cycle,
    )
)

# The journey as it should be: educational material where support was missing

calculator = (
    touchpoint("Works out the return with a guide", Channel.CONTENT, purpose="inform")
    .feels(nadia, +1, "reassured", basis="expected")
    .serves(nadia, "figures the board believes")
    .owned_by(marketing)
)
security_guide = (
    touchpoint("Reads the security guide", Channel.CONTENT, purpose="inform")
    .met_by(jonas)
    .feels(jonas, +1, "reassured", basis="expected")
    .serves(jonas, "answers to the security questionnaire")
    .owned_by(success)
)
short_proposal = (
    touchpoint("Reads a short proposal", Channel.EMAIL)
    .feels(nadia, +1, "guided", basis="expected")
    .owned_by(sales)
)

to_be = (
    journey("Choosing the software", stages=five_experience, state="to-be")
    .walked_by(nadia, jonas)
    .stage("Awareness", peers)
    .stage("Consideration", trial, demo, calculator, security_guide)
    .stage("Purchase", short_proposal, contract, first_week)
    .stage("Experience", help_desk, review_call)
    .stage("Advocacy", reference)
    .flow(peers >> demo >> calculator >> short_proposal >> contract >> first_week >> help_desk)
    .flow(peers >> trial >> demo, personas=[jonas])
    .flow(demo >> security_guide >> short_proposal, personas=[jonas])
    .flow(first_week >> review_call >> reference)
    .flow(help_desk >> review_call)
)

if __name__ == "__main__":
    for each in (as_is, to_be):
        report = jk.check(each)
        print(report.relative_to(Path.cwd()))
        print()
        print(jk.coverage_of(each))
        page = Path(f"software-{each.state}.html")
        jk.draw(each, "map", report=report).save(page)
        print()
        print(f"The map is in {page}.")
        print()
