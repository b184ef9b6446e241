"""A building's status page: no heat, who says so, and who hears of it.

Source: "Building status app: customer journey", github.com/petroleumjelliffe/building-status,
``docs/customer-journey.md``: scores of satisfaction for residents and a manager at each step, with
tables of pain points, an emergency minute by minute, ideas and figures with targets. No licence is
stated. What stands here are facts from it in other words. The source calls the figures estimated
and means to interview residents.

Inferred: the scores, from 1 to 5 there, were made −2 to +2; which idea answers which pain point.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Pain, Wait, journey, persona, touchpoint

qr = Channel("QR code", "digital", "owned")
panel = Channel("Admin panel", "digital", "owned")
calendar = Channel("Calendar feed", "digital", "owned")

resident = persona("Resident", needs=["know whether it is known", "know when it works again"])
manager = persona("Manager", needs=["hear of a problem once"])

unsure = Pain("unsure whether to report it", "confusion")
look_again = Pain("has to look at the page again and again", "lack of support")
duplicates = Pain("the same problem is reported many times", "friction")
copying = Pain("copies from the email into the panel", "friction")
at_computer = Pain("needs a computer in an emergency", "barrier")
by_hand = Pain("puts maintenance into the calendar by hand", "friction")
not_received = Pain("does not know whether the report was received", "no follow-up")

# Getting access

packet = (
    touchpoint("Finds the code in the welcome packet", qr, initiator="company")
    .met_by(resident)
    .feels(resident, 0)
)
bookmarks = touchpoint("Bookmarks the page", Channel.WEBSITE).met_by(resident).feels(resident, +2)
sets_up = touchpoint("Sets the building up", panel).met_by(manager).feels(manager, 0)

# Looking now and then

glance = (
    touchpoint("Sees at a glance that all is well", Channel.WEBSITE)
    .met_by(resident)
    .feels(resident, +2)
)
events = touchpoint("Reads what is coming up", Channel.WEBSITE).met_by(resident).feels(resident, +1)

# Finding a problem

no_heat = touchpoint("There is no heat").met_by(resident).feels(resident, -2, "uncertain")
verifies = touchpoint("Looks at the page", Channel.WEBSITE).met_by(resident).feels(resident, 0)
known = (
    touchpoint("Sees that it is known", Channel.WEBSITE)
    .met_by(resident)
    .feels(resident, +2, "relieved")
    .serves(resident, "know whether it is known")
)
unknown = (
    touchpoint("Finds no report", Channel.WEBSITE)
    .met_by(resident)
    .feels(resident, -1)
    .hurts(resident, unsure)
)

# Reporting

sends = (
    touchpoint("Sends an email from a template", Channel.EMAIL)
    .met_by(resident)
    .feels(resident, +1)
    .hurts(resident, not_received)
)
receives = (
    touchpoint("Gets the emails", Channel.EMAIL)
    .met_by(manager)
    .feels(manager, -1, "too many")
    .hurts(manager, duplicates)
)
copies = (
    touchpoint("Reads the email and copies it into the panel", panel)
    .met_by(manager)
    .feels(manager, 0)
    .hurts(manager, copying)
)

# Responding

logs_in = (
    touchpoint("Logs in and marks the outage", panel, wait=Wait("15 minutes"))
    .met_by(manager)
    .feels(manager, 0)
    .hurts(manager, at_computer)
)
announces = touchpoint("Posts an urgent announcement", Channel.WEBSITE, initiator="company").feels(
    manager, +1
)
refreshes = (
    touchpoint("Looks at the page during the outage", Channel.WEBSITE)
    .met_by(resident)
    .feels(resident, -1, "anxious")
    .hurts(resident, look_again)
)

# Maintaining

schedules = (
    touchpoint("Schedules the contractor", Channel.PHONE, calendar)
    .met_by(manager)
    .feels(manager, 0)
    .hurts(manager, by_hand)
)
reminded = (
    touchpoint(
        "Is reminded by the calendar",
        calendar,
        initiator="company",
        automated=True,
        trigger="an event is near",
    )
    .met_by(resident)
    .feels(resident, +2)
)

# Solved

fixed = (
    touchpoint("The contractor fixes it", initiator="third party")
    .met_by(manager)
    .feels(manager, +2)
)
marks = touchpoint("Marks it as solved", panel).met_by(manager).feels(manager, +1)
green = touchpoint("Sees green", Channel.WEBSITE).met_by(resident).feels(resident, +2, "relieved")

building_outage = (
    journey(
        "An outage in the building",
        state="as-is",
        metrics=[
            Metric(
                "Residents who use it",
                "engagement",
                "percent",
                value=40,
                target=70,
                direction="higher",
            ),
            Metric("Time to respond", "time", "minutes", value=15, target=5, direction="lower"),
        ],
    )
    .walked_by(resident, manager)
    .stage("Getting access", packet, bookmarks, sets_up)
    .stage("Looking now and then", glance, events)
    .stage("Finding a problem", no_heat, verifies, known, unknown)
    .stage("Reporting", sends, receives, copies)
    .stage("Responding", logs_in, announces, refreshes)
    .stage("Maintaining", schedules, reminded)
    .stage("Solved", fixed, marks, green)
    .not_applicable(manager, "Looking now and then", "Finding a problem", reason="residents only")
    .flow(packet >> bookmarks >> glance >> events >> no_heat >> verifies, personas=[resident])
    .flow(verifies >> known >> refreshes, personas=[resident], when="it is on the page")
    .flow(
        verifies >> unknown >> sends >> refreshes, personas=[resident], when="it is not on the page"
    )
    .flow(refreshes >> announces >> reminded >> green, personas=[resident])
    .flow(
        sets_up >> receives >> copies >> logs_in >> announces >> schedules >> fixed >> marks,
        personas=[manager],
    )
    .opportunity(
        "Show recent reports before a new one is sent", duplicates, unsure, priority="high"
    )
    .opportunity("A link in the email that adds the problem", copying, priority="high")
    .opportunity("Update from the phone", at_computer, priority="high")
    .opportunity("Push messages in an emergency", look_again, priority="medium")
    .opportunity("A number and a state for each report", not_received, priority="medium")
)

STATED = [
    gap("Finding a problem is the most uncertain moment", no_heat),
    gap("Without a report people do not know what to do", unknown),
    gap("During an outage people have to look again and again", refreshes),
    gap("Fifteen minutes pass without a word", logs_in),
    gap("The manager gets the same report many times", receives, manager, structural=False),
    gap("From the email to the panel all is copied by hand", receives, copies),
    gap("Who sends a report does not hear that it has arrived", sends),
    gap("Too few residents use it", building_outage),
    gap("Responding takes three times as long as it should", building_outage),
    gap("Only on a computer can the manager respond", logs_in, structural=False),
    gap("None of it has been tested with residents", building_outage, resident, manager),
]

INFERRED = [
    gap("Maintenance by hand has no idea", schedules),
    gap("Nobody asks residents how it went", building_outage, green),
    gap("Residents are not told when it works again", resident),
    gap("Nothing measures how residents feel", building_outage, structural=False),
    gap("When the manager is away nobody responds", logs_in, structural=False),
    gap("The resident's report and the manager's work are not joined", sends, receives),
]

FORBIDDEN = [
    forbidden("no channel", no_heat, "it is cold, and that has no channel"),
    forbidden(
        "pain without response", "pain:copies-from-the-email-into-the-panel", "an idea answers it"
    ),
    forbidden(
        "nothing initiated by the company", building_outage, "announcements and reminders are"
    ),
    forbidden("dead end", green, "the end"),
]

UNSAYABLE = [
    "The resident's email is the manager's email: one thing, two sides",
    "Minutes since the water main broke",
    "A score for each step that is not a feeling but satisfaction",
]
