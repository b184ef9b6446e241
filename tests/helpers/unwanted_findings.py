"""What a check must not say of the published maps, and what was judged noise there by hand."""

from __future__ import annotations

from helpers.kinds_of_gap import FEELINGS, LOW_END, RECOVERY, UNHAPPY

SAID = {
    "no channel": ("touchpoint-without-channel",),
    "all automatic without a person": ("automated-stretch",),
    "dead end": ("dead-end", "persona-dead-end"),
    "metric without target": ("metric-without-target",),
    "negative start": ("negative-first-impression",),
    "nothing initiated by the company": ("silent-company",),
    "pain without response": ("pain-without-response",),
    "peak of the journey": ("no-positive-peak",),
    "resident on paper never opens the website": ("touchpoint-out-of-reach",),
    "single journey too long to the goal": ("long-path-to-goal",),
    "the advisor cannot reach the offer": ("goal-out-of-reach", "persona-without-path"),
    "the applicant meets nothing": ("persona-stage-hole",),
    "the employer meets nothing in a stage": ("persona-stage-hole",),
}
"""The rules that would say what must not be said; whatever is not here is about the lifecycle."""

SAID |= {
    "no way on after the failure": RECOVERY,
    "no unhappy path": UNHAPPY,
    "no feeling": FEELINGS,
    "ends on a low": LOW_END,
    "loop without a way out": ("cycle-without-exit",),
    "no way for Mrs Chan": ("persona-without-path", "persona-dead-end", "touchpoint-out-of-reach"),
    "nothing begun by the company": ("silent-company",),
    "David has nothing in the stage": ("persona-stage-hole",),
    "persona is a stranger to the other's steps": ("persona-stage-hole", "touchpoint-out-of-reach"),
}

LIFECYCLE = ("missing-role", "no-post-purchase", "no-advocacy-mechanism", "no-onboarding")

NOISE: dict[str, tuple[tuple[str, str], ...]] = {
    "lease_signing": (
        (
            "opportunity-without-priority",
            "opportunity:show-before-reading-how-much-needs-attention",
        ),
    ),
    "standards_library": (
        ("opportunity-without-priority", "opportunity:show-who-keeps-it"),
        ("purchase-barrier", "pain:no-way-to-ask-again"),
        ("purchase-barrier", "pain:no-word-on-how-long-it-takes"),
    ),
    "school_carpool": (("incomplete-guards", "touchpoint:the-children-are-driven"),),
    "loan_app": (("nobody-to-ask", "journey:a-first-loan"),),
    "wheelchair_train": (("assumption-only", "touchpoint:gets-off"),),
    "building_outage": (
        ("incomplete-guards", "touchpoint:finds-no-report"),
        ("incomplete-guards", "touchpoint:sees-that-it-is-known"),
        ("incomplete-guards", "touchpoint:sends-an-email-from-a-template"),
    ),
    "club_money": (("incomplete-guards", "touchpoint:cancels-and-asks-for-the-money"),),
    "ebook_loan": (("incomplete-guards", "touchpoint:reads-it-in-the-browser"),),
    "festival_shifts": (
        ("incomplete-guards", "touchpoint:asks-for-a-change"),
        ("incomplete-guards", "touchpoint:hands-wishes-in-after-the-deadline"),
        ("incomplete-guards", "touchpoint:says-that-the-shift-is-not-what-was-wished"),
    ),
    "shared_meal": (("opposite-feelings", "touchpoint:meets-and-hands-the-meal-over"),),
    "affordable_housing": (
        ("touchpoint-without-channel", "touchpoint:gathers-her-papers"),
        (
            "long-path-to-goal",
            "goal:allison/a-flat-that-lets-her-family-stay-in-the-city",
        ),
    ),
    "bank_account": (("touchpoint-without-channel", "touchpoint:hears-nothing"),),
    "blood_donation": (("metric-without-target", "metric:drop-in-first-time-donors-in-ten-years"),),
    "cancelled_flight": (("long-path-to-goal", "goal:traveller/arrive-in-chicago"),),
    "emergency_department": (
        ("touchpoint-without-channel", "touchpoint:is-in-pain"),
        ("dip-without-opportunity", "touchpoint:is-in-pain"),
        ("negative-first-impression", "touchpoint:is-in-pain"),
        ("long-path-to-goal", "goal:patient/know-what-it-is"),
        ("long-path-to-goal", "goal:patient/the-pain-gone"),
    ),
    "expectant_parents": (
        ("touchpoint-without-channel", "touchpoint:worry-whether-this-is-normal"),
    ),
    "government_hiring": (
        ("persona-stage-hole", "cell:applicant/posting-the-job"),
        ("persona-stage-hole", "cell:hiring-manager/applying"),
        ("persona-stage-hole", "cell:human-resources-advisor/applying"),
        (
            "metric-without-target",
            "metric:applicants-who-drop-out-in-a-slow-screening",
        ),
    ),
    "parking_permit": (
        ("dead-end", "touchpoint:is-asked-for-feedback"),
        ("touchpoint-without-channel", "touchpoint:waits-for-the-permits"),
        ("metric-without-target", "metric:answers-to-the-survey"),
        ("long-path-to-goal", "goal:resident-online/park-near-home"),
    ),
    "software_purchase": (
        ("long-path-to-goal", "goal:alex/faster-teams"),
        ("negative-first-impression", "touchpoint:reads-industry-reports"),
    ),
    "unemployment_claim": (
        ("persona-stage-hole", "cell:employer-s-hr-representative/certify-weekly"),
        ("touchpoint-without-channel", "touchpoint:waits-for-the-employer"),
        (
            "long-path-to-goal",
            "goal:claimant/get-the-benefit-one-is-entitled-to-in-time",
        ),
        (
            "long-path-to-goal",
            "goal:self-employed-claimant/get-the-benefit-one-is-entitled-to-in-time",
        ),
    ),
}
"""What was judged noise by hand: a rule, and an element that it speaks of."""
