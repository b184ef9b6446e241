"""Rules about two journeys: what a to-be loses of its as-is, and where events leave a plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from journeykit import (
    Channel,
    Journey,
    Metric,
    ModelError,
    Problem,
    Report,
    View,
    check,
    compare,
    journey,
    persona,
    recommended,
    rule,
    stage,
    touchpoint,
)
from journeykit.changes import Differences
from journeykit.errors import RuleError
from journeykit.testing.strategies import journeys
from journeykit.validation import Finding, every_rule

MAYA = persona("Maya", goals=["a gift by Friday"])
TOM = persona("Tom")
PAYS = touchpoint("Pays").feels(MAYA, 1).serves(MAYA, "a gift by Friday")
GIVES_UP = touchpoint("Gives up", outcome="abandoned")
RETURNS = touchpoint("Returns")
AS_IS = (
    journey("Gift", state="as-is")
    .walked_by(MAYA, TOM)
    .stage("Purchase", PAYS, GIVES_UP, RETURNS)
    .stage("Experience", touchpoint("Gets help").measured_by(Metric("NPS", "nps")))
    .flow(GIVES_UP >> RETURNS, kind="recovery")
    .opportunity("Win people back", GIVES_UP)
)
COMPARING = [each for each in every_rule() if each.compared_with is not None]


def _of(report: Report) -> dict[str, Finding]:
    """The findings of the rules about two journeys, by name."""
    names = {each.name for each in COMPARING}
    return {each.rule: each for each in report.findings if each.rule in names}


def test_a_journey_alone_is_told_nothing_about_another() -> None:
    """The rules are inapplicable, and say that nothing was compared."""
    report = check(AS_IS)
    reasons = {each.rule: each.reason for each in report.inapplicable}

    assert {} == _of(report)
    assert {"it is compared with no other journey"} == {reasons[each.name] for each in COMPARING}


def test_a_to_be_is_held_against_its_as_is() -> None:
    """What it loses is found, each at what is still there."""
    to_be = (
        journey("Gift", state="to-be")
        .walked_by(MAYA)
        .stage("Purchase", touchpoint("Pays").feels(MAYA, -1, "rushed"))
        .stage("Experience")
    )

    found = _of(check(to_be, compared_with=AS_IS))

    assert {
        "worse-feeling": "touchpoint:pays",
        "coverage-lost": "cell:maya/experience",
        "goal-no-longer-served": "goal:maya/a-gift-by-friday",
        "unhappy-path-lost": "journey:gift",
        "metric-lost": "journey:gift",
        "persona-left-out": "journey:gift",
    } == {name: str(finding.elements[0]) for name, finding in found.items()}
    assert "1" in found["worse-feeling"].message
    assert '"Pays"' in found["goal-no-longer-served"].message


def test_an_unchanged_to_be_carries_nothing_out() -> None:
    """What the as-is planned is still to be done."""
    to_be = journey("Gift", state="to-be").walked_by(MAYA, TOM)
    to_be = to_be.stage("Purchase", PAYS, GIVES_UP, RETURNS).flow(
        GIVES_UP >> RETURNS, kind="recovery"
    )
    to_be = to_be.stage("Experience", touchpoint("Gets help").measured_by(Metric("NPS", "nps")))

    found = _of(check(to_be, compared_with=AS_IS))

    assert ["opportunity-not-carried-out"] == [*found]
    assert '"Win people back" is not carried out; unchanged: "Gives up"' == (
        found["opportunity-not-carried-out"].message
    )


def test_a_pain_point_that_is_only_gone_is_an_effect() -> None:
    """The finding says that nothing tells how it comes about."""
    hurts = PAYS.hurts(MAYA, "Hidden costs")
    as_is = journey("Gift", state="as-is").walked_by(MAYA).stage("Purchase", hurts)
    to_be = journey("Gift", state="to-be").walked_by(MAYA).stage("Purchase", PAYS)

    found = _of(check(to_be, compared_with=as_is.opportunity("Show costs", hurts)))

    assert (
        '"Show costs" shows its effect and not what is done; only feelings or pain points changed: '
        '"Pays"'
    ) == found["opportunity-not-carried-out"].message


def test_work_inside_a_stage_carries_out_what_addresses_the_stage() -> None:
    """A new touchpoint in a stage is a change of the stage."""
    buying = stage("Purchase", PAYS)
    as_is = journey("Gift", state="as-is").walked_by(MAYA).stage(buying)
    as_is = as_is.opportunity("Make buying easier", buying)
    to_be = journey("Gift", state="to-be").walked_by(MAYA).stage("Purchase", PAYS, RETURNS)

    assert "carried out" == compare(as_is, to_be).plan[0].progress


def test_a_renamed_touchpoint_is_the_same_one() -> None:
    """Under its new key it is still worked on, and it still feels worse."""
    as_is = journey("Gift", state="as-is").walked_by(MAYA).stage("Purchase", PAYS)
    as_is = as_is.opportunity("Fewer fields", PAYS)
    quick = (
        touchpoint("Pays at once", Channel.PHONE).feels(MAYA, 0).serves(MAYA, "a gift by Friday")
    )
    to_be = journey("Gift", state="to-be").walked_by(MAYA).stage("Purchase", quick)

    comparison = compare(as_is, to_be, renamed={"pays": "pays-at-once"})

    assert "carried out" == comparison.plan[0].progress
    assert ["worse-feeling"] == [each.rule for each in comparison.report.findings]
    assert _of(check(to_be, compared_with=comparison)) == _of(comparison.report)


def test_a_waiver_accepts_what_a_redesign_loses() -> None:
    """With its reason, at the touchpoint it is about."""
    waived = touchpoint("Pays").feels(MAYA, -1).waive("worse-feeling", reason="safer payment")
    as_is = journey("Gift", state="as-is").walked_by(MAYA).stage("Purchase", PAYS)
    to_be = journey("Gift", state="to-be").walked_by(MAYA).stage("Purchase", waived)

    report = check(to_be, compared_with=as_is)

    assert "worse-feeling" not in _of(report)
    assert ["safer payment"] == [each.waiver.reason for each in report.waived]


def test_what_happened_is_held_against_the_plan() -> None:
    """Each deviation is a finding; a redesign's rules are silent."""
    a, b, c = map(touchpoint, ("Orders", "Unpacks", "Returns"))
    planned = journey("J", state="planned").stage("S", a, b, c).stage("T", touchpoint("Is thanked"))
    late = journey("J", state="actual").stage("S", touchpoint("Orders", outcome="failed"), c, b)
    actual = late.stage("T", touchpoint("Complains"))

    found = _of(check(actual, compared_with=planned))

    assert {
        "planned-touchpoint-missing": "stage:t",
        "unplanned-touchpoint": "touchpoint:complains",
        "touchpoint-out-of-order": "touchpoint:returns",
        "planned-touchpoint-failed": "touchpoint:orders",
    } == {name: str(finding.elements[0]) for name, finding in found.items()}


def test_what_a_rule_compares_for_is_told_where_it_does_not_apply() -> None:
    """A plan against what happened is no redesign."""
    report = check(
        journey("J", state="actual").stage("S"), compared_with=journey("J", state="planned")
    )
    reasons = {each.rule: each.reason for each in report.inapplicable}

    assert "it is for an as-is and its to-be" == reasons["pain-carried-over"]


def test_a_rule_of_ones_own_may_compare() -> None:
    """It is given what is different, and both examples have a journey to be compared with."""

    @rule(
        "fewer-steps",
        "SHOP001",
        severity="info",
        detects="A to-be that is longer than its as-is.",
        why="We promised to make it shorter.",
        formally="The second has more touchpoints.",
        fix="leave something out",
        source="us",
        compared_with=lambda: AS_IS,
        fires=lambda: AS_IS.stage("More", touchpoint("One more")),
        silent=lambda: AS_IS,
    )
    def fewer_steps(view: View, differences: Differences) -> Iterator[Problem]:
        """Count touchpoints."""
        if len(view.touchpoints) > len(differences.before.touchpoints):
            yield Problem("it is longer", view.journey)

    report = check(
        AS_IS.stage("More", touchpoint("One more")),
        recommended().extend(fewer_steps),
        compared_with=AS_IS,
    )

    assert "fewer-steps" in {each.rule for each in report.findings}


def test_a_rule_that_compares_says_with_what() -> None:
    """Examples that cannot be compared show nothing."""

    def look(view: View, differences: Differences) -> Iterator[Problem]:
        """Find what is in neither."""
        if differences:
            yield Problem("odd", view.journey)

    with pytest.raises(RuleError, match="compared_with: expected a function that makes the journe"):
        rule(
            "odd",
            "ODD001",
            severity="info",
            detects="A.",
            why="B.",
            formally="C.",
            fix="d",
            source="e",
            fires=lambda: AS_IS,
            silent=lambda: AS_IS,
        )(look)


@pytest.mark.parametrize("other", ["as-is.json", 3, [AS_IS]])
def test_only_a_journey_is_compared_with(other: object) -> None:
    """Anything else is refused in words."""
    with pytest.raises(ModelError, match="compared_with: a journey"):
        check(AS_IS, compared_with=other)  # type: ignore[arg-type]


def test_the_comparison_is_one_with_the_journey_that_is_checked() -> None:
    """Differences of other journeys would be told of the wrong one."""
    with pytest.raises(ModelError, match="comparison with the journey that is given"):
        check(AS_IS, compared_with=compare(AS_IS, journey("Another")))


@given(journeys(), journeys())
def test_any_two_journeys_can_be_compared(before: Journey, after: Journey) -> None:
    """Nothing crashes, and every finding is about something that is there."""
    from journeykit.graph import view_of

    comparison = compare(before, after)
    view = view_of(after)

    assert () == comparison.report.crashed
    for finding in comparison.report.findings:
        assert all(map(view.has, finding.elements))


@given(journeys())
def test_a_journey_loses_nothing_against_itself(one: Journey) -> None:
    """Only what was to be done is still to be done."""
    still = {"pain-carried-over", "opportunity-not-carried-out", "done-without-change"}
    assert not {each.rule for each in compare(one, one).report.findings} - still
