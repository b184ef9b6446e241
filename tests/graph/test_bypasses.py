"""Bypasses: whom a step does not concern goes on past it, and nobody takes another's way."""

from __future__ import annotations

import pytest

from journeykit import Journey, Path, attribute, journey, persona, touchpoint, walkthroughs
from journeykit.graph import view_of
from journeykit.transitions import TransitionKind

ANN = persona("Ann", demographics={"age": 40})
BO = persona("Bo", demographics={"age": 9})
MEETS, WAITS, LEAVES = touchpoint("Meets"), touchpoint("Waits"), touchpoint("Leaves")
PAYS = touchpoint("Pays", personas=ANN)
SIGNS = touchpoint("Signs", personas=ANN)
PLAYS = touchpoint("Plays", personas=BO)


def _stage(*touchpoints: object) -> Journey:
    return journey("Surgery").walked_by(ANN, BO).stage("Arrival", *touchpoints)


def _walks(made: Journey, who: str) -> set[str]:
    """What the walks of a persona meet."""
    walks = (walk for walk in walkthroughs(made).walks if walk.persona == who)
    return {" → ".join(walk.names) for walk in walks}


def _bo(made: Journey) -> dict[str, tuple[str, ...]]:
    """What directly follows what for Bo."""
    graph = view_of(made).graph_for("bo")
    return {t.key: tuple(n.key for n in graph.successors(t.key)) for t in graph.touchpoints}


def test_what_is_for_another_is_passed() -> None:
    """Bo waits after meeting, and the walk ends there: nothing leads back to the beginning."""
    made = _stage(MEETS, PAYS, WAITS).flow(MEETS >> PAYS >> WAITS)

    assert {"Meets → Waits"} == _walks(made, "bo")
    assert {"Meets → Pays → Waits"} == _walks(made, "ann")
    graph = view_of(made).graph_for("bo")
    assert (["Meets"], ["Waits"]) == (
        [t.name for t in graph.entries],
        [t.name for t in graph.exits],
    )


def test_several_in_a_row_are_passed() -> None:
    """However many steps are for others, the next own one follows."""
    made = _stage(MEETS, PAYS, SIGNS, WAITS, LEAVES)

    assert {"Meets → Waits → Leaves"} == _walks(
        made.flow(MEETS >> PAYS >> SIGNS >> WAITS >> LEAVES), "bo"
    )


def test_each_passes_what_is_for_the_other() -> None:
    """Two who take turns each keep the order of their own touchpoints."""
    made = _stage(MEETS, PAYS, WAITS, PLAYS, LEAVES)
    made = made.flow(MEETS >> PAYS >> WAITS >> PLAYS >> LEAVES)

    assert {"Meets → Pays → Waits → Leaves"} == _walks(made, "ann")
    assert {"Meets → Waits → Plays → Leaves"} == _walks(made, "bo")


def test_an_alternative_is_no_short_cut() -> None:
    """Bo plays while Ann pays: the way of Ann does not lead Bo around the play."""
    made = _stage(MEETS, PAYS, PLAYS, WAITS)
    made = made.flow(MEETS >> PAYS >> WAITS).flow(MEETS >> PLAYS >> WAITS)

    assert {"Meets → Plays → Waits"} == _walks(made, "bo")
    assert {"Meets → Pays → Waits"} == _walks(made, "ann")


def test_two_ways_of_another_lead_on_to_two_places() -> None:
    """Past a choice of Ann's, Bo may come to either place that it leads to."""
    made = _stage(MEETS, PAYS, WAITS, LEAVES)
    made = made.flow(MEETS >> PAYS >> WAITS).flow(PAYS >> LEAVES)

    assert {"meets": ("waits", "leaves"), "waits": (), "leaves": ()} == {
        key: tuple(sorted(after, reverse=True)) for key, after in _bo(made).items()
    }


@pytest.mark.parametrize("kind", ["recovery", "churn", "loop", "return", "retry"])
def test_not_every_kind_leads_past(kind: TransitionKind) -> None:
    """What wins Ann back, or takes her away or back, is hers alone."""
    made = _stage(MEETS, PAYS, WAITS, LEAVES).flow(PAYS >> WAITS).flow(WAITS >> LEAVES)
    made = made.flow(MEETS >> PAYS, kind=kind)

    assert {"meets": (), "waits": ("leaves",), "leaves": ()} == _bo(made)


def test_who_gave_up_does_not_go_on() -> None:
    """Where people are meant to leave, what is for another does not bring them back."""
    gives_up = touchpoint("Gives up", outcome="abandoned")
    made = _stage(MEETS, gives_up, PAYS, WAITS, LEAVES)
    made = made.flow(MEETS >> gives_up >> PAYS >> LEAVES).flow(MEETS >> WAITS >> LEAVES)

    assert () == _bo(made)["gives-up"]


def test_a_closed_way_is_not_passed() -> None:
    """What only grown-ups do is no way for Bo, who goes where children go."""
    made = _stage(MEETS, PAYS, WAITS, LEAVES)
    made = made.flow(MEETS >> PAYS, when=attribute("age").at_least(18)).flow(PAYS >> LEAVES)
    made = made.flow(MEETS >> WAITS >> LEAVES, when=attribute("age").below(18))

    assert {"Meets → Waits → Leaves"} == _walks(made, "bo")


def test_nobody_is_led_back_past_another() -> None:
    """A ring through what is Ann's is no order for Bo, and no trap."""
    made = _stage(MEETS, PAYS, WAITS).flow(MEETS >> PAYS >> MEETS).flow(PAYS >> WAITS)
    graph = view_of(made).graph_for("bo")

    assert ((), True) == (graph.traps, graph.can_finish)


def test_the_order_of_the_stages_is_enough() -> None:
    """Between stages nothing is passed: what is in no flow is still come to."""
    made = (
        journey("Surgery")
        .walked_by(ANN, BO)
        .stage("Arrival", MEETS)
        .stage("Desk", PAYS, PLAYS)
        .stage("Ward", WAITS)
        .flow(MEETS >> PAYS >> WAITS)
    )

    assert {"Meets → Plays → Waits"} == _walks(made, "bo")


def test_a_long_row_is_passed_without_recursion() -> None:
    """Two thousand steps for another are passed as one is."""
    row = [MEETS, *(touchpoint(f"Step {n}", personas=ANN) for n in range(2_000)), WAITS]
    made = _stage(*row).flow(Path(row))

    assert {"meets": ("waits",), "waits": ()} == _bo(made)
    assert ("waits",) == view_of(made).reachability.followers_for("bo")["meets"]
