"""Experience: whether what customers feel and suffer is recorded, explained and worked on.

A low point is told once. Where a pain explains it, ``pain-without-response`` asks what is done
about the pain; where none does, ``dip-without-opportunity`` asks for a cause and an opportunity;
where there is an opportunity without a cause, ``dip-without-cause`` asks what it would mend.
Barriers to buying are ordinary pains here, and told by ``pain-without-response``;
``purchase-barrier`` speaks only once somebody has an answer, and puts it first in the queue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from journeykit.addresses import Element
from journeykit.dsl import journey, touchpoint
from journeykit.emotions import LEXICON, signed
from journeykit.graph import View
from journeykit.management import Opportunity, Priority
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.pains import Pain
from journeykit.validation.finding import Problem
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import MAYA, buying
from journeykit.validation.rules.wording import quoted

_SEVERE = 4
"""From this severity on, people think of leaving."""


def _basket() -> Touchpoint:
    """The low point of the examples."""
    return touchpoint("Abandons the basket").feels(MAYA, -2, "annoyed")


def _hurting(**said: Any) -> Touchpoint:
    """The low point, and what hurts there."""
    return _basket().hurts(MAYA, "shipping cost appears at the last step", **said)


def _felt(view: View, persona: str, valence: float) -> str:
    """A feeling, as a person reads it."""
    return f"{view.persona(persona).name} {signed(valence)}"


def _pains_at(met: Touchpoint) -> tuple[Pain, ...]:
    """Everything that hurts anybody at a touchpoint."""
    return tuple(pain for experience in met.experiences for pain in experience.pains)


@rule(
    "stage-without-emotion",
    "JK501",
    subjects="stages",
    severity="info",
    detects="Stages without a feeling, on a map that shows feelings elsewhere.",
    why="The emotion curve breaks there, and nobody can say whether the stage is good or bad.",
    formally="At least half of all touchpoints have an emotion, and the stage holds touchpoints of "
    "which none has one. One finding names all such stages.",
    fix="record what is felt: .feels({persona:variable}, …)",
    source="Journey-mapping guides ask for thoughts and feelings at each stage.",
    fires=lambda: buying(_basket()).stage("Retention", touchpoint("Gets a newsletter")),
    silent=lambda: buying(_basket()).stage("Retention"),
    requires={"emotions": 0.5},
    profiles=["checklist"],
)
def stage_without_emotion(view: View) -> Iterator[Problem]:
    """Look for stages in which no touchpoint has an emotion."""
    felt = {stage.key for t, _, _ in view.emotions if (stage := view.stage_of(t.key))}
    silent = [stage for stage in view.filled_stages if stage.key not in felt]
    yield from lacking(
        view, silent, of=len(view.filled_stages), what="stage", said="have no emotion"
    )


def _dips(view: View, below: float) -> dict[str, tuple[Touchpoint, str]]:
    """The unexplained low points, with who feels what."""
    dips: dict[str, tuple[Touchpoint, str]] = {}
    for met, persona, emotion in view.emotions:
        if emotion.valence <= below and met.key not in view.content.explained_touchpoints:
            _, felt = dips.get(met.key, (met, ""))
            told = _felt(view, persona, emotion.valence)
            dips[met.key] = met, f"{felt}, {told}" if felt else told
    return dips


@rule(
    "dip-without-opportunity",
    "JK502",
    subjects="negative feelings",
    severity="warning",
    detects="A low point without a cause and without an opportunity.",
    why="A journey can improve most at its low points. One without a cause and without an idea "
    "is only a picture of a problem.",
    formally="Somebody feels the given valence or worse at a touchpoint, no pain explains it, and "
    "no opportunity addresses the touchpoint or its stage. A pain explains it that is recorded "
    "there, of the stage, on the way there or one declared step before; such pains are judged by "
    "pain-without-response, and a moment of truth by moment-of-truth-negative. As long as a "
    "journey has no opportunity at all, one finding names all its low points.",
    fix='say why, with .hurts(…), or add .opportunity("…", {touchpoint:variable})',
    source="Kalbach, Mapping Experiences: opportunities hang from the low points of the curve.",
    fires=lambda: buying(_basket()),
    silent=lambda: buying(basket := _basket()).opportunity("Show shipping cost early", basket),
    profiles=["checklist"],
)
def dip_without_opportunity(
    view: View,
    at_most: Annotated[float, "the valence from which on a point counts as low"] = -1.0,
) -> Iterator[Problem]:
    """Look for low points without a cause or an opportunity."""
    open_dips = {
        key: (met, felt)
        for key, (met, felt) in _dips(view, at_most).items()
        if not met.moment_of_truth and not view.opportunities_at(met.element)
    }
    if not view.opportunities_by_element and len(open_dips) > 1:
        names = quoted(f"{t.name} ({felt})" for t, felt in open_dips.values())
        yield Problem(
            f"{len(open_dips)} low points have no cause and no opportunity: {names}",
            [met for met, _ in open_dips.values()],
            each=True,
        )
        return
    for met, felt in open_dips.values():
        yield Problem(
            f'the low point "{met.name}" ({felt}) has no cause and no opportunity',
            met,
        )


@rule(
    "dip-without-cause",
    "JK503",
    subjects="negative feelings",
    severity="info",
    detects="A low point with an opportunity and without a cause.",
    why="An idea for a feeling without a known cause may address something else.",
    formally="Somebody feels the given valence or worse at a touchpoint, an opportunity addresses "
    "the touchpoint itself, and no pain explains it: there, in the stage, on the way there or one "
    "declared step before. Low points without any opportunity are left to "
    "dip-without-opportunity, so that each is told once.",
    fix='say what hurts: touchpoint({touchpoint}, …).hurts(…, "…")',
    source="Journey-mapping guides ask which obstacles put a customer off.",
    fires=lambda: buying(basket := _basket()).opportunity("Show shipping cost early", basket),
    silent=lambda: buying(basket := _hurting()).opportunity("Show shipping cost early", basket),
    requires={"opportunities": 1, "emotions": 1},
    profiles=["checklist"],
)
def dip_without_cause(
    view: View,
    at_most: Annotated[float, "the valence from which on a point counts as low"] = -1.0,
) -> Iterator[Problem]:
    """Look for low points with an opportunity and without a pain."""
    for met, felt in _dips(view, at_most).values():
        if met.element in view.opportunities_by_element:
            message = f'the low point "{met.name}" ({felt}) has an opportunity and no cause'
            yield Problem(message, met)


@rule(
    "pain-without-response",
    "JK504",
    subjects="pain points",
    severity="warning",
    detects="A pain point without a response.",
    why="Knowing what hurts and doing nothing about it is the costliest way to have a map.",
    formally="A pain at a touchpoint, in a stage or on the way has no response, and no opportunity "
    "that was not dropped addresses it, its place or the stage of that place. Pains that a persona "
    "brings along are judged by persona-pain-unaddressed. One finding names all such pain points.",
    fix='add .opportunity("…", pain), or say what is done today: .hurts(…, response="…")',
    source="Journey-mapping guides: find poor experiences, and detail the intended responses.",
    fires=lambda: buying(_hurting()),
    silent=lambda: buying(_hurting(response="the shop shows shipping cost in the basket")),
    requires={"pains": 1},
    profiles=["checklist"],
)
def pain_without_response(view: View) -> Iterator[Problem]:
    """Look for pains without a response or an opportunity."""
    on_the_way = [(pain, at) for pain, at in view.pains if at.kind != "persona"]
    open_pains: dict[str, list[tuple[Pain, Element]]] = {}
    for pain, at in on_the_way:
        if not view.is_addressed(pain, at):
            open_pains.setdefault(pain.key, []).append((pain, at))
    count = len({pain.key for pain, _ in on_the_way})
    if len(open_pains) > 1:
        yield from lacking(
            view,
            [Element("pain", (key,)) for key in open_pains],
            of=count,
            what="pain point",
            said="have no response and no opportunity",
        )
        return
    for key, found in open_pains.items():
        places = dict.fromkeys(at for _, at in found)
        yield Problem(
            f'no response to the pain point "{found[0][0].text}" at '
            f"{quoted(view.name_of(at) for at in places)}",
            (Element("pain", (key,)), *places),
        )


def _first_things(priority: Priority) -> Journey:
    """A worst point with an opportunity of some priority."""
    return buying(basket := _hurting()).opportunity("Show cost early", basket, priority=priority)


def _answering(view: View, met: Touchpoint) -> tuple[Opportunity, ...]:
    """The opportunities that would mend a touchpoint or something that hurts there."""
    pains = (
        opportunity
        for pain in _pains_at(met)
        for opportunity in view.opportunities_by_element.get(Element("pain", (pain.key,)), ())
    )
    return (*view.opportunities_at(met.element), *pains)


@rule(
    "worst-peak-unprioritised",
    "JK506",
    subjects="negative feelings",
    severity="warning",
    detects="A worst moment without a high-priority opportunity.",
    why="People remember the peak and the end; improving the worst peak pays first.",
    formally="Priorities are used, and at the point of the lowest valence of a persona, −1 or "
    "worse, opportunities are open, none of which has a high priority or is done. Of several "
    "equally low points one with such an opportunity is enough. A point without any opportunity "
    "is left to the rules for dips and pains.",
    fix='set priority="high" for the opportunity',
    source="Kahneman et al. 1993, peak and end; Heath and Heath, The Power of Moments.",
    fires=lambda: _first_things("low"),
    silent=lambda: _first_things("high"),
    requires={"priorities": 1, "emotions": 1},
)
def worst_peak_unprioritised(view: View) -> Iterator[Problem]:
    """Look for the worst points, and how urgent their opportunities are."""
    found: dict[tuple[Touchpoint, ...], list[str]] = {}
    for persona, valences in view.valences.items():
        worst = min(valences.values(), default=0.0)
        if worst > -1:
            continue
        lowest = tuple(view.touchpoint(key) for key, v in valences.items() if v == worst)
        answers = [o for met in lowest for o in _answering(view, met)]
        if answers and not any(o.priority == "high" or o.status == "done" for o in answers):
            found.setdefault(lowest, []).append(_felt(view, persona, worst))
    for lowest, felt in found.items():
        moment = "worst moment" if len(lowest) == 1 else "worst moments"
        yield Problem(
            f"no high-priority opportunity for the {moment}, "
            f"{quoted(t.name for t in lowest)} ({', '.join(felt)})",
            lowest,
        )


def _trusting(**said: object) -> Touchpoint:
    """A moment of truth."""
    return touchpoint("Calls for help", moment_of_truth=True, **said)  # type: ignore[arg-type]


@rule(
    "moment-of-truth-unmanaged",
    "JK511",
    subjects="moments of truth",
    severity="warning",
    detects="Moments of truth with nothing behind them.",
    why="Where trust is won or lost, somebody or something has to be there for the customer.",
    formally="A touchpoint is marked as a moment of truth and has no owner, no metric, no system, "
    "and neither frontstage nor backstage steps. Any one of them will do: asking for all of them "
    "would blame every map that was drawn for one purpose. One finding names all such moments.",
    fix='say who or what stands behind it: .owned_by("Service team"), .supported_by("Help desk")',
    source="Carlzon 1987, Moments of Truth.",
    fires=lambda: buying(_trusting()),
    silent=lambda: buying(_trusting(owner="Service team")),
    requires={"moments of truth": 1},
)
def moment_of_truth_unmanaged(view: View) -> Iterator[Problem]:
    """Look for moments of truth that nobody stands behind."""
    moments = [t for t in view.touchpoints if t.moment_of_truth]
    alone = [
        t for t in moments if not (t.owner or t.metrics or t.systems or t.frontstage or t.backstage)
    ]
    yield from lacking(
        view,
        alone,
        of=len(moments),
        what="moment of truth",
        said="have no owner, metric or service behind it"
        if len(alone) == 1
        else "have no owner, metric or service behind them",
    )


@rule(
    "moment-of-truth-negative",
    "JK512",
    subjects="moments of truth",
    severity="warning",
    detects="A negative moment of truth without an opportunity.",
    why="Here trust is won or lost: this comes first.",
    formally="Somebody feels less than 0 at a touchpoint marked as a moment of truth, and no "
    "opportunity addresses the touchpoint, its stage or a pain recorded there.",
    fix='add .opportunity("…", {touchpoint:variable}, priority="high")',
    source="Carlzon 1987, Moments of Truth.",
    fires=lambda: buying(_trusting().feels(MAYA, -1)),
    silent=lambda: buying(_trusting().feels(MAYA, +1)),
    requires={"moments of truth": 1, "emotions": 1},
)
def moment_of_truth_negative(view: View) -> Iterator[Problem]:
    """Look for moments of truth with a bad feeling."""
    found: dict[str, list[str]] = {}
    for met, persona, emotion in view.emotions:
        if met.moment_of_truth and emotion.valence < 0 and not _answering(view, met):
            found.setdefault(met.key, []).append(_felt(view, persona, emotion.valence))
    for key, felt in found.items():
        moment = view.touchpoint(key)
        message = f'the moment of truth "{moment.name}" is negative ({", ".join(felt)})'
        yield Problem(message, moment)


@rule(
    "emotion-label-mismatch",
    "JK514",
    subjects="feelings",
    severity="warning",
    detects="A feeling whose word and number contradict each other.",
    why="One of the two is a slip, and the curve is drawn from the number.",
    formally="The label is a word of the built-in lexicon, and its usual valence and the given one "
    "lie on different sides of 0. Words of one's own, and 0 on either side, are never judged.",
    fix='correct the number or the word: .feels({persona:variable}, …, "…")',
    source="A check of the data.",
    fires=lambda: buying(touchpoint("Pays").feels(MAYA, +2, "frustrated")),
    silent=lambda: buying(touchpoint("Pays").feels(MAYA, -1, "frustrated")),
    requires={"emotions": 1},
)
def emotion_label_mismatch(view: View) -> Iterator[Problem]:
    """Compare words with numbers."""
    for met, persona, emotion in view.emotions:
        usual = LEXICON.get(emotion.label.casefold(), 0.0)
        if usual * emotion.valence < 0:
            told = _felt(view, persona, emotion.valence)
            yield Problem(
                f'"{emotion.label}" at "{met.name}" is {told}, '
                f"but the word usually means {signed(usual)}",
                met,
                salient=persona,
            )


@rule(
    "touchpoint-without-action",
    "JK515",
    subjects="touchpoints",
    severity="info",
    detects="Touchpoints that do not say what customers do.",
    why="A touchpoint without an action is a channel, not a step.",
    formally="At least half of all touchpoints say what somebody does there, and this one does "
    "not. One finding names all such touchpoints.",
    fix='say what they do: touchpoint({touchpoint}, …).does(…, "…")',
    source="Journey-mapping guides ask which actions people take at each stage.",
    fires=lambda: buying(touchpoint("Shop").does(MAYA, "compares prices"), touchpoint("Basket")),
    silent=lambda: buying(touchpoint("Shop").does(MAYA, "compares prices")),
    requires={"actions": 0.5},
    profiles=["checklist"],
)
def touchpoint_without_action(view: View) -> Iterator[Problem]:
    """Look for touchpoints where nobody does anything."""
    idle = [t for t in view.touchpoints if not any(e.actions for e in t.experiences)]
    yield from lacking(
        view, idle, of=len(view.touchpoints), what="touchpoint", said="have no action"
    )


@rule(
    "emotion-claimed-on-plan",
    "JK516",
    subjects="feelings",
    severity="warning",
    detects="Feelings marked as observed on a journey that does not exist yet.",
    why="Nobody has been through it, so nobody has felt it; such a number is a hope.",
    formally="The journey is planned or to-be, and an emotion has the basis observed or reported. "
    "One finding names all such touchpoints.",
    fix='say that it is expected: .feels(…, basis="expected")',
    source="CJML: only actual journeys carry an experience.",
    fires=lambda: buying(touchpoint("Pays").feels(MAYA, +1, basis="observed"), state="planned"),
    silent=lambda: buying(touchpoint("Pays").feels(MAYA, +1, basis="expected"), state="planned"),
    requires={"emotions": 1},
)
def emotion_claimed_on_plan(view: View) -> Iterator[Problem]:
    """Look for observed feelings on a plan."""
    if view.journey.state not in {"planned", "to-be"}:
        return
    claimed = dict.fromkeys(
        t.element for t, _, emotion in view.emotions if emotion.basis in {"observed", "reported"}
    )
    yield from lacking(
        view,
        claimed,
        of=len({t.key for t, _, _ in view.emotions}),
        what="touchpoint",
        said="have a feeling marked as observed, on a journey that does not exist yet",
    )


@rule(
    "persona-without-emotion",
    "JK520",
    subjects="personas",
    severity="info",
    detects="A persona of whom nobody knows what they feel, on a map that shows feelings.",
    why="A curve without this persona looks as if they had no trouble. Nobody asked them.",
    formally="Somebody feels something on the map, and a persona who comes to at least so many "
    "touchpoints feels nothing at any of them. One finding names all such personas.",
    fix='record what {persona} feels: touchpoint(…).feels({persona:variable}, -1, "anxious")',
    source="Journey-mapping guides ask for thoughts and feelings of each persona.",
    fires=lambda: _two_buyers(felt=False),
    silent=lambda: _two_buyers(felt=True),
    requires={"emotions": 1},
)
def persona_without_emotion(
    view: View,
    *,
    at_least: Annotated[int, "at how many touchpoints a persona has to be"] = 3,
) -> Iterator[Problem]:
    """Look for personas without a single feeling."""
    felt = {persona for _, persona, _ in view.emotions}
    present = [p for p in view.journey.personas if len(view.touchpoints_of(p.key)) >= at_least]
    silent = [persona for persona in present if persona.key not in felt]
    yield from lacking(
        view, silent, of=len(present), what="persona", said="have no feeling at any touchpoint"
    )


def _two_buyers(*, felt: bool) -> Journey:
    """Maya and Tom buy; what Tom feels may be known."""
    tom = Persona("Tom")
    pays = touchpoint("Pays").feels(MAYA, +1)
    asks = touchpoint("Asks a friend")
    return (
        journey("Buying a gift")
        .walked_by(MAYA, tom)
        .stage("Awareness", touchpoint("Explores the shop"))
        .stage("Purchase", asks, pays.feels(tom, -1) if felt else pays)
    )


@rule(
    "negative-stage",
    "JK521",
    subjects="filled stages",
    severity="info",
    detects="A stage in which everything that a persona feels is negative.",
    why="People remember stages. One without a single good moment is where they leave.",
    formally="A persona feels something, or has a pain point, at two touchpoints or more of a "
    "stage, and feels nothing above zero at any of them; a range counts with its high end. One "
    "finding names all such stages.",
    fix="improve one of the touchpoints of {stage}, or add a positive one",
    source="Peak-end rule (Kahneman et al. 1993), stage by stage.",
    fires=lambda: buying(_basket(), touchpoint("Fills in a form").feels(MAYA, -1)),
    silent=lambda: buying(_basket(), touchpoint("Fills in a form").feels(MAYA, +1)),
    requires={"emotions": 1},
)
def negative_stage(view: View) -> Iterator[Problem]:
    """Look for stages without a good moment for somebody who suffers there."""
    negative = [
        stage
        for stage in view.filled_stages
        if any(_is_negative(stage, persona.key) for persona in view.journey.personas)
    ]
    yield from lacking(
        view, negative, of=len(view.filled_stages), what="stage", said="have only negative feelings"
    )


def _is_negative(stage: Stage, persona: str) -> bool:
    """Whether a persona has a hard time at two touchpoints of a stage, and no good moment."""
    experiences = [e for t in stage.touchpoints if (e := t.experience_of(persona)) is not None]
    felt = [each.emotion for each in experiences if each.emotion]
    hard = [e for e in experiences if e.pains or (e.emotion is not None and e.emotion.low < 0)]
    return bool(felt) and len(hard) > 1 and all(emotion.high <= 0 for emotion in felt)


@rule(
    "purchase-barrier",
    "JK518",
    subjects="pain points",
    severity="warning",
    detects="A barrier to buying whose opportunities have no high priority.",
    why="A pain point where people pay costs the sale itself. Removing it comes first.",
    formally="Priorities are used, a pain at a touchpoint or in a stage with the role purchase has "
    "no response, and opportunities address it, none of which has a high priority or is done. A "
    "pain without any opportunity is left to pain-without-response, so that each is told once.",
    fix='set priority="high" for the opportunity, or say what is done today with response="…"',
    source="Journey-mapping guides: simplify the purchase and eliminate barriers.",
    fires=lambda: _first_things("low"),
    silent=lambda: _first_things("high"),
    requires={"priorities": 1, "pains": 1},
    scope=["purchase"],
)
def purchase_barrier(view: View) -> Iterator[Problem]:
    """Look for barriers that are answered, but not first."""
    buying_stages = {stage.key for stage in view.stages_with_role("purchase")}
    for pain, at in view.pains:
        home = at.key if at.kind == "stage" else getattr(view.stage_of(at.key), "key", "")
        if at.kind not in {"stage", "touchpoint"} or home not in buying_stages or pain.response:
            continue
        element = Element("pain", (pain.key,))
        answers = (*view.opportunities_by_element.get(element, ()), *view.opportunities_at(at))
        if answers and not any(o.priority == "high" or o.status == "done" for o in answers):
            yield Problem(
                f'no high-priority opportunity for the barrier to buying "{pain.text}" at '
                f'"{view.name_of(at)}"',
                (element, at),
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
    requires={"pains": 1, "emotions": 1},
)
def pain_positive_conflict(view: View) -> Iterator[Problem]:
    """Look for severe pains that feel good."""
    for met, experience in view.experiences:
        if experience.emotion is None or experience.emotion.valence <= 0:
            continue
        for pain in experience.pains:
            if pain.severity >= _SEVERE:
                told = _felt(view, experience.persona, experience.emotion.valence)
                yield Problem(
                    f'"{pain.text}" is severe, but "{met.name}" feels good ({told})',
                    (met.element, Element("pain", (pain.key,))),
                    salient=experience.persona,
                    review=True,
                )


RULES: tuple[Rule, ...] = (
    stage_without_emotion,
    dip_without_opportunity,
    dip_without_cause,
    pain_without_response,
    worst_peak_unprioritised,
    moment_of_truth_unmanaged,
    moment_of_truth_negative,
    emotion_label_mismatch,
    touchpoint_without_action,
    emotion_claimed_on_plan,
    persona_without_emotion,
    negative_stage,
    purchase_barrier,
    pain_positive_conflict,
)
