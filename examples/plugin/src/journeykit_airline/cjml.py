"""A reader for CJML 2.0, the customer journey modelling language, as an example of a format.

A planned journey has phases with actions and communication points; an actual one also says what was
felt. What CJML has and a journey has not (timestamps, compliance) stands in the loss report, and so
does a reference to something that the file does not have.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal
from xml.parsers import expat

import journeykit as jk
from journeykit import (
    Channel,
    DocumentError,
    Element,
    Emotion,
    Format,
    Journey,
    Loss,
    LossReport,
    Persona,
    Reading,
    Stage,
    Touchpoint,
)

_DEEPEST = 50
_KINDS = ("plannedAction", "actualAction", "plannedCommunicationPoint", "actualCommunicationPoint")
_OF_JOURNEY = {"journeyTitle", "journeyPhases", "actors", "touchpoints"}
_OF_PHASE = {"phaseName", "phaseDescription"}
_CARRIED = {"belongsTo", "initiator", "receiver", "channel", "message", "touchpointExperience"}
_VALENCES = {"1": -2, "2": -1, "3": 0, "4": 1, "5": 2}


def _refuse(*_: object) -> None:
    raise DocumentError("", problem="a file from outside may not declare entities")


def _parsed(content: bytes) -> ET.Element:
    """The root of a document that declares nothing and is not too deep."""
    depth = 0

    def start(name: str, _: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise DocumentError(name, problem=f"it is nested more than {_DEEPEST} deep")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)  # noqa: FBT003 — expat takes no keyword
    except expat.ExpatError as error:
        problem = f"it is no XML: {expat.ErrorString(error.code)}"
        line, column = error.lineno, error.offset + 1
        raise DocumentError("", problem=problem, line=line, column=column) from error
    return ET.fromstring(content)  # noqa: S314 — what could be unsafe was refused above


def _named(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """The elements of a name below another, whatever their namespace."""
    return (each for each in parent.iter() if each.tag.rpartition("}")[2] == name)


def _text(parent: ET.Element, *names: str) -> str:
    """The first of some texts that says something."""
    for name in names:
        for each in _named(parent, name):
            if each.text and each.text.strip():
                return " ".join(each.text.split())
    return ""


def _reference(parent: ET.Element, name: str, attribute: str) -> str:
    """What an element of a name refers to."""
    return next((each.get(attribute, "") for each in _named(parent, name)), "")


class _Reader:
    """Reads one journey."""

    def __init__(self, root: ET.Element) -> None:
        self.root = root
        self.losses: list[Loss] = []
        self.personas = {
            each.get("actorID", ""): Persona(_text(each, "actorName") or "Customer", key=f"p{n}")
            for n, each in enumerate(_named(root, "endUser"), 1)
        }
        self.providers = {each.get("actorID", "") for each in _named(root, "serviceProvider")}
        self.phases = {
            each.get("phaseID", ""): Stage(
                _text(each, "phaseName") or "Phase",
                description=_text(each, "phaseDescription"),
                key=f"s{n}",
            )
            for n, each in enumerate(_named(root, "journeyPhase"), 1)
        }

    def journey(self) -> Journey:
        """The whole of it, its touchpoints in their order."""
        actual = next(_named(self.root, "actualJourney"), None) is not None
        summary = _text(self.root, "journeyShortSummary", "journeyLongSummary")
        steps = [each for each in self.root.iter() if each.tag.rpartition("}")[2] in _KINDS]
        placed = [self._placed(step, number) for number, step in enumerate(steps, 1)]
        stages = {key: [t for phase, t in placed if phase == key] for key in ("", *self.phases)}
        made = jk.journey(
            _text(self.root, "journeyTitle") or "Journey",
            summary,
            state="actual" if actual else "planned",
        ).walked_by(*self.personas.values())
        for each in self.root:
            self._tell_rest(each, _OF_JOURNEY, made.element, summary)
        for phase, stage in zip(
            _named(self.root, "journeyPhase"), self.phases.values(), strict=False
        ):
            self._tell_rest(phase, _OF_PHASE, stage.element)
        for key, stage in self.phases.items():
            made = made.stage(stage, *stages[key])
        if stages[""]:
            made = made.stage("No phase", *stages[""])
        for (_, before), (_, after) in pairwise(placed):
            made = made.flow(before >> after)
        return made

    def _placed(self, step: ET.Element, number: int) -> tuple[str, Touchpoint]:
        """A touchpoint, and the phase it belongs to."""
        key = f"t{number}"
        element = Element("touchpoint", (key,))
        phase = _reference(step, "belongsTo", "phaseIDref")
        if phase and phase not in self.phases:
            self._lost(element, "", f'it belongs to the phase "{phase}", which is not there')
            phase = ""
        people = self._people(step, element)
        self._tell_rest(step, _CARRIED, element)
        return phase, Touchpoint(
            _text(step, "message", "initiatorLabel", "receiverLabel") or f"Touchpoint {number}",
            self._channels(step),
            initiator=self._initiator(step),
            personas=people,
            experiences=self._experiences(step, people, element),
            key=key,
        )

    def _people(self, step: ET.Element, element: Element) -> list[Persona]:
        """The end users that take part."""
        found: list[Persona] = []
        for each in _named(step, "refersTo"):
            actor = each.get("actorIDref", "")
            if actor in self.personas:
                found.append(self.personas[actor])
            elif actor not in self.providers:
                self._lost(element, "personas", f'there is no actor "{actor}"')
        return list(dict.fromkeys(found))

    def _initiator(self, step: ET.Element) -> Literal["company", "customer"]:
        initiator = next(_named(step, "initiator"), None)
        actor = "" if initiator is None else _reference(initiator, "refersTo", "actorIDref")
        return "company" if actor in self.providers else "customer"

    def _channels(self, step: ET.Element) -> list[Channel]:
        name = _text(step, "channelName")
        try:
            return [Channel.of(name)] if name else []
        except LookupError:
            return [Channel(name)]

    def _experiences(
        self, step: ET.Element, people: list[Persona], element: Element
    ) -> list[jk.Experience]:
        rating, label = _text(step, "experienceRating"), _text(step, "experienceDescription")
        if not rating:
            if label:
                self._lost(element, "experiences", f'"{label}" has no rating')
            return []
        if rating not in _VALENCES:
            self._lost(element, "experiences", f'the rating "{rating}" is not one from 1 to 5')
            return []
        emotion = Emotion(_VALENCES[rating], label, basis="reported")
        return [jk.Experience(each, emotion=emotion) for each in people]

    def _tell_rest(
        self, parent: ET.Element, carried: set[str], element: Element, text: str = ""
    ) -> None:
        """Report the parts of an element that are not carried, unless their text is."""
        for part in parent:
            name = part.tag.rpartition("}")[2]
            if name not in carried and not (text and _text(part, name) == text):
                self._lost(element, "", f"a journey has no place for {name}")

    def _lost(self, element: Element, field: str, reason: str) -> None:
        self.losses.append(Loss("lost", element, field, reason))


def read_cjml(content: bytes) -> Iterator[Reading]:
    """Read the journey of a CJML document.

    Args:
        content: The bytes of the file.

    Yields:
        The journey, with what CJML says and a journey cannot.

    Raises:
        DocumentError: It is no CJML, or declares entities.
    """
    root = _parsed(content)
    if root.tag.rpartition("}")[2] != "CJML":
        raise DocumentError("", expected="a document of CJML", found=f"<{root.tag[:40]}>")
    reader = _Reader(root)
    journey = reader.journey()
    yield Reading(journey, LossReport("cjml", reader.losses))


FORMAT = Format(
    "cjml", (".cjml", ".cjml.xml"), read_cjml, description="the customer journey modelling language"
)
"""What the entry point names."""
