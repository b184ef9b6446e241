"""Loss reports: values that can be counted, filtered and printed."""

from __future__ import annotations

import pytest
from hypothesis import given

from journeykit import (
    Channel,
    Element,
    Journey,
    Loss,
    LossReport,
    Owner,
    journey,
    persona,
    touchpoint,
)
from journeykit.durations import Wait
from journeykit.interchange.formats import export, read
from journeykit.interchange.losses import not_carried, parts_of, shown
from journeykit.testing.strategies import journeys

PAYS = Element("touchpoint", ("pays",))
REPORT = LossReport(
    "mermaid",
    [
        Loss("lost", PAYS, "channels", 'Mermaid has no place for "Website"'),
        Loss("guessed", PAYS, "", "it is the last", line=7),
    ],
)


def test_a_report_is_printed_entry_by_entry() -> None:
    """A summary, and a line for each with its element, field, reason and line."""
    assert """\
mermaid: 1 lost, 0 changed, 1 guessed
lost: touchpoint:pays, channels: Mermaid has no place for "Website"
guessed: touchpoint:pays: it is the last (line 7)""" == str(REPORT)


def test_a_report_is_counted_and_filtered() -> None:
    """An empty report is false; each kind can be asked for."""
    assert not LossReport("json")
    assert (2, 1, 0, 1) == (len(REPORT), len(REPORT.lost), len(REPORT.changed), len(REPORT.guessed))


def test_reports_of_two_steps_are_joined() -> None:
    """A conversion has the losses of both its steps."""
    both = LossReport("csv") + REPORT
    assert ("csv → mermaid", 2) == (both.format, len(both))


def test_what_is_not_carried_comes_from_the_model() -> None:
    """Every field that was said and is not carried is a loss, and no other."""
    maya = persona("Maya", "36")
    made = journey("Gift", state="as-is").walked_by(maya)
    made = made.stage("Purchase", touchpoint("Pays", Channel.EMAIL).feels(maya, 1))
    carried = {type(made): ("name", "stages", "personas"), type(maya): ("name",)}
    assert ["journey:gift, state", "persona:maya, description"] == [
        f"{loss.element}, {loss.field}" for loss in not_carried(made, carried, "It")
    ]


@given(journeys())
def test_everything_with_an_address_is_gone_through(made: Journey) -> None:
    """Journey, personas, stages, touchpoints, experiences and transitions, each once."""
    parts = list(parts_of(made))
    count = 1 + len(made.personas) + len(made.stages) + len(made.touchpoints)
    count += len(made.transitions) + sum(len(t.experiences) for t in made.touchpoints)
    assert count == len(parts)


def test_long_texts_are_shown_short() -> None:
    """A reason never becomes longer than a person reads."""
    assert len(shown("word " * 500)) < 90
    assert "nothing" == shown(())
    assert '"3 days"' == shown(Wait("P3D"))


def test_who_joins_late_and_what_was_declined_is_told() -> None:
    """A form without ways and presence says of whom and of which touchpoints it tells less."""
    bea, uma = persona("Bea"), persona("Uma")
    asks, agent, uses = map(touchpoint, ["Asks", "Agent", "Uses"])
    made = journey("Trial").walked_by(bea, uma).stage("Look", asks, agent).stage("Use", uses)
    made = made.flow(asks >> uses).flow(asks >> agent, kind="declined").present(uma, joins_at="Use")
    for name, called in (("markdown", "the page"), ("mermaid", "Mermaid")):
        told = [str(loss) for loss in export(made, name).losses]
        assert (
            f'lost: journey:trial, presences: {called} has no place for "uma from stage:use"'
            in told
        )
        assert f"changed: touchpoint:agent: {called} does not say that it was declined" in told
    assert not export(made, "csv").losses
    assert made == read(export(made, "csv").content, "csv").journey


def test_what_stands_inside_a_field_is_told_however_deep() -> None:
    """A page has the owner of an idea, and no place for the department."""
    made = journey("Gift").opportunity("Show costs", everywhere=True, owner=Owner("Ada", "Web"))
    told = [loss.reason for loss in export(made, "markdown").losses if "department" in loss.reason]
    assert ['the page has no place for the department of "Ada", "Web"'] == told


@pytest.mark.parametrize("format", ["markdown", "pptx"])
def test_a_span_with_somebody_inside_is_told(format: str) -> None:
    """The words for a span say its ends."""
    if format == "pptx":
        pytest.importorskip("pptx")
    maya = persona("Maya")
    step = touchpoint("Pays").feels(maya, 0.5, low=-1, high=1)
    made = journey("Gift").walked_by(maya).stage("Buy", step)
    assert "experience:maya/pays, emotion" in str(export(made, format).losses)


@pytest.mark.parametrize("format", ["markdown", "pptx"])
def test_the_class_of_a_channel_of_ones_own_is_told(format: str) -> None:
    """One that comes with the library is known by its name."""
    if format == "pptx":
        pytest.importorskip("pptx")
    pigeon = Channel("Pigeon", "physical")
    made = journey("Gift").stage("Buy", touchpoint("Writes", pigeon, Channel.EMAIL))
    told = [each.reason for each in export(made, format).losses if each.field == "channels"]
    assert [True] == [each.endswith('the channel class of "Pigeon", "physical"') for each in told]


@pytest.mark.parametrize("format", ["markdown", "mermaid", "pptx"])
def test_people_of_one_name_are_told(format: str) -> None:
    """A form without keys takes them for one."""
    if format == "pptx":
        pytest.importorskip("pptx")
    made = journey("Gift").walked_by(persona("Maya"), persona("Maya", key="other"))
    assert "lost: persona:other: " in str(export(made, format).losses)
    assert "lost: persona:maya: " not in str(export(made, "markdown").losses)
