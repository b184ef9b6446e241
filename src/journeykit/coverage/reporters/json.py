"""Coverage as JSON, for programs."""

from __future__ import annotations

import json

from journeykit.coverage.coverage import Coverage

VERSION = 1
"""The version of the document; it changes when a reader would have to."""


def as_json(coverage: Coverage) -> str:
    """Write coverage as a versioned JSON document.

    Args:
        coverage: The coverage.

    Returns:
        Every measure with its exact numerator and denominator, and every cell that is not simply
        covered, with its status and why.
    """
    document = {
        "version": VERSION,
        "journey": coverage.journey,
        "state": coverage.state,
        "scope": coverage.scope,
        "size": dict(coverage.size),
        "measures": {
            measure.name: {
                "covered": measure.numerator,
                "all": measure.denominator,
                "cells": [
                    {"element": str(cell.element), "status": cell.status, "why": cell.why}
                    for cell in measure.cells
                    if cell.status != "covered"
                ],
            }
            for measure in coverage.measures
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
