"""A child starts at a new school: a friendly tour, quick emails, and then a silent summer.

Source: "Summer isn't the off-season", rhodesbranding.com, by a mother who works in education
marketing: how enrolling her older son felt, month by month. No licence is stated. What stands here
are facts from it in other words. Her account of the younger son's pre-kindergarten, which went
better, was not at hand.

Inferred: the names of the stages.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Wait, journey, persona, touchpoint

website, email, social = Channel.WEBSITE, Channel.EMAIL, Channel.SOCIAL_MEDIA
school = Channel("At the school", "physical")

mother = persona(
    "Mother",
    "enrols her older son in first grade at a new school",
    goals=["know that her son is enrolled", "be ready for the first day"],
    needs=["know what to expect", "know whom to ask"],
)

# Spring and early summer

tour = touchpoint("Tours the school", school).feels(mother, +1, "confident")
enrols = touchpoint("Enrols her son online", website)
confirmed = touchpoint(
    "Gets a confirmation at once", email, initiator="company", automated=True, trigger="enrolled"
)
instructions = touchpoint(
    "Is told how to finish the enrolment", email, initiator="company", automated=True
)
papers = touchpoint("Brings the remaining papers to the office", school)
promised = touchpoint("Is told that the school will be in touch", school, initiator="company")
supplies = touchpoint("Takes a supply list along, just in case", school)

# The summer

silence = touchpoint("Hears nothing", wait=Wait(until="the principal writes")).hurts(
    mother,
    "nobody confirms that the enrolment is complete",
    "no welcome, and nothing on what to expect",
)
questions = touchpoint("Has questions").hurts(mother, "there is no clear place to ask them")
instagram = touchpoint("Comes across the day to meet the teacher", social).hurts(
    mother, "the event is announced nowhere else"
)
principal = touchpoint("Gets the principal's welcome", email, initiator="company").hurts(
    mother, "it comes two days before the event and four before school"
)

# The first week

teacher = touchpoint("Meets the teacher", school)
first_day = touchpoint("Brings her son to the first day", school)
folder = touchpoint(
    "Finds a folder full of forms and deadlines", school, initiator="company"
).hurts(mother, "all of it could have been sent in the summer")

school_start = (
    journey("Starting at a new school", state="as-is")
    .walked_by(mother)
    .stage("Choosing", tour)
    .stage("Enrolling", enrols, confirmed, instructions, papers, promised, supplies)
    .stage("Summer", silence, questions, instagram, principal)
    .stage("First week", teacher, first_day, folder)
    .flow(tour >> enrols >> confirmed >> instructions >> papers >> promised >> supplies)
    .flow(supplies >> silence >> questions >> instagram >> principal)
    .flow(principal >> teacher >> first_day >> folder)
)

STATED = [
    gap("From June on the school falls silent", silence, "stage:summer"),
    gap("Nobody confirms that the enrolment is complete", silence, mother),
    gap("There is no channel for questions", questions),
    gap(
        "The event is found by chance, on a channel she happens to follow",
        instagram,
        structural=False,
    ),
    gap("The welcome comes days before the start", principal, silence, structural=False),
    gap("All forms come at once, on the first day", folder, structural=False),
    gap("Families without friends in town would know nothing", instagram, structural=False),
]

INFERRED = [
    gap(
        "From the online form to paper at the office: the enrolment breaks in two",
        confirmed,
        instructions,
        papers,
    ),
    gap("The last thing on the map is bad", folder),
    gap("What was promised at the office is never done", promised, silence),
    gap("The summer holds nothing good", "stage:summer"),
    gap("Nobody asks the mother how it went", school_start),
    gap("Her second goal, to be ready, is never reached on the map", mother),
]

FORBIDDEN = [
    forbidden("no channel", silence, "in a wait nobody meets anybody"),
    forbidden("no purchase, no advocacy", school_start, "a public school sells nothing"),
]

UNSAYABLE = [
    "The mother acts for her son, who walks the same way and has feelings of his own",
    "A feeling for the whole summer, wondering, and not for one moment of it",
    "A silence that has an end but no length: from June to four days before school",
    "Two ways side by side, one school and another, to be compared",
    "When things happen: spring, May, June, August",
]
