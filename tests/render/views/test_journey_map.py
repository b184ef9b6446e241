"""The map: what stands in which lane and column, before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs
import pytest

from helpers.drawn_journeys import long, parallel, shop
from journeykit import Journey, Metric, journey, persona, touchpoint
from journeykit.addresses import Element
from journeykit.durations import Wait
from journeykit.errors import UnknownReferenceError
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.diagram.grid import Point
from journeykit.render.diagram.image import Image
from journeykit.render.html.renderer import html
from journeykit.render.svg.renderer import svg
from journeykit.render.text.plain_text import plain_text
from journeykit.render.views.flow import flow_diagram
from journeykit.render.views.journey_map import LANES, map_diagram
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report


def joined(lines: Iterable[Iterable[Point]]) -> list[str]:
    """Which touchpoints lines join, by number."""
    return [" ".join(point.refers for point in line) for line in lines]


def texts(diagram: Diagram, lane: str, group: str) -> list[str]:
    """What a cell says."""
    cell = diagram.cell(lane, group)
    return [node.text for node in cell.nodes] if cell else []


def test_stages_are_columns_in_order() -> None:
    """Stages stand from left to right as declared; what concerns all of it comes last."""
    assert ["Awareness", "Consideration", "Purchase", "Whole journey"] == [
        group.text for group in map_diagram(shop()).groups
    ]


def test_lanes_have_a_sensible_default_and_empty_ones_are_left_out() -> None:
    """The usual lanes stand in the usual order, and only those that say something."""
    full = [lane.key for lane in map_diagram(shop()).lanes]
    bare = journey("Bare").stage("Purchase", touchpoint("Pays"))
    assert [
        "goals",
        "actions",
        "touchpoints",
        "channels",
        "thoughts",
        "emotions",
        "pains",
        "opportunities",
        "metrics",
    ] == full
    assert ["touchpoints"] == [lane.key for lane in map_diagram(bare).lanes]


def test_lanes_are_chosen_and_ordered_by_the_caller() -> None:
    """The caller's lanes stand in the caller's order."""
    diagram = map_diagram(shop(), lanes=("systems", "touchpoints"))
    assert ["systems", "touchpoints"] == [lane.key for lane in diagram.lanes]


def test_an_unknown_lane_is_named_with_the_nearest_one() -> None:
    """A misspelt lane is an error that helps."""
    with pytest.raises(UnknownReferenceError, match="emotions"):
        map_diagram(shop(), lanes=("emotion",))


def test_an_unknown_persona_is_an_error() -> None:
    """A persona who does not walk the journey has no map of it."""
    with pytest.raises(UnknownReferenceError, match="maja"):
        map_diagram(shop(), persona="maja")


def test_empty_lanes_and_cells_are_gaps_when_asked_for() -> None:
    """`show_empty` shows what nobody said yet, in every stage."""
    bare = journey("Bare").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
    diagram = map_diagram(bare, show_empty=True)
    gaps = {cell.lane for cell in diagram.cells if "gap" in cell.roles}
    assert {"goals", "actions", "channels", "thoughts", "pains", "opportunities", "metrics"} == gaps
    assert "emotions" in {lane.key for lane in diagram.lanes}


def test_a_stage_without_touchpoints_is_a_gap() -> None:
    """An empty stage shows what is missing without being asked."""
    diagram = map_diagram(journey("Half").stage("Purchase", touchpoint("Pays")).stage("Use"))
    cell = diagram.cell("touchpoints", "use")
    assert cell is not None
    assert ["no touchpoint yet"] == [node.text for node in cell.nodes]
    assert {"gap"} == cell.roles


def test_touchpoints_are_numbered_in_order_and_notes_refer_to_them() -> None:
    """A thought says by number where it is thought."""
    diagram = map_diagram(shop())
    numbers = [n.number for c in diagram.cells if c.lane == "touchpoints" for n in c.nodes]
    assert ["1", "2", "3", "4"] == numbers
    thoughts = diagram.cell("thoughts", "purchase")
    assert thoughts is not None
    assert [("3",)] == [node.refers for node in thoughts.nodes]


def test_channels_of_a_stage_are_named_once_with_their_touchpoints() -> None:
    """Two touchpoints on the website make one chip with two numbers."""
    cell = map_diagram(shop()).cell("channels", "purchase")
    assert cell is not None
    assert [("Website", ("3", "4")), ("Email", ("3",))] == [(n.text, n.refers) for n in cell.nodes]


def test_a_wait_says_how_long_and_until_when() -> None:
    """Both are said, in words that fit together; the flow says the same."""
    wait = Wait("up to 3 weeks", until="the day before")
    made = journey("Exam").stage("Use", touchpoint("Waits", wait=wait))
    (node,) = map_diagram(made, lanes=["touchpoints"]).cells[0].nodes
    expected = "waits up to 3 weeks, until the day before"
    assert [expected] == [badge.text for badge in node.badges]
    assert expected in [badge.text for badge in flow_diagram(made).nodes[0].badges]


def test_each_persona_has_a_curve_with_points_ranges_and_words() -> None:
    """A curve holds what its persona feels, in order, with everything said of it."""
    maya, tom = map_diagram(shop()).curves
    assert [(1, "curious"), (-2, ""), (1, "relieved")] == [(p.value, p.text) for p in maya.points]
    assert [(-2, -1, 0), (0.5, 0.5, 0.5)] == [(p.low, p.value, p.high) for p in tom.points]
    assert "Tom at 2 Calls: from −2 to 0, annoyed" == tom.points[0].tooltip
    assert (0, 1) == (maya.pen, tom.pen)


def test_a_persona_has_a_map_of_its_own() -> None:
    """Only their curve, their notes and their pen, which stays the same as on the map of all."""
    diagram = map_diagram(shop(), persona="tom")
    assert ["Tom"] == [curve.text for curve in diagram.curves]
    assert ["Tom"] == [node.text for node in diagram.nodes]
    assert [1] == [curve.pen for curve in diagram.curves]
    assert ["two prices"] == texts(diagram, "pains", "purchase")


def test_emotions_apart_are_small_multiples() -> None:
    """Each persona gets a lane of its own."""
    diagram = map_diagram(shop(), emotions="apart", lanes=("emotions",))
    assert ["Emotions of Maya", "Emotions of Tom"] == [lane.text for lane in diagram.lanes]
    assert ["emotions/maya", "emotions/tom"] == [curve.lane for curve in diagram.curves]


def loan(*, retried: bool = False) -> Journey:
    """A journey in which some are refused and leave, or perhaps ask again, and others go on."""
    maya = persona("Maya")
    asks = touchpoint("Asks for a loan").feels(maya, 0)
    refused = touchpoint("Is refused", outcome="failed").feels(maya, -2, "crushed")
    signs = touchpoint("Signs").feels(maya, 2, "delighted")
    cancels = touchpoint("Cancels", outcome="abandoned").feels(maya, -1)
    made = journey("Loan").walked_by(maya).stage("Ask", asks, refused).stage("Have", signs, cancels)
    made = made.flow(asks >> refused).flow(asks >> signs >> cancels)
    return made.flow(refused >> asks, kind="return") if retried else made


def test_where_people_leave_the_curve_has_a_spur_and_goes_on_without_it() -> None:
    """Who was refused is not who is delighted: no line leads from the one to the other."""
    curve = map_diagram(loan()).curves[0]
    assert ["1", "2", "3", "4"] == [point.refers for point in curve.points]
    assert ["1 3"] == joined(curve.lines)
    assert ["1 2", "3 4"] == joined(curve.spurs)
    assert "3" == curve.end.refers
    assert not curve.is_broken


def test_who_comes_back_has_not_left() -> None:
    """A failure that people recover from is a point on the line like any other."""
    curve = map_diagram(loan(retried=True)).curves[0]
    assert ["1 2", "1 3"] == joined(curve.lines)


def test_an_exit_where_people_fail_is_a_place_where_they_leave() -> None:
    """Also where the author says that the journey ends, nobody goes on from a failure."""
    maya = persona("Maya")
    names = (
        ("Asks", "completed", False),
        ("Is refused", "failed", True),
        ("Signs", "completed", True),
    )
    inside = [
        touchpoint(name, outcome=outcome, exit=leaving).feels(maya, 1)
        for name, outcome, leaving in names
    ]
    made = journey("Loan").walked_by(maya).stage("Ask", *inside)
    made = made.flow(inside[0] >> inside[1]).flow(inside[0] >> inside[2])
    assert ["1 2b"] == joined(map_diagram(made).curves[0].lines)


def test_spurs_are_drawn_finer_explained_and_told() -> None:
    """Both pictures draw a spur for each place where people leave, and the text says so."""
    diagram = map_diagram(loan())
    spurs = re.findall(r'<path d="[^"]*C[^"]*"[^>]*stroke-dasharray="2 4"', svg(diagram))
    assert 2 == len(spurs)
    assert 2 == html(diagram).count('class="spur" vector-effect')
    assert "leaves here" in [key.text for key in diagram.legend]
    assert "Maya at 2 Is refused: −2, crushed; leaves here" in plain_text(diagram)


def test_stages_in_parallel_stand_under_one_bracket_and_divide_the_curve() -> None:
    """Neither of two parallel stages comes after the other, so no line joins them."""
    diagram = map_diagram(parallel())
    assert ["", "onboarding", "onboarding", ""] == [group.together for group in diagram.groups]
    assert ["1 2 4", "1 3 4"] == joined(diagram.curves[0].lines)


def test_the_curve_breaks_where_no_feeling_is_known() -> None:
    """Nobody said what is felt at the second touchpoint, so no line goes through it."""
    maya = persona("Maya")
    first, second, third, fourth = (touchpoint(name) for name in ("A", "B", "C", "D"))
    made = journey("Gap").walked_by(maya)
    made = made.stage(
        "S", first.feels(maya, 1), second, third.feels(maya, 0), fourth.feels(maya, 2)
    )
    curve = map_diagram(made).curves[0]
    assert ["3 4"] == joined(curve.lines)
    assert curve.is_broken
    assert "no line: no feeling is known in between" in [
        key.text for key in map_diagram(made).legend
    ]


def test_the_curve_breaks_where_a_persona_has_no_touchpoint() -> None:
    """A stage that is somebody else's is not felt."""
    maya, tom = persona("Maya"), persona("Tom")
    made = (
        journey("Gap")
        .walked_by(maya, tom)
        .stage("Before", touchpoint("A", personas=maya).feels(maya, 1))
        .stage("Meanwhile", touchpoint("B", personas=tom).feels(tom, 1))
        .stage("After", touchpoint("C").feels(maya, -1).feels(tom, 1))
    )
    mine, theirs = map_diagram(made).curves
    assert [] == joined(mine.lines)
    assert ["2 3"] == joined(theirs.lines)


def test_alternatives_are_not_strung_on_one_line() -> None:
    """People pay online or in store; the line divides and comes together again."""
    maya = persona("Maya")
    names = ("Shop", "Pay online", "Pay in store", "Use")
    shops, online, store, use = (touchpoint(name).feels(maya, 1) for name in names)
    made = (
        journey("Either or")
        .walked_by(maya)
        .stage("Buy", shops, online, store)
        .stage("Use", use)
        .flow(shops >> online >> use, when="has a card")
        .flow(shops >> store >> use, when="has cash")
    )
    curve = map_diagram(made).curves[0]
    assert ["1 2a 3", "1 2b 3"] == joined(curve.lines)
    assert ["1", "2a", "2b", "3"] == [point.refers for point in curve.points]


def test_a_way_past_a_touchpoint_is_not_drawn_beside_the_line_through_it() -> None:
    """Who may leave something out makes no second line."""
    maya = persona("Maya")
    a, b, c = (touchpoint(name).feels(maya, 1) for name in "ABC")
    made = journey("Short cut").walked_by(maya).stage("S", a, b, c).flow(a >> b >> c).flow(a >> c)
    assert ["1 2 3"] == joined(map_diagram(made).curves[0].lines)


def test_alternative_entries_share_a_number() -> None:
    """Three places to start at are not steps one, two and three."""
    starts = [touchpoint(name, entry=True) for name in ("Ad", "Tip", "Search")]
    made = journey("Start").stage("Discover", *starts).stage("Buy", touchpoint("Pay"))
    cells = [c for c in map_diagram(made).cells if c.lane == "touchpoints"]
    assert ["1a", "1b", "1c", "2"] == [n.number for c in cells for n in c.nodes]


def test_a_range_is_a_span_and_joined_by_an_area() -> None:
    """No line goes through the middle of a range, which nobody said was felt."""
    maya = persona("Maya")
    before, depends, after = touchpoint("A"), touchpoint("B"), touchpoint("C")
    made = journey("Range").walked_by(maya)
    made = made.stage(
        "S", before.feels(maya, 1), depends.feels(maya, None, low=-1, high=1), after.feels(maya, 0)
    )
    diagram = map_diagram(made)
    curve = diagram.curves[0]
    assert [] == joined(curve.lines)
    assert ["1 2 3"] == joined(curve.bands)
    assert "Maya at 2 B: from −1 to +1" == curve.points[1].tooltip
    drawn = svg(diagram)
    circles = re.findall(r'data-role="emotion"><title>[^<]*</title><circle', drawn)
    assert 2 == len(circles)
    assert 1 == len(re.findall(r'data-role="emotion"><title>[^<]*</title><rect', drawn))
    assert 1 == html(diagram).count('<rect class="point" x="50.00%"')


def test_pains_are_followed_by_their_opportunities_and_owners() -> None:
    """An opportunity stands in the stage of the pain it answers, with who answers for it."""
    cell = map_diagram(shop()).cell("opportunities", "purchase")
    assert cell is not None
    assert ["Show the cost early"] == [node.text for node in cell.nodes]
    assert (
        "owner: Lena (Shop)",
        "planned · high priority · due\u00a02027-03-01",
        "value 5 of 5 · effort 2 of 5",
    ) == cell.nodes[0].details


def test_an_opportunity_names_its_metric_as_its_author_did() -> None:
    """The name where the journey has the metric; what the opportunity says where it has none."""
    paid = Metric("Completed checkouts")
    made = journey("Shop").stage("Buy", touchpoint("Pays").measured_by(paid))
    known = made.opportunity("Guest checkout", made.stages[0], metric=paid)
    unknown = made.opportunity("Guest checkout", made.stages[0], metric="nobody-has-it")

    for told, words in ((known, "Completed checkouts"), (unknown, "nobody-has-it")):
        cell = map_diagram(told).cell("opportunities", "buy")
        assert cell is not None
        assert f"measured by: {words}" in cell.nodes[0].details


def test_what_concerns_the_whole_journey_has_a_column() -> None:
    """Pains of a persona, metrics of the journey and opportunities for everywhere stand there."""
    diagram = map_diagram(shop())
    whole = diagram.groups[-1].key
    assert ["hidden costs"] == texts(diagram, "pains", whole)
    assert ["One voice"] == texts(diagram, "opportunities", whole)
    assert ["Promoters"] == texts(diagram, "metrics", whole)


def test_touchpoints_of_any_time_have_a_column_and_no_curve() -> None:
    """What may come at any time is a point that no line leads to."""
    maya = persona("Maya")
    made = journey("Shop").walked_by(maya).stage("Purchase", touchpoint("Pays").feels(maya, 1))
    made = made.anytime(touchpoint("Calls").feels(maya, -1))
    diagram = map_diagram(made)
    assert ["Purchase", "At any time"] == [group.text for group in diagram.groups]
    assert () == diagram.curves[0].runs


def test_findings_are_marks_where_they_are_and_a_list() -> None:
    """A finding is numbered at what it is about; at the stage if nobody has a cell of their own."""
    pays, purchase = Element("touchpoint", ("pays",)), Element("stage", ("purchase",))
    report = Report(
        "Buying a gift",
        findings=(
            Finding(
                "no-owner", "JK1", "warning", "nobody owns it", (pays,), ("Pays",), fix="name one"
            ),
            Finding(
                "gap", "JK2", "error", "a gap", (Element("cell", ("tom", "purchase")),), ("Tom",)
            ),
        ),
    )
    diagram = map_diagram(shop(), report=report)
    assert [(1, "warning", "nobody owns it", "Pays", "JK1 no-owner", "name one")] == [
        (m.number, m.severity, m.text, m.place, m.rule, m.fix) for m in diagram.marks[:1]
    ]
    card = next(n for c in diagram.cells for n in c.nodes if n.element == pays and n.number)
    assert (1,) == card.marks
    assert (2,) == next(g for g in diagram.groups if g.element == purchase).marks


def _hole(who: str, stage: str) -> Report:
    """A report of one finding about what a persona meets in a stage."""
    cell = Element("cell", (who, stage))
    return Report("Buying a gift", findings=(Finding("hole", "JK201", "error", "a gap", (cell,)),))


def test_a_gap_of_the_one_who_is_shown_is_marked_at_the_gap() -> None:
    """On the map of one persona the touchpoints of a stage are their cell, with or without any."""
    made = shop().stage("Use", touchpoint("Reads", personas=shop().personas[0]))
    diagram = map_diagram(made, persona="tom", report=_hole("tom", "use"))
    gap = diagram.cell("touchpoints", "use")
    assert gap is not None
    assert ({"gap"}, (1,)) == (gap.roles, gap.nodes[0].marks)
    diagram = map_diagram(shop(), persona="tom", report=_hole("tom", "purchase"))
    met = diagram.cell("touchpoints", "purchase")
    assert met is not None
    assert ((1,), {()}) == (met.marks, {node.marks for node in met.nodes})
    assert {()} == {group.marks for group in diagram.groups}


def test_a_finding_about_somebody_who_is_not_shown_stands_at_the_stage() -> None:
    """So does one whose row was left out; nothing that is listed has no place."""
    elsewhere = map_diagram(shop(), persona="maya", report=_hole("tom", "awareness"))
    without = map_diagram(
        shop(), persona="tom", lanes=("channels",), report=_hole("tom", "awareness")
    )
    assert [(1,), (1,)] == [diagram.groups[0].marks for diagram in (elsewhere, without)]


def test_a_persona_with_a_lane_of_emotions_has_their_cells_there() -> None:
    """With a curve each, the number stands in the lane of the one it is about, drawn and told."""
    diagram = map_diagram(shop(), emotions="apart", report=_hole("tom", "awareness"))
    marked = [(cell.lane, cell.group, cell.marks) for cell in diagram.cells if cell.marks]
    assert [("emotions/tom", "awareness", (1,))] == marked
    assert {()} == {group.marks for group in diagram.groups}
    bare = attrs.evolve(diagram, cells=[cell for cell in diagram.cells if not cell.marks])
    assert 1 + svg(bare).count(">×1</text>") == svg(diagram).count(">×1</text>")
    row = html(diagram).split("Emotions of Tom", 1)[1].split("</tr>")[0]
    assert 'aria-label="finding 1"' in row
    assert "Emotions of Tom\n  findings [1]" in plain_text(diagram)


def test_rules_that_raised_are_listed_below_the_findings() -> None:
    """A picture does not look clean when a rule could not be asked."""
    trouble = Finding("rule-crashed", "JK002", "error", "rule acme-tone raised KeyError")
    report = attrs.evolve(_hole("tom", "purchase"), crashed=(trouble,))
    diagram = map_diagram(shop(), report=report)
    assert [(1, "a gap"), (2, "rule acme-tone raised KeyError")] == [
        (mark.number, mark.text) for mark in diagram.marks
    ]


def test_a_column_grows_with_its_touchpoints() -> None:
    """Twelve points need more room than one, and their cards stand on several tracks."""
    narrow, wide = map_diagram(long(1, 1)).groups[0], map_diagram(long(12, 1)).groups[0]
    assert narrow.width < wide.width
    assert (1, 3) == (narrow.tracks, wide.tracks)


def test_every_lane_can_be_shown_alone() -> None:
    """No lane needs another one."""
    made = shop()
    pictures = {made.touchpoints[0].element: Image(b"", "png", 4, 3)}
    for lane in LANES:
        diagram = map_diagram(made, lanes=(lane,), show_empty=True, pictures=pictures)
        assert [lane] == [each.key for each in diagram.lanes]


def test_a_journey_with_nothing_in_it_has_a_map() -> None:
    """A name alone is enough."""
    diagram = map_diagram(journey("Nothing yet"))
    assert ((), ()) == (diagram.groups, diagram.lanes)


def test_columns_that_are_no_stages_take_what_they_need() -> None:
    """What concerns everything gets further tracks, and what can come at any time as well."""
    maya = persona("Maya", pains=[f"hurts {n}" for n in range(12)])
    help_lines = [touchpoint(f"Help {n}") for n in range(12)]
    made = journey("J").walked_by(maya).stage("S", touchpoint("A")).anytime(*help_lines)
    few = journey("J").walked_by(persona("Tom", pains=["x"])).stage("S", touchpoint("A"))
    tracks = {group.text: group.tracks for group in map_diagram(made).groups}
    assert {"S": 1, "At any time": 3, "Whole journey": 3} == tracks
    assert [1, 1] == [
        group.tracks for group in map_diagram(few.anytime(touchpoint("B"))).groups[1:]
    ]


@pytest.mark.parametrize("felt", [0, 1])
def test_a_line_runs_through_no_alternative(felt: float) -> None:
    """Who may ask online or by phone does not do both, even where both feel the same."""
    ann = persona("Ann")
    ad, online, phone, signs = (
        touchpoint(name).feels(ann, felt) for name in ("Ad", "Online", "Phone", "Signs")
    )
    made = journey("Loan").walked_by(ann).stage("Ask", ad, online, phone, signs)
    strung = map_diagram(made.flow(ad >> online >> phone >> signs))
    apart = map_diagram(made.flow(ad >> online >> signs).flow(ad >> phone >> signs))
    assert ["1 2a 3", "1 2b 3"] == joined(apart.curves[0].lines)
    for drawn in (svg, html):
        before, after = (
            set(re.findall(r'd="(M[^"Z]*C[^"Z]*)"', drawn(diagram))) for diagram in (strung, apart)
        )
        assert before != after
        levels = [re.findall(r"[-\d.]+ ([-\d.]+)", "".join(paths)) for paths in (before, after)]
        assert len({*levels[0]}) < len({*levels[1]})


def test_how_long_a_stage_takes_stands_below_its_name() -> None:
    """On paper nobody rests a pointer on it."""
    made = journey("Care").stage("Wait", touchpoint("Waits"), duration="14 weeks")
    diagram = map_diagram(made)
    assert ">takes 14 weeks</text>" in svg(diagram)
    assert ">takes 14 weeks</span>" in html(diagram)
