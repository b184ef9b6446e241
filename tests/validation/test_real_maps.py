"""What the recommended rules say of published maps, against what their readers expect.

Each map has a reviewed report in `tests/golden/findings`. Here stands why it is right: what the
source itself calls wrong is found; what would be a false alarm is not; and whatever else is said,
at most five things a map, stands here with the reason why a service designer would defend it.
"""

from __future__ import annotations

import pytest
from attrs import evolve, frozen

from golden.findings.regenerate import FOLDER, MAPS, told
from journeykit import Journey, check, dumps, loads
from journeykit.validation import PROFILES, Finding, everything
from journeys.reduced_fare import office, reduced_fare, tablet

Expectation = tuple[str, str]
"""The name of a rule, and the address of one element of its finding."""


@frozen
class Reading:
    """What a reader of a map expects of its report.

    Args:
        found: What the source itself calls wrong.
        further: What else is true, one place of each finding.
        silent: Rules that would be a false alarm on this map, anywhere.
        silent_at: Rules that would be one at some place.
    """

    found: tuple[Expectation, ...] = ()
    further: tuple[Expectation, ...] = ()
    silent: tuple[str, ...] = ()
    silent_at: tuple[Expectation, ...] = ()


READINGS = {
    "learn_to_drive": Reading(
        further=(
            # The guide makes booking depend on the licence and does not say what somebody does
            # who revises without having one: the one condition it prints, and no other way.
            ("incomplete-guards", "stage:prepare-for-your-theory-test"),
            # No moment of the guide says that it serves the goal, nor tells it in its words.
            ("goal-unserved", "goal:learner/hold-a-full-driving-licence"),
            # Lessons are taken in a car; a person has to say so.
            ("preferred-channel-missing", "touchpoint:taking-driving-lessons"),
            # The guide tells what learners do, and of nothing that the agency begins.
            ("silent-company", "journey:learn-to-drive-a-car-step-by-step"),
            # A guide shows no figures.
            ("nothing-measured", "journey:learn-to-drive-a-car-step-by-step"),
        ),
        # Two steps run side by side, failing a test leads back, and nobody advertises driving.
        silent=(
            "stage-order-violation",
            "cycle-without-exit",
            "no-advocacy-mechanism",
            "no-post-purchase",
            "missing-role",
        ),
    ),
    "outpatient_visit": Reading(
        further=(
            # From the screen to the building to a person: nothing is said to go along.
            (
                "switch-without-handover",
                "transition:schedule-appointment/wait-and-prepare-for-appointment",
            ),
            # No reminder, no result, no call: on the map only the veteran begins anything.
            ("silent-company", "journey:an-outpatient-appointment"),
            # Respect, trust, being seen when needed: the map says nowhere where these are met.
            ("goal-unserved", "goal:patient/trust-va"),
            # Visits are measured, surely; the map does not say by what, nor what it feels like.
            ("nothing-measured", "journey:an-outpatient-appointment"),
            # The map names a website among its channels and shows no moment on it.
            ("unused-channel", "channel:website"),
        ),
        # The next need starts the journey anew, but it may end; nothing is sold; and what may be
        # left out needs no condition.
        silent=("cycle-without-exit", "no-post-purchase", "missing-role", "empty-stage"),
        silent_at=(
            ("incomplete-guards", "touchpoint:navigate-through-facility"),
            ("incomplete-guards", "touchpoint:check-out-of-appointment"),
        ),
    ),
    "journeys_of_veterans": Reading(
        found=(
            # "Served first only at the last stage": the family, whom the map mentions before.
            ("persona-stage-hole", "cell:family/aging"),
            # Information at the wrong time, and care that breaks off between those who give it.
            (
                "pain-without-response",
                "pain:separation-programmes-overload-people-when-they-cannot-absorb-it",
            ),
            (
                "pain-without-response",
                "pain:care-is-discontinuous-inside-va-and-between-va-and-outside-care",
            ),
        ),
        further=(
            # Seven goals, and no moment that says which of them it serves.
            ("goal-unserved", "goal:veteran/meaningful-work"),
            # Two moments that matter, as the map says itself, without any service behind them.
            ("moment-of-truth-unmanaged", "touchpoint:understanding-future-prospects"),
            ("negative-stage", "stage:taking-care-of-myself"),
            # Moments of a life; the department appears in them, and begins none.
            ("silent-company", "journey:journeys-of-veterans"),
            # A life without a figure, without a feeling, and without anybody who asks.
            ("nothing-measured", "journey:journeys-of-veterans"),
        ),
        # A life is no sale, has no arrows, may hold one moment twice, and ends.
        silent=(
            "no-post-purchase",
            "no-advocacy-mechanism",
            "missing-role",
            "unreachable-touchpoint",
            "dead-end",
            "ends-on-low",
            "duplicate-name",
            "touchpoint-without-channel",
        ),
    ),
    "product_marketplace": Reading(
        found=(
            # A refused payout is not reflected in the order at all, and nothing comes after it.
            ("fail-point-without-recovery", "touchpoint:payout"),
            # For disputes at the customer's bank the authors know no remedy.
            ("pain-without-response", "stage:dispute"),
        ),
        further=(
            # Most listings do not sell at once; the journey of their sellers stops there.
            ("incomplete-guards", "touchpoint:your-listings"),
            # A payout goes out, and it is not said how anybody is told.
            ("touchpoint-without-channel", "touchpoint:payout"),
            # Nothing reaches those who search and find nothing.
            ("silent-company", "stage:search"),
            # The abandoned payment: the classic that nobody follows up.
            ("no-recovery-path", "touchpoint:payment-expires"),
            # Three proposals, and nobody to carry them out.
            ("nothing-owned", "journey:selling-and-buying-on-a-product-marketplace"),
            # Disputes, refusals, expired payments: on the map nobody can be asked about any of it.
            ("nobody-to-ask", "journey:selling-and-buying-on-a-product-marketplace"),
            # Reviews are asked for; how well the marketplace does is not on its map.
            ("nothing-measured", "journey:selling-and-buying-on-a-product-marketplace"),
        ),
        # Two who begin in different stages, hand over to each other and meet in the middle.
        silent=(
            "persona-stage-hole",
            "persona-without-path",
            "persona-branch-uncovered",
            "goal-out-of-reach",
            "stage-order-violation",
            "cycle-without-exit",
            "dead-end",
            "long-path-to-goal",
            "emotion-claimed-on-plan",
            "flat-emotion",
            "duplicate-name",
        ),
    ),
    "code_contributor": Reading(
        found=(
            # "A lot of exit and drop points".
            ("dead-end", "touchpoint:creating-a-fork"),
            ("dead-end", "touchpoint:code-contributor-program"),
            ("dead-end", "touchpoint:update-the-documentation"),
            ("dead-end", "touchpoint:how-to-open-a-merge-request"),
            ("dead-end", "touchpoint:merge-request-coaches"),
            ("dead-end", "touchpoint:development-environment-guide"),
            # "An infinite loop between the contributor guide and the README"; it has ways out.
            ("stage-order-violation", "transition:readme/contributing-to-development-guide"),
            ("stage-order-violation", "transition:readme/accepting-merge-requests-issues"),
            # Most never come back for a second contribution.
            ("empty-stage", "stage:retention"),
            # Eleven days, where people expect seven.
            ("target-missed", "metric:days-until-a-merge-request-is-merged"),
            # Four of their findings hold at several places of the map.
            (
                "recurring-pain",
                "pain:guide-and-readme-send-people-to-each-other-for-ever",
            ),
            # Six top findings and not one proposal in words.
            ("pain-without-response", "pain:labels-and-reviews-take-a-long-time"),
        ),
        further=(
            # Open, iterate, open, iterate: the moment everybody works for, the merge, is missing.
            ("cycle-without-exit", "touchpoint:iterate"),
            # Docs, forks, reviews: for a persona nothing good happens before the merge.
            ("negative-stage", "stage:contribution"),
            ("negative-stage", "stage:onboarding"),
            # Two smileys on a map of twenty-one moments.
            ("persona-without-emotion", "persona:new-contributor"),
            # Whoever contributes begins everything; nobody invites or answers first.
            ("silent-company", "journey:contributing-code"),
            # Two figures, of which the map does not say where they come from.
            ("metric-without-source", "metric:new-contributors-per-milestone"),
            # The one place to ask for help is in the handbook.
            ("single-channel-support", "touchpoint:merge-request-coaches"),
            # Two figures of the last stage; contributors are lost in the ones before.
            ("stage-without-metric", "stage:engagement"),
            # They wrote it down themselves, because nobody had asked them.
            ("no-feedback-loop", "journey:contributing-code"),
        ),
        # Nothing is sold; there are many ways in; and it hangs together.
        silent=(
            "no-post-purchase",
            "missing-role",
            "no-entry",
            "unreachable-touchpoint",
            "duplicate-name",
            "single-channel-stage",
            "disconnected-component",
            "persona-without-path",
        ),
        # Tests are added if needed: who need not come there is not stuck there.
        silent_at=(("dead-end", "touchpoint:add-tests-if-needed"),),
    ),
    "code_contributor_goal": Reading(
        further=(
            # The map of how it should be has lost the drop points and kept the trap at the end.
            ("cycle-without-exit", "touchpoint:iterate"),
            # The better map is still one in which contributors begin everything.
            ("silent-company", "journey:contributing-code"),
            # A plan in which no merge request is ever turned down.
            ("no-unhappy-path", "journey:contributing-code"),
        ),
        silent=("dead-end", "stage-order-violation", "duplicate-name", "target-missed"),
    ),
    "reduced_fare": Reading(
        found=(
            # How often the check of identity fails is not counted.
            ("metric-without-target", "metric:riders-who-fail-the-check-of-identity"),
            # Who cancels the consent is sent the wrong way: no way is drawn at all.
            ("incomplete-guards", "touchpoint:agrees-to-share-medicare-data"),
        ),
        further=(
            # What hurts riders is listed, what they feel is not.
            ("persona-without-emotion", "persona:rider"),
            ("negative-stage", "stage:prove-eligibility"),
            # The diagram asks "yes or no" at the counter and draws the yes.
            ("incomplete-guards", "touchpoint:staff-look-at-the-papers"),
            # From the failed check on the web to the office, where everything starts over.
            (
                "switch-without-handover",
                "transition:cannot-sign-in-eligibility-unknown/goes-to-the-agency-s-office",
            ),
            # A lawful refusal, and still nobody says what else the rider could do.
            ("no-recovery-path", "touchpoint:is-told-not-to-be-eligible"),
            # Three open proposals without anybody's name.
            (
                "nothing-owned",
                "journey:riding-at-a-reduced-fare-as-a-medicare-cardholder",
            ),
            # At the counter riders hand in their papers and wait for what staff find.
            ("silent-company", "stage:prove-eligibility"),
            # Riders are counted and not asked.
            ("no-feedback-loop", "journey:riding-at-a-reduced-fare-as-a-medicare-cardholder"),
        ),
        # Registering again is a loop, riding again is one that may end, consent comes before the
        # check, nothing is sold, and there is a way with people beside the one on the web.
        silent=(
            "cycle-without-exit",
            "stage-order-violation",
            "consent-not-before-use",
            "loop-without-limit",
            "no-post-purchase",
            "no-advocacy-mechanism",
            "missing-role",
            "persona-stage-hole",
            "persona-without-path",
            "only-avoided-channel",
        ),
        silent_at=(("no-recovery-path", "touchpoint:cannot-sign-in-eligibility-unknown"),),
    ),
    "reduced_fare_before": Reading(
        found=(
            # The weekly loading of the card: the low point, two pains, and nothing done.
            ("pain-without-response", "pain:money-lies-on-the-card-that-is-needed-elsewhere"),
            (
                "pain-without-response",
                "pain:one-card-for-the-bus-another-or-cash-for-everything-else",
            ),
        ),
        further=(
            # From where the card is loaded to the bus: the map does not say what goes along.
            (
                "switch-without-handover",
                "transition:loads-ten-dollars-on-it-every-week/rides-with-the-agency-s-card",
            ),
            # Week after week the rider loads the card; the agency begins nothing.
            (
                "silent-company",
                "journey:riding-at-a-reduced-fare-as-a-medicare-cardholder",
            ),
        ),
        silent=("cycle-without-exit", "stage-order-violation"),
    ),
}

every_map = pytest.mark.parametrize("name", MAPS)


def _said(journey: Journey) -> tuple[Finding, ...]:
    """Everything the recommended rules say."""
    report = check(journey)
    assert () == report.crashed
    return (*report.findings, *report.review)


def _says(finding: Finding, expected: Expectation) -> bool:
    """Whether a finding is of a rule and at a place."""
    rule, place = expected
    return finding.rule == rule and place in map(str, finding.elements)


def test_every_map_was_read() -> None:
    """No map is checked without anybody having looked at what is said of it."""
    assert set(MAPS) == set(READINGS)


@every_map
def test_a_map_comes_back_from_a_file(name: str) -> None:
    """Whatever real maps say can be written and read."""
    assert MAPS[name] == loads(dumps(MAPS[name]))


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("product_marketplace", (6, 38, 51)),
        ("code_contributor", (5, 21, 32)),
        ("code_contributor_goal", (4, 10, 13)),
        ("reduced_fare", (5, 20, 27)),
        ("reduced_fare_before", (4, 5, 5)),
    ],
)
def test_a_map_is_whole(name: str, counts: tuple[int, int, int]) -> None:
    """Stages, touchpoints and transitions are as many as were counted by hand in the source."""
    made = MAPS[name]

    assert counts == (len(made.stages), len(made.touchpoints), len(made.transitions))


@every_map
def test_the_report_is_the_reviewed_one(name: str) -> None:
    """`golden/findings/regenerate.py` writes it anew, for a person to read."""
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8") == told(name)


@every_map
def test_what_the_source_calls_wrong_is_found(name: str) -> None:
    """The gaps that the authors of a map name themselves."""
    said = _said(MAPS[name])

    assert [] == [
        expected
        for expected in READINGS[name].found
        if not any(_says(finding, expected) for finding in said)
    ]


@every_map
def test_no_false_alarm(name: str) -> None:
    """What a reader of the map would shake their head at."""
    reading = READINGS[name]

    assert [] == [
        finding.message
        for finding in _said(MAPS[name])
        if finding.rule in reading.silent
        or any(_says(finding, expected) for expected in reading.silent_at)
    ]


@every_map
def test_few_further_findings_and_each_has_its_reason(name: str) -> None:
    """At most five, and five for review, each of them defended above, and none of them gone."""
    reading = READINGS[name]
    further = [
        finding
        for finding in _said(MAPS[name])
        if not any(_says(finding, expected) for expected in reading.found)
    ]

    assert sum(not finding.review for finding in further) <= 5
    assert sum(finding.review for finding in further) <= 5
    assert [] == [f.message for f in further if not any(_says(f, e) for e in reading.further)]
    assert [] == [e for e in reading.further if not any(_says(f, e) for f in further)]


@every_map
def test_every_rule_has_its_say_without_a_crash(name: str) -> None:
    """What is off by default runs on real maps as well."""
    assert () == check(MAPS[name], everything()).crashed


class TestReducedFare:
    """The same map with a way taken out of it."""

    def test_without_the_way_to_the_office(self) -> None:
        """Who cannot sign in is lost, as the authors say of the web alone."""
        steps = (t for t in reduced_fare.transitions if t.kind != "recovery")
        alone = evolve(reduced_fare, transitions=tuple(steps))

        expected = ("no-recovery-path", "touchpoint:cannot-sign-in-eligibility-unknown")
        assert 1 == sum(_says(finding, expected) for finding in _said(alone))

    def test_without_the_office(self) -> None:
        """Self-service alone leaves the rider who cannot or will not use it without a next step."""
        by_hand = {
            t.key
            for t in reduced_fare.touchpoints
            if t.channels and {*t.channels} <= {office, tablet}
        }
        stages = (
            evolve(s, touchpoints=tuple(t for t in s.touchpoints if t.key not in by_hand))
            for s in reduced_fare.stages
        )
        steps = (
            t
            for t in reduced_fare.transitions
            if not by_hand.intersection((t.source.key, t.target.key))
        )
        alone = evolve(reduced_fare, stages=tuple(stages), transitions=tuple(steps))

        expected = ("persona-dead-end", "touchpoint:the-bank-card-expires")
        assert not any(_says(finding, expected) for finding in _said(reduced_fare))
        assert 1 == sum(_says(finding, expected) for finding in _said(alone))


class TestPublicService:
    """What the profile for public services adds."""

    def test_steps_that_only_the_web_offers(self) -> None:
        """Learning to drive needs a screen nearly everywhere, and no other way is named."""
        rules = PROFILES["public-service"]()
        [finding] = check(MAPS["learn_to_drive"], rules).of("digital-only-stage")

        assert _says(finding, ("digital-only-stage", "stage:book-and-manage-your-driving-test"))
        assert not _says(finding, ("digital-only-stage", "stage:driving-lessons-and-practice"))

    def test_a_way_with_people_beside_the_web(self) -> None:
        """Eligibility can be proved and the card registered at a counter."""
        rules = PROFILES["public-service"]()

        assert () == check(reduced_fare, rules).of("digital-only-stage")
