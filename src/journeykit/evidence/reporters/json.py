"""A report of evidence as JSON: every figure, the same bytes for the same report."""

from __future__ import annotations

import json

from journeykit.evidence.document import FORMAT, VERSION
from journeykit.evidence.report import EvidenceReport
from journeykit.text import mended


def as_json(report: EvidenceReport) -> str:
    """Write a report as JSON.

    Returns:
        A document with `format`, `version` and `report`, as `EvidenceReport.to_dict` gives it.
    """
    document = {"format": FORMAT, "version": VERSION, "report": report.to_dict()}
    return mended(json.dumps(document, ensure_ascii=False, indent=2))
