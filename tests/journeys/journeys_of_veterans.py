"""Journeys of Veterans: a life with the US Department of Veterans Affairs, from joining to dying.

Source: "Journeys of Veterans" map of the Veterans Experience Office, in its accessible text
version, as published with the va.gov team's product journey maps. A work of the United States
federal government, in the public domain. The source insists that there is no single Veteran.

What is unusual: life stages in order, whose moments have none; services behind a moment instead
of channels; one moment in two stages; a second person, the family, who comes in late; and events
of life that may come at any time.
"""

from __future__ import annotations

from journeykit import Touchpoint, journey, persona, stage, touchpoint

veteran = persona(
    "Any Veteran",
    "There is no single Veteran: everybody goes through the shared moments in their own way",
    goals=[
        "access to benefits when needed",
        "health",
        "meaningful work",
        "family and housing security",
        "community",
    ],
    key="veteran",
)
family = persona(
    "Veteran's family or survivor",
    goals=["burial and survivor benefits", "support in grief"],
    key="family",
)

SERVING = "In the phase of serving in and separating from the military"
LIVING = "In the phase of living civilian life"
RETIRING = "In the phase of retiring and aging"


def moment(name: str, *services: str, key: str = "") -> Touchpoint:
    """A moment of the Veteran, with the services of VA behind it."""
    return touchpoint(name, personas=veteran, systems=services, key=key)


def moment_that_matters(name: str, *services: str, why: str = "") -> Touchpoint:
    """A moment in which trust in VA is won or lost."""
    return touchpoint(
        name, personas=veteran, systems=services, description=why, moment_of_truth=True
    )


joining = stage(
    "Joining",
    moment("Leaving home"),
    moment("Embracing military culture"),
    moment("Being motivated by the mission"),
    moment_that_matters(
        "Understanding future prospects",
        why="the first introduction to VA happens through what recruiters promise",
    ),
    moment("Preparing for military service"),
    description=f"{SERVING}; ends with enlisting",
    roles="awareness",
)
serving = stage(
    "Serving",
    moment("Adapting to military culture"),
    moment_that_matters(
        "Managing military and family obligations",
        *("GI Bill", "VA Home Loan", "Life insurance"),
        why="often the first real interaction with VA",
    ),
    moment("Doing well by my unit"),
    moment("Fulfilling my military obligation"),
    description=SERVING,
    roles="consideration",
)
getting_out = stage(
    "Getting out",
    moment_that_matters(
        "Understanding the process of separating",
        "Transition Assistance Program",
        why="good information is delivered when it cannot be absorbed",
    ).hurts(
        veteran,
        "separation programmes overload people when they cannot absorb it",
        kind="timing",
    ),
    moment("Completing my paperwork"),
    moment(
        "Engaging VA to access benefits and services",
        *("GI Bill", "Home Loan", "Pre-discharge Program", "Healthcare"),
    ),
    description=f"{SERVING}; ends with separating",
    roles="purchase",
)
starting_up = stage(
    "Starting up",
    moment_that_matters(
        "Finding something to do",
        *("GI Bill", "Vocational Rehab & Employment", "Career Center"),
        why="purposeful activity lowers the risk of harm",
    ),
    moment("Re-establishing and creating relationships", "Vet Center"),
    moment("Balancing finances"),
    moment_that_matters(
        "Attending to health needs",
        *("VA Health Care", "MyHealtheVet", "Pharmacy", "Disability Health Condition"),
        *("Compensation & Pension Exam", "Post-Deployment Clinic", "Welcome Home Events"),
        "Vet Center",
        why="private care is often preferred to VA care",
    ),
    moment("Finding a place to live", "VA Home Loan"),
    description=LIVING,
    roles="experience",
)
self_care = stage(
    "Taking care of myself",
    moment_that_matters(
        "Recognizing and addressing mental health needs",
        *("Mental Health Care", "PTS Services", "Psychosocial Rehabilitation & Recovery"),
        *("Veteran Crisis Line", "MST Counseling", "Social work"),
    ).hurts(
        veteran,
        "difficult to reach mental-health providers and to feel safe",
        kind="lack of support",
    ),
    moment_that_matters(
        "Managing primary care and chronic health issues",
        *("VA Health Care", "Disability Compensation", "Prescription Services"),
        *("Inpatient Care", "Choice Act"),
    ).hurts(
        veteran,
        "care is discontinuous inside VA and between VA and outside care",
        kind="disconnected channels",
    ),
    moment(
        "Seeking support for an acute health event",
        *("VA Health Care", "Prescription Services", "Emergency Care", "Specialized Care"),
    ),
    moment(
        "Maintaining my health",
        *("VA Health Care", "MyHealtheVet", "Preventative Care", "Pharmacy"),
    ),
    description=LIVING,
    roles="experience",
)
reinventing = stage(
    "Reinventing myself",
    moment("Building my network"),
    moment(
        "Translating my military skills",
        *("Skills Translator", "Career Center", "Resume Builder"),
    ),
    moment_that_matters(
        "Acquiring education, new skills and credentials",
        *("GI Bill", "Vocational Rehab & Employment", "Educational & Vocational Counseling"),
        why="people expect an easy translation of skills",
    ),
    moment(
        "Finding the right job",
        *("Career Center", "Veterans Job Bank", "Resume Builder", "VA Employment"),
    ),
    moment("Building my professional reputation"),
    description=LIVING,
    roles="experience",
)
roots = stage(
    "Putting down roots",
    moment("Starting, growing or maintaining my family").met_by(family),
    moment("Revisiting housing", "VA Home Loan", "VA Refinancing").met_by(family),
    moment(
        "Maintaining financial, social and emotional health",
        *("Vet Center", "VA Mental Health Center", "Social work"),
    ),
    moment_that_matters(
        "Connecting with and serving my community",
        *("myVA Communities", "VSOs"),
        why="shared experience creates community",
    ),
    moment("Taking care of my family", "GI Bill", "Life Insurance").met_by(family),
    moment("Saving for my retirement", "Veteran's Pension", "Disability Compensation"),
    moment(
        "Engaging VA to access benefits and services",
        *("GI Bill", "Home Loan", "Pre-discharge Program", "Healthcare"),
        key="engaging-va-again",
    ),
    description=LIVING,
    roles="retention",
)
retiring = stage(
    "Retiring",
    moment(
        "Finding additional sources of income",
        *("VA Veteran's Pension", "Disability Compensation"),
    ),
    moment_that_matters(
        "Taking care of my health",
        *("VA Health Care", "Blind & Vision Rehab", "Audiology", "Specialized Care"),
        why="coverage has gaps at retirement; some engage VA for the first time here",
    ),
    moment("Participating in meaningful activities", "Vet Center"),
    description=f"{RETIRING}; ends with retiring",
    roles="retention",
)
aging = stage(
    "Aging",
    moment_that_matters(
        "Managing my declining health",
        *("VA Health Care", "Geriatric & Extended Care", "Home Health Care"),
        "Caregiver Services",
        why="people wish to stay at home and independent",
    ),
    moment("Planning for longer term care", "PACT teams", "Holistic end of life planning"),
    moment(
        "Adapting my support network to my new needs",
        *("Caregiver Services", "Home Health Care", "Geriatric & Extended Health"),
    ),
    moment_that_matters("Maintaining social and community connections"),
    description=RETIRING,
    roles="retention",
)
dying = stage(
    "Dying",
    moment(
        "Deciding how and where to be memorialized",
        *("Burial Benefits", "Burial Allowance", "Survivor's Benefits"),
    ),
    touchpoint(
        "Scheduling and planning a funeral service",
        personas=family,
        systems=[
            *("Burial Benefits", "Burial Allowance", "Survivor's Benefits"),
            "Grief Counseling",
        ],
        description="often the family's first direct interaction with VA",
        moment_of_truth=True,
    ),
    description=RETIRING,
)

journeys_of_veterans = (
    journey("Journeys of Veterans", "A life with the Department of Veterans Affairs", state="as-is")
    .walked_by(veteran, family)
    .stage(joining)
    .stage(serving)
    .stage(getting_out)
    .stage(starting_up)
    .stage(self_care)
    .stage(reinventing)
    .stage(roots)
    .stage(retiring)
    .stage(aging)
    .stage(dying)
    .anytime(
        touchpoint("Marriage"),
        touchpoint("Divorce"),
        touchpoint("Loss of somebody close"),
        touchpoint("Illness"),
    )
)
