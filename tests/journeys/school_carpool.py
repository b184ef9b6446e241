"""A carpool of five families, week by week: nobody sees who has really said yes.

Source: "Customer journey: pilot test week", github.com/ryanpollock/kidpool,
``docs/customer-journey.md``: a walk through an app for parents and a coordinator, screen by screen,
with what works and what does not, and what has to be mended first. No licence is stated. What
stands here are facts from it in other words; people's names were left out.

Inferred: the order of screens as the week goes. The source tells no feelings.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, journey, persona, touchpoint

app = Channel.APP

RIDES = "a safe ride for each child"
COVERED = "no trip without a driver"

parent = persona("Parent", "drives some days, has children in the pool", goals=[RIDES])
coordinator = persona("Coordinator", "a parent who makes the plan", goals=[COVERED])

no_error = Pain("signing in fails without a word", "lack of feedback")
dense = Pain("the standard week is a lot at once", "effort")
no_away = Pain("cannot say at once: we are away this week", "friction")
locked = Pain("no way to ask for a change once it is locked", "barrier")
wrong_time = Pain("the deadline is shown in another time zone", "confusion")
no_news = Pain("does not see that the plan was published", "lack of feedback")
uncovered = Pain("a trip without a driver can only be waited for", "barrier")
alike = Pain("tentative and confirmed drivers look the same", "confusion")
no_history = Pain("nobody sees what has changed", "lack of information")
no_override = Pain("cannot put a driver on a trip by hand", "barrier")
must_wait = Pain("cannot make the plan before Saturday", "timing")
sick = Pain("a sick child cannot be taken off a trip", "unmet need")
no_call = Pain("a driver cannot be called from the trip", "friction")

# Joining

signs_in = touchpoint("Signs in", app, fail_point=True).met_by(parent).hurts(parent, no_error)
sets_up = touchpoint("Sets up household, children and car", app).met_by(parent)
standard = touchpoint("Fills in the standard week", app).met_by(parent).hurts(parent, dense)

# Saturday

checks_in = touchpoint("Says who rides and who drives", app).met_by(parent).hurts(parent, no_away)
late_change = (
    touchpoint("Wants to change it when it is locked", app, outcome="failed")
    .met_by(parent)
    .hurts(parent, locked)
)
generates = (
    touchpoint("Makes a draft of the plan", app)
    .met_by(coordinator)
    .hurts(coordinator, no_override, must_wait)
)

# Sunday

asked = (
    touchpoint("Is asked to confirm the drives", app, initiator="company")
    .met_by(parent)
    .hurts(parent, wrong_time)
)
confirms = touchpoint("Confirms", app).met_by(parent)
declines = touchpoint("Declines, with a reason", app).met_by(parent)
sees_gap = touchpoint("Sees a trip without a driver", app).met_by(parent).hurts(parent, uncovered)
watches = touchpoint("Watches who has answered", app).met_by(coordinator)
publishes = touchpoint("Publishes the plan", app).met_by(coordinator).serves(coordinator, COVERED)

# The week

roster = (
    touchpoint("Looks at the plan", app)
    .met_by(parent)
    .hurts(parent, alike, no_news, no_history)
    .serves(parent, RIDES)
)
ride = touchpoint("The children are driven", Channel("Car", "physical", "owned")).met_by(parent)
calls = touchpoint("Calls a driver", Channel.PHONE).met_by(parent).hurts(parent, no_call)
child_sick = touchpoint("A child falls ill").met_by(parent).hurts(parent, sick)
writes = touchpoint("Writes to the coordinator", Channel.SMS)

school_carpool = (
    journey("A week of the carpool", state="as-is")
    .walked_by(parent, coordinator)
    .stage("Joining", signs_in, sets_up, standard)
    .stage("Saturday", checks_in, late_change, generates)
    .stage("Sunday", asked, confirms, declines, sees_gap, watches, publishes)
    .stage("The week", roster, ride, calls, child_sick, writes)
    .not_applicable(coordinator, "Joining", reason="like any parent")
    .flow(signs_in >> sets_up >> standard >> checks_in)
    .flow(checks_in >> late_change, when="plans change after the lock")
    .flow(checks_in >> generates >> asked)
    .flow(asked >> confirms >> watches, when="can drive")
    .flow(asked >> declines >> watches, when="cannot drive")
    .flow(declines >> sees_gap, when="nobody else drives")
    .flow(watches >> publishes >> roster >> ride)
    .flow(watches >> generates, kind="return", when="trips are without a driver")
    .flow(roster >> calls, kind="optional")
    .flow(ride >> child_sick, when="a child is ill")
    .flow(child_sick >> writes)
    .opportunity("Show who has confirmed", alike, priority="high")
    .opportunity("Show the deadline in local time", wrong_time, priority="high")
    .opportunity("Let parents take a trip without a driver", uncovered, priority="low")
    .opportunity("Call from the trip", no_call, priority="low")
    .opportunity("Take a child off a trip", sick, priority="low")
)

STATED = [
    gap("Signing in fails, and nothing says so", signs_in),
    gap("Once locked, nothing can be changed in the app", late_change),
    gap("Nobody is told that the plan is there", publishes, roster, "stage:the-week"),
    gap("Tentative and confirmed drivers look the same", roster, structural=False),
    gap("The deadline is shown in the wrong time", asked, structural=False),
    gap("A trip without a driver leaves parents waiting", sees_gap),
    gap("Nobody sees what has changed", roster),
    gap("A sick child: out of the app, by message", child_sick, writes),
    gap("The coordinator cannot place a driver", generates),
    gap("The coordinator cannot begin before Saturday", generates),
    gap("There is no quick way to say that one is away", checks_in),
    gap("The standard week is too much at once", standard),
]

INFERRED = [
    gap("How parents and the coordinator feel is not said", parent, coordinator),
    gap("Nothing is measured in a test week", school_carpool),
    gap("Nobody asks how the week went", school_carpool),
    gap("From the app to a message to the phone: nothing is handed over", writes, calls, ride),
    gap("Who declines is not thanked nor told what follows", declines, structural=False),
    gap("The week is for parents alone: nothing for the coordinator", coordinator),
    gap("A trip without a driver leads nowhere", sees_gap),
    gap("Nobody owns the ideas", school_carpool),
    gap("The loop of drafts has no end", generates, watches),
]

FORBIDDEN = [
    forbidden("no channel", child_sick, "it happens"),
    forbidden("dead end", ride, "the ride is the end"),
    forbidden("pain without response", alike.element, "an idea answers it"),
]

UNSAYABLE = [
    "What works, beside what does not",
    "A deadline at a time of day",
    "States of one thing: offered, tentative, confirmed",
    "It begins anew each Saturday",
]
