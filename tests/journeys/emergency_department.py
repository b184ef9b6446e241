"""A visit to an emergency department, from the way there to the way home.

Sources:
    - "Experience mapping: mapping the emergency room patient" (EM003), Center for Advanced Design
      Research and Evaluation, issuu.com/cadreresearch: one day of staff interviews and observation.
      The map shows places, people met, what patients think, waiting, and anxiety or relief.
    - "Three key insights to help you improve your emergency department experience",
      castandhue.com, January 2020: what recurs in maps made with almost four hundred patients, as
      far as it was at hand.

No licences are stated. What stands here are facts from them in other words; thoughts are retold.

Inferred: a number for what the map draws as anxiety or relief.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Wait, journey, persona, touchpoint

place = Channel("At the hospital", "physical")
staff = Channel("Face to face", "interpersonal")

patient = persona(
    "Patient",
    "comes in pain and does not know how bad it is",
    goals=["the pain gone", "know what it is"],
)

# Getting there

decides = touchpoint("Is in pain").feels(patient, -2, "afraid")
way = touchpoint("Comes by ambulance, bus or car", place)
arrives = (
    touchpoint("Arrives at the entrance", place)
    .feels(patient, -1, "afraid")
    .hurts(patient, "nobody is there to help people inside")
)

# Being assessed

triage = touchpoint("Is seen by the triage nurse", staff).feels(patient, +1, "relieved")
registers = touchpoint("Registers at the desk", staff).hurts(
    patient, "whoever checks people in does not seem to care"
)
waiting_area = (
    touchpoint("Sits in the waiting area", place, wait=Wait(until="a bed is free"))
    .feels(patient, -2, "frustrated")
    .thinks(patient, "why does nobody help me?", "others wait as well")
)

# Getting a bed

hallway = (
    touchpoint("Lies on a trolley in the hallway", place, wait=Wait(until="a room is free"))
    .feels(patient, -2, "angry")
    .thinks(patient, "I can see the staff; why do they not come?")
    .hurts(patient, "is left in the hallway, in pain and in sight")
)
nurse = touchpoint("A nurse looks in", staff, initiator="company").feels(patient, +1, "reassured")
bed = touchpoint("Gets a bed in a room", place).feels(patient, +1, "relieved")

# Diagnosis and treatment

student = touchpoint("Tells a medical student what is wrong", staff).hurts(
    patient, "this is not the doctor"
)
resident = touchpoint("Tells a resident what is wrong", staff).hurts(
    patient, "this is not the doctor either"
)
doctor_wait = touchpoint("Waits for the doctor", place, wait=Wait()).feels(patient, -1, "annoyed")
doctor = (
    touchpoint("The doctor comes", staff, initiator="company")
    .feels(patient, +1, "relieved")
    .hurts(patient, "has to say everything again")
)
imaging = touchpoint("Is taken to imaging", place)
laboratory = touchpoint("Gives blood to a laboratory technician", staff)
results_wait = (
    touchpoint("Waits for the results", place, wait=Wait(until="the results are there"))
    .feels(patient, -2, "afraid")
    .hurts(patient, "does not know what to expect")
)
results = (
    touchpoint("Hears that nothing was found", staff, initiator="company")
    .feels(patient, +2, "relieved")
    .serves(patient, "know what it is")
)
eased = touchpoint("The pain goes away", place).feels(patient, +1).serves(patient, "the pain gone")
other_doctor = touchpoint("Learns that another doctor must see it", staff).hurts(
    patient, "one more doctor"
)

# Leaving

may_go = touchpoint("Is told to go home", staff, initiator="company").feels(patient, +1)
leaves = touchpoint("Goes home or on to a ward", place)

emergency_department = (
    journey("A visit to the emergency department", state="as-is")
    .walked_by(patient)
    .stage("Getting there", decides, way, arrives)
    .stage("Being assessed", triage, registers, waiting_area)
    .stage("Getting a bed", hallway, nurse, bed)
    .stage(
        "Diagnosis and treatment",
        *(student, resident, doctor_wait, doctor, imaging, laboratory),
        *(results_wait, results, eased, other_doctor),
    )
    .stage("Leaving", may_go, leaves)
    .flow(decides >> way >> arrives >> triage >> registers >> waiting_area >> hallway)
    .flow(hallway >> nurse >> bed >> student >> resident >> doctor_wait >> doctor)
    .flow(doctor >> imaging >> laboratory >> results_wait >> results >> eased >> may_go >> leaves)
    .flow(doctor >> other_doctor, when="somebody else has to see it")
    .flow(other_doctor >> imaging)
)

STATED = [
    gap("Nobody receives people at the entrance", arrives, structural=False),
    gap("Checking in feels careless", registers, structural=False),
    gap("In the waiting area frustration grows and nobody says anything", waiting_area),
    gap("Patients lie in the hallway, in sight and unattended", hallway),
    gap(
        "The same story is told to student, resident and doctor",
        student,
        resident,
        doctor,
        structural=False,
    ),
    gap("The doctor comes late", doctor_wait),
    gap("Nobody says what to expect of the results", results_wait),
]

INFERRED = [
    gap("One wait follows another: four of them", waiting_area, hallway, doctor_wait, results_wait),
    gap("From desk to nurse to doctor nothing is passed on", triage, registers, student, resident),
    gap("The worst moments are all waits", waiting_area, hallway, results_wait),
    gap("Nothing follows at home: no call, no letter", leaves, "stage:leaving"),
    gap("Nobody asks how it went", emergency_department),
    gap("Nothing is measured, not even waiting", emergency_department),
]

FORBIDDEN = [
    forbidden("no channel", decides, "it happens to the patient alone"),
    forbidden("no purchase, no consideration", emergency_department, "nobody shops for this"),
    forbidden("negative start", decides, "people come because they are in pain"),
]

UNSAYABLE = [
    "Staff as people met (triage nurse, resident, student, technician), each with their own part",
    "Places as a row of the map: garage, desk, hallway, room",
    "Anxiety and relief as two curves, waiting as a third",
    "One of several ways to come: ambulance, bus or car",
    "A thought of relief and one of anger in the same moment",
    "A relative who comes along (the map speaks of 'we' at the end)",
]
