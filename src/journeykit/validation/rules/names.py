"""Names: whether they tell things apart, and fit on a picture.

That two things share a key is not found here: no such journey can be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.lifecycle import ALIASES
from journeykit.model import Persona, Stage, Touchpoint
from journeykit.text import slug
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import buying
from journeykit.validation.rules.wording import quoted


def _alike(view: View, form: dict[str, str]) -> Iterator[tuple[str, list[Touchpoint]]]:
    """Touchpoints of one stage, or of no stage, whose names have the same form."""
    groups: list[tuple[str, Iterable[Touchpoint]]] = [
        (f'the stage "{each.name}"', each.touchpoints) for each in view.journey.stages
    ]
    for where, inside in [*groups, ("what can come at any time", view.journey.any_time)]:
        same: dict[str, list[Touchpoint]] = {}
        for each in inside:
            same.setdefault(form[each.name], []).append(each)
        yield from ((where, group) for group in same.values() if len(group) > 1)


@rule(
    "duplicate-name",
    "JK901",
    subjects="touchpoints",
    severity="warning",
    family="hygiene",
    detects="Two touchpoints with one name in a stage.",
    why="In a picture, a report or a conversation nobody can tell them apart.",
    formally="Two touchpoints with different keys in the same stage, or at any time, have names "
    "that differ at most in capitals and spaces. One moment may well stand in two stages.",
    fix="rename one of them, or make them one touchpoint",
    source="A check of the data.",
    fires=lambda: buying(touchpoint("Calls"), touchpoint("Calls", key="calls-again")),
    silent=lambda: buying(touchpoint("Calls")).stage("Retention", touchpoint("Calls", key="again")),
)
def duplicate_name(view: View) -> Iterator[Verdict]:
    """Look for equal names in one stage."""
    form = {t.name: " ".join(t.name.casefold().split()) for t in view.touchpoints}
    alike = list(_alike(view, form))
    twice = {each.key for _, group in alike for each in group}
    yield Fine([each for each in view.touchpoints if each.key not in twice])
    for where, group in alike:
        yield Problem(f'{len(group)} touchpoints are called "{group[0].name}" in {where}', group)


def _bare(name: str) -> str:
    """A name without spaces, signs and plurals."""
    return _ENDINGS.sub("", name.casefold()) or name


_ENDINGS = re.compile(r"s?(?:\W+|$)")
"""The end of a word: the s of a plural, and what stands before the next word."""


@rule(
    "near-duplicate-name",
    "JK902",
    subjects="names",
    severity="info",
    family="hygiene",
    detects="Names that differ by a space, a sign or a plural.",
    why="Most of them are one thing written twice.",
    formally="The names of two touchpoints of one stage, or of two stages or two personas, are the "
    "same without capitals, spaces, signs and a final s of each word, but not equal. Other small "
    "differences are no sign of a slip: Step 1 and Step 2 are two steps.",
    fix="use one name, or tell them apart more clearly",
    source="A check of the data.",
    fires=lambda: buying(touchpoint("Log in"), touchpoint("Login")),
    silent=lambda: buying(touchpoint("Enters code 1"), touchpoint("Enters code 2")),
)
def near_duplicate_name(view: View) -> Iterator[Verdict]:
    """Look for names that are almost the same."""
    form = {t.name: _bare(t.name) for t in view.touchpoints}
    groups: list[list[object]] = [list(group) for _, group in _alike(view, form)]
    for elements in (view.journey.stages, view.journey.personas):
        same: dict[str, list[object]] = {}
        for each in elements:
            same.setdefault(_bare(each.name), []).append(each)
        groups += [group for group in same.values() if len(group) > 1]
    near = {id(each) for group in groups for each in group}
    named = (*view.touchpoints, *view.journey.stages, *view.journey.personas)
    yield Fine([each for each in named if id(each) not in near])
    for group in groups:
        names = [str(getattr(each, "name", "")) for each in group]
        if len({" ".join(name.casefold().split()) for name in names}) > 1:
            yield Problem(f"{quoted(names)} may be the same", group, review=True)


_LONG = "Compares the price of every single gift in the shop with that in all others"


@rule(
    "label-too-long",
    "JK907",
    subjects="touchpoints",
    severity="info",
    family="hygiene",
    detects="Names that are too long for a picture.",
    why="A name is a handle; what has to be explained belongs in the description.",
    formally="The name of a stage or a touchpoint is longer than the given number of characters. "
    "One finding names all of them.",
    fix="shorten the name and move the rest to description=",
    source="Practice of drawing maps.",
    fires=lambda: buying(touchpoint(_LONG)),
    silent=lambda: buying(touchpoint("Compares prices", description=_LONG)),
    recommended=False,
)
def label_too_long(
    view: View,
    characters: Annotated[int, "so many characters fit on a picture"] = 60,
) -> Iterator[Verdict]:
    """Look for long names."""
    named: list[Stage | Touchpoint] = [*view.journey.stages, *view.touchpoints]
    too_long = [each for each in named if len(each.name) > characters]
    yield from lacking(
        view, too_long, of=named, what="name", statement=f"have more than {characters} characters"
    )


_INSIDE_OUT = re.compile(
    r"\b(?:leads?|onboarding|upsell(?:ing)?|cross-sell(?:ing)?|conversions?|acquisition|nurtur\w+|"
    r"churn\w*|activation|qualification|funnel)\b",
    re.IGNORECASE,
)


@rule(
    "inside-out-wording",
    "JK911",
    subjects="touchpoints",
    severity="info",
    family="hygiene",
    detects="Steps named after what the company does.",
    why="A map in the company's words hides the customer's.",
    formally="The name of a touchpoint, or of a stage that is not one of the usual stage names, "
    "holds a word such as lead, onboarding, upsell, conversion, acquisition, nurture or churn. "
    "One finding names all of them.",
    fix="name it as the customer would: “Starts using it”, not “Onboarding”",
    source="Downe 2020, Good Services: a service is named by what its users want to do.",
    fires=lambda: buying(touchpoint("Lead nurturing")),
    silent=lambda: buying(touchpoint("Gets helpful mails")),
    recommended=False,
)
def inside_out_wording(view: View) -> Iterator[Verdict]:
    """Look for the words of marketing."""
    own = [each for each in view.journey.stages if slug(each.name) not in ALIASES]
    named: list[Stage | Touchpoint] = [*own, *view.touchpoints]
    inside_out = [each for each in named if _INSIDE_OUT.search(each.name)]
    yield from lacking(
        view,
        inside_out,
        of=named,
        what="name",
        statement="use the company's words, not the customer's",
    )


@rule(
    "inconsistent-casing",
    "JK913",
    subjects="touchpoints",
    severity="info",
    family="hygiene",
    detects="Touchpoints of which some begin with a capital letter and some do not.",
    why="It makes a map look like a draft.",
    formally="Most names of touchpoints begin with a capital letter and some with a small one, or "
    "the other way round; scripts without capitals are left alone. One finding names the fewer.",
    fix="write all names alike",
    source="Practice of drawing maps.",
    fires=lambda: buying(touchpoint("Clicks an ad"), touchpoint("Pays"), touchpoint("waits")),
    silent=lambda: buying(touchpoint("Clicks an ad"), touchpoint("Pays"), touchpoint("Waits")),
    recommended=False,
)
def inconsistent_casing(view: View) -> Iterator[Verdict]:
    """Compare first letters."""
    large = [t for t in view.touchpoints if t.name[0].isupper()]
    small = [t for t in view.touchpoints if t.name[0].islower()]
    fewer = min((small, large), key=len)
    statement = "begin with a small letter" if fewer is small else "begin with a capital"
    if len(view.touchpoints) > 2:  # noqa: PLR2004 — of two none is the odd one
        both = (*large, *small)
        yield from lacking(view, fewer, of=both, what="touchpoint", statement=statement)


@rule(
    "non-canonical-id",
    "JK914",
    subjects="touchpoints",
    severity="info",
    family="hygiene",
    detects="Keys that are not written like the keys that names make.",
    why="Keys stand in files, addresses and waivers; two ways of writing them invite slips.",
    formally="The key of a persona, stage or touchpoint is not its own slug: small letters, digits "
    "and single hyphens. One finding names all of them.",
    fix="leave key= out, or write it in small letters with hyphens",
    source="Practice of stable identifiers.",
    fires=lambda: buying(touchpoint("Pays", key="TP_017")),
    silent=lambda: buying(touchpoint("Pays", key="pays-by-card")),
    recommended=False,
)
def non_canonical_id(view: View) -> Iterator[Verdict]:
    """Compare keys with their slugs."""
    keyed: list[Persona | Stage | Touchpoint] = [
        *view.journey.personas,
        *view.journey.stages,
        *view.touchpoints,
    ]
    unlike = [each for each in keyed if slug(each.key) != each.key]
    yield from lacking(
        view, unlike, of=keyed, what="key", statement="are not written like the others"
    )


RULES: tuple[Rule, ...] = (
    duplicate_name,
    near_duplicate_name,
    label_too_long,
    inside_out_wording,
    inconsistent_casing,
    non_canonical_id,
)
