"""The parts of a journey that stand alone: channels, emotions, guards, pains and the like."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import get_args

from hypothesis import strategies as st

from journeykit.addresses import Element
from journeykit.channels import CHANNELS, Channel
from journeykit.checked import checked
from journeykit.communication import Consent, ConsentRole, Message, Segment, Trigger
from journeykit.durations import Wait
from journeykit.emotions import LEXICON, Basis, Emotion
from journeykit.experience import Goal
from journeykit.fields import Scalar
from journeykit.guards import Attribute, Guard, attribute, in_segment, otherwise
from journeykit.management import BackstageStep, Evidence, Owner, System, Waiver
from journeykit.metrics import METRIC_KINDS, Metric
from journeykit.observed_events import ObservedEvent
from journeykit.pains import PAIN_KINDS, Pain
from journeykit.testing.strategies.filling import one_of_these, scalars, some, values_of, word
from journeykit.testing.strategies.texts import keys, names, texts

__all__ = [
    "backstage_steps",
    "channels",
    "emotions",
    "evidence",
    "goals",
    "guards",
    "metrics",
    "observed_events",
    "owners",
    "pains",
    "segments",
    "systems",
    "waivers",
]


@values_of(Channel)
@cache
def channels() -> st.SearchStrategy[Channel]:
    """Channels that come with the library, and others."""
    other = some(
        Channel,
        {"name": names()},
    )
    return st.sampled_from(CHANNELS) | other


@values_of(Emotion)
@cache
def emotions() -> st.SearchStrategy[Emotion]:
    """Emotions, with and without a range."""
    halves = st.sampled_from((0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0, -2.0))
    return st.builds(
        _emotion,
        st.builds(lambda *values: sorted(values), halves, halves, halves),
        st.sampled_from(["one", "range", "range without a middle"]),
        st.sampled_from([*LEXICON, ""]) | texts(),
        st.sampled_from((None, *get_args(Basis))),
    )


def _emotion(values: list[float], of: str, label: str, basis: Basis | None) -> Emotion:
    low, middle, high = values if of.startswith("range") else (values[1],) * 3
    valence = None if of == "range without a middle" else middle
    return Emotion(valence, label, low=low, high=high, basis=basis)


@checked
@values_of(Guard)
def guards(segments: Sequence[str] = ("retail", "staff")) -> st.SearchStrategy[Guard]:
    """Guards that can be decided, joined in any way.

    Args:
        segments: The keys of segments they may ask for.

    Returns:
        A strategy.
    """
    attributes = map(attribute, ("age", "visits", "country", "premium"))
    subjects = [*attributes, *map(in_segment, segments)]
    atoms = st.builds(_compared, st.sampled_from(subjects), st.sampled_from(_VERBS), scalars())
    return _joined(_joined(atoms)) | st.just(otherwise)


_VERBS = ("is_", "is_not", "at_least", "at_most", "above", "below")


def _compared(subject: Attribute | Guard, verb: str, value: Scalar) -> Guard:
    """A comparison; all take as many choices, so that Hypothesis can swap any two."""
    if isinstance(subject, Guard):
        return subject
    ordered = verb not in {"is_", "is_not"}
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    made: Guard = getattr(subject, verb)(18 if ordered and not fits else value)
    return made


def _joined(inner: st.SearchStrategy[Guard]) -> st.SearchStrategy[Guard]:
    """One of some guards, its opposite, or two of them together."""
    return st.one_of(
        inner,
        st.builds(lambda a: ~a, inner),
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
    )


@values_of(Owner)
@cache
def owners() -> st.SearchStrategy[Owner]:
    """People and teams who answer for something."""
    return st.builds(Owner, names(), texts())


@values_of(Evidence)
@cache
def evidence() -> st.SearchStrategy[Evidence]:
    """What stands behind a claim."""
    return some(Evidence, {"source": names()}, {"sample": lambda: st.integers(0, 10**6)})


@values_of(Metric)
@cache
def metrics() -> st.SearchStrategy[Metric]:
    """Key figures, defined more or less."""
    return some(
        Metric,
        {"name": names()},
        {"kind": lambda: st.sampled_from([*METRIC_KINDS, "places on a list"])},
    )


@values_of(Pain)
@cache
def pains() -> st.SearchStrategy[Pain]:
    """What hurts."""
    return some(
        Pain,
        {"text": names()},
        {
            "kind": lambda: st.sampled_from([*PAIN_KINDS, "shame"]),
            "severity": lambda: st.integers(1, 5),
        },
    )


@checked
def goals(stages: Sequence[str] = ()) -> st.SearchStrategy[Goal]:
    """What personas want.

    Args:
        stages: The keys of stages by which they may want it.

    Returns:
        A strategy.
    """
    return some(Goal, {"name": names()}, {"due": lambda: one_of_these(stages)})


@cache
def segments() -> st.SearchStrategy[Segment]:
    """Groups of customers."""
    return some(Segment, {"name": names()})


@values_of(System)
@cache
def systems() -> st.SearchStrategy[System]:
    """Systems behind the line of visibility."""
    return some(System, {"name": names()})


@values_of(BackstageStep)
@cache
def backstage_steps() -> st.SearchStrategy[BackstageStep]:
    """What is done out of sight, by somebody or by nobody in particular."""
    return some(BackstageStep, {"name": names()}, {"channel": lambda: st.sampled_from(CHANNELS)})


@checked
@values_of(Waiver)
def waivers(elements: Sequence[Element] = ()) -> st.SearchStrategy[Waiver]:
    """Findings accepted on purpose.

    Args:
        elements: Where they may be accepted.

    Returns:
        A strategy.
    """
    return some(
        Waiver,
        {"rule": st.sampled_from(["JK101", "JK2", "empty-stage"]) | names(), "reason": names()},
        {"at": lambda: one_of_these(elements)},
    )


@values_of(ObservedEvent)
def observed_events() -> st.SearchStrategy[ObservedEvent]:
    """Events of a log that show that somebody was at a touchpoint.

    Returns:
        A strategy.
    """
    return some(
        ObservedEvent,
        {"name": st.sampled_from(["order_placed", "/product/*", "rating_*****"]) | names()},
    )


values_of(Consent)(lambda: st.builds(Consent, names(), word(ConsentRole)))
values_of(Message)(lambda: st.builds(Message, keys(), names()))
values_of(Trigger)(lambda: st.builds(Trigger, names(), texts(), st.booleans()))
values_of(Wait)(lambda: st.builds(Wait, texts(), texts()))
