"""An outpatient appointment: sixteen moments from the decision to the follow-up.

The journey of a veteran who goes to see a doctor, as the Veterans Health Administration mapped it
from interviews: five phases with moments, and what is bright in some of them.

Sources:
    - US Department of Veterans Affairs, "VA Patient Experience Journey Map"
      (github.com/department-of-veterans-affairs/va.gov-team,
      ``platform/design/va-product-journey-maps/``). A work of the US federal government, in the
      public domain. Read in its text layer only: its pain points, and which five moments matter
      most, were cut off there.
    - www.veronicaxvela.com/long-patient-experience, for the research behind it: 9 cities,
      84 interviews.

Inferred: the lifecycle roles of the stages, and to which stage a moment belongs, from the order
of the text.
"""

from __future__ import annotations

from journeykit import Channel, Evidence, journey, persona, touchpoint

# Who walks it, and where

veteran = persona(
    "Veteran",
    "uses outpatient care",
    goals=["be seen when needed", "be treated with respect", "trust the health service"],
    evidence=Evidence("ethnographic field research in 9 cities", sample=84),
)
phone, mail = Channel.PHONE, Channel.MAIL
in_person = Channel("In person", "interpersonal")
kiosk = Channel("Kiosk")

# Before the visit

decide = touchpoint("Decide on need for appointment", entry=True)
schedule = touchpoint("Schedule appointment", phone)
prepare = touchpoint(
    "Wait and prepare for appointment", mail, description="bright spot: a reminder"
)

# At the facility

travel = touchpoint(
    "Travel to and park at facility",
    in_person,
    description="bright spots: travel benefits, valet parking",
)
navigate = touchpoint(
    "Navigate through facility",
    in_person,
    description="bright spots: helpful veterans, friendly greeters",
)
labs = touchpoint(
    "Complete labs or visit with friends",
    in_person,
    optional=True,
    description="bright spots: friends, helping others",
)
check_in = touchpoint("Check in for appointment", kiosk, description="bright spot: the kiosk")
wait = touchpoint(
    "Wait for appointment",
    in_person,
    description="bright spots: friends, hearing of other services",
)
meet = touchpoint("Meet with care provider", in_person)
check_out = touchpoint("Check out of appointment", in_person)
another = touchpoint("Another appointment, labs, or visit with friends", in_person, optional=True)
prescription = touchpoint("Fill prescriptions", in_person, optional=True)
leave = touchpoint("Exit facility", in_person)

# After the visit

act_now = touchpoint("Take immediate action")
follow_up = touchpoint("Follow up on visit")
whole_health = touchpoint("Manage whole health", exit=True)

# The journey

outpatient_visit = (
    journey("An outpatient appointment", state="as-is")
    .walked_by(veteran)
    .stage("Register for VHA", roles="consideration", optional=True)
    .stage("Before visit", decide, schedule, prepare, roles="consideration")
    .stage("Arriving to facility", travel, navigate, labs, roles="experience")
    .stage("During appointment", check_in, wait, meet, roles="experience")
    .stage("Departing from facility", check_out, another, prescription, leave, roles="experience")
    .stage("After visit", act_now, follow_up, whole_health, roles="retention")
    .flow(decide >> schedule >> prepare >> travel >> navigate >> check_in >> wait >> meet)
    .flow(navigate >> labs, kind="optional")
    .flow(labs >> check_in)
    .flow(meet >> check_out >> leave >> act_now >> follow_up >> whole_health)
    .flow(check_out >> another, kind="optional")
    .flow(check_out >> prescription, when="there is a prescription")
    .flow(another >> leave)
    .flow(prescription >> leave)
    .flow(whole_health >> decide, when="the next need arises", kind="loop")
)
