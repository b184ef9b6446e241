"""What customers really did, held against the design: by hand, and on the log of the shop."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from helpers.evidence_shop import EVENTS, SCHEMA, SURVEY, shop, survey_schema
from journeykit import (
    Element,
    EvidenceReport,
    Journey,
    Metric,
    ModelError,
    check,
    confront,
    journey,
    persona,
    touchpoint,
)
from journeykit.observations import (
    EventName,
    Figure,
    Observations,
    TouchpointTraffic,
    TransitionTraffic,
    VisitLoss,
)
from journeykit.rates import rate_of
from journeykit.validation.report import Unanswered
from journeykit.validation.reporters import as_html, as_markdown, as_sarif

MAYA = persona("Maya")
LOOKS = touchpoint("Looks").observed_as("look")
PAYS = touchpoint("Pays").feels(MAYA, 1).observed_as("pay")
SHOP = journey("Shop").walked_by(MAYA).stage("Buy", LOOKS, PAYS).flow(LOOKS >> PAYS)


def _seen(looks: int = 400, pays: int = 300, **told: Any) -> Observations:
    """So many customers of the shop looked and paid."""
    traffic = [
        TouchpointTraffic("looks", "buy", looks, looks),
        TouchpointTraffic("pays", "buy", pays, pays),
    ]
    told.setdefault("touchpoints", traffic)
    return Observations(journey="shop", source="log", entities=max(looks, pays), **told)


def _messages(rule: str, seen: Observations, made: Journey = SHOP) -> list[str]:
    """What a rule finds."""
    return [finding.message for finding in check(made, evidence=seen).of(rule)]


def _unknown(rule: str, seen: Observations, made: Journey = SHOP) -> str:
    """What a rule would have to know."""
    answer = check(made, evidence=seen).of(rule).verdict
    assert isinstance(answer, Unanswered)
    return answer.what


def test_without_evidence_nothing_is_said_of_what_happened() -> None:
    """The rules are not applicable, and say why."""
    reasons = {each.rule: each.reason for each in check(SHOP).inapplicable}
    assert "there is no evidence of what happened" == reasons["touchpoint-never-observed"]


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("events.csv", "expected what confront"),
        (Observations(journey="gift", source="log"), 'of the journey "gift", not of "shop"'),
    ],
)
def test_evidence_of_something_else_is_refused(evidence: Any, said: str) -> None:
    """What is no evidence, or is of another journey, would only mislead."""
    with pytest.raises(ModelError, match=said):
        check(SHOP, evidence=evidence)


def test_what_few_customers_did_is_unknown() -> None:
    """Nobody in a log of twelve came, which says little."""
    few = "what enough customers did: 12 of at least 30"
    assert few == _unknown("touchpoint-never-observed", _seen(12, 0))
    assert ['the touchpoint "Pays" is visited by none of 400 customers'] == _messages(
        "touchpoint-never-observed", _seen(400, 0)
    )


def test_what_no_event_would_show_is_not_missed() -> None:
    """A touchpoint at the counter leaves no trace, and is no finding."""
    seen = _seen(touchpoints=[TouchpointTraffic("pays", "buy", 0, 0, looked_for=False)])
    assert [] == _messages("touchpoint-never-observed", seen)


def test_a_touchpoint_of_few_people_is_not_missed_by_all() -> None:
    """Of a touchpoint that is for one persona, only this persona's customers count."""
    tom = persona("Tom")
    made = journey("Shop").walked_by(MAYA, tom)
    made = made.stage("Buy", LOOKS, touchpoint("Pays").met_by(tom).observed_as("pay"))
    seen = _seen(400, 0, personas=[("maya", 396), ("tom", 4)])
    assert "what enough customers did: 4 of at least 30" == _unknown(
        "touchpoint-never-observed", seen, made
    )


def test_a_share_is_judged_by_its_interval() -> None:
    """Twenty-five of four hundred may be five percent or less; ninety are surely more."""

    def seen(count: int) -> Observations:
        back = TransitionTraffic("pays", "looks", count, designed=False, kind="sideways")
        return _seen(transitions=[back, TransitionTraffic("pays", "pays", 400 - count)])

    doubt = "whether a share is above 5.0 %: its interval is 4.3 % to 9.1 %"
    assert doubt == _unknown("unexpected-transition", seen(25))
    (message,) = _messages("unexpected-transition", seen(90))
    assert message.startswith('"Pays → Looks" was taken 90 times and never designed: 22.5 % of')
    assert message.endswith('what follows "Pays"; it goes sideways in its stage')
    assert [] == _messages("unexpected-transition", seen(4))


def test_an_accepted_way_is_set_aside_with_its_reason() -> None:
    """A waiver at the transition accepts this one, and no other."""
    ways = [
        TransitionTraffic("pays", "looks", 90, designed=False, kind="step_back"),
        TransitionTraffic("looks", "pays", 300),
    ]
    at = Element("transition", ("pays", "looks"))
    seen = _seen(transitions=ways)
    accepted = SHOP.waive("unexpected-transition", reason="people buy twice", at=at)

    assert [] == _messages("unexpected-transition", seen, accepted)
    assert ["people buy twice"] == [w.waiver.reason for w in check(accepted, evidence=seen).waived]
    other = Element("transition", ("looks", "pays"))
    kept = SHOP.waive("unexpected-transition", reason="-", at=other)
    assert 1 == len(_messages("unexpected-transition", seen, kept))


def test_what_was_designed_since_is_no_longer_unexpected() -> None:
    """The map is corrected, and the same evidence says so at once."""
    seen = _seen(transitions=[TransitionTraffic("pays", "looks", 90, designed=False)])
    assert 1 == len(_messages("unexpected-transition", seen))
    assert [] == _messages("unexpected-transition", seen, SHOP.flow(PAYS >> LOOKS))


def test_a_repetition_counts_only_if_asked_for() -> None:
    """Somebody who reloads a page does not leave the way."""
    seen = _seen(transitions=[TransitionTraffic("pays", "pays", 90, designed=False, kind="loop")])
    assert [] == _messages("unexpected-transition", seen)


def test_a_loss_with_a_pain_point_is_known_already() -> None:
    """A finding asks for words about a loss, and is silent where there are some."""
    seen = _seen(losses=[VisitLoss("looks", rate_of(150, 400))])
    hurting = LOOKS.hurts(MAYA, "slow pages")
    told = journey("Shop").walked_by(MAYA).stage("Buy", hurting, PAYS).flow(hurting >> PAYS)

    assert ["37.5 % of 400 visits"] == [m[:20] for m in _messages("drop-off-hotspot", seen)]
    assert [] == _messages("drop-off-hotspot", seen, told)
    assert [] == _messages("drop-off-hotspot", seen, SHOP.opportunity("Faster pages", LOOKS))


def test_personas_are_not_missed_where_nobody_is_told_apart() -> None:
    """A log without segments says nothing of personas."""
    seen = _seen(personas=[("maya", 0)])
    assert "to which persona a customer belongs" == _unknown("persona-never-observed", seen)


@pytest.mark.parametrize(
    ("low", "high", "n", "said"),
    [
        (2, 22, 180, ["below the target of 40 %"]),
        (2, 44, 180, "a surer figure: the target lies within its interval, 2 to 44"),
        (2, 22, 9, "what enough customers did: 9 of at least 30"),
        (45, 60, 180, []),
    ],
)
def test_a_target_is_missed_only_for_sure(low: float, high: float, n: int, said: Any) -> None:
    """A figure whose interval holds the target proves nothing."""
    metric = Metric("Bought", "conversion rate", "%", 40, "higher")
    at = SHOP.element
    share = Figure("conversion rate", at, (low + high) / 200, "share", n, low / 100, high / 100)
    made = SHOP.measured_by(metric)
    if isinstance(said, str):
        assert said == _unknown("metric-misses-target", _seen(figures=[share]), made)
    else:
        found = _messages("metric-misses-target", _seen(figures=[share]), made)
        assert said == [m.rpartition(", ")[2] for m in found]


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        (Metric("C", "conversion rate", "%"), 25),
        (Metric("C", "conversion rate"), 0.25),
        (Metric("C", "conversion rate", target=30), 25),
        (Metric("C", "conversion rate", "points"), None),
        (Metric("T", "time", "hours"), 2),
        (Metric("T", "time"), None),
        (Metric("S", "csat", "%"), 60),
        (Metric("S", "csat"), 3.9),
        (Metric("N", "nps"), None),
        (Metric("After delivery", "nps"), 20),
        (Metric("R", "retention rate", "%"), None),
    ],
)
def test_a_figure_is_given_in_the_unit_of_its_metric(metric: Metric, value: float | None) -> None:
    """And in no other: what is in no unit, or could be two figures, is none."""
    at = SHOP.element
    figures = [
        Figure("conversion rate", at, 0.25, "share", 80),
        Figure("time", at, 7_200, "seconds", 80),
        Figure("csat", at, 0.6, "share", 80, name="csat"),
        Figure("csat", at, 3.9, "score", 80, name="csat"),
        Figure("nps", at, 10, "nps", 80, name="nps"),
        Figure("nps", at, 20, "nps", 80, name="After delivery"),
    ]
    found = _seen(figures=figures).measured(metric, at)
    assert value == (None if found is None else found.value)


def test_few_answers_do_not_contradict_a_feeling() -> None:
    """Nine angry answers are nine."""
    at = Element("touchpoint", ("pays",))
    angry = Figure("nps", at, -60, "nps", 9, -90, -30)
    assert "what enough" in _unknown("feeling-against-survey", _seen(figures=[angry]))
    many = Figure("nps", at, -60, "nps", 90, -70, -50)
    (message,) = _messages("feeling-against-survey", _seen(figures=[many]))
    assert 'customers rate "Pays" NPS −60 (95 %: −70 to −50, n = 90)' in message
    assert message.endswith("which is −1.2 on the scale of feelings; the map says +1")


@cache
def _report() -> EvidenceReport:
    """What happened in the shop."""
    return confront(shop(), EVENTS, events=SCHEMA, survey=(SURVEY, survey_schema()))


def test_the_log_of_the_shop_corrects_its_design() -> None:
    """What was put into the data is found, with its figures."""
    made = shop()
    made = made.replace(made["help"].feels(made.personas[0], 1))
    report = check(made, evidence=_report())
    said = {finding.rule: finding.message for finding in report.findings}

    assert (
        'the touchpoint "Picks up in the store" is visited by none of 2,738 customers'
        == (said["touchpoint-never-observed"])
    )
    assert 'the persona "Gift giver" is none of 2,738 customers' == said["persona-never-observed"]
    assert "21 times and never designed: 22.1 %" in said["unexpected-transition"]
    assert "2 of 51 transitions are taken by nobody" in said["transition-never-taken"]
    assert (
        'customers rate "Asks for help" NPS −43.8 (95 %: −60.5 to −27.2, n = 94)'
        in (said["feeling-against-survey"])
    )
    assert '"heartbeat" (573 customers)' in said["unmapped-event"]
    for written in (as_sarif(report), as_markdown(report), as_html(report)):
        assert "Picks up in the store" in written


def test_an_event_that_was_mapped_since_is_no_longer_unmapped() -> None:
    """The exact name of an event stands in the map now."""
    seen = _seen(unmapped=[EventName("list", 90, 80, None)])
    list_ = touchpoint("Keeps a list").observed_as("list")
    assert 1 == len(_messages("unmapped-event", seen))
    assert [] == _messages("unmapped-event", seen, SHOP.stage("List", list_))
