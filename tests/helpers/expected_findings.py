"""Which rules would show which gap of the published maps, and how well a check does by that.

A gap is shown if a finding, or an entry for review, of one of the rules named here touches one of
its elements. Some rules named here do not exist: they are kinds of gap that nothing finds so far.
The table was made by hand after the sentences and their gaps were written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

import attrs

from helpers.published import Forbidden, PublishedMap
from journeykit import Element, Journey, Report
from journeykit.graph import view_of
from journeykit.validation import Finding

WAIT = ("wait-without-information", "wait-without-duration", "long-wait", "much-waiting")
SILENT = ("silent-company", "no-follow-up", "wait-without-information")
HANDOVER = ("switch-without-handover",)
BAD_STAGE = ("negative-stage", "negative-run")
FEEDBACK = ("no-feedback-loop", "nothing-measured")
MEASURED = ("nothing-measured", "no-journey-metric", "stage-without-metric")
FEELINGS = ("persona-without-emotion", "stage-without-emotion")
RECOVERY = ("no-recovery-path",)
GOAL = ("goal-unserved", "goal-out-of-reach")
NEED = ("need-unserved", "expectation-unmet")
CHANNEL = ("touchpoint-without-channel", "message-without-channel")
PREFERRED = ("preferred-channel-missing", "preferred-channel-missing-at-stage", "forced-switch")
LOOP = ("loop-without-limit",)
UNHAPPY = ("no-unhappy-path",)
LAST = ("ends-with-the-goal",)
LOW_END = ("ends-on-low",)
DIP = (
    "dip-without-opportunity",
    "dip-without-cause",
    "worst-peak-unprioritised",
    "much-waiting",
)
PAIN = ("pain-without-response",)
CONFIRMED = ("no-confirmation",)
HELP = ("nobody-to-ask", "no-support-touchpoint")
KNOWN = ("assumption-only",)

EXPECTED: dict[str, dict[str, tuple[str, ...]]] = {
    "affordable_housing": {
        "S2": ("single-channel-stage",),
        "S5": WAIT,
        "S6": SILENT,
        "I1": RECOVERY,
        "I2": BAD_STAGE,
        "I3": SILENT,
        "I4": LAST,
        "I5": NEED,
        "I6": FEELINGS,
    },
    "bank_account": {
        "S1": WAIT,
        "S2": SILENT,
        "S5": WAIT,
        "S7": GOAL,
        "I1": WAIT,
        "I3": HANDOVER,
        "I4": BAD_STAGE,
        "I5": FEELINGS,
        "I6": FEEDBACK,
    },
    "blood_donation": {
        "S1": WAIT,
        "S2": NEED,
        "S3": WAIT,
        "S8": PREFERRED,
        "S9": RECOVERY,
        "I1": SILENT,
        "I2": SILENT,
        "I3": GOAL,
        "I5": HANDOVER,
        "I6": FEEDBACK,
        "I7": ("goal-without-emotion",),
    },
    "cancelled_flight": {
        "S2": CHANNEL,
        "S3": CHANNEL,
        "S4": WAIT,
        "I1": GOAL,
        "I3": SILENT,
        "I4": FEELINGS,
        "I5": BAD_STAGE,
    },
    "car_insurance": {
        "S1": SILENT,
        "S2": SILENT,
        "S5": RECOVERY,
        "I1": HANDOVER,
        "I3": RECOVERY,
        "I5": FEELINGS,
        "I6": MEASURED,
        "I7": (*FEEDBACK, "no-follow-up", "silent-company"),
    },
    "emergency_department": {
        "S3": WAIT,
        "S4": WAIT,
        "S6": WAIT,
        "S7": WAIT,
        "I1": ("much-waiting", "long-wait"),
        "I2": HANDOVER,
        "I3": (*DIP, "negative-run"),
        "I4": ("no-follow-up", "silent-company"),
        "I5": FEEDBACK,
        "I6": MEASURED,
    },
    "expectant_parents": {
        "S2": SILENT,
        "S4": NEED,
        "S6": HANDOVER,
        "S7": NEED,
        "I1": HANDOVER,
        "I2": SILENT,
        "I3": (*LOW_END, *DIP),
        "I4": FEELINGS,
        "I5": NEED,
        "I6": LOOP,
    },
    "government_hiring": {
        "S1": WAIT,
        "S2": RECOVERY,
        "S5": WAIT,
        "S6": ("target-missed",),
        "S8": NEED,
        "I1": SILENT,
        "I2": UNHAPPY,
        "I3": WAIT,
        "I4": RECOVERY,
        "I5": FEELINGS,
        "I6": ("thin-persona",),
        "I8": LAST,
    },
    "parking_permit": {
        "S3": (*WAIT, "avoidable-contact"),
        "S4": HANDOVER,
        "S5": (*RECOVERY, *CHANNEL),
        "S8": RECOVERY,
        "I1": SILENT,
        "I2": GOAL,
        "I4": HANDOVER,
        "I5": WAIT,
        "I6": RECOVERY,
        "I8": FEELINGS,
    },
    "school_start": {
        "S1": SILENT,
        "S2": GOAL,
        "S3": CHANNEL,
        "I1": HANDOVER,
        "I2": LOW_END,
        "I3": WAIT,
        "I4": BAD_STAGE,
        "I5": FEEDBACK,
        "I6": GOAL,
    },
    "software_purchase": {
        "S1": HANDOVER,
        "S3": MEASURED,
        "S6": DIP,
        "I1": ("pain-without-response",),
        "I2": MEASURED,
        "I3": SILENT,
        "I4": UNHAPPY,
        "I6": ("nothing-owned", "touchpoint-without-owner"),
    },
    "unemployment_claim": {
        "S1": SILENT,
        "S2": HANDOVER,
        "S4": WAIT,
        "S6": (*HANDOVER, "start-over"),
        "S7": RECOVERY,
        "S10": ("single-channel-support",),
        "S11": ("recurring-pain",),
        "S13": WAIT,
        "I1": BAD_STAGE,
        "I2": RECOVERY,
        "I3": LOOP,
        "I5": FEELINGS,
        "I6": GOAL,
        "I7": LAST,
        "I8": MEASURED,
        "I9": FEEDBACK,
    },
    "building_outage": {
        "S1": DIP,
        "S2": DIP,
        "S3": (*WAIT, *SILENT),
        "S4": WAIT,
        "S6": HANDOVER,
        "S7": CONFIRMED,
        "S8": ("target-missed",),
        "S9": ("target-missed",),
        "S11": KNOWN,
        "I1": PAIN,
        "I2": FEEDBACK,
        "I3": NEED,
        "I6": HANDOVER,
    },
    "club_money": {
        "S3": (*CONFIRMED, *HANDOVER),
        "S4": WAIT,
        "S5": RECOVERY,
        "S7": (*DIP, *PAIN),
        "S8": (*LOW_END, *PAIN),
        "S9": ("negative-run", *BAD_STAGE),
        "S10": HELP,
        "I1": LOW_END,
        "I2": ("single-channel-journey",),
        "I3": MEASURED,
        "I4": PAIN,
        "I5": HANDOVER,
        "I6": FEEDBACK,
        "I7": GOAL,
    },
    "dress_exchange": {
        "S1": (*DIP, *PAIN),
        "S3": (*HANDOVER, "messages-contradict"),
        "S6": ("fail-point-without-recovery",),
        "I1": HANDOVER,
        "I2": LOW_END,
        "I3": GOAL,
        "I4": PAIN,
        "I5": MEASURED,
        "I6": ("avoidable-contact",),
        "I7": FEEDBACK,
    },
    "ebook_loan": {
        "S1": (*NEED, *DIP),
        "S2": UNHAPPY,
        "S3": (*DIP, *BAD_STAGE),
        "S4": ("long-path-to-goal",),
        "S5": (*LOW_END, *NEED),
        "I1": WAIT,
        "I2": SILENT,
        "I3": HELP,
        "I4": HANDOVER,
        "I5": MEASURED,
        "I7": FEEDBACK,
        "I8": LOW_END,
        "I9": KNOWN,
    },
    "festival_shifts": {
        "S2": LOOP,
        "S3": NEED,
        "S4": CONFIRMED,
        "S5": (*CONFIRMED, "avoidable-contact"),
        "S8": ("opposite-feelings",),
        "I2": PAIN,
        "I3": MEASURED,
        "I5": FEELINGS,
        "I6": FEEDBACK,
        "I7": GOAL,
    },
    "shared_meal": {
        "S1": RECOVERY,
        "S3": WAIT,
        "S4": CONFIRMED,
        "S5": ("recurring-pain", *FEEDBACK),
        "S6": NEED,
        "I1": (*WAIT, "avoidable-contact"),
        "I2": ("flat-emotion", "negative-run", *BAD_STAGE),
        "I3": HANDOVER,
        "I5": PAIN,
        "I6": MEASURED,
        "I7": LOW_END,
        "I8": ("persona-pain-unaddressed",),
    },
}
"""For each map and gap, the rules of which one would show it."""

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
}

LIFECYCLE = ("missing-role", "no-post-purchase", "no-advocacy-mechanism", "no-onboarding")

NOISE: dict[str, tuple[tuple[str, str], ...]] = {
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


@attrs.frozen
class Measured:
    """How a report does on one map, or on several together."""

    stated: frozenset[str] = frozenset()
    stated_found: frozenset[str] = frozenset()
    inferred: frozenset[str] = frozenset()
    inferred_found: frozenset[str] = frozenset()
    findings: int = 0
    noise: int = 0
    review: int = 0
    forbidden: tuple[Forbidden, ...] = ()

    @property
    def stated_share(self) -> Fraction:
        """Return the share of the stated gaps that is shown."""
        return Fraction(len(self.stated_found), len(self.stated))

    @property
    def inferred_share(self) -> Fraction:
        """Return the share of the inferred gaps that is shown."""
        return Fraction(len(self.inferred_found), len(self.inferred))

    @property
    def noise_share(self) -> Fraction:
        """Return the share of the findings that were judged noise."""
        return Fraction(self.noise, max(1, self.findings))


def measured(said: PublishedMap, report: Report) -> Measured:
    """Return what a report shows of a map's gaps, and what it says beside them."""
    found = frozenset(shown(said, (*report.findings, *report.review)))
    numbers = frozenset(said.gaps)
    stated = frozenset(number for number in numbers if number.startswith("S"))
    return Measured(
        stated=frozenset(f"{said.name} {number}" for number in stated),
        stated_found=frozenset(f"{said.name} {number}" for number in stated & found),
        inferred=frozenset(f"{said.name} {number}" for number in numbers - stated),
        inferred_found=frozenset(f"{said.name} {number}" for number in found - stated),
        findings=len(report.findings),
        noise=sum(is_noise(said, finding) for finding in report.findings),
        review=len(report.review),
        forbidden=tuple(wrong(said, report.findings)),
    )


def together(each: Collection[Measured]) -> Measured:
    """Return the measure of several maps as one."""
    return Measured(
        *(
            frozenset().union(*(getattr(one, name) for one in each))
            for name in ("stated", "stated_found", "inferred", "inferred_found")
        ),
        *(sum(getattr(one, name) for one in each) for name in ("findings", "noise", "review")),
        tuple(entry for one in each for entry in one.forbidden),
    )


def shown(said: PublishedMap, findings: Collection[Finding]) -> Iterator[str]:
    """Yield the numbers of the gaps that one of the findings shows, or what follows from it."""
    followed = (each.finding for finding in findings for each in finding.consequences)
    findings = (*findings, *followed)
    for number, gap in said.gaps.items():
        rules = EXPECTED[said.name][number]
        if any(
            finding.rule in rules and not set(gap.elements).isdisjoint(touched(said, finding))
            for finding in findings
        ):
            yield number


def wrong(said: PublishedMap, findings: Collection[Finding]) -> Iterator[Forbidden]:
    """Yield what must not be said and is."""
    for entry in said.forbidden:
        rules = SAID.get(entry.said, LIFECYCLE)
        for finding in findings:
            if finding.rule in rules and entry.element in set(touched(said, finding)):
                yield entry
                break


def is_noise(said: PublishedMap, finding: Finding) -> bool:
    """Whether the finding was judged noise."""
    spoken_of = set(map(str, finding.elements))
    return any(
        rule == finding.rule and element in spoken_of for rule, element in NOISE.get(said.name, ())
    )


def touched(said: PublishedMap, finding: Finding) -> Iterator[str]:
    """Yield the elements that a finding touches: those it names, and those they belong to."""
    for element in finding.elements:
        yield str(element)
        yield from owners(said.journey, element)


def owners(journey: Journey, element: Element) -> Iterator[str]:
    """Yield what an element belongs to: the persona of a goal, the places of a pain, both ends."""
    if element.kind in {"goal", "need", "expectation", "behaviour", "cell"}:
        yield f"persona:{element.keys[0]}"
    if element.kind == "cell":
        yield f"stage:{element.keys[1]}"
    if element.kind == "transition":
        yield from (f"touchpoint:{key}" for key in element.keys)
    if element.kind == "metric":
        yield str(journey.element)
    if element.kind == "pain":
        yield from map(str, view_of(journey).content.occurrences.get(element, ()))
