"""Pain points: what is done about them, and where the same one comes back.

Barriers to buying are ordinary pains here, and told by `pain-without-response`;
`purchase-barrier` speaks only once somebody has an answer, and puts it first in the queue.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from journeykit.addresses import Element
from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.model import Journey
from journeykit.pains import Pain
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import (
    MAYA,
    abandoned_basket,
    buying,
    opportunity_of,
)
from journeykit.validation.rules.wording import felt_by, quoted
from journeykit.validation.subjects import unstated

_FAMILY = "experience"

_SEVERE = 4
"""From this severity on, people think of leaving."""

_SHIPPING = "shipping cost appears at the last step"


@rule(
    "pain-without-response",
    "JK504",
    subjects="pain points",
    severity="warning",
    detects="A pain point without a response.",
    why="Knowing what hurts and doing nothing about it is the costliest way to have a map.",
    formally="A pain at a touchpoint, in a stage or on the way has no response, and no "
    "opportunity that was not dropped names it. One that addresses its touchpoint, or the "
    "transition, and names no pain answers it where nothing else hurts; which of several pains it "
    "answers, unless there are as many such ideas, a person has to decide. An idea for a stage "
    "answers what it names. Pains that a persona brings along are judged by "
    "persona-pain-unaddressed. One finding names all such pain points.",
    fix='add .opportunity("…", {pain}), or say what is done today: .hurts(…, response="…")',
    source="Journey-mapping guides: find poor experiences, and detail the intended responses.",
    fires=lambda: buying(abandoned_basket(_SHIPPING)),
    silent=lambda: buying(abandoned_basket(_SHIPPING, response="the shop shows it in the basket")),
    profiles=["checklist"],
    family=_FAMILY,
    explains=("nothing-owned",),
)
def pain_without_response(view: View) -> Iterator[Verdict]:
    """Look for pains without a response or an opportunity, or with one that may be for another."""
    occurrences: dict[Element, list[tuple[Pain, Element]]] = {}
    for pain, at in view.pains:
        if at.kind != "persona":
            occurrences.setdefault(pain.element, []).append((pain, at))
    open_pains: dict[Element, list[Element]] = {}
    unclear: dict[Element, list[Element]] = {}
    for element, occurrences_of_pain in occurrences.items():
        unanswered = [at for pain, at in occurrences_of_pain if not view.is_addressed(pain, at)]
        if unanswered and all(map(view.opportunities_at, unanswered)):
            unclear[element] = unanswered
        elif unanswered:
            open_pains[element] = unanswered
    if unclear:
        yield _of_several(view, unclear)
    # Where nobody has begun to answer anything, that nobody owns anything is no news.
    therefore = () if view.journey.opportunities else (view.journey.element,)
    where = dict.fromkeys(at for unanswered in open_pains.values() for at in unanswered)
    names = quoted(map(view.names.name_of, where))
    if len(open_pains) == 1:
        [alone] = open_pains
        yield Problem(
            f'no response to the pain point "{view.name_of(alone)}" at {names}',
            (alone, *where),
            therefore=therefore,
        )
        yield Fine([each for each in occurrences if each != alone and each not in unclear])
        return
    for verdict in lacking(
        view,
        list(open_pains),
        of=[each for each in occurrences if each not in unclear],
        what="pain point",
        statement=f"at {names} have no response and no opportunity",
    ):
        yield evolve(verdict, therefore=therefore) if isinstance(verdict, Problem) else verdict


def _of_several(view: View, unclear: dict[Element, list[Element]]) -> Problem:
    """What to say of pains in whose place there are ideas that name none of them."""
    where = dict.fromkeys(at for elements in unclear.values() for at in elements)
    ideas = dict.fromkeys(idea.name for at in where for idea in view.opportunities_at(at))
    return Problem(
        f"{quoted(ideas)} at {quoted(view.name_of(at) for at in where)} "
        f"{'does' if len(ideas) == 1 else 'do'} not say which of the pain points there would end: "
        f"{quoted(map(view.names.name_of, unclear))}",
        unclear,
        fix=f'name them: .opportunity("{next(iter(ideas))}", …, pain)',
        each=True,
        review=True,
    )


def _refused(*, twice: bool) -> Journey:
    """A card is refused, once or in two places."""
    pain = Pain("the card is refused")
    pays = touchpoint("Pays the fee")
    return buying(touchpoint("Pays").hurts(MAYA, pain), pays.hurts(MAYA, pain) if twice else pays)


@rule(
    "recurring-pain",
    "JK523",
    subjects="pain points",
    severity="info",
    detects="The same pain point in several places.",
    why="Mended in one place it still hurts in the next. What comes back has one cause, and is "
    "worth more than its place in a list.",
    formally="A pain of the same key hurts at two touchpoints, stages or transitions, or more, and "
    "no opportunity names it, to end it everywhere. What a persona brings along is not counted. "
    "One finding names the places of each such pain point.",
    fix='end it everywhere at once: .opportunity("…", {pain})',
    source="Root-cause analysis; published maps name what comes back.",
    fires=lambda: _refused(twice=True),
    silent=lambda: _refused(twice=False),
    family=_FAMILY,
)
def recurring_pain(view: View) -> Iterator[Verdict]:
    """Count the places of each pain."""
    ended = {e for o in view.journey.opportunities if o.status != "dropped" for e in o.addresses}
    again: dict[Element, list[Element]] = {}
    for element, elements in view.content.occurrences.items():
        where = [at for at in elements if at.kind != "persona"]
        if element.kind == "pain" and len(where) > 1 and element not in ended:
            again[element] = where
        elif element.kind == "pain" and where:
            yield Fine(element)
    if again:
        descriptions = "; ".join(
            f'"{view.name_of(pain)}" at {quoted(view.name_of(at) for at in where)}'
            for pain, where in again.items()
        )
        several = "the same pain point" if len(again) == 1 else f"{len(again)} pain points"
        yield Problem(
            f"{several} in several places: {descriptions}",
            [element for pain, where in again.items() for element in (pain, *where)],
        )


@rule(
    "purchase-barrier",
    "JK518",
    subjects="barriers to buying with an opportunity",
    severity="warning",
    detects="A barrier to buying whose opportunities have no high priority.",
    why="A pain point where people pay costs the sale itself. Removing it comes first.",
    formally="A pain at a touchpoint or in a stage with the role purchase has "
    "no response, and opportunities answer it, none of which has a high priority or is done. A "
    "pain without any opportunity is left to pain-without-response, so that each is told once.",
    fix='set priority="high" for the opportunity, or say what is done today with response="…"',
    source="Journey-mapping guides: simplify the purchase and eliminate barriers.",
    fires=lambda: opportunity_of("low"),
    silent=lambda: opportunity_of("high"),
    scope=["purchase"],
    family=_FAMILY,
)
def purchase_barrier(view: View) -> Iterator[Verdict]:
    """Look for barriers that are answered, but not first."""
    buying_stages = {stage.key for stage in inference.sale_stages(view)}
    has_priorities = any(o.priority for o in view.journey.opportunities)
    barriers: list[tuple[Pain, Element]] = []
    for pain, at in view.pains:
        home = at.key if at.kind == "stage" else getattr(view.stage_of(at.key), "key", "")
        if at.kind not in {"stage", "touchpoint"} or home not in buying_stages or pain.response:
            continue
        element = pain.element
        answers = view.content.answers_to(pain, at)
        if not answers:
            continue
        if not has_priorities:
            yield unstated("priorities", element)
        elif any(o.priority == "high" or o.status == "done" for o in answers):
            yield Fine(element)
        else:
            barriers.append((pain, at))
    if barriers:
        pains = {pain.element: pain.text for pain, _ in barriers}
        places = dict.fromkeys(at for _, at in barriers)
        noun = "barrier" if len(pains) == 1 else f"{len(pains)} barriers"
        yield Problem(
            f"no high-priority opportunity for the {noun} to buying {quoted(pains.values())} at "
            f"{quoted(map(view.names.name_of, places))}",
            [*pains, *places],
            each=len(pains) > 1,
        )


def _mixed(severity: int) -> Journey:
    """A good feeling where something hurts."""
    pays = touchpoint("Pays").feels(MAYA, +1, "relieved")
    return buying(pays.hurts(MAYA, "the card is refused twice", severity=severity))


@rule(
    "pain-positive-conflict",
    "JK519",
    subjects="pain points",
    severity="info",
    detects="A severe pain point where the same persona feels good.",
    why="Either the pain point is not that severe, or the feeling belongs to another moment.",
    formally="A persona has a pain of severity 4 or 5 at a touchpoint and feels more than 0 "
    "there. A person has to decide: relief after trouble looks just the same.",
    fix="check the feeling and the severity, or split the touchpoint in two",
    source="A check of the data.",
    fires=lambda: _mixed(5),
    silent=lambda: _mixed(2),
    family=_FAMILY,
)
def pain_positive_conflict(view: View) -> Iterator[Verdict]:
    """Look for severe pains that feel good."""
    for moment, experience in view.experiences:
        for pain in experience.pains:
            element = pain.element
            if experience.emotion is None:
                yield unstated("emotions", element)
            elif pain.severity is None and experience.emotion.low > 0:
                yield unstated("severities", element)
            elif experience.emotion.low <= 0 or (pain.severity or 0) < _SEVERE:
                yield Fine(element)
            else:
                emotion_text = felt_by(view, experience.persona, experience.emotion)
                yield Problem(
                    f'"{pain.text}" is severe, but "{moment.name}" feels good ({emotion_text})',
                    (moment.element, element),
                    salient=experience.persona,
                    review=True,
                )


RULES: tuple[Rule, ...] = (
    pain_without_response,
    recurring_pain,
    purchase_barrier,
    pain_positive_conflict,
)
