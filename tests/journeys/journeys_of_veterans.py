"""The journeys of veterans: ten stages of a life, from joining the forces to the last farewell.

Moments in the life of a veteran, those that matter most, and the services behind them. The moments
of a stage come in no order; a life has no arrows.

Sources:
    - US Department of Veterans Affairs, Veterans Experience Office, "Journeys of Veterans Map", in
      its accessible text version (github.com/department-of-veterans-affairs/va.gov-team,
      ``platform/design/va-product-journey-maps/``), and
      news.va.gov/72161/journey-maps-plotting-moments-matter-veterans-families/. Works of the US
      federal government, in the public domain.

Inferred: the lifecycle roles of the stages, which come from the transcription and not from the
map. The map itself insists that there is no such thing as a single veteran.
"""

from __future__ import annotations

from journeykit import Pain, journey, persona, touchpoint

# Who lives it

veteran = persona(
    "Veteran",
    "any veteran; no two go through these moments alike",
    goals=[
        "access to benefits when needed",
        "health",
        "meaningful work",
        "family and housing security",
        "community",
    ],
)
family = persona(
    "Family",
    "those who live with a veteran, and who survive",
    goals=["burial and survivor benefits", "support in grief"],
)

# What hurts

wrong_time = Pain("Programmes overload people when they cannot take it in", "timing")
hard_to_reach = Pain(
    "It is difficult to reach those who help, and to feel safe with them", "lack of support"
)
discontinuous = Pain("Care breaks off inside the system and at its edges", "disconnected channels")

# The moments of a life

joining = [
    touchpoint("Leaving home", personas=veteran),
    touchpoint("Embracing military culture", personas=veteran),
    touchpoint("Being motivated by the mission", personas=veteran),
    touchpoint("Understanding future prospects", personas=veteran, moment_of_truth=True),
    touchpoint("Preparing for military service", personas=veteran),
]
serving = [
    touchpoint("Adapting to military culture", personas=veteran),
    touchpoint(
        "Managing military and family obligations",
        personas=veteran,
        moment_of_truth=True,
        systems=["GI Bill", "VA Home Loan", "Life insurance"],
    ),
    touchpoint("Doing well by my unit", personas=veteran),
    touchpoint("Fulfilling my military obligation", personas=veteran),
]
getting_out = [
    touchpoint(
        "Understanding the process of separating",
        personas=veteran,
        moment_of_truth=True,
        systems=["Transition Assistance Program"],
    ).hurts(veteran, wrong_time),
    touchpoint("Completing my paperwork", personas=veteran),
    touchpoint(
        "Engaging VA to access benefits and services",
        personas=veteran,
        systems=["GI Bill", "Home Loan", "Pre-discharge Program", "Healthcare"],
    ),
]
starting_up = [
    touchpoint(
        "Finding something to do",
        personas=veteran,
        moment_of_truth=True,
        systems=["GI Bill", "Vocational Rehab & Employment", "Career Center"],
    ),
    touchpoint(
        "Re-establishing and creating relationships", personas=veteran, systems=["Vet Center"]
    ),
    touchpoint("Balancing finances", personas=veteran),
    touchpoint(
        "Attending to health needs",
        personas=veteran,
        moment_of_truth=True,
        systems=[
            "VA Health Care",
            "MyHealtheVet",
            "Pharmacy",
            "Disability Health Condition",
            "Compensation & Pension Exam",
            "Post-Deployment Clinic",
            "Welcome Home Events",
            "Vet Center",
        ],
    ),
    touchpoint("Finding a place to live", personas=veteran, systems=["VA Home Loan"]),
]
self_care = [
    touchpoint(
        "Recognizing and addressing mental health needs",
        personas=veteran,
        moment_of_truth=True,
        systems=[
            "Mental Health Care",
            "PTS Services",
            "Psychosocial Rehabilitation & Recovery",
            "Veteran Crisis Line",
            "MST Counseling",
            "Social work",
        ],
    ).hurts(veteran, hard_to_reach),
    touchpoint(
        "Managing primary care and chronic health issues",
        personas=veteran,
        moment_of_truth=True,
        systems=[
            "VA Health Care",
            "Disability Compensation",
            "Prescription Services",
            "Inpatient Care",
            "Choice Act",
        ],
    ).hurts(veteran, discontinuous),
    touchpoint(
        "Seeking support for an acute health event",
        personas=veteran,
        systems=["VA Health Care", "Prescription Services", "Emergency Care", "Specialized Care"],
    ),
    touchpoint(
        "Maintaining my health",
        personas=veteran,
        systems=["VA Health Care", "MyHealtheVet", "Preventative Care", "Pharmacy"],
    ),
]
reinventing = [
    touchpoint("Building my network", personas=veteran),
    touchpoint(
        "Translating my military skills",
        personas=veteran,
        systems=["Skills Translator", "Career Center", "Resume Builder"],
    ),
    touchpoint(
        "Acquiring education, new skills and credentials",
        personas=veteran,
        moment_of_truth=True,
        systems=["GI Bill", "Vocational Rehab & Employment", "Educational & Vocational Counseling"],
    ),
    touchpoint(
        "Finding the right job",
        personas=veteran,
        systems=["Career Center", "Veterans Job Bank", "Resume Builder", "VA Employment"],
    ),
    touchpoint("Building my professional reputation", personas=veteran),
]
roots = [
    touchpoint("Starting, growing or maintaining my family", personas=[veteran, family]),
    touchpoint(
        "Revisiting housing", personas=[veteran, family], systems=["VA Home Loan", "VA Refinancing"]
    ),
    touchpoint(
        "Maintaining financial, social and emotional health",
        personas=veteran,
        systems=["Vet Center", "VA Mental Health Center", "Social work"],
    ),
    touchpoint(
        "Connecting with and serving my community",
        personas=veteran,
        moment_of_truth=True,
        systems=["myVA Communities", "VSOs"],
    ),
    touchpoint(
        "Taking care of my family",
        personas=[veteran, family],
        systems=["GI Bill", "Life Insurance"],
    ),
    touchpoint(
        "Saving for my retirement",
        personas=veteran,
        systems=["Veteran's Pension", "Disability Compensation"],
    ),
    touchpoint(
        "Engaging VA to access benefits and services",
        personas=veteran,
        systems=["GI Bill", "Home Loan", "Pre-discharge Program", "Healthcare"],
        key="engaging-va-again",
    ),
]
retiring = [
    touchpoint(
        "Finding additional sources of income",
        personas=veteran,
        systems=["VA Veteran's Pension", "Disability Compensation"],
    ),
    touchpoint(
        "Taking care of my health",
        personas=veteran,
        moment_of_truth=True,
        systems=["VA Health Care", "Blind & Vision Rehab", "Audiology", "Specialized Care"],
    ),
    touchpoint("Participating in meaningful activities", personas=veteran, systems=["Vet Center"]),
]
aging = [
    touchpoint(
        "Managing my declining health",
        personas=veteran,
        moment_of_truth=True,
        systems=[
            "VA Health Care",
            "Geriatric & Extended Care",
            "Home Health Care",
            "Caregiver Services",
        ],
    ),
    touchpoint(
        "Planning for longer term care",
        personas=veteran,
        systems=["PACT teams", "Holistic end of life planning"],
    ),
    touchpoint(
        "Adapting my support network to my new needs",
        personas=veteran,
        systems=["Caregiver Services", "Home Health Care", "Geriatric & Extended Health"],
    ),
    touchpoint(
        "Maintaining social and community connections", personas=veteran, moment_of_truth=True
    ),
]
dying = [
    touchpoint(
        "Deciding how and where to be memorialized",
        personas=veteran,
        systems=["Burial Benefits", "Burial Allowance", "Survivor's Benefits"],
    ),
    touchpoint(
        "Scheduling and planning a funeral service",
        personas=family,
        moment_of_truth=True,
        systems=["Burial Benefits", "Burial Allowance", "Survivor's Benefits", "Grief Counseling"],
    ),
]

# The journey

journeys_of_veterans = (
    journey("The journeys of veterans", state="as-is")
    .walked_by(veteran, family)
    .stage("Joining", *joining, roles="awareness")
    .stage("Serving", *serving, roles="consideration")
    .stage("Getting out", *getting_out, roles="purchase")
    .stage("Starting up", *starting_up, roles="experience")
    .stage("Taking care of myself", *self_care, roles="experience")
    .stage("Reinventing myself", *reinventing, roles="experience")
    .stage("Putting down roots", *roots, roles="retention")
    .stage("Retiring", *retiring, roles="retention")
    .stage("Aging", *aging, roles="retention")
    .stage("Dying", *dying)
)
