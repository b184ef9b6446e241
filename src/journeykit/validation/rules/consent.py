"""Consent: whether it is asked for before it is used, and can be withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.communication import Consent
from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import in_a_row

_MAIL = "marketing mail"


def _permitted(*order: str) -> Journey:
    """A sign-up and a mail that needs permission, in some order."""
    steps = {
        "ask": touchpoint("Signs up", consents=[Consent(_MAIL, "asks")]),
        "use": touchpoint("Gets offers", consents=[Consent(_MAIL, "requires")]),
        "pay": touchpoint("Pays"),
    }
    return in_a_row(*(steps[word] for word in order))


@rule(
    "consent-not-before-use",
    "JK705",
    subjects="touchpoints that require consent",
    severity="warning",
    family="automation",
    detects="A path to a touchpoint that requires consent, without asking for it.",
    why="Without consent the data must not be used; on that path the law is broken.",
    formally="A touchpoint requires consent for a purpose and does not ask for it itself, and a "
    "walk from an entry comes to it without a touchpoint that asks for that purpose. In an "
    "unordered stage what asks counts as before what needs, unless it is optional, and so does "
    "what asks at any time. The privacy profile takes it as an error.",
    fix='ask earlier: touchpoint(…, consents=[Consent("…", "asks")])',
    source="GDPR, articles 6 and 7.",
    fires=lambda: _permitted("use", "ask"),
    silent=lambda: _permitted("ask", "use"),
    profiles=("privacy", "automation", "checklist"),
    requires={"consents": 1},
)
def consent_not_before_use(view: View) -> Iterator[Verdict]:
    """Look for ways around every question."""
    for purpose, (asking, needing) in _by_purpose(view).items():
        if asking & view.any_time:
            yield from (Fine(view.touchpoint(key)) for key in needing)
            continue
        free = view.graph.reachable_without(_consent_requests(view, asking))
        for key in needing:
            touchpoint = view.touchpoint(key)
            if key not in free and (key not in view.any_time or asking):
                yield Fine(touchpoint)
            else:
                lack = "and can be reached without it" if asking else "and nothing asks for it"
                yield Problem(
                    f'"{touchpoint.name}" needs consent for "{purpose}", {lack}',
                    touchpoint,
                    salient=purpose,
                )


def _by_purpose(view: View) -> dict[str, tuple[set[str], dict[str, None]]]:
    """For each purpose, the touchpoints that ask for consent, and those that only need it."""
    purposes: dict[str, tuple[set[str], dict[str, None]]] = {}
    for touchpoint in view.touchpoints:
        for consent in touchpoint.consents:
            asking, needing = purposes.setdefault(consent.purpose, (set(), {}))
            if consent.role == "asks":
                asking.add(touchpoint.key)
            elif consent.role == "requires":
                needing[touchpoint.key] = None
    for asking, needing in purposes.values():
        for key in asking:
            needing.pop(key, None)
    return purposes


def _consent_requests(view: View, asking: set[str]) -> set[str]:
    """What asks, and what counts as coming after it in a stage without an order of its own."""
    behind = set(asking)
    for key in asking:
        stage = view.stage_of(key)
        if stage and not view.touchpoint(key).optional and not view.graph.is_ordered(stage.key):
            behind.update(touchpoint.key for touchpoint in stage.touchpoints)
    return behind


def _newsletter(*others: Touchpoint) -> Journey:
    """A newsletter that needs permission."""
    signs_up = touchpoint("Signs up", consents=[Consent(_MAIL, "asks")])
    mail = touchpoint(
        "Basket reminder",
        initiator="company",
        automated=True,
        trigger="new offers",
        consents=[Consent(_MAIL, "requires")],
    )
    return in_a_row(signs_up, mail, *others)


@rule(
    "no-opt-out",
    "JK706",
    subjects="messages without being asked",
    severity="warning",
    family="automation",
    detects="Messages without a way to opt out.",
    why="Withdrawing consent must be as easy as giving it.",
    formally="Consents are used, the company starts a touchpoint that is set off by a trigger that "
    "is not transactional, or that requires consent, and from it no touchpoint can be reached that "
    "withdraws consent or has the purpose preferences; one at any time serves all. One finding "
    "names all such touchpoints.",
    fix='add a touchpoint with consents=[Consent("…", "withdraws")]',
    source="GDPR, article 7(3).",
    fires=_newsletter,
    silent=lambda: _newsletter(touchpoint("Unsubscribes", consents=[Consent(_MAIL, "withdraws")])),
    profiles=("privacy", "automation", "checklist"),
    requires={"consents": 1},
)
def no_opt_out(view: View) -> Iterator[Verdict]:
    """Look for ways out of what the company sends."""
    outs = {t.key for t in view.touchpoints if _lets_go(t)}
    leads_out = view.graph.leading_to(outs)
    sent = [t for t in view.touchpoints if _is_pushed(t)]
    stuck = [t for t in sent if t.key not in leads_out and not outs & view.any_time]
    yield from lacking(
        view,
        stuck,
        of=sent,
        what="message",
        statement="have no way to opt out afterwards",
    )


def _lets_go(touchpoint: Touchpoint) -> bool:
    """Whether customers can withdraw consent at a touchpoint."""
    return touchpoint.purpose == "preferences" or any(
        c.role == "withdraws" for c in touchpoint.consents
    )


def _is_pushed(touchpoint: Touchpoint) -> bool:
    """Whether a company sends it without being asked, and not as part of a deal."""
    if touchpoint.initiator != "company" or (
        touchpoint.trigger and touchpoint.trigger.transactional
    ):
        return False
    return touchpoint.trigger is not None or any(c.role == "requires" for c in touchpoint.consents)


RULES: tuple[Rule, ...] = (
    consent_not_before_use,
    no_opt_out,
)
