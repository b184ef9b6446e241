"""Headers: what people call the columns of their journey maps, in the words of the model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from journeykit.errors import UnknownReferenceError

_HEADERS = {
    "stage": (
        "stage, stages, phase, phases, section, milestone, journey stage, etappe, étape, etapa, "
        "fase"
    ),
    "touchpoint": (
        "touchpoint, touchpoints, touch point, touch points, step, steps, task, tasks, "
        "moment, interaction, interactions, event, activity, activities, step name, schritt, "
        "schritte, kontaktpunkt, kontaktpunkte, paso, pasos, point de contact, punto de contacto"
    ),
    "channels": "channel, channels, medium, media, device, devices, kanal, kanäle, canal, where",
    "persona": (
        "persona, personas, actor, actors, user, users, customer, customers, who, user type, "
        "people, audience"
    ),
    "actions": (
        "action, actions, doing, does, user action, user actions, customer action, customer "
        "actions, what they do, behaviour, behaviours, behavior"
    ),
    "thoughts": (
        "thought, thoughts, thinking, mindset, what they think, questions, thinks, gedanken, "
        "pensées, pensamientos"
    ),
    "quotes": "quote, quotes, verbatim, says, what they say",
    "emotion": (
        "emotion, emotions, feeling, feelings, mood, feels, what they feel, emotional state, "
        "sentiment, experience, stimmung, gefühl, gefühle, émotion, émotions, emoción, emociones"
    ),
    "score": (
        "score, rating, satisfaction, valence, emotion score, feeling score, csat, sentiment "
        "score, experience score, emotional score, satisfaction score"
    ),
    "pains": (
        "pain, pains, pain point, pain points, painpoint, painpoints, problem, problems, "
        "issue, issues, barrier, barriers, obstacle, obstacles, friction, frustration, "
        "frustrations, challenge, challenges, friction points, schmerzpunkte, problèmes"
    ),
    "opportunities": (
        "opportunity, opportunities, idea, ideas, improvement, improvements, solution, "
        "solutions, how might we, recommendation, recommendations, idee, ideen, chancen, "
        "idées, oportunidades"
    ),
    "goal": "goal, goals, customer goal, customer goals, user goal, user goals, needs",
    "company_goal": "company goal, business goal, business goals",
    "owner": "owner, owners, responsible, team, department, ownership",
    "description": "description, notes, note, comment, comments, details, remarks, what happens",
    "evidence": "evidence, source, sources, data source, research, provenance, insight, insights",
    "physical_evidence": "physical evidence, props, artefacts, artifacts",
    "frontstage": "frontstage, front stage, frontstage actions, onstage, staff actions",
    "backstage": "backstage, back stage, backstage actions, behind the scenes, system response",
    "systems": "system, systems, tools, technology, support processes, supporting systems",
    "metrics": "metric, metrics, kpi, kpis, measure, measures, success metrics",
    "moment_of_truth": (
        "moment of truth, moments of truth, critical moment, critical moments, moment der "
        "wahrheit, moment de vérité, momento de la verdad"
    ),
    "key": "key, id, touchpoint id, touchpoint key, step id",
}

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    name: tuple(words.split(", ")) for name, words in _HEADERS.items()
}
"""What a column can be, each with the headers that mean it."""

CHANNEL_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("web", "site", "web-site", "homepage", "online", "online-shop"), "website"),
    **dict.fromkeys(("e-mail", "mail-email", "newsletter"), "email"),
    **dict.fromkeys(("shop", "store", "instore", "branch", "retail-store"), "in-store"),
    **dict.fromkeys(("telephone", "telefon", "call", "phone-call", "hotline"), "phone"),
    **dict.fromkeys(("social", "socials", "facebook", "instagram", "linkedin"), "social-media"),
    **dict.fromkeys(("ad", "ads", "advert", "advertisement", "display-ads"), "advertising"),
    **dict.fromkeys(("letter", "post", "postal-mail"), "mail"),
    **dict.fromkeys(("referral", "friends", "family"), "word-of-mouth"),
}
"""What people call a channel, each with the key of the one that comes with the library."""

_ANY_TIME = frozenset({"at any time", "any time", "anytime", "jederzeit"})
"""What stands where a stage would, and is none."""

_BY_WORD = {word: name for name, words in SYNONYMS.items() for word in (*words, name)}


def plain(text: str) -> str:
    """Return a header as words: without marks, emphasis, emoji and capitals.

    Args:
        text: What stands in the cell.

    Returns:
        Small letters with single spaces between the words.

    Example:
        >>> plain("**Pain-points** 😡")
        'pain points'
    """
    return " ".join(re.findall(r"[^\W_]+", text.replace("_", " ")[:200].casefold()))


def is_any_time(stage: str) -> bool:
    """Tell whether the name of a stage says that there is none.

    Args:
        stage: What stands where the name of a stage would.

    Example:
        >>> is_any_time("At any time"), is_any_time("Purchase")
        (True, False)
    """
    return plain(stage) in _ANY_TIME


def meaning(header: str) -> str | None:
    """Tell what a column is, by its header.

    Returns:
        One of the names of `SYNONYMS`: that of the whole header, or of the longest words in it.

    Example:
        >>> meaning("Pain points / frustrations"), meaning("Touchpoint"), meaning("Budget")
        ('pains', 'touchpoint', None)
    """
    words = plain(header)
    if words in _BY_WORD:
        return _BY_WORD[words]
    parts = words.split()[:8]
    spans = [
        " ".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    ]
    known_spans = [span for span in spans if span in _BY_WORD]
    return _BY_WORD[max(known_spans, key=len)] if known_spans else None


def is_heading(text: str) -> bool:
    """Tell whether a whole text is a header, not a sentence with the word of one in it.

    Example:
        >>> is_heading("Steps"), is_heading("Message at each step")
        (True, False)
    """
    return plain(text) in _BY_WORD


def is_named(header: str, name: str) -> bool:
    """Tell whether a header is the very name of what it means, so that nothing was guessed.

    Args:
        name: One of the names of `SYNONYMS`.

    Example:
        >>> is_named("Pains", "pains"), is_named("Frustrations", "pains")
        (True, False)
    """
    return plain(header).rstrip("s") == name.replace("_", " ").rstrip("s")


def meanings(header: Sequence[str], by_header: Mapping[str, str]) -> list[str | None]:
    """Tell what each column of a table is, or each row where stages are columns.

    Args:
        by_header: What somebody said of some of them; an empty text leaves a column out.

    Returns:
        A name for each column; None for one that means nothing.

    Raises:
        UnknownReferenceError: There is no such header, or no such meaning.
    """
    for name, what in by_header.items():
        if name not in header:
            raise UnknownReferenceError("column", name, choices=header, where="columns=")
        if what and what not in SYNONYMS:
            raise UnknownReferenceError("meaning of a column", what, choices=SYNONYMS, where=name)
    return [(by_header[name] or None) if name in by_header else meaning(name) for name in header]
