"""Low points: what is done about the worst moments, and about those where trust is won or lost.

A low point is told once. Where a pain explains it, `pain-without-response` asks what is done
about the pain; where none does, `dip-without-opportunity` asks for a cause and an opportunity;
where there is an opportunity without a cause, `dip-without-cause` asks what it would mend. Of a
range the low end counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from journeykit.dsl import touchpoint
from journeykit.emotions import Emotion
from journeykit.graph import View
from journeykit.management import Opportunity
from journeykit.model import Touchpoint
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

_MANY = 3
"""Of so many pain points without a response, the worst moment would be lost among them."""


def _dips(view: View, below: float) -> dict[str, tuple[Touchpoint, str]]:
    """The unexplained low points, with who feels what; not what people come with."""
    apart = _reasons_to_come(view)
    dips: dict[str, tuple[Touchpoint, str]] = {}
    for moment, persona, emotion in view.emotions:
        explained = moment.key in view.content.explained_touchpoints or moment.key in apart
        if emotion.low <= below and not explained:
            _, felt = dips.get(moment.key, (moment, ""))
            emotion_text = felt_by(view, persona, emotion)
            dips[moment.key] = moment, f"{felt}, {emotion_text}" if felt else emotion_text
    return dips


def _reasons_to_come(view: View) -> frozenset[str]:
    """The keys of the touchpoints with which a journey begins before the company is met.

    They are why people come. On a map without channels nobody can tell where that is.
    """
    if not any(moment.channels for moment in view.touchpoints):
        return frozenset()
    return frozenset(t.key for t in view.entries if not inference.meets_company(t))


def _felt_throughout(view: View, below: float) -> str:
    """Who feels so bad in the journey as a whole."""
    return ", ".join(
        felt_by(view, whole.persona, whole.emotion)
        for whole in view.journey.experiences
        if whole.emotion and whole.emotion.low <= below
    )


def _low_points(view: View, below: float) -> list[Touchpoint]:
    """The touchpoints at which somebody feels so bad."""
    return [*{t.key: t for t, _, emotion in view.emotions if emotion.low <= below}.values()]


@rule(
    "dip-without-opportunity",
    "JK502",
    subjects="low points",
    severity="warning",
    detects="A low point without a cause and without an opportunity.",
    why="A journey can improve most at its low points. One without a cause and without an idea "
    "is only a picture of a problem.",
    formally="Somebody feels the given valence or worse at a touchpoint, no pain explains it, "
    "and no opportunity addresses the touchpoint. A pain explains it that is recorded there, of "
    "the stage, on the way there or one declared step before; such pains are judged by "
    "pain-without-response, and a moment of truth by moment-of-truth-negative; what people come "
    "with, before they meet the company, is no low point of it. What is "
    "felt in the whole journey is one if the map has no pain, no low point and no opportunity. As "
    "long as a journey has no "
    "opportunity at all, one finding names all its low points.",
    fix='say why, with .hurts(…), or add .opportunity("…", {touchpoint:variable})',
    source="Kalbach, Mapping Experiences: opportunities hang from the low points of the curve.",
    fires=lambda: buying(abandoned_basket()),
    silent=lambda: buying(basket := abandoned_basket()).opportunity(
        "Show shipping cost early", basket
    ),
    profiles=["checklist"],
    family=_FAMILY,
)
def dip_without_opportunity(
    view: View,
    at_most: Annotated[float, "the valence from which on a point counts as low"] = -1.0,
) -> Iterator[Verdict]:
    """Look for low points without a cause or an opportunity."""
    open_dips = {
        key: (moment, felt)
        for key, (moment, felt) in _dips(view, at_most).items()
        if not moment.moment_of_truth and not view.opportunities_at(moment.element)
    }
    if fine := [t for t in _low_points(view, at_most) if t.key not in open_dips]:
        yield Fine(fine)
    if felt := _felt_throughout(view, at_most):
        if view.pains or open_dips or view.journey.opportunities:
            yield Fine(view.journey)
        else:
            yield Problem(
                f"the whole journey feels bad ({felt}), and the map has no cause and no "
                "opportunity",
                view.journey,
                fix='say why, with .hurts(…) where it hurts, or add .opportunity("…", …)',
            )
    if not view.opportunities_by_element and len(open_dips) > 1:
        names = quoted(f"{t.name} ({felt})" for t, felt in open_dips.values())
        yield Problem(
            f"{len(open_dips)} low points have no cause and no opportunity: {names}",
            [moment for moment, _ in open_dips.values()],
            each=True,
        )
        return
    for moment, felt in open_dips.values():
        yield Problem(
            f'the low point "{moment.name}" ({felt}) has no cause and no opportunity',
            moment,
        )


@rule(
    "dip-without-cause",
    "JK503",
    subjects="low points with an opportunity",
    severity="info",
    detects="A low point with an opportunity and without a cause.",
    why="An idea for a feeling without a known cause may address something else.",
    formally="Somebody feels the given valence or worse at a touchpoint, an opportunity addresses "
    "the touchpoint itself, and no pain explains it: there, in the stage, on the way there or one "
    "declared step before. Low points without any opportunity are left to "
    "dip-without-opportunity, so that each is told once.",
    fix='say what hurts: touchpoint({touchpoint}, …).hurts(…, "…")',
    source="Journey-mapping guides ask which obstacles put a customer off.",
    fires=lambda: buying(basket := abandoned_basket()).opportunity(
        "Show shipping cost early", basket
    ),
    silent=lambda: buying(
        basket := abandoned_basket("shipping cost appears at the last step")
    ).opportunity("Show shipping cost early", basket),
    profiles=["checklist"],
    family=_FAMILY,
)
def dip_without_cause(
    view: View,
    at_most: Annotated[float, "the valence from which on a point counts as low"] = -1.0,
) -> Iterator[Verdict]:
    """Look for low points with an opportunity and without a pain."""
    dips = _dips(view, at_most)
    for moment in _low_points(view, at_most):
        if moment.element not in view.opportunities_by_element:
            continue
        if moment.key not in dips:
            yield Fine(moment)
            continue
        _, felt = dips[moment.key]
        message = f'the low point "{moment.name}" ({felt}) has an opportunity and no cause'
        yield Problem(message, moment)


def _answering(view: View, touchpoint: Touchpoint) -> tuple[Opportunity, ...]:
    """The opportunities that would improve a touchpoint or end something that hurts there."""
    pains = (
        opportunity
        for experience in touchpoint.experiences
        for pain in experience.pains
        for opportunity in view.opportunities_by_element.get(pain.element, ())
    )
    return (*view.opportunities_at(touchpoint.element), *pains)


@rule(
    "worst-peak-unprioritised",
    "JK506",
    subjects="personas with a low point",
    severity="warning",
    detects="A worst moment about which nothing is planned, or not first.",
    why="People remember the peak and the end; improving the worst peak pays first.",
    formally="At the touchpoint where a persona feels worst, −1 or worse, opportunities are open "
    "and priorities are used, and none of them has a high priority or is done. Or there are "
    "opportunities elsewhere, pain points explain the feeling, and so many pain points have no "
    "response that this one would be lost among them. Of several equally low points one with "
    "such an opportunity is enough. A point without a cause is left to the rules for dips; what "
    "people come with, before they meet the company, is no moment of the journey.",
    fix='add .opportunity("…", {touchpoint:variable}, priority="high"), or give its opportunity '
    "that",
    source="Kahneman et al. 1993, peak and end; Heath and Heath, The Power of Moments.",
    fires=lambda: opportunity_of("low"),
    silent=lambda: opportunity_of("high"),
    family=_FAMILY,
)
def worst_peak_unprioritised(view: View) -> Iterator[Verdict]:
    """Look for the worst points, and how urgent their opportunities are."""
    apart = _reasons_to_come(view)
    has_priorities = any(o.priority for o in view.journey.opportunities)
    begun = bool(view.opportunities_by_element) and len(_open_pains(view)) >= _MANY
    answers_at = {moment.key: _answering(view, moment) for moment in _low_points(view, -1)}
    feelings_by_lowest: dict[tuple[str, ...], list[str]] = {}
    for persona, feelings in view.content.feelings.items():
        lows = {key: emotion.low for key, emotion in feelings.items() if key not in apart}
        worst = min(lows.values(), default=0.0)
        if worst > -1:
            continue
        lowest = tuple(key for key, low in lows.items() if low == worst)
        answers = [opportunity for key in lowest for opportunity in answers_at[key]]
        if answers and not has_priorities:
            yield unstated("priorities", view.persona(persona))
        elif any(o.priority == "high" or o.status == "done" for o in answers):
            yield Fine(view.persona(persona))
        elif answers or (begun and _are_explained(view, lowest)):
            emotion_text = felt_by(view, persona, feelings[lowest[0]])
            feelings_by_lowest.setdefault(lowest, []).append(emotion_text)
        else:
            yield Fine(view.persona(persona))
    for lowest, felt in feelings_by_lowest.items():
        what = "worst moment" if len(lowest) == 1 else "worst moments"
        planned = any(answers_at[key] for key in lowest)
        moments = [view.touchpoint(key) for key in lowest]
        yield Problem(
            f"no {'high-priority ' if planned else ''}opportunity for the {what}, "
            f"{quoted(t.name for t in moments)} ({', '.join(felt)})",
            moments,
        )


def _open_pains(view: View) -> frozenset[str]:
    """The keys of the pains on the way that have no response and no opportunity."""
    return frozenset(
        pain.key
        for pain, at in view.pains
        if at.kind != "persona" and not view.is_addressed(pain, at)
    )


def _are_explained(view: View, keys: tuple[str, ...]) -> bool:
    """Whether other rules leave low points to their pains: those explain each, none is decisive."""
    return all(
        key in view.content.explained_touchpoints and not view.touchpoint(key).moment_of_truth
        for key in keys
    )


def _trusting(**fields: object) -> Touchpoint:
    """A moment of truth."""
    return touchpoint("Calls for help", moment_of_truth=True, **fields)  # type: ignore[arg-type]


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
    fix='say who or what stands behind it: touchpoint({touchpoint}, …).owned_by("…"), or '
    '.supported_by("…")',
    source="Carlzon 1987, Moments of Truth.",
    fires=lambda: buying(_trusting()),
    silent=lambda: buying(_trusting(owner="Service team")),
    family=_FAMILY,
)
def moment_of_truth_unmanaged(view: View) -> Iterator[Verdict]:
    """Look for moments of truth that nobody stands behind."""
    moments = [t for t in view.touchpoints if t.moment_of_truth]
    alone = [
        t for t in moments if not (t.owner or t.metrics or t.systems or t.frontstage or t.backstage)
    ]
    yield from lacking(
        view,
        alone,
        of=moments,
        what="moment of truth",
        statement="have no owner, metric or service behind it"
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
    formally="Somebody feels less than 0, with the low end of a range, at a touchpoint marked as "
    "a moment of truth, and no opportunity addresses the touchpoint or a pain recorded there.",
    fix='add .opportunity("…", {touchpoint:variable}, priority="high")',
    source="Carlzon 1987, Moments of Truth.",
    fires=lambda: buying(_trusting().feels(MAYA, -1)),
    silent=lambda: buying(_trusting().feels(MAYA, +1)),
    family=_FAMILY,
)
def moment_of_truth_negative(view: View) -> Iterator[Verdict]:
    """Look for moments of truth with a bad feeling."""
    for moment in view.touchpoints:
        if not moment.moment_of_truth:
            continue
        felt: list[tuple[str, Emotion]] = [
            (each.persona, each.emotion) for each in moment.experiences if each.emotion
        ]
        bad = [felt_by(view, persona, emotion) for persona, emotion in felt if emotion.low < 0]
        if not felt:
            yield unstated("emotions", moment)
        elif bad and not _answering(view, moment):
            message = f'the moment of truth "{moment.name}" is negative ({", ".join(bad)})'
            yield Problem(message, moment)
        else:
            yield Fine(moment)


RULES: tuple[Rule, ...] = (
    dip_without_opportunity,
    dip_without_cause,
    worst_peak_unprioritised,
    moment_of_truth_unmanaged,
    moment_of_truth_negative,
)
