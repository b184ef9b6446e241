"""Coverage as JSON, for programs."""

from __future__ import annotations

import json

from journeykit.checked import checked
from journeykit.coverage.coverage import Coverage
from journeykit.text import mended

FORMAT = "journeykit-coverage"
VERSION = 1
"""The version of the document; it changes when a reader would have to."""


@checked
def as_json(coverage: Coverage) -> str:
    """Write coverage as a versioned JSON document.

    Returns:
        A document with `format`, `version` and `coverage`, as `Coverage.to_dict` gives it: every
        measure with its exact numerator and denominator, and every cell with its status and why.
    """
    document = {"format": FORMAT, "version": VERSION, "coverage": coverage.to_dict()}
    return mended(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"
