"""Inference: what a map does not state and a reader reads off it, each with its reason."""

from __future__ import annotations

import datetime
import re

from journeykit.durations import span_of
from journeykit.graph import View
from journeykit.metrics import PERCEPTION_METRICS, Direction, Metric
from journeykit.model import Journey, Stage, Touchpoint

_CLASSES = frozenset({"digital", "physical", "interpersonal"})


def begun_by_company(touchpoint: Touchpoint) -> bool:
    """Return whether the company begins a contact, as stated or as its signs tell.

    Returns:
        True if that is stated, or it is automated, has a trigger, or is an advertisement: none of
        these begins with a customer.
    """
    if touchpoint.initiator != "customer":
        return touchpoint.initiator == "company"
    paid = bool(touchpoint.channels) and all(c.ownership == "paid" for c in touchpoint.channels)
    return touchpoint.automated or touchpoint.trigger is not None or paid


def meets_company(touchpoint: Touchpoint) -> bool:
    """Return whether customers have to do with the company at a touchpoint, as its signs tell.

    Returns:
        True if the company begins it, or it happens on a channel of the company's. On earned
        channels others speak, content may be anybody's, and what has no channel, or is done
        alone, happens to customers by themselves.
    """
    return begun_by_company(touchpoint) or any(
        channel.is_contact
        and channel.ownership != "earned"
        and "content" not in {channel.key, channel.category}
        for channel in touchpoint.channels
    )


def changes_class(here: Touchpoint, there: Touchpoint) -> bool:
    """Return whether people go from one class of channels to another.

    Args:
        here: The touchpoint they leave.
        there: The touchpoint they come to.

    Returns:
        True if both have channels and share no class: from digital to in person, say. Then
        somebody else, or something else, takes over, and has to know what was said.
    """
    first = {channel.channel_class for channel in here.channels} & _CLASSES
    second = {channel.channel_class for channel in there.channels} & _CLASSES
    return bool(first) and bool(second) and first.isdisjoint(second)


_BY_HAND = re.compile(
    r"\b(?:copies|copy|copying|re-?types?|re-?enters?|by hand|manually"
    r"|(?:types?|enters?|keys?) (?:it|all|everything|.{1,40}?\b(?:in|into)\b))\b",
    re.IGNORECASE,
)


def copies_by_hand(touchpoint: Touchpoint) -> bool:
    """Return whether somebody carries over what is known elsewhere, by the words of the name.

    Returns:
        True if something is copied, typed in or compared by hand there.
    """
    return _BY_HAND.search(touchpoint.name) is not None


_HELPING = frozenset({"support", "phone"})
"""The keys of the channels on which people get help whatever a touchpoint is for."""


def helps(touchpoint: Touchpoint) -> bool:
    """Return whether people can ask for help at a touchpoint, by its purpose or its channel.

    Returns:
        True if it is there for support, or they begin it on a support or telephone channel.
    """
    if touchpoint.purpose == "support":
        return True
    return not begun_by_company(touchpoint) and any(
        channel.key in _HELPING or channel.category == "support" for channel in touchpoint.channels
    )


_WORDS_OF_HELP = re.compile(
    r"\b(customer (service|care)|support|help ?(desk|line|center|centre)|hot ?line"
    r"|service desk|(call|contact) cent(er|re))\b",
    re.IGNORECASE,
)


def speaks_of_help(touchpoint: Touchpoint) -> bool:
    """Return whether the name of a touchpoint says that people get help there.

    Returns:
        True if it names customer service, a help desk, a hotline or the like.
    """
    return _WORDS_OF_HELP.search(touchpoint.name) is not None


_ANSWERED = frozenset({"email", "chat", "sms"})
"""The keys of the channels on which people write and somebody answers."""


def asks_somebody(touchpoint: Touchpoint) -> bool:
    """Return whether people turn to somebody who has to answer, by the channel.

    Returns:
        True if they begin it, in person, by phone or in writing. What they look up by themselves
        asks nobody.
    """
    return touchpoint.initiator == "customer" and (
        helps(touchpoint)
        or any(
            channel.channel_class == "interpersonal" or channel.key in _ANSWERED
            for channel in touchpoint.channels
        )
    )


def is_alone(touchpoint: Touchpoint) -> bool:
    """Return whether people do something by themselves, as its channels say.

    Returns:
        True if it has channels, and none of them is a contact. Without a channel nobody knows.
    """
    return bool(touchpoint.channels) and not any(c.is_contact for c in touchpoint.channels)


_ASKING = frozenset({"survey", "reviews"})
"""The keys of the channels on which people say how it was."""


_READS = re.compile(r"^(?:reads?|looks?|compares?|browses?|finds?|searches)\b", re.IGNORECASE)


def asks_for_feedback(touchpoint: Touchpoint) -> bool:
    """Return whether people are asked how it was, by purpose, channel or a metric of perception.

    Returns:
        True if it is there for feedback or reviews, happens on such a channel, or has a metric
        that only those can give who were asked. Reading what others wrote is not being asked.
    """
    return (
        touchpoint.purpose in {"feedback", "review"}
        or (
            any(channel.key in _ASKING for channel in touchpoint.channels)
            and _READS.search(touchpoint.name) is None
        )
        or any(map(asks_customers, touchpoint.metrics))
    )


def asks_customers(metric: Metric) -> bool:
    """Return whether customers have to be asked for a metric, by its kind."""
    return metric.kind in PERCEPTION_METRICS or metric.kind == "reviews"


_LOWER = frozenset({"time", "error rate", "churn rate"})
_HIGHER = frozenset(
    {
        "conversion rate",
        "click-through rate",
        "completion rate",
        "response rate",
        "completed transactions",
        "revenue",
        "retention rate",
        "engagement",
        "loyalty",
        *PERCEPTION_METRICS,
    }
)


def better_direction(metric: Metric) -> Direction | None:
    """Return which way a metric gets better, as stated or as its kind tells.

    Returns:
        What it says; else `lower` for times and errors, `higher` for rates of success, revenue
        and satisfaction, and None where its kind tells nothing.
    """
    if metric.direction is not None:
        return metric.direction
    if metric.kind in _LOWER:
        return "lower"
    return "higher" if metric.kind in _HIGHER else None


_PROMISE = re.compile(
    r"\b(?:promised|guaranteed?|agreed|appointed|scheduled|as planned|notice period|trial|warranty|"
    r"(?:fixed|contract|legal|statutory) (?:term|period))\b",
    re.IGNORECASE,
)


def is_agreed(touchpoint: Touchpoint) -> bool:
    """Return whether a wait is a term on which both sides agreed, by its words.

    Args:
        touchpoint: A touchpoint with a wait.

    Returns:
        True if it speaks of what was promised, agreed, scheduled or guaranteed, or of a trial or a
        period of notice: people knew of it and chose it.
    """
    wait = touchpoint.wait
    words = (touchpoint.name, wait.duration, wait.until) if wait else (touchpoint.name,)
    return any(_PROMISE.search(text) for text in words)


_NUMBERED = re.compile(r"\b(day|week|month|quarter|year)\s{0,3}(\d{1,4})\b", re.IGNORECASE)
_LATER = re.compile(r"\bafter\b|\blater\b", re.IGNORECASE)


def date_of(text: str) -> datetime.timedelta | None:
    """Return when something happens, counted from the beginning, as its words tell.

    Args:
        text: A name or a condition, such as "Week 6: check-up" or "Survey after 90 days".

    Returns:
        How long after the beginning; None where the words name no time.
    """
    if numbered := _NUMBERED.search(text):
        span = span_of(f"{numbered[2]} {numbered[1]}s")
    else:
        span = span_of(text) if _LATER.search(text) else None
    return span.least if span else None


_COMMITS = re.compile(
    r"^(?:\S+ (?:and )?)?(?:pays?|buys?|orders?|books?|appl(?:y|ies)|submits?|registers?|enrol\w*|"
    r"signs? up|sends?|e-?mails?|uploads?|faxe?s?|hands? (?:\S+ ){0,3}in|transfers?|reports?|"
    r"claims?|makes? a claim|donates?|cancels?)\b",
    re.IGNORECASE,
)


def commits(touchpoint: Touchpoint) -> bool:
    """Return whether customers hand something over, by the purpose or the words of the name.

    Returns:
        True if they pay, order, apply, report, cancel or the like, from afar: on a screen or by
        mail, where nobody stands before them who takes it.
    """
    afar = touchpoint.channels and all(
        channel.channel_class == "digital" or channel.key == "mail"
        for channel in touchpoint.channels
    )
    return (
        bool(afar)
        and touchpoint.outcome == "completed"
        and not begun_by_company(touchpoint)
        and (touchpoint.purpose == "convert" or _COMMITS.search(touchpoint.name) is not None)
    )


_DECISION = re.compile(
    r"\b(?:(?:is|are|gets?|has|have)\b.{0,80}\breviewed|approv(?:es?|ed|al)|"
    r"assess(?:es|ed|ment)?|screen(?:s|ed|ing)|(?:is|are|gets?) decided|decision|accepted|granted|"
    r"inspect(?:s|ed|ion)?|underwrit\w+|audit(?:s|ed)?|clearance|vetted|interview(?:s|ed)?)\b",
    re.IGNORECASE,
)

_GRANTED = re.compile(r"\b(?:approved|approval|accepted|granted)\b", re.IGNORECASE)


def decides(touchpoint: Touchpoint) -> bool:
    """Return whether somebody decides something at a touchpoint, by the words of its name.

    Returns:
        True if something is reviewed, approved, assessed, screened, inspected or the like there:
        it may be refused, whatever the map shows.
    """
    return _DECISION.search(touchpoint.name) is not None


def is_granted(touchpoint: Touchpoint) -> bool:
    """Return whether a decision turns out well, by the words of its name.

    Args:
        touchpoint: A touchpoint at which somebody decides.

    Returns:
        True if something is approved, accepted or granted there.
    """
    return _GRANTED.search(touchpoint.name) is not None


_AS_PLANNED = frozenset({"next", "branch", "optional"})
"""The kinds of transition by which nothing goes wrong."""


def has_unhappy_path(journey: Journey) -> bool:
    """Return whether a journey shows that anything can go another way than planned.

    Returns:
        True if a touchpoint is abandoned, fails or is known to fail, or a transition has a
        condition or is of a kind by which something goes wrong.
    """
    return any(t.outcome != "completed" or t.fail_point for t in journey.touchpoints) or any(
        step.guarded or step.kind not in _AS_PLANNED for step in journey.transitions
    )


AFTER_SALE = ("experience", "retention", "advocacy")
"""The roles that begin when the sale is over; onboarding may still be part of it."""


def is_after_sale(view: View) -> bool:
    """Return whether something happens in a stage after the sale.

    Args:
        view: The journey, with its questions.
    """
    return any(stage.touchpoints for stage in view.stages_with_role(*AFTER_SALE))


_OF_BUYING = ("awareness", "consideration", "onboarding", *AFTER_SALE)
"""The roles beside which a stage called Decision is the decision to buy."""


def sale_stages(view: View) -> tuple[Stage, ...]:
    """Return the stages in which customers buy, by their role.

    A stage called Decision plays it in the models of marketing. Alone among stages of other names
    it is as well a council's decision, or a doctor's.

    Args:
        view: The journey, with its questions.
    """
    stages = view.stages_with_role("purchase")
    if view.journey.stage_model or view.journey.scope or view.stages_with_role(*_OF_BUYING):
        return stages
    return tuple(stage for stage in stages if stage.key != "decision")


def sales_of(view: View) -> tuple[Touchpoint, ...]:
    """Return the touchpoints at which customers buy, by purpose or by the role of their stage.

    Args:
        view: The journey, with its questions.

    Returns:
        Those that are there to convert; else what customers complete in stages of purchase.
    """
    stated = tuple(t for t in view.touchpoints if t.purpose == "convert")
    return stated or tuple(
        touchpoint
        for stage in sale_stages(view)
        for touchpoint in stage.touchpoints
        if touchpoint.initiator == "customer" and touchpoint.outcome == "completed"
    )
