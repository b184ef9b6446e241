"""Feelings, as they are compared from one journey to another."""

from __future__ import annotations

from journeykit.addresses import Element
from journeykit.emotions import Emotion, signed
from journeykit.graph.view import View
from journeykit.model import Touchpoint
from journeykit.render.language import Language
from journeykit.render.views.cards import spanned

__all__ = ["emotion_at", "feeling_words", "felt_in_wholes", "home"]


def home(holder: Element) -> str:
    """Return the stage that a place is; nothing for the whole journey, whatever its key."""
    return holder.key if holder.kind == "stage" else ""


def felt_in_wholes(view: View) -> dict[tuple[str, str], Emotion]:
    """Return what each persona feels in a stage and in the whole journey."""
    return {
        (home(holder.element), experience.persona): experience.emotion
        for holder in (view.journey, *view.journey.stages)
        for experience in holder.experiences
        if experience.emotion is not None
    }


def emotion_at(touchpoint: Touchpoint, persona: str) -> Emotion | None:
    """Return what a persona feels at a touchpoint, if anybody said."""
    experience = touchpoint.experience_of(persona)
    return experience.emotion if experience else None


def feeling_words(emotion: Emotion | None, language: Language) -> str:
    """Return a feeling in words: its level, and what it is called."""
    if emotion is None:
        return language("not stated")
    if emotion.is_range:
        return spanned(emotion, language)
    return f"{signed(emotion.level)} {emotion.label}".rstrip()
