"""``journeykit questions``: ask what a journey does not say yet."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from journeykit.cli import CLEAN
from journeykit.cli.files import journeys_in
from journeykit.cli.usage import UsageError
from journeykit.errors import UnknownReferenceError
from journeykit.interview import Question
from journeykit.interview import questions as open_questions
from journeykit.model import Journey

FORMATS = ("text", "json")


def questions(given: argparse.Namespace) -> int:
    """Ask the open questions of the journeys of some files.

    Args:
        given: The command line.

    Returns:
        0: a question is no failure.
    """
    if given.format not in FORMATS:
        raise UsageError(str(UnknownReferenceError("format", given.format, known=FORMATS)))
    asked = [(journey, open_questions(journey)) for journey in journeys_in(given.files)]
    if given.format == "json":
        print(json.dumps([_data(*each) for each in asked], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(_lines(*each)) for each in asked))
    return CLEAN


def _lines(journey: Journey, asked: Sequence[Question]) -> Iterator[str]:
    """The questions about a journey, thing by thing."""
    yield f"{journey.name}: {len(asked)} open questions"
    for element, about in groupby(asked, key=lambda question: question.element):
        several = list(about)
        yield f"\n{element.kind} {several[0].name}"
        for question in several:
            yield f"  {question.question}\n      {question.answer}"


def _data(journey: Journey, asked: Sequence[Question]) -> dict[str, object]:
    """The questions about a journey, for other programs."""
    return {
        "journey": journey.name,
        "key": journey.key,
        "questions": [
            {
                "element": {
                    "kind": each.element.kind,
                    "keys": list(each.element.keys),
                    "name": each.name,
                },
                "field": each.field,
                "question": each.question,
                "answer": each.answer,
            }
            for each in asked
        ],
    }
