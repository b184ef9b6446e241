"""Experience: whether what customers do and feel is recorded, and makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from journeykit.dsl import journey, touchpoint
from journeykit.emotions import LEXICON, signed
from journeykit.experience import Experience
from journeykit.graph import View
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import MAYA, abandoned_basket, buying
from journeykit.validation.rules.wording import felt_by
from journeykit.validation.subjects import unstated

_FAMILY = "experience"


_LEAST_SHARE = 4
"""One of so many touchpoints has a feeling, at least, where a map is meant to show a curve."""


@rule(
    "stage-without-emotion",
    "JK501",
    subjects="filled stages",
    severity="info",
    detects="Stages without a feeling, on a map that shows feelings elsewhere.",
    why="The emotion curve breaks there, and nobody can say whether the stage is good or bad.",
    formally="At least half of all stages, and a quarter of all touchpoints, have an emotion, and "
    "this stage has touchpoints and none, nor is it said what is felt in it as a whole. One "
    "finding names all such stages.",
    fix="record what is felt in {stage}: .feels({persona:variable}, …)",
    source="Journey-mapping guides ask for thoughts and feelings at each stage.",
    fires=lambda: buying(abandoned_basket()).stage("Retention", touchpoint("Gets a newsletter")),
    silent=lambda: buying(abandoned_basket()).stage("Retention"),
    profiles=["checklist"],
    family=_FAMILY,
)
def stage_without_emotion(view: View) -> Iterator[Verdict]:
    """Look for stages in which no touchpoint has an emotion."""
    felt = {stage.key for t, _, _ in view.emotions if (stage := view.stage_of(t.key))}
    felt.update(s.key for s in view.filled_stages if any(e.emotion for e in s.experiences))
    silent = [stage for stage in view.filled_stages if stage.key not in felt]
    touchpoints = {touchpoint.key for touchpoint, _, _ in view.emotions}
    little = _LEAST_SHARE * len(touchpoints) < len(view.touchpoints)
    if silent and (little or len(silent) * 2 > len(view.filled_stages)):
        yield unstated("emotions", silent)
        return
    yield from lacking(
        view, silent, of=view.filled_stages, what="stage", statement="have no emotion"
    )


@rule(
    "emotion-label-mismatch",
    "JK514",
    subjects="feelings with a known word",
    severity="warning",
    detects="A feeling whose word and number contradict each other.",
    why="One of the two is a slip, and the curve is drawn from the number.",
    formally="The label is a word of the built-in lexicon, and its usual valence and the given one "
    "lie on different sides of 0. Words of one's own, and 0 on either side, are never judged.",
    fix='correct the number or the word: .feels({persona:variable}, …, "…")',
    source="A check of the data.",
    fires=lambda: buying(touchpoint("Pays").feels(MAYA, +2, "frustrated")),
    silent=lambda: buying(touchpoint("Pays").feels(MAYA, -1, "frustrated")),
    family=_FAMILY,
)
def emotion_label_mismatch(view: View) -> Iterator[Verdict]:
    """Compare words with numbers."""
    for moment, persona, emotion in view.emotions:
        usual = LEXICON.get(emotion.label.casefold())
        if usual is None:
            continue
        if usual * emotion.low < 0 and usual * emotion.high < 0:
            yield Problem(
                f'"{emotion.label}" at "{moment.name}" is {felt_by(view, persona, emotion)}, '
                f"but the word usually means {signed(usual)}",
                moment,
                salient=persona,
            )
        else:
            yield Fine(moment)


@rule(
    "touchpoint-without-action",
    "JK515",
    subjects="touchpoints of customers",
    severity="info",
    detects="Touchpoints that do not say what customers do.",
    why="A touchpoint without an action is a channel, not a step.",
    formally="At least half of the touchpoints that customers begin say what somebody does "
    "there, and this one does not. What the company begins, and waits, are no steps of theirs. "
    "One finding names all such touchpoints.",
    fix='say what they do: touchpoint({touchpoint}, …).does(…, "…")',
    source="Journey-mapping guides ask which actions people take at each stage.",
    fires=lambda: buying(touchpoint("Shop").does(MAYA, "compares prices"), touchpoint("Basket")),
    silent=lambda: buying(touchpoint("Shop").does(MAYA, "compares prices")),
    profiles=["checklist"],
    family=_FAMILY,
)
def touchpoint_without_action(view: View) -> Iterator[Verdict]:
    """Look for touchpoints where nobody does anything."""
    steps = [t for t in view.touchpoints if not inference.begun_by_company(t) and t.wait is None]
    idle = [t for t in steps if not any(e.actions for e in t.experiences)]
    if idle and len(idle) * 2 > len(steps):
        yield unstated("actions", idle)
        return
    yield from lacking(view, idle, of=steps, what="touchpoint", statement="have no action")


@rule(
    "emotion-claimed-on-plan",
    "JK516",
    subjects="feelings on a plan",
    severity="warning",
    detects="Feelings marked as observed on a journey that does not exist yet.",
    why="Nobody has been through it, so nobody has felt it; such a number is a hope.",
    formally="The journey is planned or to-be, and an emotion has the basis observed or reported. "
    "One finding names all such touchpoints.",
    fix='say that it is expected: .feels(…, basis="expected")',
    source="CJML: only actual journeys carry an experience.",
    fires=lambda: buying(touchpoint("Pays").feels(MAYA, +1, basis="observed"), state="planned"),
    silent=lambda: buying(touchpoint("Pays").feels(MAYA, +1, basis="expected"), state="planned"),
    family=_FAMILY,
)
def emotion_claimed_on_plan(view: View) -> Iterator[Verdict]:
    """Look for observed feelings on a plan."""
    if not view.journey.is_plan:
        return
    yield from lacking(
        view,
        dict.fromkeys(
            t.element
            for t, _, emotion in view.emotions
            if emotion.basis in {"observed", "reported"}
        ),
        of=dict.fromkeys(t.element for t, _, _ in view.emotions),
        what="touchpoint",
        statement="have a feeling marked as observed, on a journey that does not exist yet",
    )


@rule(
    "persona-without-emotion",
    "JK520",
    subjects="personas with several touchpoints",
    severity="info",
    detects="Personas of whom little or nothing is known of what they feel.",
    why="A curve with no points, or with a single one, looks as if they had no trouble. Nobody "
    "asked them.",
    formally="A persona comes to at least so many touchpoints, and feels nothing at any of them; "
    "or feels something at fewer than one of six. On a map without any feeling that is for review, "
    "and only where the map is no plan and tells at two touchpoints what the persona does, thinks "
    "or suffers.",
    fix="record what {persona} feels: touchpoint(…).feels({persona:variable}, …)",
    source="Journey-mapping guides ask for thoughts and feelings of each persona.",
    fires=lambda: _two_buyers(felt=False),
    silent=lambda: _two_buyers(felt=True),
    family=_FAMILY,
)
def persona_without_emotion(
    view: View,
    *,
    at_least: Annotated[int, "at how many touchpoints a persona has to be"] = 3,
) -> Iterator[Verdict]:
    """Count the feelings of each persona."""
    silent: list[Persona] = []
    little: list[Persona] = []
    well_known: list[Persona] = []
    is_plan = view.journey.is_plan
    for persona in view.journey.personas:
        number = len(view.touchpoints_of(persona.key))
        feelings = len(view.content.feelings[persona.key])
        if number < at_least:
            continue
        if feelings:
            (little if number > _ONE_OF * feelings else well_known).append(persona)
        elif view.emotions or (
            not is_plan and len(view.content.experiences_of.get(persona.key, ())) > 1
        ):
            silent.append(persona)
        else:
            yield unstated("emotions", persona)
    if well_known:
        yield Fine(well_known)
    yield from lacking(
        view,
        silent,
        of=len(silent) + len(little) + len(well_known),
        what="persona",
        statement="have no feeling at any touchpoint",
        review=not view.emotions,
    )
    for persona in little:
        felt = len(view.content.feelings[persona.key])
        count = len(view.touchpoints_of(persona.key))
        yield Problem(
            f"what {persona.name} feels is known at {felt} of {count} touchpoints only", persona
        )


_ONE_OF = 6
"""Where fewer than one of so many touchpoints has a feeling, there is no curve."""


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
    detects="A stage in which everything that is said of a persona is negative.",
    why="People remember stages. One without a single good moment is where they leave.",
    formally="At two touchpoints of a stage, or more, a persona feels less than 0 or has a pain "
    "point, or feels less than 0 in the stage as a whole, and nothing that they feel in the stage "
    "is above 0, as far as it is stated; pain points of the stage count, and of a range its high "
    "end. One finding names all such stages.",
    fix="improve one of the touchpoints of {stage}, or add a positive one",
    source="Peak-end rule (Kahneman et al. 1993), stage by stage.",
    fires=lambda: buying(abandoned_basket(), touchpoint("Fills in a form").feels(MAYA, -1)),
    silent=lambda: buying(abandoned_basket(), touchpoint("Fills in a form").feels(MAYA, +1)),
    family=_FAMILY,
)
def negative_stage(view: View) -> Iterator[Verdict]:
    """Look for stages without a good moment for somebody who suffers there."""
    negative: list[Stage] = []
    for stage in view.filled_stages:
        lived: dict[str, list[Experience]] = {}
        # What is felt in the whole stage is felt at more than one touchpoint.
        everywhere = [*stage.experiences, *stage.experiences]
        for experience in (*everywhere, *(e for t in stage.touchpoints for e in t.experiences)):
            lived.setdefault(experience.persona, []).append(experience)
        if any(_is_hard(experiences, len(stage.pains)) for experiences in lived.values()):
            negative.append(stage)
        elif any(each.emotion for experiences in lived.values() for each in experiences):
            yield Fine(stage)
        else:
            yield unstated("emotions", stage)
    yield from lacking(
        view,
        negative,
        of=len(view.filled_stages),
        what="stage",
        statement="have several negative touchpoints or pain points for a persona, "
        "and nothing positive",
    )


def _is_hard(lived: list[Experience], pains_of_stage: int) -> bool:
    """Whether somebody has a hard time at two touchpoints of a stage, and no good moment."""
    felt = [each.emotion for each in lived if each.emotion]
    hard = sum(1 for e in lived if e.pains or (e.emotion is not None and e.emotion.low < 0))
    return hard > 0 and hard + pains_of_stage > 1 and all(emotion.high <= 0 for emotion in felt)


def _two_at_the_till(feeling: float) -> Journey:
    """Maya is glad to pay; Tom feels something."""
    tom = Persona("Tom")
    pays = touchpoint("Pays").feels(MAYA, +1).feels(tom, feeling)
    return journey("Buying a gift").walked_by(MAYA, tom).stage("Purchase", pays)


@rule(
    "opposite-feelings",
    "JK522",
    subjects="touchpoints of several personas",
    severity="info",
    detects="A touchpoint that is good for one persona and bad for another.",
    why="An average hides both. What pleases one of them drives the other away, and somebody has "
    "to decide for whom it is made.",
    formally="At one touchpoint a persona feels +1 or more, or a wish of theirs is served and they "
    "do not feel −1 or less; and another one feels −1 or less, or has a pain point, with nothing "
    "good said of it for them. Of ranges the outer ends count. One finding names all such "
    "touchpoints.",
    fix="part the two: another way, or another touchpoint, for {persona}",
    source="Personas: one journey is not the same for all.",
    fires=lambda: _two_at_the_till(-1),
    silent=lambda: _two_at_the_till(0),
    family=_FAMILY,
)
def opposite_feelings(view: View) -> Iterator[Verdict]:
    """Compare what personas feel and want at each moment."""
    opposite: list[tuple[Touchpoint, str, str]] = []
    for moment in view.touchpoints:
        glad, sore = _sides(moment)
        people = {e.persona for e in moment.experiences} | {w.persona for w in moment.served}
        if glad and sore:
            names = [", ".join(view.persona(key).name for key in side) for side in (glad, sore)]
            opposite.append((moment, names[0], names[1]))
        elif len(people) > 1:
            yield Fine(moment)
    if opposite:
        message = "; ".join(
            f'"{moment.name}" is good for {glad} and bad for {sore}'
            for moment, glad, sore in opposite
        )
        _, _, first = opposite[0]
        yield Problem(
            message,
            [moment for moment, _, _ in opposite],
            each=True,
            fix=f"part the two: another way, or another touchpoint, for {first}",
        )


def _sides(touchpoint: Touchpoint) -> tuple[list[str], list[str]]:
    """The keys of those for whom a touchpoint is good, and of those for whom it is bad."""
    served = {wish.persona for wish in touchpoint.served}
    felt = {e.persona: e.emotion for e in touchpoint.experiences if e.emotion}
    pleased = {persona for persona, emotion in felt.items() if emotion.high >= 1}
    sore = {persona for persona, emotion in felt.items() if emotion.low <= -1}
    glad = (served | pleased) - sore
    hurt = {e.persona for e in touchpoint.experiences if e.pains} - glad
    return sorted(glad), sorted((sore | hurt) - served)


RULES: tuple[Rule, ...] = (
    stage_without_emotion,
    emotion_label_mismatch,
    touchpoint_without_action,
    emotion_claimed_on_plan,
    persona_without_emotion,
    negative_stage,
    opposite_feelings,
)
