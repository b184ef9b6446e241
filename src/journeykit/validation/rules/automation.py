"""Automation: whether what runs by itself has a cause, an audience and an end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from journeykit.addresses import Element
from journeykit.communication import Segment, Trigger
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.graph.traversal import strong_components
from journeykit.model import Journey, Touchpoint
from journeykit.suggestions import did_you_mean
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import buying, in_a_row
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_PROFILES = ("automation", "checklist")


def _reminder(**fields: Any) -> Touchpoint:
    """A mail that nobody sends by hand."""
    mail = {"initiator": "company", "automated": True, **fields}
    return touchpoint("Basket reminder", **mail)


@rule(
    "automated-without-trigger",
    "JK701",
    subjects="automated touchpoints",
    severity="warning",
    detects="An automated touchpoint without a trigger.",
    why="Nobody can build, test or switch off what has no trigger.",
    formally="A touchpoint that the company starts is automated and has no trigger, and no "
    "declared transition leads to it: a step before it would be its cause. What customers start "
    "themselves, such as a chat bot or a machine, needs no trigger.",
    fix='name the signal: touchpoint({touchpoint}, automated=True, trigger="…")',
    source="Journey-mapping guides on automation: triggers from user signals.",
    fires=lambda: buying(_reminder()),
    silent=lambda: buying(_reminder(trigger="basket abandoned")),
    profiles=_PROFILES,
)
def automated_without_trigger(view: View) -> Iterator[Verdict]:
    """Look for automation without a cause."""
    led_to = {transition.target for transition in view.journey.transitions}
    for touchpoint in view.touchpoints:
        if not touchpoint.automated:
            continue
        if touchpoint.trigger or touchpoint.element in led_to or touchpoint.initiator == "customer":
            yield Fine(touchpoint)
        else:
            yield Problem(
                f'the automated touchpoint "{touchpoint.name}" has no trigger', touchpoint
            )


def _segmented(**fields: Any) -> Journey:
    """A shop that knows segments, and a reminder."""
    reminder = _reminder(trigger=Trigger("basket abandoned", **fields))
    return buying(reminder, segments=[Segment("Regulars")])


@rule(
    "trigger-without-segment",
    "JK702",
    subjects="triggers",
    severity="info",
    detects="A trigger that fires for everybody, on a journey with segments.",
    why="What is sent to everybody is soon read by nobody.",
    formally="The journey declares segments, and a touchpoint has a trigger that is not "
    "transactional, while neither the trigger nor the touchpoint names a segment, the touchpoint "
    "names no persona and is not personalised. Without segments there is nothing to name: the "
    "signal itself then chooses whom it is for.",
    fix='name the segment: Trigger("…", segment="…"), or say transactional=True',
    source="Treasure Data: a step without a segment is an error; guides on customer segments.",
    fires=_segmented,
    silent=lambda: _segmented(segment="regulars"),
    profiles=_PROFILES,
)
def trigger_without_segment(view: View) -> Iterator[Verdict]:
    """Look for triggers that are meant for nobody in particular."""
    for touchpoint in view.touchpoints:
        trigger = touchpoint.trigger
        if trigger is None:
            continue
        aimed = (
            touchpoint.segment
            or touchpoint.personas
            or touchpoint.experiences
            or touchpoint.personalised
        )
        if trigger.transactional or trigger.segment or aimed:
            yield Fine(touchpoint)
        elif not view.journey.segments:
            yield unstated("segments", touchpoint)
        else:
            yield Problem(
                f'"{trigger.event}" triggers "{touchpoint.name}" for everybody, '
                "whatever their segment",
                touchpoint,
            )


def _signalled(event: str) -> Journey:
    """A shop with a catalogue of signals."""
    return buying(_reminder(trigger=event), events=["basket abandoned", "parcel delivered"])


@rule(
    "unknown-trigger-event",
    "JK703",
    subjects="triggers",
    severity="error",
    detects="A trigger on an event that the journey does not list.",
    why="It will never fire.",
    formally="The journey lists its events, and a trigger names another one.",
    fix='correct the name, or add it: journey(…, events=["…"])',
    source="Reference checks of Adobe Journey Optimizer and Treasure Data.",
    fires=lambda: _signalled("basket abandonned"),
    silent=lambda: _signalled("basket abandoned"),
    profiles=_PROFILES,
)
def unknown_trigger_event(view: View) -> Iterator[Verdict]:
    """Look triggers up in the catalogue."""
    events = view.journey.events
    for touchpoint in view.touchpoints:
        if touchpoint.trigger is None:
            continue
        if not events:
            yield unstated("events", touchpoint)
        elif touchpoint.trigger.event in events:
            yield Fine(touchpoint)
        else:
            yield Problem(
                f'"{touchpoint.name}" waits for "{touchpoint.trigger.event}", which is not '
                "among the events of the journey"
                f"{did_you_mean(touchpoint.trigger.event, events)}",
                touchpoint,
            )


@rule(
    "personalised-without-audience",
    "JK704",
    subjects="personalised touchpoints",
    severity="warning",
    detects="A personalised touchpoint without an audience.",
    why="Personal means that it fits somebody; without an audience it fits nobody.",
    formally="A touchpoint is personalised and names no persona and no segment, neither itself nor "
    "in its trigger or an experience.",
    fix='name whom it is for: touchpoint({touchpoint}, personalised=True, segment="…")',
    source="Journey-mapping guides: personalise to persona and segment.",
    fires=lambda: buying(touchpoint("Gets an offer", personalised=True)),
    silent=lambda: buying(touchpoint("Gets an offer", personalised=True, segment="regulars")),
    profiles=_PROFILES,
)
def personalised_without_audience(view: View) -> Iterator[Verdict]:
    """Look for personalisation for nobody."""
    for touchpoint in view.touchpoints:
        if not touchpoint.personalised:
            continue
        named = touchpoint.segment or touchpoint.personas or touchpoint.experiences
        if named or (touchpoint.trigger and touchpoint.trigger.segment):
            yield Fine(touchpoint)
        else:
            yield Problem(f'"{touchpoint.name}" is personalised, but has no audience', touchpoint)


def _nagging(**fields: Any) -> Journey:
    """Two mails that follow each other round and round, and a way to pay."""
    first, second = (
        _reminder(trigger="basket abandoned"),
        touchpoint("Second reminder", initiator="company", automated=True),
    )
    pays = touchpoint("Pays")
    return (
        buying(first, second, pays)
        .flow(first >> second)
        .flow(second >> first, kind="loop", **fields)
        .flow(second >> pays)
    )


@rule(
    "no-exit-criteria",
    "JK707",
    subjects="automated loops",
    severity="warning",
    detects="An automated loop without an end.",
    why="The customer who bought yesterday is reminded to buy for ever.",
    formally="Automated touchpoints lead to one another in a circle of declared transitions, and "
    "neither a transition of the circle nor one that leaves it has a condition or a number of "
    "attempts. A circle that nothing leaves is a cycle-without-exit.",
    fix='say when it stops: .flow(…, kind="loop", attempts=…)',
    source="Exit criteria of journey tools; Treasure Data MISSING_EXIT_CRITERIA.",
    fires=_nagging,
    silent=lambda: _nagging(attempts=2),
    profiles=_PROFILES,
)
def no_exit_criteria(view: View) -> Iterator[Verdict]:
    """Look for circles of automated touchpoints."""
    automated = {t.element: t for t in view.touchpoints if t.automated or t.trigger}

    def onward(element: Element) -> list[Element]:
        return [s.target for s in view.outgoing.get(element, ()) if s.target in automated]

    for loop in strong_components(automated, onward):
        if len(loop) == 1 and loop[0] not in onward(loop[0]):
            continue
        members = set(loop)
        edges = [edge for element in loop for edge in view.outgoing[element]]
        leaves = any(edge.target not in members for edge in edges)
        inside = [automated[element] for element in loop]
        if any(edge.guarded or edge.attempts for edge in edges):
            yield Fine(inside)
        elif leaves:
            yield Problem(f"the loop of {quoted(t.name for t in inside)} has no end", inside)


def _split(*shares: float) -> Journey:
    """A test of several offers."""
    shop = touchpoint("Shop")
    offers = [touchpoint(f"Offer {letter}") for letter in "ABC"[: len(shares)]]
    split = journey("Buying a gift").stage("Purchase", shop, *offers)
    for offer, share in zip(offers, shares, strict=True):
        split = split.flow(shop >> offer, share=share)
    return split


_ROUNDING = 0.5
"""Three thirds written with one decimal are 99.9."""


@rule(
    "split-not-100",
    "JK709",
    subjects="splits",
    severity="error",
    detects="A split whose shares do not add up to 100.",
    why="Some customers go nowhere, or twice.",
    formally="The shares of all transitions that leave one touchpoint or stage, two at least, do "
    "not add up to 100, by more than half a percent, or some of them alone to more. One figure "
    "beside others that were not counted is no split, and cannot be judged.",
    fix="make the shares add up to 100",
    source="Treasure Data INVALID_AB_TEST_PERCENTAGES.",
    fires=lambda: _split(50, 40),
    silent=lambda: _split(33.3, 33.3, 33.3),
    profiles=_PROFILES,
)
def split_not_100(view: View) -> Iterator[Verdict]:
    """Add up the shares."""
    for source, steps in view.outgoing.items():
        shares = [step.share for step in steps if step.share is not None]
        whole = len(shares) == len(steps) > 1
        if not shares:
            continue
        if whole and abs(sum(shares) - 100) <= _ROUNDING:
            yield Fine(source)
        elif not whole and sum(shares) <= 100 + _ROUNDING:
            yield Unknown("which share takes each of the ways", ".flow(…, share=92)", at=source)
        else:
            yield Problem(
                f'the shares after "{view.name_of(source)}" add up to {sum(shares):g}, not 100',
                source,
            )


def _helping(**fields: Any) -> Journey:
    """A chat bot, and perhaps somebody else."""
    bot = touchpoint("Asks the chat bot", purpose="support", automated=True)
    other = touchpoint("Asks for help", purpose="support", **fields)
    return buying(bot, other)


@rule(
    "no-human-fallback",
    "JK711",
    subjects="touchpoints that help",
    severity="warning",
    detects="Support by machines only.",
    why="Whoever is not understood by a machine is lost, and tells others.",
    formally="A persona comes to touchpoints with the purpose support, and every one is automated, "
    "and to none where people reach somebody on a support or telephone channel. Personas who are "
    "left alone in the same way share one finding.",
    fix='add a person: touchpoint("…", Channel.PHONE, purpose="support")',
    source="Journey-mapping guides: lack of support; hire a service team.",
    fires=lambda: _helping(automated=True),
    silent=_helping,
    profiles=("public-service", *_PROFILES),
)
def no_human_fallback(view: View) -> Iterator[Verdict]:
    """Look for a person behind the support."""
    personas: dict[tuple[Touchpoint, ...], list[str]] = {}
    support = [t for t in view.touchpoints if t.purpose == "support"]
    people = [t for t in view.touchpoints if not t.automated and inference.helps(t)]
    yield from map(Fine, people)
    for persona in view.journey.personas if support else ():
        if any(t.is_for(persona.key) for t in people):
            continue
        helping = tuple(t for t in support if t.is_for(persona.key))
        if helping:
            personas.setdefault(helping, []).append(persona.name)
    for helping, names in personas.items():
        yield Problem(
            f"{', '.join(names)} can get help only from machines: "
            f"{quoted(t.name for t in helping)}",
            helping,
        )


def _row(people: str) -> Journey:
    """A row of messages, each sent by a machine or by a person."""
    return in_a_row(
        *(
            touchpoint(f"Message {number}", initiator="company", automated=sent == "m")
            for number, sent in enumerate(people, 1)
        )
    )


@rule(
    "automated-stretch",
    "JK713",
    subjects="automated touchpoints",
    severity="info",
    detects="A stretch of the journey without any person.",
    why="Whoever has a question in the middle of it finds nobody to ask.",
    formally="At least so many automated touchpoints lead to one another by declared transitions, "
    "none of them is on a channel on which people meet, and no touchpoint that is not automated "
    "can come at any time. One finding names all of a stretch. Off by default: most shops online "
    "are such a stretch.",
    fix='add a person: touchpoint("…", Channel.PHONE, purpose="support")',
    source="Journey-mapping guides: hire a service team; GDPR, article 22 on automated decisions.",
    fires=lambda: _row("mmmm"),
    silent=lambda: _row("mmpm"),
    recommended=False,
    profiles=_PROFILES,
)
def automated_stretch(
    view: View,
    *,
    at_least: Annotated[int, "so many automated touchpoints in a row are a stretch"] = 4,
) -> Iterator[Verdict]:
    """Follow transitions from machine to machine."""
    machines = {
        t.element: t
        for t in view.touchpoints
        if t.automated and all(c.channel_class != "interpersonal" for c in t.channels)
    }
    anybody = any(not touchpoint.automated for touchpoint in view.journey.any_time)
    stretches: dict[Element, list[Touchpoint]] = {}
    for step in view.journey.transitions:
        if step.source in machines and step.target in machines and step.source != step.target:
            first = stretches.setdefault(step.source, [machines[step.source]])
            second = stretches.setdefault(step.target, [machines[step.target]])
            if first is not second:
                first.extend(second)
                stretches.update((touchpoint.element, first) for touchpoint in second)
    long_stretches = {
        id(row): row for row in stretches.values() if len(row) >= at_least and not anybody
    }
    in_a_stretch = {touchpoint.key for row in long_stretches.values() for touchpoint in row}
    yield from (Fine(t) for t in machines.values() if t.key not in in_a_stretch)
    for row in long_stretches.values():
        yield Problem(
            f"{len(row)} automated touchpoints lead to one another, and no person is near: "
            f"{quoted(touchpoint.name for touchpoint in row)}",
            row,
        )


RULES: tuple[Rule, ...] = (
    automated_without_trigger,
    trigger_without_segment,
    unknown_trigger_event,
    personalised_without_audience,
    no_exit_criteria,
    split_not_100,
    no_human_fallback,
    automated_stretch,
)
