"""An outpatient appointment at the Veterans Health Administration.

Source: the VA Patient Experience journey map, Veterans Health Administration, as published with
the va.gov team's product journey maps. A work of the United States federal government, in the
public domain. The text of the pains, and which five moments matter, could not be retrieved; the
order of the moments and their stages follow the printed map.

What is unusual: a first stage that is optional and empty, moments that may be left out, and a
loop that a healthy life goes round again and again.
"""

from __future__ import annotations

from journeykit import Channel, Evidence, journey, persona, touchpoint

in_person = Channel("In person", "interpersonal")
kiosk = Channel("Kiosk", "physical")

patient = persona(
    "Veteran using outpatient care",
    goals=["be seen when needed", "be treated with respect", "trust VA"],
    evidence=Evidence("field research at 9 sites: interviews with Veterans", sample=84),
    key="patient",
)

decides = touchpoint("Decide on need for appointment", entry=True)
schedules = touchpoint("Schedule appointment", Channel.PHONE)
prepares = touchpoint(
    "Wait and prepare for appointment", Channel.MAIL, frontstage="appointment reminder"
)

travels = touchpoint(
    "Travel to and park at facility", in_person, frontstage=["travel benefits", "valet parking"]
)
finds_the_way = touchpoint(
    "Navigate through facility",
    in_person,
    frontstage=["helpful Veterans", "friendly greeters"],
)
labs = touchpoint("Complete labs or visit with friends", in_person, optional=True).does(
    patient, "socializes with buddies", "helps others"
)

checks_in = touchpoint("Check in for appointment", kiosk)
waits = touchpoint("Wait for appointment", in_person).does(
    patient, "socializes with buddies", "learns about additional resources"
)
meets = touchpoint("Meet with care provider", in_person)

checks_out = touchpoint("Check out of appointment", in_person)
further = touchpoint("Another appointment, labs, or visit with friends", in_person, optional=True)
prescriptions = touchpoint("Fill prescriptions", in_person, optional=True)
leaves = touchpoint("Exit facility", in_person)

acts = touchpoint("Take immediate action")
follows_up = touchpoint("Follow up on visit")
lives = touchpoint("Manage whole health", exit=True)

outpatient_visit = (
    journey(
        "An outpatient appointment",
        "Patient experience at the Veterans Health Administration",
        state="as-is",
        channels=[Channel.PHONE, Channel.MAIL, in_person, kiosk, Channel.WEBSITE],
    )
    .walked_by(patient)
    .stage("Register for VHA", roles="consideration", optional=True)
    .stage("Before visit", decides, schedules, prepares, roles="consideration")
    .stage("Arriving to facility", travels, finds_the_way, labs, roles="experience")
    .stage("During appointment", checks_in, waits, meets, roles="experience")
    .stage(
        "Departing from facility", checks_out, further, prescriptions, leaves, roles="experience"
    )
    .stage("After visit", acts, follows_up, lives, roles="retention")
    .flow(decides >> schedules >> prepares >> travels >> finds_the_way >> checks_in)
    .flow(finds_the_way >> labs, kind="optional")
    .flow(labs >> checks_in >> waits >> meets >> checks_out >> leaves)
    .flow(checks_out >> further, kind="optional")
    .flow(checks_out >> prescriptions, when="prescription")
    .flow(further >> leaves, prescriptions >> leaves)
    .flow(leaves >> acts >> follows_up >> lives)
    .flow(lives >> decides, when="next need", kind="loop")
)
