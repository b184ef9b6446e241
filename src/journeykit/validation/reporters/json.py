"""The report as data: complete, versioned, the same bytes for the same report."""

from __future__ import annotations

import json

from journeykit.checked import checked
from journeykit.text import mended
from journeykit.validation.report import Report

FORMAT = "journeykit-report"
VERSION = 1


@checked
def as_json(*reports: Report) -> str:
    """Write reports as JSON.

    Args:
        *reports: One report a journey.

    Returns:
        A document with `format`, `version` and `reports`, each as `Report.to_dict` gives it;
        newer minor fields may be added without a new version.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> document = json.loads(as_json(check(journey("Empty"))))
        >>> Report.from_dict(document["reports"][0])
        Report('Empty', 1 error)
    """
    document = {"format": FORMAT, "version": VERSION, "reports": [r.to_dict() for r in reports]}
    return mended(json.dumps(document, ensure_ascii=False, indent=2))
