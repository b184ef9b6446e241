"""Leaving the armed forces of the United States: five organisations, many portals, no word.

Source: "Journey map: transitioning out of service", github.com/friends-innovation-lab/
va-transition-journey, ``docs/JOURNEY-MAP.md``: four stages with moments and pain points, what
people have to do today, and what a prototype would do. It draws on maps of the Veterans Experience
Office. No licence is stated. What stands here are facts from it in other words.

Inferred: the channels where the source names only a portal or a form; that the moments of a stage
follow each other as they are listed. The source has questions for each stage and no feelings.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, stage, touchpoint

web, phone, mail = Channel.WEBSITE, Channel.PHONE, Channel.MAIL
class_room = Channel("Class", "interpersonal", "earned")
clinic = Channel("Clinic", "physical", "owned")
health_portal = Channel("Health portal", "digital", "owned")
claims_portal = Channel("Claims portal", "digital", "owned")
school_portal = Channel("Education portal", "digital", "owned")

NOTHING_MISSED = "every benefit I am entitled to"

member = persona(
    "Service member",
    "leaves the forces within a year",
    goals=[NOTHING_MISSED],
    needs=["know what to do now", "know how the claim stands"],
)

too_much = Pain("too much information at once", "confusion")
not_mine = Pain("no guidance for my situation", "lack of support")
silos = Pain("the two departments' systems do not talk", "disconnected channels")
deadlines = Pain("deadlines press", "timing")
paper = Pain("paper forms", "effort")
logins = Pain("several logins and portals", "friction")
opaque = Pain("the status says nothing", "lack of feedback")
no_updates = Pain("long waits without news", "waiting")
too_late = Pain("finds out too late what was missed", "lack of information")
not_notified = Pain("benefits change and nobody says so", "no follow-up")
again = Pain("has to learn the system anew for each need", "effort")

# Preparing

learns = touchpoint("Looks through eleven kinds of benefit", web).hurts(member, too_much)
eligible = touchpoint("Works out what one is entitled to", web).hurts(member, not_mine)
classes = touchpoint("Attends the classes of the forces", class_room, initiator="third party")
starts_claim = touchpoint("Begins a claim for a disability", claims_portal, optional=True)

# Separating

exam = touchpoint("Has the last medical examination", clinic)
submits = touchpoint("Hands the claim in", claims_portal, mail).hurts(member, paper)
enrols = touchpoint("Enrols in health care", health_portal).hurts(member, logins)
chooses = touchpoint("Chooses an education benefit", school_portal)
address = touchpoint("Gives the new address and account", web, phone)
hotline = touchpoint("Calls a hotline when lost", phone, optional=True)

# Settling

tracks = (
    touchpoint("Looks how the claim stands", claims_portal)
    .thinks(member, "did I do everything?")
    .hurts(member, opaque)
)
decision = touchpoint("The claim is decided", wait=Wait("months")).hurts(member, no_updates)
appointment = touchpoint("Has the first appointment", clinic)
studies = touchpoint("Begins to study", Channel("Campus", "physical", "earned"))
missed = touchpoint("Misses a benefit", outcome="failed").hurts(member, too_late)

# Thriving

life = touchpoint("Marries, has children, buys a home", Channel.SELF)
looks_again = (
    touchpoint("Looks what else there is", web)
    .hurts(member, again, not_notified)
    .serves(member, NOTHING_MISSED)
)

leaving_service = (
    journey("Leaving the forces", state="as-is")
    .walked_by(member)
    .stage(
        stage(
            "Preparing",
            learns,
            eligible,
            classes,
            starts_claim,
            duration="6 to 12 months",
            pains=[silos],
        )
    )
    .stage(
        stage(
            "Separating",
            exam,
            submits,
            enrols,
            chooses,
            address,
            hotline,
            duration="3 months",
            pains=[deadlines],
        )
    )
    .stage(stage("Settling", tracks, decision, appointment, studies, missed))
    .stage("Thriving", life, looks_again)
    .flow(classes >> learns >> eligible >> starts_claim >> exam)
    .flow(eligible >> exam)
    .flow(exam >> submits >> enrols >> chooses >> address >> decision)
    .flow(enrols >> hotline, kind="optional")
    .flow(hotline >> chooses)
    .flow(decision >> tracks, kind="optional")
    .flow(tracks >> decision, kind="return")
    .flow(decision >> appointment >> studies >> life >> looks_again)
    .flow(enrols >> missed, when="a deadline has passed")
    .opportunity("A checklist of one's own", too_much, not_mine)
    .opportunity("All applications in one place", opaque, logins)
    .opportunity("Remind of deadlines", deadlines)
)

STATED = [
    gap("Long waits, and no updates", decision),
    gap("The status says nothing", tracks),
    gap("Nobody reaches out: benefits change and nobody is told", looks_again, leaving_service),
    gap("A portal for each: health, claims, education", submits, enrols, chooses),
    gap("Systems of two departments do not talk", leaving_service, structural=False),
    gap("What was missed is found too late", missed),
    gap("Deadlines are missed because nothing is connected", missed, structural=False),
    gap("Everything has to be learnt anew for each need", looks_again),
    gap("Paper forms", submits),
    gap("Too much information, nothing for one's own situation", learns, eligible),
    gap("It is built like the organisation, not like a life", leaving_service, structural=False),
]

INFERRED = [
    gap("From the portal to paper to the phone, and nothing is handed over", submits, address),
    gap("How people feel is not said", member, leaving_service),
    gap("No figure tells whether it works", leaving_service),
    gap("Nobody asks how it was", leaving_service),
    gap("The organisation begins nothing in two years", leaving_service),
    gap("Who has missed a benefit has no way back", missed),
    gap("To know how the claim stands is a need that nothing meets", member),
    gap("Nobody owns any of it", leaving_service),
]

FORBIDDEN = [
    forbidden("no channel", decision, "a wait"),
    forbidden("no channel", life, "life, without contact"),
    forbidden("pain without response", too_much.element, "an idea answers it"),
    forbidden("dead end", looks_again, "the end"),
]

UNSAYABLE = [
    "Moments of a stage without an order",
    "A question of a stage that is no thought of a touchpoint",
    "Several organisations of one government, and who of them owns what",
]
