"""Accessibility: whether people who need another way find one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.addresses import cell
from journeykit.channels import Channel
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated

_MAYA = persona("Maya", access_needs=["screen reader"], languages=["fr-CA"])


def _pays(*touchpoints: Touchpoint, persona: Persona = _MAYA) -> Journey:
    """A journey of one stage that Maya walks."""
    return journey("Buying a gift").walked_by(persona).stage("Purchase", *touchpoints)


@rule(
    "no-accessible-alternative",
    "JK251",
    subjects="cells of personas with an access need",
    severity="error",
    detects="Stages without a touchpoint that a persona can use.",
    why="Whoever cannot take one step cannot finish the journey. In many places it is unlawful "
    "to leave them out.",
    formally="The persona has an access need and comes to touchpoints of the stage, and none of "
    "them accommodates it; letter case does not count. One finding for each persona and need. "
    "Where no touchpoint at all says what it accommodates, perhaps nobody wrote it down: then all "
    "needs are one entry for review. Where the persona meets nothing at all, persona-stage-hole "
    "speaks.",
    fix='say what meets the need, touchpoint(…, accommodates="…"), or add it',
    source="Accessibility law; service standards: make sure everyone can use the service.",
    fires=lambda: _pays(touchpoint("Pays", accommodates="wheelchair")),
    silent=lambda: _pays(touchpoint("Pays", accommodates="screen reader")),
)
def no_accessible_alternative(view: View) -> Iterator[Verdict]:
    """Look for each access need in each cell."""
    silent = not any(touchpoint.accommodates for touchpoint in view.touchpoints)
    unmet: list[tuple[Persona, str, list[Stage]]] = []
    for persona in view.journey.personas:
        for need in persona.access_needs:
            stages = [
                stage
                for stage in view.required_stages_of(persona.key)
                if view.cells[persona.key, stage.key]
            ]
            shut = [
                stage
                for stage in stages
                if _leaves_out(view.cells[persona.key, stage.key], need.casefold())
            ]
            if fine := [cell(persona, stage) for stage in stages if stage not in shut]:
                yield Fine(fine)
            if shut and silent:
                unmet.append((persona, need, shut))
            elif shut:
                names = quoted(stage.name for stage in shut)
                nowhere = len(shut) == len(stages) > 1
                offered = "no stage offers it" if nowhere else f"nothing in {names} offers it"
                yield Problem(
                    f'{persona.name} needs "{need}", and {offered}',
                    [cell(persona, stage) for stage in shut],
                    salient=need.casefold(),
                    each=True,
                )
    if unmet:
        needs = ", ".join(f'"{need}" of {persona.name}' for persona, need, _ in unmet)
        yield Problem(
            f"no touchpoint says that it meets an access need: {needs}",
            dict.fromkeys(cell(persona, stage) for persona, _, stages in unmet for stage in stages),
            each=True,
            review=True,
        )


def _leaves_out(touchpoints: Iterable[Touchpoint], need: str) -> bool:
    """Whether none of some touchpoints meets a need."""
    return not any(need in map(str.casefold, touchpoint.accommodates) for touchpoint in touchpoints)


@rule(
    "digital-only-stage",
    "JK252",
    subjects="filled stages",
    severity="info",
    detects="Stages that are possible only on a screen.",
    why="Some people have no device, no connection or no confidence. A public service has to "
    "reach them as well.",
    formally="All touchpoints of the stage name channels, and all of these are digital. All such "
    "stages are one finding. Off by default, because most businesses choose to be digital; part "
    "of the profile public-service. A rule on stages of any single class was left out: only the "
    "digital ones shut people out.",
    fix="offer a person or a place in {stage}: touchpoint(…, Channel.PHONE)",
    source="Service standards of governments: all channels, assisted digital.",
    fires=lambda: _pays(touchpoint("Pays", Channel.WEBSITE)),
    silent=lambda: _pays(touchpoint("Pays", Channel.WEBSITE, Channel.PHONE)),
    recommended=False,
    profiles=("public-service",),
)
def digital_only_stage(view: View) -> Iterator[Verdict]:
    """Look at the classes of the channels of each stage."""
    digital = [
        stage
        for stage in view.filled_stages
        if all(
            touchpoint.channels and all(c.online for c in touchpoint.channels)
            for touchpoint in stage.touchpoints
        )
    ]
    stages_with_channels = [
        s for s in view.filled_stages if any(touchpoint.channels for touchpoint in s.touchpoints)
    ]
    if not stages_with_channels and view.filled_stages:
        yield unstated("channels", view.filled_stages)
    yield from lacking(
        view, digital, of=stages_with_channels, what="stage", statement="are digital only"
    )


@rule(
    "language-gap",
    "JK253",
    subjects="cells of personas with a language",
    severity="warning",
    detects="Stages without a touchpoint in any language of a persona.",
    why="Whoever does not understand a step guesses, asks somebody or gives up.",
    formally="The persona and all touchpoints of theirs in the stage say which languages they "
    "speak, and none is shared; regions do not count, fr-CA is met by fr. One finding a persona.",
    fix='offer the language: touchpoint(…, languages=["…"])',
    source="Inclusive service design.",
    fires=lambda: _pays(touchpoint("Pays", languages=["en"])),
    silent=lambda: _pays(touchpoint("Pays", languages=["en", "fr"])),
)
def language_gap(view: View) -> Iterator[Verdict]:
    """Compare the languages of each persona with those of its cells."""
    for persona in view.journey.personas:
        own = _spoken(persona.languages)
        foreign = []
        for stage in view.journey.stages if own else ():
            touchpoints = view.cells[persona.key, stage.key]
            if _is_foreign(touchpoints, own):
                foreign.append(stage)
            elif any(own & _spoken(t.languages) for t in touchpoints):
                yield Fine(cell(persona, stage))
            elif touchpoints:
                yield unstated("languages", cell(persona, stage))
        if foreign:
            yield Problem(
                f"no touchpoint in {quoted(s.name for s in foreign)} is in a language of "
                f"{persona.name}",
                [cell(persona, stage) for stage in foreign],
                each=True,
            )


def _spoken(tags: Iterable[str]) -> frozenset[str]:
    """The languages of some tags, without their regions."""
    return frozenset(tag.replace("_", "-").partition("-")[0].casefold() for tag in tags)


def _is_foreign(touchpoints: tuple[Touchpoint, ...], own: frozenset[str]) -> bool:
    """Whether all touchpoints speak, and none a language of one's own."""
    return bool(touchpoints) and all(
        t.languages and not own & _spoken(t.languages) for t in touchpoints
    )


@rule(
    "no-persona-with-access-need",
    "JK254",
    subjects="personas",
    severity="info",
    detects="No persona with an access need.",
    why="One person in six lives with a disability. If none of the personas does, nobody notices "
    "who is left out.",
    formally="There are personas, and none has an access need.",
    fix='add a need to one of them: persona(…, access_needs=["screen reader"])',
    source="World Health Organization, on disability; service standards of governments.",
    fires=lambda: _pays(touchpoint("Pays"), persona=persona("Ben")),
    silent=lambda: _pays(touchpoint("Pays", accommodates="screen reader")),
    recommended=False,
    profiles=("public-service",),
)
def no_persona_with_access_need(view: View) -> Iterator[Verdict]:
    """Look for any access need."""
    needing = [persona for persona in view.journey.personas if persona.access_needs]
    if needing:
        yield Fine(needing)
    elif view.journey.personas:
        yield Problem("no persona has an access need", view.journey)


@rule(
    "single-modality-critical-step",
    "JK255",
    subjects="decisive steps",
    severity="warning",
    detects="A decisive step that is possible only by voice or only on a screen.",
    why="Deaf people cannot telephone and blind people do not see the screen. A decisive step "
    "needs another way.",
    formally="A touchpoint is a moment of truth or there to convert, all of its channels are "
    "digital or all are the telephone, it accommodates no access need, and no other touchpoint of "
    "its stage has the same purpose on a channel of another kind. All are one finding.",
    fix="add a second kind of channel, touchpoint({touchpoint}, …).on(…), or say what it "
    "accommodates",
    source="Web Content Accessibility Guidelines: no content for one sense alone.",
    fires=lambda: _pays(touchpoint("Orders", Channel.PHONE, moment_of_truth=True)),
    silent=lambda: _pays(touchpoint("Orders", Channel.PHONE, Channel.EMAIL, moment_of_truth=True)),
    recommended=False,
    profiles=("public-service",),
)
def single_modality_critical_step(view: View) -> Iterator[Verdict]:
    """Look at the channels of decisive steps."""
    decisive, shut, unknown = [], [], []
    for stage in view.filled_stages:
        modalities: dict[str, set[str]] = {}
        for touchpoint in stage.touchpoints:
            if touchpoint.purpose:
                modalities.setdefault(touchpoint.purpose, set()).update(_modalities(touchpoint))
        for touchpoint in stage.touchpoints:
            if not touchpoint.moment_of_truth and touchpoint.purpose != "convert":
                continue
            if not touchpoint.channels and not touchpoint.accommodates:
                unknown.append(touchpoint)
                continue
            decisive.append(touchpoint)
            kinds = _modalities(touchpoint) if not touchpoint.accommodates else set()
            alone = len(modalities.get(touchpoint.purpose, kinds)) == 1
            if len(kinds) == 1 and kinds != {"in person"} and alone:
                shut.append(touchpoint)
    if unknown:
        yield unstated("channels", unknown)
    yield from lacking(
        view, shut, of=decisive, what="decisive step", statement="are possible in one way only"
    )


def _modalities(touchpoint: Touchpoint) -> set[str]:
    """How people take part in a touchpoint: by voice, on a screen, or in person."""
    return {
        "by voice" if c.key == "phone" else "on a screen" if c.online else "in person"
        for c in touchpoint.channels
    }


RULES: tuple[Rule, ...] = (
    no_accessible_alternative,
    digital_only_stage,
    language_gap,
    no_persona_with_access_need,
    single_modality_critical_step,
)
