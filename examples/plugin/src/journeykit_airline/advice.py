"""What an airline asks besides, and whom to turn to: an interview and a fix."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit import Finding, Question, View


def ask_about_disruptions(view: View) -> Iterator[Question]:
    """Ask what passengers are told, and given, when a flight does not go as planned.

    Args:
        view: The journey, with its questions.

    Yields:
        A question for each disruption that nobody has thought through.
    """
    from journeykit_airline import is_disruption

    for step in filter(is_disruption, view.touchpoints):
        if not step.messages:
            words = f"What are passengers told at “{step.name}”, in which words?"
            yield Question(step.element, step.name, "messages", words, "messages=[Message(…)]")
        if step.wait is None:
            words = f"How long do passengers wait after “{step.name}”?"
            yield Question(step.element, step.name, "wait", words, 'wait="2 h"')


def ask_assistance_desk(finding: Finding, _: View) -> str | None:
    """Say whom to write to about assistance, which is arranged in one place only.

    Args:
        finding: Any finding.

    Returns:
        The advice; None where somebody else knows better.
    """
    if finding.rule != "assistance-not-arranged":
        return None
    return f"book it with the assistance desk, 48 hours before departure: {finding.salient}"
