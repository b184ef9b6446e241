"""``journeykit questions``: ask what a journey does not say yet."""

from __future__ import annotations

import argparse
from itertools import groupby

from journeykit.cli import CLEAN
from journeykit.cli.files import journeys_in
from journeykit.interview import questions as open_questions


def questions(given: argparse.Namespace) -> int:
    """Ask the open questions of the journeys of some files.

    Args:
        given: The command line.

    Returns:
        0: a question is no failure.
    """
    for number, journey in enumerate(journeys_in(given.files)):
        asked = open_questions(journey)
        print(f"{chr(10) if number else ''}{journey.name}: {len(asked)} open questions")
        for element, about in groupby(asked, key=lambda question: question.element):
            several = list(about)
            print(f"\n{element.kind} {several[0].name}")
            for question in several:
                print(f"  {question.question}\n      {question.answer}")
    return CLEAN
