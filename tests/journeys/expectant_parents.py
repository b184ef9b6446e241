"""Expecting a child in southern Sweden: care between the appointments is what is missing.

Source: "The future parents' journey", Region Skåne, fdocuments.us: a map from the first weeks to
twelve weeks after the birth, as far as its text was at hand (it breaks off at the birth plan). No
licence is stated. What stands here are facts from it in other words.

Inferred: a number for each feeling. After the birth only the names of the appointments were at
hand, so nothing is felt there, and their order is a guess.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, journey, persona, touchpoint

centre = Channel("Maternity care centre", "physical")
children = Channel("Children's health care centre", "physical")
hospital = Channel("Hospital", "physical")

parents = persona(
    "Expectant parents",
    needs=[
        "know where to go",
        "know what is normal",
        "know in time what will happen",
        "be prepared for the birth",
    ],
)

# Beginning

pregnant = touchpoint("Find out about the pregnancy")
where_to = touchpoint("Look for whom to contact").hurts(
    parents, "it is unclear whom to contact", "it is unclear which centre is the right one"
)
first = touchpoint("First appointment", centre)
enrolment = (
    touchpoint("Enrol and meet the midwife", centre)
    .says(parents, "we get some information")
    .serves(parents, "know where to go")
)

# During

ultrasound = touchpoint("First ultrasound", hospital).feels(parents, +1, "reassured")
combined_test = (
    touchpoint("Talk about the combined test", centre, optional=True)
    .feels(parents, +1, "supported")
    .thinks(parents, "what do we do with the result?")
)
second_ultrasound = touchpoint("Second ultrasound", hospital).feels(parents, +1, "reassured")
official = touchpoint("Read the public health information", Channel.WEBSITE)
elsewhere = touchpoint(
    "Ask in groups, forums and among friends", Channel.COMMUNITY, Channel.WORD_OF_MOUTH
)
worries = (
    touchpoint("Worry whether this is normal")
    .feels(parents, -1, "anxious")
    .hurts(parents, "it is hard to know what to react to", "whom to call about movements, and when")
)
call = touchpoint("Call between two appointments", Channel.PHONE).hurts(
    parents, "only some regions have a number for a midwife"
)
check = touchpoint("See the midwife again", centre).hurts(
    parents, "what comes later is not told now"
)
birth_plan = touchpoint("Write a birth plan", centre)
contractions = (
    touchpoint("Wonder whether it is time")
    .feels(parents, -1, "uncertain")
    .hurts(parents, "nobody can say what it will feel like")
)

# The birth and after

birth = (
    touchpoint("The birth", hospital)
    .feels(parents, -1, "disappointed")
    .hurts(parents, "the wishes in the birth plan were not followed")
)
ward = touchpoint("Stay on the maternity ward", hospital)
visit = touchpoint("Appointment after the birth", centre)
child_care = touchpoint("First appointment for the child", children)
more_child_care = touchpoint("Further appointments for the child", children)

expectant_parents = (
    journey("Expecting a child", state="as-is")
    .walked_by(parents)
    .stage("Beginning", pregnant, where_to, first, enrolment)
    .stage(
        "During",
        *(ultrasound, combined_test, second_ultrasound, official, elsewhere),
        *(worries, call, check, birth_plan, contractions),
    )
    .stage("Birth", birth, ward)
    .stage("After", child_care, visit, more_child_care)
    .flow(pregnant >> where_to >> first >> enrolment >> ultrasound >> second_ultrasound)
    .flow(enrolment >> combined_test >> ultrasound)
    .flow(second_ultrasound >> official >> elsewhere >> worries >> call >> check)
    .flow(check >> worries, kind="loop", when="something new comes up")
    .flow(check >> birth_plan >> contractions >> birth >> ward >> child_care >> visit)
    .flow(visit >> more_child_care)
)

STATED = [
    gap("At the beginning nobody says whom to contact", where_to, structural=False),
    gap("Between appointments parents are alone with their worries", worries, call, "stage:during"),
    gap("Only some regions can be called", call, structural=False),
    gap("What will happen is told too late", check, parents),
    gap(
        "They look for answers elsewhere, in groups and forums",
        elsewhere,
        official,
        structural=False,
    ),
    gap("The wishes of the birth plan get lost between centre and hospital", birth_plan, birth),
    gap("They are not prepared for the birth", contractions, parents),
]

INFERRED = [
    gap(
        "From the maternity centre to hospital to children's centre nothing is handed over",
        birth,
        ward,
        child_care,
        visit,
    ),
    gap("The centre never gets in touch by itself", expectant_parents),
    gap("The peak of it all, the birth, ends in disappointment", birth),
    gap("After the birth nothing is known of how the parents feel", "stage:after"),
    gap("The needs to know what is normal and what will happen are met nowhere", parents),
    gap("Worry comes back again and again, and nothing stops it", worries, check),
    gap("The two of them are one: what the partner feels is not told", parents, structural=False),
]

FORBIDDEN = [
    forbidden("no channel", pregnant, "it happens at home"),
    forbidden("no channel", worries, "a worry has no channel"),
    forbidden("no purchase", expectant_parents, "public care"),
]

UNSAYABLE = [
    "Weeks: each appointment has its week, from 4 to 40 and then 1 to 12",
    "Two people who walk together, mother and partner, and share most feelings",
    "Calm from the ultrasound lasts, and the worry returns: a feeling between appointments",
    "A channel that exists in some regions only",
    "A feeling without a number (disappointed, uncertain)",
]
