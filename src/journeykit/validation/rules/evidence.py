"""Evidence: whether the map rests on what was found out, and how firmly.

Whether events bear the map out, and whether a survey contradicts a feeling, needs the data
themselves and not only a note of where they are: `traffic` and `measured` have these rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Annotated

from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.management import Evidence
from journeykit.model import Journey
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import buying
from journeykit.validation.subjects import unstated


def _supported_by(*evidence: Evidence | str) -> Journey:
    """A touchpoint that interviews stand behind, and one that has this behind it."""
    return buying(
        touchpoint("Explores the shop", evidence="12 interviews"),
        touchpoint("Pays", evidence=evidence),
    )


def _lacking(
    view: View,
    lacks: Callable[[tuple[Evidence, ...]], bool],
    statement: str,
    states: Callable[[tuple[Evidence, ...]], bool],
) -> Iterator[Verdict]:
    """One problem for each kind of thing whose evidence lacks it."""
    for kind in ("journey", "stage", "touchpoint", "persona"):
        judged = {
            at: evidence
            for at, evidence in view.evidence.items()
            if at.kind == kind and states(evidence)
        }
        weak = [at for at, evidence in judged.items() if lacks(evidence)]
        yield from lacking(view, weak, of=tuple(judged), what=kind, statement=statement)


@rule(
    "assumption-only",
    "JK807",
    subjects="touchpoints and personas",
    severity="info",
    detects="Touchpoints and personas that rest on assumptions, on a map that has evidence.",
    why="Maps of assumptions look just like maps of research, and people believe them as much.",
    formally="Some touchpoint has evidence, and another has none, or only assumptions, and no "
    "feeling there was observed or reported; the same of personas. Evidence of a stage stands "
    "behind its touchpoints, that of the journey behind them all. One finding names the "
    "touchpoints, one the personas. Where fewer than half have evidence that is for review, and so "
    "is a map of what is, without any evidence, that has so many touchpoints and tells at five of "
    "them or more what people feel or suffer: perhaps the research is told elsewhere.",
    fix='find out, and say where it comes from: .evidenced_by("…")',
    source="Journey-mapping guides: validate the map with data; assumptions are mistake no. 1.",
    fires=lambda: _supported_by(Evidence("workshop", "assumed")),
    silent=lambda: _supported_by(Evidence("web analytics", "observed")),
    profiles=["checklist"],
)
def assumption_only(
    view: View,
    *,
    at_least: Annotated[int, "from how many touchpoints on a map should say what it rests on"] = 12,
) -> Iterator[Verdict]:
    """Look for what nobody has found out."""
    statement = "rest on assumptions only"
    touchpoints, personas = view.touchpoints, view.journey.personas
    shown = any(_is_known(touchpoint.evidence) for touchpoint in touchpoints)
    personas_known = any(_is_known(persona.evidence) for persona in personas)
    weak = [
        touchpoint
        for touchpoint in touchpoints
        if not (view.has_evidence(touchpoint) or view.content.belongs_to_what_is_known(touchpoint))
    ]
    if view.content.is_known_as_a_whole:
        yield Fine([*touchpoints, *personas])
        return
    if not shown and not personas_known:
        experienced = {t.key for t, lived in view.experiences if lived.emotion or lived.pains}
        is_plan = view.journey.state in {"to-be", "planned"}
        if len(touchpoints) >= at_least and len(experienced) >= _FIVE and not is_plan:
            yield Problem(
                "nothing says what the feelings and pain points rest on", view.journey, review=True
            )
        elif weak:
            yield unstated("evidence of anything", weak)
        return
    if shown:
        few = 2 * len(weak) > len(touchpoints)
        yield from lacking(
            view, weak, of=touchpoints, what="touchpoint", statement=statement, review=few
        )
    if personas_known:
        faceless = [persona for persona in personas if not _is_known(persona.evidence)]
        few = 2 * len(faceless) > len(personas)
        yield from lacking(
            view, faceless, of=personas, what="persona", statement=statement, review=few
        )


_FIVE = 5


def _is_known(evidence: tuple[Evidence, ...]) -> bool:
    """Whether there is evidence that is no assumption."""
    return any(each.kind != "assumed" for each in evidence)


def _gathered(day: datetime.date) -> Journey:
    """Evidence of some day."""
    return _supported_by(Evidence("12 interviews", date=day))


@rule(
    "stale-evidence",
    "JK808",
    subjects="parts of a map with dated evidence",
    severity="info",
    detects="Parts of a map whose latest evidence is old.",
    why="Customers change, and the map describes how they were.",
    formally="All dated evidence of the journey, a stage, a touchpoint or a persona is more than "
    "the given number of days older than the clock. Evidence without a date says nothing of its "
    "age. One finding names the touchpoints, one the personas, and so on.",
    fix="ask again, and add the new evidence with its date",
    source="Journey-mapping guides: a map is not static.",
    fires=lambda: _gathered(datetime.date(2023, 5, 1)),
    silent=lambda: _gathered(datetime.date(2026, 5, 1)),
)
def stale_evidence(
    view: View,
    clock: datetime.date,
    days: Annotated[int, "so many days evidence stays fresh"] = 730,
) -> Iterator[Verdict]:
    """Look at the youngest evidence."""

    def is_old(evidence: tuple[Evidence, ...]) -> bool:
        dates = [each.date for each in evidence if each.date is not None]
        return bool(dates) and (clock - max(dates)).days > days

    statement = f"have no evidence younger than {days} days"
    yield from _lacking(
        view, is_old, statement, lambda evidence: any(each.date for each in evidence)
    )


@rule(
    "small-sample",
    "JK809",
    subjects="parts of a map with counted evidence",
    severity="info",
    detects="Parts of a map that rest on very few people.",
    why="Two people are two stories, not a persona.",
    formally="All evidence of the journey, a stage, a touchpoint or a persona says how many people "
    "or cases there were, and together they are fewer than the given number. Five are enough to "
    "see most of what goes wrong, which is why the rule is off by default.",
    fix="ask more people",
    source="Nielsen and Landauer 1993 on how many users are enough.",
    fires=lambda: _supported_by(Evidence("interviews", sample=2)),
    silent=lambda: _supported_by(Evidence("interviews", sample=8)),
    recommended=False,
)
def small_sample(
    view: View,
    least: Annotated[int, "so many people are enough"] = 5,
) -> Iterator[Verdict]:
    """Add up samples."""

    def is_small(evidence: tuple[Evidence, ...]) -> bool:
        samples = [each.sample for each in evidence if each.sample is not None]
        return len(samples) == len(evidence) and sum(samples) < least

    statement = f"rest on fewer than {least} people or cases"
    yield from _lacking(
        view, is_small, statement, lambda evidence: any(each.sample for each in evidence)
    )


RULES: tuple[Rule, ...] = (assumption_only, stale_evidence, small_sample)
