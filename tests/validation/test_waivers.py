"""Waivers: what is accepted, where, until when, and what becomes of the rest."""

from __future__ import annotations

import datetime

import pytest

from journeykit import Touchpoint, cell, journey, persona, touchpoint
from journeykit.addresses import Element
from journeykit.errors import ModelError
from journeykit.management import Waiver
from journeykit.model import Journey
from journeykit.validation import Report, RuleSet, check, everything

CLOCK = datetime.date(2026, 7, 1)
MAYA = persona("Maya")
REASON = "the shop team is on it"
DIP = "dip-without-opportunity"


def low(name: str = "Abandons the basket") -> Touchpoint:
    """A low point that nobody explains or works on."""
    return touchpoint(name).feels(MAYA, -2)


def gift(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Buying a gift").walked_by(MAYA).stage("Purchase", *touchpoints)


def only(*rules: str) -> RuleSet:
    """Some rules, and the recommended ones about waivers."""
    return everything().select(*rules, "waivers").ignore("waiver-without-expiry")


def checked(
    whole: Journey, *, rules: RuleSet | None = None, clock: datetime.date | None = CLOCK
) -> Report:
    """The report of the rule for low points and of the rules for waivers."""
    chosen = only(DIP) if rules is None else rules
    report = check(whole, chosen, clock=clock)
    assert () == report.crashed
    return report


def names(report: Report) -> list[str]:
    """Which rules found something."""
    return [finding.rule for finding in report.findings]


def test_a_waiver_moves_a_finding_and_keeps_its_reason() -> None:
    """What is accepted stays visible, with who accepted it and why."""
    report = checked(gift(low().waive(DIP, reason=REASON, by="Cho")))
    assert () == report.findings
    [waived] = report.waived
    assert (DIP, REASON, "Cho") == (waived.finding.rule, waived.waiver.reason, waived.waiver.by)


def test_a_waiver_may_name_the_code() -> None:
    """Name and code are one rule."""
    assert () == checked(gift(low().waive("JK502", reason=REASON))).findings


def test_a_reason_and_a_rule_are_asked_for_when_a_waiver_is_made() -> None:
    """A waiver without a reason, for no rule, or a cell excluded without a reason, cannot exist."""
    with pytest.raises(ModelError):
        low().waive(DIP, reason="")
    with pytest.raises(ModelError):
        low().waive("", reason=REASON)
    with pytest.raises(ModelError):
        gift().not_applicable(MAYA, "Purchase", reason="")


def test_on_its_last_day_a_waiver_still_holds() -> None:
    """The day a waiver ends is its last, not its first without."""
    report = checked(gift(low().waive(DIP, reason=REASON, until=CLOCK)))
    assert ["waiver-expires-soon"] == names(report)
    assert 1 == len(report.waived)


def test_when_it_has_expired_the_finding_returns_and_so_says_the_waiver() -> None:
    """Both are told: the gap, and the promise that was not kept; it is not called unused too."""
    yesterday = CLOCK - datetime.timedelta(days=1)
    report = checked(gift(low().waive(DIP, reason=REASON, until=yesterday)))
    assert [DIP, "waiver-expired"] == sorted(names(report))
    assert () == report.waived
    [expired] = report.of("waiver-expired")
    assert "ended on 2026-06-30" in expired.message


def test_without_a_clock_no_waiver_expires() -> None:
    """Nobody reads the wall clock: the rules about days say that they were given none."""
    report = checked(
        gift(low().waive(DIP, reason=REASON, until=datetime.date(1999, 1, 1))), clock=None
    )
    assert () == report.findings
    assert 1 == len(report.waived)
    assert {"waiver-expired", "waiver-expires-soon"} == {i.rule for i in report.unanswered}


@pytest.mark.parametrize(("days", "told"), [(30, True), (31, False)])
def test_an_end_that_is_near_is_told(days: int, told: bool) -> None:  # noqa: FBT001
    """The warning begins a configurable number of days ahead."""
    until = CLOCK + datetime.timedelta(days=days)
    report = checked(gift(low().waive(DIP, reason=REASON, until=until)))
    assert (["waiver-expires-soon"] if told else []) == names(report)


def test_a_waiver_that_accepts_nothing_is_unused() -> None:
    """The gap was mended, so the waiver has to go."""
    report = checked(gift(touchpoint("Pays").feels(MAYA, 1).waive(DIP, reason=REASON)))
    assert ["unused-waiver"] == names(report)
    assert ("Pays",) == report.findings[0].names


def test_a_rule_that_was_not_selected_leaves_its_waivers_alone() -> None:
    """Who checks half the rules must not be told to remove the waivers of the other half."""
    paid = gift(touchpoint("Pays").feels(MAYA, 1).waive("touchpoint-without-owner", reason=REASON))
    assert () == checked(paid).findings


def test_a_rule_that_could_not_speak_leaves_its_waivers_alone() -> None:
    """Without its gate open, or without a clock, a rule cannot tell that a waiver is needless."""
    mute = gift(low().waive("no-support-touchpoint", reason=REASON).waive(DIP, reason=REASON))
    assert "unused-waiver" not in names(check(mute, everything(), clock=CLOCK))
    late = gift(low().waive("map-stale", reason=REASON).waive(DIP, reason=REASON))
    assert "unused-waiver" not in names(check(late, everything()))


def test_an_unknown_rule_is_an_error_with_the_nearest_name() -> None:
    """A misspelt waiver accepts nothing, and says so once."""
    report = checked(gift(low().waive("dip-without-oportunity", reason=REASON)))
    assert [DIP, "waiver-unknown-rule"] == sorted(names(report))
    [unknown] = report.of("waiver-unknown-rule")
    assert "error" == unknown.severity
    assert f'did you mean "{DIP}"?' in unknown.message


def test_a_known_rule_outside_the_selection_is_not_unknown() -> None:
    """What can be selected is known, whether it runs or not."""
    report = checked(gift(low().waive("JK101", reason=REASON).waive(DIP, reason=REASON)))
    assert () == report.findings


def test_an_aggregated_finding_is_split() -> None:
    """What holds for each element can be accepted for one of them; the others stay."""
    report = checked(gift(low("Waits").waive(DIP, reason=REASON), low("Pays"), low("Leaves")))
    [left] = report.findings
    [waived] = report.waived
    assert ("Pays", "Leaves") == left.names
    assert ("Waits",) == waived.finding.names
    assert left.message.endswith('; of these: "Pays", "Leaves"')
    assert waived.finding.message.endswith('; of these: "Waits"')


def test_an_aggregated_finding_can_be_split_twice() -> None:
    """The names that are left are told once, however many waivers took their part."""
    waiting, paying = low("Waits").waive(DIP, reason=REASON), low("Pays").waive(DIP, reason="no")
    report = checked(gift(waiting, paying, low("Leaves")))
    assert [("Leaves",)] == [f.names for f in report.findings]
    assert 1 == report.findings[0].message.count("of these")
    told = {w.finding.names: w.waiver.reason for w in report.waived}
    assert {("Waits",): REASON, ("Pays",): "no"} == told


def test_a_finding_about_several_at_once_is_accepted_as_a_whole() -> None:
    """A duplicate is one problem of two touchpoints: accepted at one, it is accepted."""
    first = touchpoint("Calls").waive("duplicate-name", reason=REASON)
    report = check(
        gift(first, touchpoint("Calls", key="again")), everything().select("JK9", "JK01")
    )
    assert "duplicate-name" not in names(report)
    assert ["duplicate-name"] == [w.finding.rule for w in report.waived]


def test_a_waiver_of_a_stage_covers_what_is_in_it() -> None:
    """A decision about a stage is one about its touchpoints."""
    whole = gift(low()).waive(DIP, reason=REASON, at=gift().stages[0])
    assert () == checked(whole).findings


def test_a_waiver_of_a_journey_covers_everything() -> None:
    """One rule can be accepted for the whole journey."""
    whole = gift(low("Waits"), low("Pays")).waive(DIP, reason=REASON)
    assert () == checked(whole).findings


def test_a_waiver_of_a_cell_covers_that_cell_alone() -> None:
    """A persona without touchpoints in one stage is not excused in another."""
    ben = persona("Ben")
    whole = (
        journey("Buying a gift")
        .walked_by(MAYA, ben)
        .stage("Start", touchpoint("Hears of it"))
        .stage("Awareness", touchpoint("Clicks an ad", personas=MAYA))
        .stage("Purchase", touchpoint("Pays", personas=MAYA))
        .stage("Retention", touchpoint("Gets a mail", personas=ben))
        .not_applicable(MAYA, "Retention", reason="she asked for no mails")
        .waive("persona-stage-hole", reason=REASON, at=cell(ben, "Purchase"))
    )
    report = checked(whole, rules=only("persona-stage-hole"))
    assert [Element("cell", ("ben", "awareness"))] == [
        e for f in report.findings for e in f.elements
    ]
    assert [("cell:ben/purchase",)] == [tuple(map(str, w.finding.elements)) for w in report.waived]


def test_the_most_specific_waiver_counts() -> None:
    """Element before stage before journey, wherever it was written; the broader is then unused."""
    place = gift().stages[0]
    whole = (
        gift(low())
        .waive(DIP, reason="everywhere")
        .waive(DIP, reason="in the stage", at=place)
        .waive(DIP, reason="right here", at=low())
    )
    report = checked(whole)
    assert ["right here"] == [w.waiver.reason for w in report.waived]
    assert ["unused-waiver", "unused-waiver"] == names(report)


def test_an_expired_specific_waiver_leaves_it_to_the_broader() -> None:
    """What has ended accepts nothing, so that the next broader decision counts."""
    ended = datetime.date(2026, 1, 1)
    whole = gift(low().waive(DIP, reason="here", until=ended)).waive(DIP, reason="everywhere")
    report = checked(whole)
    assert ["everywhere"] == [w.waiver.reason for w in report.waived]
    assert ["waiver-expired"] == names(report)


def test_a_waiver_beside_a_touchpoint_covers_its_metrics_and_pains() -> None:
    """A metric has no line of its own: the touchpoint that it measures speaks for it."""
    paying = touchpoint("Pays", metrics="Sales").waive("metric-without-target", reason=REASON)
    rules = only("metric-without-target")
    assert () == checked(gift(paying), rules=rules).findings
    hurting = low().hurts(MAYA, "hidden costs").waive("pain-without-response", reason=REASON)
    rules = only("pain-without-response")
    assert () == checked(gift(hurting), rules=rules).findings


def test_a_metric_of_two_places_is_not_accepted_by_one() -> None:
    """Who answers for one touchpoint cannot accept for the other."""
    paying = touchpoint("Pays", metrics="Sales").waive("metric-without-target", reason=REASON)
    whole = gift(paying, touchpoint("Pays later", metrics="Sales"))
    report = checked(whole, rules=only("metric-without-target"))
    assert ["metric-without-target", "unused-waiver"] == sorted(names(report))


def test_what_needs_review_can_be_accepted() -> None:
    """A person has looked: the question is not asked again, and the waiver is of use."""
    login = touchpoint("Log in").waive("near-duplicate-name", reason="two systems")
    report = checked(
        gift(login, touchpoint("Login")), rules=everything().select("near-duplicate-name", "JK011")
    )
    assert ((), ()) == (report.review, report.findings)
    assert ["near-duplicate-name"] == [w.finding.rule for w in report.waived]


def test_a_waiver_of_what_is_not_there_is_told_at_the_journey() -> None:
    """Every finding names something that exists, even one about a waiver of nothing."""
    ghost = Waiver(DIP, REASON, Element("touchpoint", ("ghost",)))
    whole = Journey("Buying a gift", stages=gift(low()).stages, personas=[MAYA], waivers=[ghost])
    [unused] = checked(whole).of("unused-waiver")
    assert ("Buying a gift",) == unused.names


def test_waivers_without_an_end_are_told_on_request() -> None:
    """For ever is a long time, but not everybody's concern."""
    whole = gift(low().waive(DIP, reason=REASON))
    assert () == checked(whole).findings
    chosen = everything().select(DIP, "waivers")
    assert ["waiver-without-expiry"] == names(checked(whole, rules=chosen))


def test_a_cell_that_is_not_applicable_must_not_name_its_persona() -> None:
    """An experience contradicts the exclusion just as a named persona does; everybody does not."""
    excluded = {"reason": "her employer pays"}
    for told in (
        touchpoint("Pays", personas=MAYA),
        touchpoint("Pays").feels(MAYA, 1),
        touchpoint("Pays").serves(MAYA, "a gift"),
    ):
        whole = gift(told).not_applicable(MAYA, "Purchase", **excluded)
        [found] = checked(whole).of("not-applicable-contradicted")
        assert ("error", ("Maya × Purchase", "Pays")) == (found.severity, found.names)
    general = gift(touchpoint("Pays")).not_applicable(MAYA, "Purchase", **excluded)
    assert () == checked(general).of("not-applicable-contradicted")
