"""Write the JSON Schemas of documents anew, after the model or a result has changed."""

from __future__ import annotations

import json
from pathlib import Path

import journeykit
from journeykit.comparison import Comparison
from journeykit.coverage import Coverage
from journeykit.interchange.json import schema
from journeykit.interchange.short_forms import short_schema
from journeykit.shapes import schema_of
from journeykit.validation import Report

PACKAGE = Path(journeykit.__file__).parent
SCHEMAS = {
    "interchange/schema.json": schema(),
    "interchange/short_schema.json": short_schema(),
    "validation/report_schema.json": schema_of(Report),
    "coverage/coverage_schema.json": schema_of(Coverage),
    "comparison/comparison_schema.json": schema_of(Comparison),
}

if __name__ == "__main__":
    for path, content in SCHEMAS.items():
        text = json.dumps(content, ensure_ascii=False, indent=2)
        (PACKAGE / path).write_text(text + "\n", encoding="utf-8")
