"""The reader of CJML: what it carries, what it reports, and what it refuses."""

from __future__ import annotations

import io

import pytest
from journeykit_airline.cjml import FORMAT

import journeykit as jk
from journeykit import DocumentError

TRIP = """\
<CJML version="2.0"><actualJourney>
  <journeyTitle>Flying home</journeyTitle>
  <journeyPhases>
    <journeyPhase phaseID="P1"><phaseName>Before</phaseName></journeyPhase>
    <journeyPhase phaseID="P2"><phaseName>At the gate</phaseName></journeyPhase>
  </journeyPhases>
  <actors>
    <endUser actorID="A1"><actorName>Ines</actorName></endUser>
    <serviceProvider actorID="A2"><companyName>An airline</companyName></serviceProvider>
  </actors>
  <touchpoints>
    <actualCommunicationPoint touchpointID="T1">
      <belongsTo phaseIDref="P1"/>
      <initiator><refersTo actorIDref="A2"/><initiatorLabel>Sends</initiatorLabel></initiator>
      <receiver><refersTo actorIDref="A1"/></receiver>
      <channel><channelName>Email</channelName></channel>
      <message>Your flight is late</message>
      <timestamps><timeReceived>2026-11-01</timeReceived></timestamps>
      <touchpointExperience><experienceDescription>worried</experienceDescription>
        <experienceRating>2</experienceRating></touchpointExperience>
    </actualCommunicationPoint>
    <actualAction touchpointID="T2">
      <belongsTo phaseIDref="P9"/>
      <initiator><refersTo actorIDref="A7"/><initiatorLabel>Waits</initiatorLabel></initiator>
    </actualAction>
  </touchpoints>
</actualJourney></CJML>
"""


def _read(text: str) -> jk.Reading:
    return jk.read(io.StringIO(text), FORMAT)


def test_it_is_found_by_name_once_the_package_is_installed() -> None:
    """The entry point makes the format known, without another word."""
    if "cjml" not in jk.formats():
        pytest.skip("needs this package installed: pip install ./examples/plugin")
    assert "Flying home" == jk.read(io.StringIO(TRIP), "cjml").journey.name


def test_what_is_carried() -> None:
    """Phases, end users, touchpoints in their order, channels and experiences."""
    made = _read(TRIP).journey
    assert ("Flying home", "actual") == (made.name, made.state)
    late, waits = made.touchpoints
    assert ("Your flight is late", "company") == (late.name, late.initiator)
    assert (jk.Channel.EMAIL,) == late.channels
    assert -1 == late.valence_of("p1")
    assert ("Waits", "customer") == (waits.name, waits.initiator)
    assert 1 == len(made.transitions)


def test_what_is_lost_is_named() -> None:
    """Timestamps, a phase and an actor that are not there; reading goes on."""
    assert [
        "a journey has no place for timestamps",
        'it belongs to the phase "P9", which is not there',
        'there is no actor "A7"',
    ] == [entry.reason for entry in _read(TRIP).losses]


def test_what_is_said_of_the_whole_is_named_too() -> None:
    """Of the journey, of its phases, and a feeling without a rating."""
    text = TRIP.replace("<journeyPhases>", "<journeyStatus>done</journeyStatus><journeyPhases>")
    text = text.replace("</phaseName></journeyPhase>", "</phaseName><x/></journeyPhase>", 1)
    text = text.replace("<experienceRating>2</experienceRating>", "")
    told = [f"{entry.element}: {entry.reason}" for entry in _read(text).losses]
    assert "journey:flying-home: a journey has no place for journeyStatus" in told
    assert "stage:s1: a journey has no place for x" in told
    assert 'touchpoint:t1: "worried" has no rating' in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><CJML>&a;</CJML>', "may not declare entities"),
        ("<CJML><journeyTitle>", "line 1, column 21: it is no XML"),
        ("<html/>", "expected a document of CJML"),
        ("<a>" * 60 + "</a>" * 60, "nested more than 50 deep"),
    ],
)
def test_hostile_files(text: str, message: str) -> None:
    """No entity is expanded, and half a file is an error."""
    with pytest.raises(DocumentError, match=message):
        _read(text)
