"""The flow and the typed graph as diagrams: what is shown, in which order, in which words."""

from __future__ import annotations

import pytest
from hypothesis import given

from helpers.flow_journeys import ad, ben, crowded, gift, large, maya, pays, tour
from journeykit import (
    Journey,
    Stage,
    Touchpoint,
    attribute,
    check,
    draw,
    graph_of,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.addresses import Element
from journeykit.coverage import coverage_of
from journeykit.errors import UnknownReferenceError
from journeykit.render.diagram.diagram import Diagram, Edge, Node
from journeykit.render.text.outline import outline
from journeykit.render.views.flow import ALL_DETAIL, MOST_STAGES, NAMES_AND_SIGNS, flow_diagram
from journeykit.render.views.graph import READABLE, graph_diagram
from journeykit.testing.strategies import journeys


def node(diagram: Diagram, text: str) -> Node:
    """The node of that text."""
    return next(node for node in diagram.nodes if node.text == text)


def ways(diagram: Diagram) -> list[Edge]:
    """The edges that stand for transitions."""
    return [edge for edge in diagram.edges if edge.kind != "precedes"]


def badges(diagram: Diagram, text: str, kind: str) -> list[str]:
    """The words of one kind on a card."""
    return [badge.text for badge in node(diagram, text).badges if badge.kind == kind]


class TestWhatIsShown:
    """Everything the journey says has its place."""

    @given(journeys())
    def test_every_touchpoint_and_transition_once(self, made: Journey) -> None:
        """Nodes are the touchpoints and the gaps, edges the transitions and the order."""
        diagram = flow_diagram(made)
        cards = [n.element for n in diagram.nodes if n.role == "touchpoint"]
        assert [t.element for t in made.touchpoints] == cards
        drawn = [edge.element for edge in ways(diagram)]
        assert [transition.element for transition in made.transitions] == drawn

    @given(journeys())
    def test_a_gap_for_every_missing_cell(self, made: Journey) -> None:
        """Where a persona meets nothing and should, a placeholder says so."""
        missing = {
            cell.keys[1] for cell in coverage_of(made, ["persona_stage"])["persona_stage"].missing
        }
        if not made.personas:
            missing = {stage.key for stage in made.stages if not stage.touchpoints}
        gaps = {n.group.removeprefix("stage:") for n in flow_diagram(made).nodes if n.role == "gap"}
        assert missing == gaps

    def test_stages_and_touchpoints_in_the_order_of_the_author(self) -> None:
        """Nobody likes an order that nobody chose."""
        diagram = flow_diagram(gift())
        assert ["Awareness", "Consideration", "Purchase"] == [g.text for g in diagram.groups]
        assert [
            "Clicks an ad",
            "Explores the shop",
            "Abandons the basket",
            "Basket reminder",
            "Pays",
        ] == [n.text for n in diagram.nodes]

    def test_a_card(self) -> None:
        """Channel, feeling, pain and outcome are readable at a glance."""
        diagram = flow_diagram(gift())
        name = "Abandons the basket"
        assert ["Website"] == badges(diagram, name, "channel")
        assert ["annoyed, −2 to −1"] == badges(diagram, name, "emotion")
        assert ["shipping cost appears at the last step"] == badges(diagram, name, "pain")
        assert ["abandoned"] == badges(diagram, name, "state")

    def test_the_tooltip_tells_all(self) -> None:
        """What a card has no room for is told when a pointer rests on it."""
        assert node(flow_diagram(gift()), "Abandons the basket").tooltip.splitlines() == [
            "Abandons the basket",
            "On: Website",
            "Maya feels: annoyed, −2 to −1",
            "Maya is hurt by: shipping cost appears at the last step",
        ]

    def test_several_personas_are_named(self) -> None:
        """One persona alone needs no name beside each feeling; two do."""
        assert ["curious"] == badges(flow_diagram(gift()), "Clicks an ad", "emotion")
        assert ["curious · Maya"] == badges(flow_diagram(tour()), "Clicks an ad", "emotion")

    def test_marks_of_roles(self) -> None:
        """Starts, ends, moments of truth and what may be left out carry their role."""
        diagram = flow_diagram(tour())
        assert "entry" in node(diagram, "Clicks an ad").roles
        assert "moment of truth" in node(diagram, "Pays").roles
        assert "optional" in node(diagram, "Waits for the parcel").roles
        assert "exit" in node(diagram, "Unpacks it").roles

    def test_unreachable(self) -> None:
        """A touchpoint that no way leads to is marked so."""
        start, lost = touchpoint("Start", entry=True), touchpoint("Lost")
        made = journey("J").stage("S", start, lost).flow(lost >> start)
        diagram = flow_diagram(made)
        assert ("unreachable" in node(diagram, "Lost").roles) is True
        assert ("unreachable" in node(diagram, "Start").roles) is False

    def test_words_on_an_edge(self) -> None:
        """Guard, share and number of attempts; a persona's colour where one alone goes along."""
        by_kind = {(e.source, e.target): e for e in ways(flow_diagram(tour()))}
        text = by_kind["touchpoint:explores-the-shop", "touchpoint:pays"].text
        assert text == 'the "total" <is> fine & \\N\n60 %'
        retry = by_kind["touchpoint:pays", "touchpoint:explores-the-shop"]
        assert (retry.text, "back" in retry.roles) == ("at most 3 ×", True)
        counter = by_kind["touchpoint:asks-at-the-counter", "touchpoint:unpacks-it"]
        assert (counter.text, counter.pen) == ("", 1)
        assert "Hands over: the receipt" in counter.tooltip

    def test_a_guard_closes_a_way_for_some(self) -> None:
        """Who may take a way is found from the guard, and the way has their line."""
        by_ends = {(e.source, e.target): e for e in ways(flow_diagram(tour()))}
        guarded = by_ends["touchpoint:clicks-an-ad", "touchpoint:asks-at-the-counter"]
        assert (guarded.text, guarded.pen) == ("age ≥ 70", 1)

    def test_a_way_for_nobody(self) -> None:
        """A way that no persona may take is closed."""
        start, end = touchpoint("Start"), touchpoint("End")
        made = journey("J").walked_by(ben).stage("S", start, end)
        made = made.flow(start >> end, when=attribute("age").at_least(200))
        diagram = flow_diagram(made)
        assert "closed" in ways(diagram)[0].roles
        assert "nobody can take it" in [key.text for key in diagram.legend]

    def test_an_opportunity_on_a_way(self) -> None:
        """It stands among the words of its arrow, and in no other place."""
        asks, waits, signs = touchpoint("Asks"), touchpoint("Waits"), touchpoint("Signs")
        made = journey("Loan").stage("Ask", asks, waits, signs).flow(asks >> waits >> signs)
        made = made.opportunity("Call back within the hour", made.transitions[1])
        diagram = flow_diagram(made)
        assert ["", "+ Call back within the hour"] == [edge.text for edge in ways(diagram)]
        assert 1 == draw(made).svg().count(">+ Call back")
        assert 1 == draw(made).text().count("Call back within the hour")

    def test_a_hand_off(self) -> None:
        """Nobody walks from one to the other, and yet the way is open: it says to whom it leads."""
        ours = touchpoint("Ours", personas=[maya])
        theirs = touchpoint("Theirs", personas=[ben])
        made = journey("J").walked_by(maya, ben).stage("S", ours, theirs)
        made = made.flow(ours >> theirs, when="it is ready")
        edge = ways(flow_diagram(made))[0]
        assert ("it is ready\nhands over to Ben", None) == (edge.text, edge.pen)
        assert frozenset() == edge.roles
        assert {"picked"} == ways(flow_diagram(made, persona=maya))[0].roles

    def test_names_where_people_part(self) -> None:
        """An arrow names who takes it where somebody else stays behind, and nowhere else."""
        start, ours, later = touchpoint("Start"), touchpoint("Ours"), touchpoint("Later")
        ours, later = ours.met_by(maya), later.met_by(maya)
        made = journey("J").walked_by(maya, ben).stage("S", start, ours, later)
        both = ways(flow_diagram(made.flow(start >> ours >> later)))
        assert [("Maya only", 0), ("", 0)] == [(edge.text, edge.pen) for edge in both]

    def test_a_pain_point_of_a_transition(self) -> None:
        """What hurts on the way stands on the arrow."""
        start, end = touchpoint("Start"), touchpoint("End")
        made = journey("J").stage("S", start, end).flow(start >> end, pains=["no sign post"])
        assert "! no sign post" == ways(flow_diagram(made))[0].text

    def test_parallel_stages(self) -> None:
        """The order of stages is an edge each, and parallel ones have none between them."""
        order = [(e.source, e.target) for e in flow_diagram(tour()).edges if e.kind == "precedes"]
        assert order == [
            ("stage:awareness", "stage:online"),
            ("stage:awareness", "stage:in-the-shop"),
            ("stage:online", "stage:delivery"),
            ("stage:in-the-shop", "stage:delivery"),
            ("stage:delivery", "stage:use"),
        ]

    def test_a_way_between_stages(self) -> None:
        """A transition of whole stages ends at the stages."""
        assert ("stage:online", "stage:use", "optional") in [
            (e.source, e.target, e.kind) for e in ways(flow_diagram(tour()))
        ]

    def test_legend(self) -> None:
        """What the legend explains is what there is, and nothing else."""
        assert ["recovery", "digital"] == [key.text for key in flow_diagram(gift()).legend]

    def test_any_time(self) -> None:
        """What can come at any time has a quiet group of its own, the last."""
        diagram = flow_diagram(tour())
        assert ("any time", "At any time") == (diagram.groups[-1].role, diagram.groups[-1].text)
        assert node(diagram, "Calls the hotline").group == diagram.groups[-1].key


class TestFindings:
    """Findings are numbers in the picture and a list below it."""

    def test_numbers_stand_where_the_findings_are(self) -> None:
        """A finding about a touchpoint, a cell and a way is marked there."""
        report = check(tour())
        diagram = flow_diagram(tour(), report=report)
        assert [f.message for f in report.findings] == [mark.text for mark in diagram.marks]
        hole = next(m.number for m in diagram.marks if "persona-stage-hole" in m.rule)
        gap = next(n for n in diagram.nodes if n.role == "gap")
        assert (gap.text, gap.marks) == ("No touchpoint for Maya", (hole,))
        at_touchpoints = [f for f in report.findings if f.elements[0].kind == "touchpoint"]
        for finding in at_touchpoints:
            number = next(m.number for m in diagram.marks if m.text == finding.message)
            assert number in node(diagram, finding.names[0]).marks
        assert at_touchpoints

    def test_a_part_shows_its_own_findings(self) -> None:
        """In the picture of one stage, findings about others are left out and numbers are new."""
        diagram = flow_diagram(tour(), report=check(tour()), stage="In the shop")
        assert [1, *range(2, len(diagram.marks) + 1)] == [mark.number for mark in diagram.marks]
        assert not any("without-channel" in mark.rule for mark in diagram.marks)


class TestParts:
    """A persona's way, one stage, and a neighbourhood can be drawn alone."""

    def test_picked_out(self) -> None:
        """What a persona comes to is picked out, the rest is faded."""
        diagram = flow_diagram(tour(), persona=ben)
        assert "picked" in node(diagram, "Asks at the counter").roles
        faded = flow_diagram(tour(), persona="Maya")
        assert "faded" in node(faded, "Asks at the counter").roles
        roles = {(e.source, e.target): e.roles for e in ways(faded)}
        assert "faded" in roles["touchpoint:clicks-an-ad", "touchpoint:asks-at-the-counter"]
        assert "picked" in roles["touchpoint:clicks-an-ad", "touchpoint:explores-the-shop"]

    def test_alone(self) -> None:
        """The rest can be left out, with a note that says how much."""
        diagram = flow_diagram(tour(), persona="maya", alone=True)
        assert "Asks at the counter" not in [n.text for n in diagram.nodes]
        assert diagram.notes == ("1 more touchpoint of the journey not shown.",)

    def test_a_stage(self) -> None:
        """One stage comes with what leads into it and out of it."""
        diagram = flow_diagram(tour(), stage="In the shop")
        assert ["Clicks an ad", "Asks at the counter", "Unpacks it"] == [
            n.text for n in diagram.nodes
        ]
        assert [
            ("stage:awareness", "stage:in-the-shop"),
            ("stage:in-the-shop", "stage:delivery"),
        ] == [(e.source, e.target) for e in diagram.edges if e.kind == "precedes"]

    def test_around(self) -> None:
        """A neighbourhood reaches as far as it is asked to."""
        near = {n.text for n in flow_diagram(gift(), around=ad).nodes}
        assert near == {"Clicks an ad", "Explores the shop"}
        further = {n.text for n in flow_diagram(gift(), around="Clicks an ad", steps=2).nodes}
        assert further == {"Clicks an ad", "Explores the shop", "Abandons the basket", "Pays"}

    @pytest.mark.parametrize(
        ("options", "kind", "suggestion"),
        [
            ({"persona": "Mya"}, "persona", "Maya"),
            ({"stage": "Purchas"}, "stage", "Purchase"),
            ({"around": "Pay"}, "touchpoint", "Pays"),
        ],
    )
    def test_unknown(self, options: dict[str, str], kind: str, suggestion: str) -> None:
        """What the journey does not have is an error that names the nearest."""
        with pytest.raises(UnknownReferenceError) as caught:
            flow_diagram(gift(), **options)  # type: ignore[arg-type]
        assert (kind, suggestion) == (caught.value.kind, caught.value.suggestion)

    def test_a_hidden_stage_does_not_break_the_order(self) -> None:
        """Stages that are shown follow one another past those that are not."""
        middle = touchpoint("Middle")
        made = (
            journey("J")
            .walked_by(maya)
            .stage("A", ad)
            .stage("B", middle)
            .stage("C", pays)
            .flow(ad >> pays)
        )
        diagram = flow_diagram(made, around=ad)
        assert [("stage:a", "stage:c")] == [
            (e.source, e.target) for e in diagram.edges if e.kind == "precedes"
        ]


class TestLarge:
    """Large journeys lose detail in steps, and the picture says so."""

    def test_all_detail(self) -> None:
        """Up to 60 touchpoints, cards and edges have their words."""
        diagram = flow_diagram(large(ALL_DETAIL))
        assert (("then",), ()) == (ways(diagram)[0].lines, diagram.notes)

    def test_edges_without_words(self) -> None:
        """Above, they have none; the words stay in the tooltip, and the picture says so."""
        diagram = flow_diagram(large(ALL_DETAIL + 1))
        assert ((), "then") == (ways(diagram)[0].lines, ways(diagram)[0].text)
        (note,) = diagram.notes
        assert note == (
            "61 touchpoints: not everything about them is shown. Pick a stage, a persona or a "
            "neighbourhood to see everything, or ask for full detail."
        )

    def test_what_numbers_mean_is_said_where_they_stand(self) -> None:
        """Graphviz's picture tells ways by number and says so; where nothing leads, it does not."""
        made = Journey("J", stages=[Stage("S", [Touchpoint(f"Step {n}") for n in range(70)])])
        assert "leads to touchpoint 12" in draw(large(ALL_DETAIL + 1)).dot
        assert "leads to touchpoint 12" not in draw(made).dot

    def test_a_brief_card(self) -> None:
        """It is numbered; what it says by signs, its tooltip and the text say in words."""
        diagram = flow_diagram(crowded(100, 5))
        card = diagram.nodes[3]
        assert ("4", True) == (card.number, "brief" in card.roles)
        assert card.tooltip.splitlines() == [
            "Signs the invoice 3",
            "On: Website",
            "Maya feels: good (+1)",
            "started by the company",
        ]
        assert "Signs the invoice 3: Website, good · Maya, started by the company" in outline(
            diagram
        )

    def test_the_legend_of_brief_cards(self) -> None:
        """Signs without words are explained, those there are."""
        told = [key.text for key in flow_diagram(crowded(100, 5)).legend]
        assert told == [
            "digital",
            "physical",
            "in person or by phone",
            "moment of truth",
            "positive feeling",
            "neutral feeling",
            "negative feeling",
            "starts here",
            "ends here",
            "started by the company or a third party",
        ]

    def test_stages_alone(self) -> None:
        """Above 1,500, each stage is one node with a count."""
        diagram = flow_diagram(large(NAMES_AND_SIGNS + 1))
        assert ["301 touchpoints", *["300 touchpoints"] * 4] == [n.text for n in diagram.nodes]
        assert ["1 transition"] * 4 == [e.text for e in ways(diagram)]
        assert "1,501 touchpoints" in diagram.notes[0]

    def test_thousands_of_stages(self) -> None:
        """Two thousand stages in parallel are reduced at once, and the picture says so."""
        made = Journey("J", stages=[Stage(f"S{n}", after=()) for n in range(2_000)])
        diagram = flow_diagram(made)
        assert MOST_STAGES == len(diagram.groups)
        assert diagram.notes[-1] == "Only the first 100 stages are shown; there are 1,900 more."
        assert 2_000 == len(flow_diagram(made, detail="full").groups)

    def test_full_detail_on_request(self) -> None:
        """Who insists gets everything."""
        diagram = flow_diagram(large(NAMES_AND_SIGNS + 1), detail="full")
        assert (NAMES_AND_SIGNS + 1, ()) == (len(diagram.nodes), diagram.notes)

    def test_a_part_of_a_large_journey_has_all_detail(self) -> None:
        """What counts is what is shown."""
        assert flow_diagram(large(2_000), around="Step 5").nodes[0].text == "Step 0"

    def test_findings_that_are_not_shown_are_counted(self) -> None:
        """No finding vanishes without a word."""
        made = large(NAMES_AND_SIGNS + 1)
        report = check(made)
        diagram = flow_diagram(made, report=report)
        hidden = len(report.findings) - len(diagram.marks)
        assert f"{hidden:,} findings are about what is not shown." == diagram.notes[-1]


class TestGraph:
    """The typed graph is drawn as it is."""

    @given(journeys())
    def test_the_nodes_and_edges_of_the_typed_graph(self, made: Journey) -> None:
        """The same nodes and the same edges as the networkx graph has."""
        diagram, graph = graph_diagram(made, detail="full"), graph_of(made)
        assert sorted(graph.nodes) == sorted(n.key for n in diagram.nodes)
        assert sorted((a, b, kind) for a, b, kind in graph.edges(data="kind")) == sorted(
            (e.source, e.target, e.kind) for e in diagram.edges
        )

    def test_large_graphs_show_a_neighbourhood(self) -> None:
        """Of more than 60 nodes, those around the start; all for who insists; in no time."""
        diagram = graph_diagram(large(5_000))
        assert 2 <= len(diagram.nodes) <= READABLE
        assert diagram.notes[0].startswith("4,9")
        assert 5_005 == len(graph_diagram(large(5_000), detail="full").nodes)
        assert READABLE == len(graph_diagram(large(55)).nodes)

    def test_around(self) -> None:
        """A neighbourhood by wish, with its stages and those who feel something there."""
        diagram = graph_diagram(tour(), around="Clicks an ad")
        assert {"Maya", "Awareness"} <= {n.text for n in diagram.nodes}
        assert "Pays" not in {n.text for n in diagram.nodes}
        (note,) = diagram.notes
        assert note.endswith("more nodes of the graph not shown.")

    def test_nothing_but_stages(self) -> None:
        """Two thousand stages without a touchpoint are reduced, too."""
        made = Journey("J", stages=[Stage(f"S{n}", after=()) for n in range(2_000)])
        assert READABLE == len(graph_diagram(made).nodes)

    def test_findings(self) -> None:
        """Findings are marked here too."""
        diagram = graph_diagram(tour(), report=check(tour()))
        marked = [n.element for n in diagram.nodes if n.marks]
        assert Element("touchpoint", ("pays",)) in marked


def test_nothing() -> None:
    """A journey without anything is a picture without anything."""
    diagram = flow_diagram(journey("Nothing"))
    assert ((), (), ()) == (diagram.groups, diagram.nodes, diagram.edges)


def test_only_stages() -> None:
    """Stages nobody filled show that there is nothing yet; with personas, for whom."""
    assert ["No touchpoints yet"] == [n.text for n in flow_diagram(journey("J").stage("A")).nodes]
    several = journey("J").walked_by(*map(persona, "abcd")).stage(stage("A"))
    assert ["No touchpoint for 4 personas"] == [n.text for n in flow_diagram(several).nodes]


def test_a_blank_goal() -> None:
    """A goal of a stage that is only white space leaves no trace."""
    diagram = flow_diagram(journey("J").stage("A", touchpoint("T"), customer_goal=" \n"))
    assert () == diagram.groups[0].details


def test_the_legend_draws_a_kind_as_the_picture_does() -> None:
    """A retry that only Ben takes is in Ben's colour, in the legend too; one for all is not."""
    first, second = touchpoint("Pays"), touchpoint("Waits")
    whole = journey("Gift").walked_by(maya, ben).stage("Purchase", first, second)
    whole = whole.flow(first >> second)
    for told, pen in (({"personas": [ben]}, 1), ({}, None)):
        diagram = flow_diagram(whole.flow(second >> first, kind="retry", **told))
        (retry,) = (edge for edge in diagram.edges if edge.kind == "retry")
        (key,) = (key for key in diagram.legend if key.kind == "retry")
        assert (pen, pen) == (retry.pen, key.pen)


def test_flow_and_map_have_one_sign_and_one_word_for_the_same_thing() -> None:
    """What the company starts has another sign than the start of the journey."""
    mail = touchpoint("Gets a mail", initiator="company", fail_point=True)
    whole = journey("Gift").walked_by(maya).stage("Purchase", mail, pays)
    for words in ("started by the company", "fail point"):
        signs = {
            badge.glyph
            for view in ("flow", "map", "lanes")
            for each in draw(whole, view).diagram.nodes
            for badge in each.badges
            if badge.text == words
        }
        assert 1 == len(signs), (words, signs)


def test_people_part_once() -> None:
    """Whoever came alone goes on alone, and no arrow has to say so again."""
    first, alone, other, after = (touchpoint(name) for name in ("First", "Alone", "Other", "After"))
    made = journey("Shop").walked_by(maya, ben).stage("Buy", first, alone, other, after)
    made = made.flow(first >> alone >> after, personas=maya).flow(first >> other, personas=ben)
    ways = {edge.tooltip.split(" (")[0]: edge.text for edge in flow_diagram(made).edges}
    assert {"First → Alone": "Maya only", "First → Other": "Ben only", "Alone → After": ""} == ways


def test_steps_back_are_one_entry_of_the_legend() -> None:
    """They are drawn alike, and a reader looks for one sign."""
    one, two, three = (touchpoint(name) for name in ("One", "Two", "Three"))
    made = journey("Shop").stage("Buy", one, two, three).flow(one >> two >> three)
    made = made.flow(three >> two, kind="retry").flow(two >> one, kind="return")
    assert ["retry, return"] == [key.text for key in flow_diagram(made).legend if key.kind]
